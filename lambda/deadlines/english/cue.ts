import type { DeadlineKind } from '../deadline.js';
import type { PhraseRow } from './phrases.js';

/** What a cue says of the time that it governs. */
export type CueRole =
  /** A noun that is a deadline itself: deadline, ultimatum. */
  | 'deadline'
  /** What lapses or ends then. */
  | 'expiry'
  /** What begins to hold then. */
  | 'effect'
  /** Somebody is obliged: must, ordered, given. */
  | 'oblige'
  /** What people are called to do by then: apply, register, vote by post. */
  | 'submit'
  /** Somebody binds himself: vows, agrees. */
  | 'commit'
  /** What is decided or done on a day: vote, hearing, strike, launch. */
  | 'event'
  | 'schedule'
  | 'move'
  | 'withdraw'
  | 'pass'
  | 'forecast';

export type VerbForm = 'base' | 'present' | 'past' | 'ing' | 'none';

export interface CueMeaning {
  readonly role: CueRole;
  readonly form: VerbForm;
  readonly kind?: DeadlineKind;
  /** A cue that counts only together with others: it takes part of the confidence, or needs a fitting subject. */
  readonly weak?: boolean;
}

export interface Cue extends CueMeaning {
  readonly first: number;
  readonly past: number;
}

export type CueRow = PhraseRow<CueMeaning>;

type Rest = Omit<CueMeaning, 'form' | 'role'>;

/** Rows for words without forms. */
export const words = (role: CueRole, phrases: string, rest: Rest = {}): readonly CueRow[] =>
  phrases.split(', ').map((phrase) => [phrase, { role, form: 'none', ...rest }]);

const FORMS: readonly VerbForm[] = ['base', 'present', 'past', 'ing'];

/** Rows for verbs, each given as `base/present/past/ing`, with what follows it: `run/runs/ran/running out`. */
export const verbs = (role: CueRole, list: string, rest: Rest = {}): readonly CueRow[] =>
  list.split(', ').flatMap((verb) => {
    const [forms = '', ...after] = verb.split(' ');
    const written = forms.split('/');
    return written.map((form, index): CueRow => [[form, ...after].join(' '), { role, form: FORMS[index] ?? 'past', ...rest }]);
  });

import type { Instant } from '../core/time.js';
import { instantOf, wallClockAt } from '../core/zone.js';
import type { Deadline, DeadlineKind, Precision, Revision } from './deadline.js';
import { topicWords } from './english/topic-words.js';

/** Who changes a deadline by hand, why and when. */
export interface Hand {
  readonly who: string;
  /** Subscribers read it. */
  readonly why: string;
  readonly now: Instant;
}

/** A moment that a person gives. With day precision: the last minute of that date in `zone`. */
export interface GivenMoment {
  readonly due: Instant;
  readonly precision: Precision;
  /** IANA zone in which it was given. */
  readonly zone: string;
}

export type Correction =
  /** The deadline is right as it stands: a proposed one is told from now on, a disputed one keeps its date. */
  | { readonly kind: 'confirm' }
  /** Another moment, another headline, or both. */
  | { readonly kind: 'edit'; readonly moment?: GivenMoment; readonly headline?: string }
  /** It is none, or no longer one. */
  | { readonly kind: 'dismiss' };

export type CorrectionRefusal = 'nothing-to-confirm' | 'nothing-to-edit' | 'withdrawn' | 'passed' | 'past';

export type CorrectionOutcome =
  | { readonly kind: 'corrected'; readonly deadline: Deadline; readonly change: Revision['change'] }
  | { readonly kind: 'refused'; readonly because: CorrectionRefusal };

/** The source of a revision that a person made. */
export const BY_HAND = 'by hand';
const MOST_REVISIONS = 30;

/** The newest revision was made by a person: only a story that reports a move, and a person, may change it again. */
export const isByHand = (deadline: Deadline): boolean => deadline.revisions.at(-1)?.who !== undefined;

const revised = (
  deadline: Deadline,
  change: Revision['change'],
  changed: Partial<Pick<Deadline, 'due' | 'precision' | 'zone' | 'state' | 'headline'>>,
  { who, why, now }: Hand,
): CorrectionOutcome => {
  const { disputed: _settled, ...settled } = { ...deadline, ...changed, revision: deadline.revision + 1 };
  const revision: Revision = {
    number: settled.revision,
    change,
    due: settled.due,
    precision: settled.precision,
    quote: why,
    source: BY_HAND,
    publishedAt: now,
    who,
  };
  return { kind: 'corrected', deadline: { ...settled, revisions: [...deadline.revisions, revision].slice(-MOST_REVISIONS) }, change };
};

const refused = (because: CorrectionRefusal): CorrectionOutcome => ({ kind: 'refused', because });

const confirm = (deadline: Deadline, hand: Hand): CorrectionOutcome => {
  if (deadline.state === 'withdrawn') return refused('withdrawn');
  if (deadline.due <= hand.now) return refused('passed');
  if (deadline.state === 'open' && deadline.disputed === undefined) return refused('nothing-to-confirm');
  return revised(deadline, 'set', { state: 'open' }, hand);
};

const edit = (deadline: Deadline, { moment, headline }: Extract<Correction, { kind: 'edit' }>, hand: Hand): CorrectionOutcome => {
  if (moment !== undefined && moment.due <= hand.now) return refused('past');
  if (moment === undefined && deadline.state === 'withdrawn') return refused('withdrawn');
  const isSame = moment === undefined || (moment.due === deadline.due && moment.precision === deadline.precision);
  if (isSame && deadline.state === 'open' && (headline ?? deadline.headline) === deadline.headline) return refused('nothing-to-edit');
  const { due, precision, zone } = moment ?? deadline;
  const change = deadline.state === 'open' && !isSame ? 'moved' : 'set';
  return revised(deadline, change, { due, precision, zone, state: 'open', headline: headline ?? deadline.headline }, hand);
};

/**
 * What a person's correction makes of a deadline: a revision with who and why, which subscribers are told like any other.
 * An edit of a proposed or withdrawn deadline also opens it.
 */
export const correctDeadline = (deadline: Deadline, correction: Correction, hand: Hand): CorrectionOutcome => {
  if (correction.kind === 'confirm') return confirm(deadline, hand);
  if (correction.kind === 'edit') return edit(deadline, correction, hand);
  return deadline.state === 'withdrawn' ? refused('withdrawn') : revised(deadline, 'withdrawn', { state: 'withdrawn' }, hand);
};

/** A deadline that no story reported, as a person gives it. */
export interface GivenDeadline extends GivenMoment {
  readonly headline: string;
  readonly kind: DeadlineKind;
  /** The rules whose channels are told. */
  readonly ruleIds: readonly string[];
}

/** Opens a deadline by hand; stories that report it join it later. */
export const giveDeadline = (id: string, given: GivenDeadline, { who, why, now }: Hand): CorrectionOutcome => {
  if (given.due <= now) return refused('past');
  const { headline, kind, due, precision, zone, ruleIds } = given;
  const revision: Revision = { number: 1, change: 'set', due, precision, quote: why, source: BY_HAND, publishedAt: now, who };
  const deadline: Deadline = {
    id,
    headline,
    kind,
    due,
    precision,
    zone,
    state: 'open',
    topic: Object.fromEntries(topicWords(headline).map((word) => [word, 1])),
    ruleIds,
    sources: [],
    revisions: [revision],
    revision: 1,
  };
  return { kind: 'corrected', deadline, change: 'set' };
};

const GIVEN_MOMENT = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}))?$/;
const DAY_END = { hour: 23, minute: 59 };

/**
 * A moment as a person types it, on the clock of `zone`: `2025-08-08` (the date alone) or `2025-08-08 17:00`.
 * Undefined when it is neither, or a date or a clock time that does not exist there.
 */
export const readMoment = (text: string, zone: string): GivenMoment | undefined => {
  const parts = GIVEN_MOMENT.exec(text.trim());
  if (parts === null) return undefined;
  const [year, month, day, hour, minute] = parts.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const clock = { year, month, day, ...(hour === undefined || minute === undefined ? DAY_END : { hour, minute }) };
  const due = instantOf(clock, zone);
  const shown = wallClockAt(due, zone);
  const isReal = shown.day === day && shown.month === month && shown.hour === clock.hour && shown.minute === clock.minute;
  return isReal ? { due, precision: hour === undefined ? 'day' : 'minute', zone } : undefined;
};

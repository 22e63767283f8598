import { hashId } from '../core/ids.js';
import type { Instant } from '../core/time.js';
import {
  type Correction,
  type CorrectionOutcome,
  type CorrectionRefusal,
  correctDeadline,
  type GivenDeadline,
  giveDeadline,
  type Hand,
} from '../deadlines/correct-deadline.js';
import type { Deadline, Revision } from '../deadlines/deadline.js';
import { loadRevision } from './current-watchlist.js';
import type { DeadlineChange, DeadlineState } from './entries.js';
import type { World } from './ports.js';

export type CorrectDeadlineOutcome =
  | { readonly kind: 'corrected'; readonly deadline: Deadline; readonly change: Revision['change']; readonly told: readonly string[] }
  | { readonly kind: 'refused'; readonly because: CorrectionRefusal }
  | { readonly kind: 'unknown-deadline' }
  /** Several deadlines begin with this. */
  | { readonly kind: 'ambiguous'; readonly ids: readonly string[] }
  | { readonly kind: 'unknown-rule'; readonly ruleId: string; readonly known: readonly string[] }
  | { readonly kind: 'exists'; readonly deadline: Deadline }
  /** Stories kept changing it meanwhile, or it is no longer followed. */
  | { readonly kind: 'conflict' };

type Ports = Pick<World, 'deadlines' | 'watchlists' | 'clock' | 'hints'>;

export interface CorrectDeadlines {
  /** @param idStart the id, or as much of its beginning as no other has */
  readonly correct: (idStart: string, correction: Correction, hand: Omit<Hand, 'now'>) => Promise<CorrectDeadlineOutcome>;
  readonly add: (given: GivenDeadline, hand: Omit<Hand, 'now'>) => Promise<CorrectDeadlineOutcome>;
}

const MOST_ATTEMPTS = 5;

/** Changes of deadlines by a person; versioned writes like the desk's, so neither undoes what the other has just done. */
export const makeCorrectDeadlines = ({ deadlines, watchlists, clock, hints }: Ports): CorrectDeadlines => {
  const write = async (
    corrected: Extract<CorrectionOutcome, { kind: 'corrected' }>,
    before: Partial<DeadlineState>,
    now: Instant,
  ): Promise<CorrectDeadlineOutcome> => {
    const { deadline, change } = corrected;
    const planned: DeadlineChange = { deadline, edition: before.edition ?? 0, wakes: true };
    if ((await deadlines.write(planned, now)) === 'conflict') return { kind: 'conflict' };
    await hints.send('deadline', [deadline.id]);
    return { kind: 'corrected', deadline, change, told: before.told?.channels ?? [] };
  };

  const attempt = async (idStart: string, correction: Correction, person: Omit<Hand, 'now'>): Promise<CorrectDeadlineOutcome> => {
    const followed = (await deadlines.followed()).filter(({ deadline }) => deadline.id.startsWith(idStart));
    const [state, other] = followed;
    if (state === undefined) return { kind: 'unknown-deadline' };
    if (other !== undefined) return { kind: 'ambiguous', ids: followed.map(({ deadline }) => deadline.id) };
    const now = clock();
    const outcome = correctDeadline(state.deadline, correction, { ...person, now });
    return outcome.kind === 'refused' ? outcome : write(outcome, state, now);
  };

  return {
    correct: async (idStart, correction, person) => {
      for (let attempts = 1; ; attempts += 1) {
        const outcome = await attempt(idStart, correction, person);
        if (outcome.kind !== 'conflict' || attempts === MOST_ATTEMPTS) return outcome;
      }
    },
    add: async (given, person) => {
      const { rules } = await loadRevision(watchlists, (await watchlists.head()).revision);
      const known = rules.map((rule) => rule.id);
      const unknown = given.ruleIds.find((id) => !known.includes(id));
      if (unknown !== undefined) return { kind: 'unknown-rule', ruleId: unknown, known };
      const now = clock();
      const id = hashId('deadline', 'by-hand', given.headline, String(given.due));
      const outcome = giveDeadline(id, given, { ...person, now });
      if (outcome.kind === 'refused') return outcome;
      const written = await write(outcome, {}, now);
      const standing = written.kind === 'conflict' ? await deadlines.read(id) : undefined;
      return standing === undefined ? written : { kind: 'exists', deadline: standing.deadline };
    },
  };
};

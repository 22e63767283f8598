import type { Instant } from '../core/time.js';
import { ENTRY_KINDS, type EntryKind } from './entries.js';
import type { World } from './ports.js';
import { WORKERS } from './workers.js';

export interface TickOutcome {
  /** Hints sent, by kind. */
  readonly sent: Readonly<Record<EntryKind, number>>;
}

const MOST_HINTS = 5_000;
/** Runs that one worker finishes in a minute, assumed low. */
const RUNS_A_MINUTE = 30;

const minuteOfWork = (kind: EntryKind): number => WORKERS[kind].concurrency * RUNS_A_MINUTE;

/**
 * Hands what has woken to the workers, oldest first, at most 5,000 hints a kind; none to a queue that still holds more
 * than a minute of work. Measures how late the oldest due entry of each kind is, in seconds (`AgendaLag`).
 */
export const makeTick = ({ agenda, hints, clock, measure }: Pick<World, 'agenda' | 'hints' | 'clock' | 'measure'>) => {
  const lagSeconds = (oldest: Instant | undefined, now: Instant): number =>
    oldest === undefined ? 0 : Math.max(0, Math.round((now - oldest) / 1000));
  const tickKind = async (kind: EntryKind, now: Instant): Promise<number> => {
    const due = await agenda.due(kind, now, MOST_HINTS);
    measure('AgendaLag', lagSeconds(due[0]?.wakeAt, now), kind);
    if (due.length === 0 || (await hints.backlog(kind)) > minuteOfWork(kind)) return 0;
    await hints.send(
      kind,
      due.map((entry) => entry.id),
    );
    return due.length;
  };
  return async (): Promise<TickOutcome> => {
    const now = clock();
    const counts = await Promise.all(ENTRY_KINDS.map(async (kind) => [kind, await tickKind(kind, now)] as const));
    const sent = { feed: 0, desk: 0, deadline: 0, channel: 0, watchlist: 0 };
    for (const [kind, count] of counts) sent[kind] = count;
    return { sent };
  };
};

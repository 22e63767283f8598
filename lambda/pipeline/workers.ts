import { DAY_MS, MINUTE_MS, SECOND_MS } from '../core/time.js';
import type { EntryKind } from './entries.js';

/** How one kind of entry is worked on. */
export interface WorkerPlan {
  readonly name: string;
  /** After this a run is ended from outside, wherever it is. */
  readonly timeoutSeconds: number;
  /** Hints handed to one run. */
  readonly batchSize: number;
  /** Runs at a time. */
  readonly concurrency: number;
}

export const WORKERS: Readonly<Record<EntryKind, WorkerPlan>> = {
  feed: { name: 'poll-feed', timeoutSeconds: 60, batchSize: 1, concurrency: 20 },
  desk: { name: 'merge-deadlines', timeoutSeconds: 60, batchSize: 1, concurrency: 2 },
  deadline: { name: 'count-down', timeoutSeconds: 30, batchSize: 10, concurrency: 5 },
  channel: { name: 'flush-channel', timeoutSeconds: 60, batchSize: 5, concurrency: 10 },
  watchlist: { name: 'apply-watchlist', timeoutSeconds: 300, batchSize: 1, concurrency: 2 },
};

/** A lease outlives its worker by this much, so that clocks may differ and a killed run is surely over. */
const LEASE_MARGIN_MS = 60 * SECOND_MS;

export const leaseMs = (kind: EntryKind): number => WORKERS[kind].timeoutSeconds * SECOND_MS + LEASE_MARGIN_MS;

/** A run that puts alerts or mentions arms their reader for so long: it is surely over by then. One length for all, since the last arming stands. */
export const ARMED_MS = leaseMs('feed') + MINUTE_MS;

/** An entry whose workers never come back sleeps after this many attempts, for so long. */
export const MOST_ATTEMPTS = 5;
export const SLEEP_MS = DAY_MS;

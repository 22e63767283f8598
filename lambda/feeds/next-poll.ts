import { DAY_MS, type Instant, latest, MINUTE_MS, plus } from '../core/time.js';

/** How often feeds are polled; milliseconds. */
export interface PollPace {
  readonly usualMs: number;
  readonly floorMs: number;
}

export type PollResult =
  | { readonly kind: 'read'; readonly ttlMinutes?: number; readonly maxAgeSeconds?: number }
  | { readonly kind: 'failed'; readonly failures: number; readonly retryAt?: Instant }
  | { readonly kind: 'more-waiting' }
  | { readonly kind: 'gone' };

export interface NextPoll {
  readonly at: Instant;
  readonly because: 'usual-pace' | 'publisher-asks' | 'backing-off' | 'publisher-says-later' | 'more-waiting' | 'gone';
}

const LONGEST_MS = DAY_MS;
/** What a publisher may ask for at most: ages of years have been seen. */
const LONGEST_ASKED_MS = 6 * 60 * MINUTE_MS;
const JITTER = 0.1;

const afterReading = (result: Extract<PollResult, { kind: 'read' }>, pace: PollPace): readonly [number, NextPoll['because']] => {
  const askedMs = Math.max((result.ttlMinutes ?? 0) * MINUTE_MS, (result.maxAgeSeconds ?? 0) * 1000);
  const boundedMs = Math.min(askedMs, LONGEST_ASKED_MS);
  return boundedMs > pace.usualMs ? [boundedMs, 'publisher-asks'] : [Math.max(pace.usualMs, pace.floorMs), 'usual-pace'];
};

/**
 * When to poll a feed again, and why: the usual pace or what the publisher asks, doubling after failures up to a day.
 *
 * @param chance a number in [0, 1) that spreads feeds over time
 */
export const nextPoll = (result: PollResult, pace: PollPace, now: Instant, chance: number): NextPoll => {
  const later = (ms: number): Instant => plus(now, Math.min(LONGEST_MS, ms * (1 + JITTER * chance)));
  if (result.kind === 'more-waiting') return { at: now, because: 'more-waiting' };
  if (result.kind === 'gone') return { at: later(LONGEST_MS), because: 'gone' };
  if (result.kind === 'read') {
    const [ms, because] = afterReading(result, pace);
    return { at: later(ms), because };
  }
  const backOff = later(pace.usualMs * 2 ** Math.min(result.failures - 1, 12));
  if (result.retryAt === undefined || result.retryAt <= backOff) return { at: backOff, because: 'backing-off' };
  return { at: latest(backOff, plus(now, Math.min(DAY_MS, result.retryAt - now))), because: 'publisher-says-later' };
};

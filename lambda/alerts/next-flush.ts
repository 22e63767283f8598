import { earliest, type Instant, latest, plus } from '../core/time.js';
import { addDays, instantOf, wallClockAt } from '../core/zone.js';
import type { Alert, Channel } from './alert.js';

export interface NextFlush {
  readonly at: Instant;
  readonly because: 'critical' | 'group-wait' | 'minimum-gap' | 'quiet-hours';
}

/** The end of the quiet hours that `at` falls into; undefined when it falls into none. */
export const quietUntil = (channel: Channel, at: Instant): Instant | undefined => {
  if (channel.quiet === undefined) return undefined;
  const { from, to } = channel.quiet;
  const clock = wallClockAt(at, channel.zone);
  const minutes = clock.hour * 60 + clock.minute;
  const overMidnight = from > to;
  const isQuiet = overMidnight ? minutes >= from || minutes < to : minutes >= from && minutes < to;
  if (!isQuiet) return undefined;
  const date = overMidnight && minutes >= from ? addDays(clock, 1) : clock;
  return instantOf({ ...date, hour: Math.floor(to / 60), minute: to % 60 }, channel.zone);
};

/**
 * When a channel's pending alerts go out, and what they wait for: the group wait from the oldest (never extended), then
 * the minimum gap, then the quiet hours, in which no delay may land it either. A critical alert waits for the minimum
 * gap only. Undefined when none is pending.
 */
export const nextFlush = (
  channel: Channel,
  pending: readonly Alert[],
  { lastSentAt, now }: { readonly lastSentAt: Instant | undefined; readonly now: Instant },
): NextFlush | undefined => {
  if (pending.length === 0) return undefined;
  const oldest = earliest(...pending.map((alert) => alert.createdAt));
  const gapEnds = lastSentAt === undefined ? oldest : plus(lastSentAt, channel.gapMs);
  if (pending.some((alert) => alert.severity === 'critical')) return { at: latest(oldest, gapEnds), because: 'critical' };
  const grouped = plus(oldest, channel.groupMs);
  const ready = latest(grouped, gapEnds);
  const quiet = quietUntil(channel, latest(ready, now));
  if (quiet !== undefined) return { at: quiet, because: 'quiet-hours' };
  return { at: ready, because: gapEnds > grouped ? 'minimum-gap' : 'group-wait' };
};

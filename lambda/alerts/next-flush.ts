import { earliest, type Instant, latest, MINUTE_MS, plus } from '../core/time.js';
import { addDays, dateKey, instantOf, type WallClock, wallClockAt } from '../core/zone.js';
import type { Alert, Channel, SentSoFar } from './alert.js';

export interface NextFlush {
  readonly at: Instant;
  readonly because: 'critical' | 'group-wait' | 'minimum-gap' | 'quiet-hours' | 'daily-cap';
  /** Set when the message is the closing digest: of this date, as in `2026-03-14`. */
  readonly closes?: string;
}

const USUAL_CLOSING = 21 * 60;
/** A closing digest that is later than this waits for the next day: it may begin the quiet hours, not disturb them. */
const CLOSING_MS = 15 * MINUTE_MS;

const minutesOf = (clock: WallClock): number => clock.hour * 60 + clock.minute;

const atMinutes = (date: WallClock, minutes: number, zone: string): Instant =>
  instantOf({ ...date, hour: Math.floor(minutes / 60), minute: minutes % 60 }, zone);

/** The end of the quiet hours that `at` falls into; undefined when it falls into none. */
export const quietUntil = (channel: Channel, at: Instant): Instant | undefined => {
  if (channel.quiet === undefined) return undefined;
  const { from, to } = channel.quiet;
  const clock = wallClockAt(at, channel.zone);
  const minutes = minutesOf(clock);
  const overMidnight = from > to;
  const isQuiet = overMidnight ? minutes >= from || minutes < to : minutes >= from && minutes < to;
  if (!isQuiet) return undefined;
  return atMinutes(overMidnight && minutes >= from ? addDays(clock, 1) : clock, to, channel.zone);
};

/** When a day is closed: as its quiet night begins, else at 21:00. Minutes after midnight. */
const closingMinutes = ({ quiet }: Channel): number => {
  if (quiet === undefined) return USUAL_CLOSING;
  const isNight = quiet.from > quiet.to || (quiet.from <= USUAL_CLOSING && quiet.to > USUAL_CLOSING);
  return isNight ? quiet.from : USUAL_CLOSING;
};

/** The channel's date at `at`, as in `2026-03-14`. */
export const channelDate = (channel: Channel, at: Instant): string => dateKey(wallClockAt(at, channel.zone));

/** True while the closing digest of `date` may go out. */
export const isClosingTime = (channel: Channel, date: string, at: Instant): boolean => {
  const clock = wallClockAt(at, channel.zone);
  const closing = atMinutes(clock, closingMinutes(channel), channel.zone);
  return dateKey(clock) === date && at >= closing && at < plus(closing, CLOSING_MS);
};

/** What waits for a day that has had its messages: the day's closing digest, or after it the next day. */
const afterCap = (channel: Channel, { closedOn }: SentSoFar, ready: Instant): NextFlush => {
  const clock = wallClockAt(ready, channel.zone);
  const date = dateKey(clock);
  const closing = atMinutes(clock, closingMinutes(channel), channel.zone);
  if (closedOn !== date && ready < plus(closing, CLOSING_MS)) return { at: latest(ready, closing), because: 'daily-cap', closes: date };
  const morning = atMinutes(addDays(clock, 1), 0, channel.zone);
  return { at: quietUntil(channel, morning) ?? morning, because: 'daily-cap' };
};

const hasHadItsMessages = (channel: Channel, { sentOn, sentCount = 0 }: SentSoFar, at: Instant): boolean =>
  channel.dailyCap !== undefined && sentCount >= channel.dailyCap && sentOn === channelDate(channel, at);

/**
 * When a channel's pending alerts go out, and what they wait for: the group wait from the oldest (never extended), then
 * the minimum gap, then the quiet hours, in which no delay may land it either, or, when the day has had its messages, its
 * closing digest. A critical alert waits for the minimum gap only. Undefined when none is pending.
 */
export const nextFlush = (channel: Channel, pending: readonly Alert[], sent: SentSoFar, now: Instant): NextFlush | undefined => {
  if (pending.length === 0) return undefined;
  const oldest = earliest(...pending.map((alert) => alert.createdAt));
  const gapEnds = sent.lastSentAt === undefined ? oldest : plus(sent.lastSentAt, channel.gapMs);
  if (pending.some((alert) => alert.severity === 'critical')) return { at: latest(oldest, gapEnds), because: 'critical' };
  const grouped = plus(oldest, channel.groupMs);
  const ready = latest(grouped, gapEnds);
  if (hasHadItsMessages(channel, sent, latest(ready, now))) return afterCap(channel, sent, latest(ready, now));
  const quiet = quietUntil(channel, latest(ready, now));
  if (quiet !== undefined) return { at: quiet, because: 'quiet-hours' };
  return { at: ready, because: gapEnds > grouped ? 'minimum-gap' : 'group-wait' };
};

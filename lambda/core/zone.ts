import { tz, tzOffset } from '@date-fns/tz';
import { differenceInCalendarDays } from 'date-fns';
import { HOUR_MS, type Instant, instant, MINUTE_MS } from './time.js';

/** What a wall clock shows: month 1–12, day 1–31; numbers past their range roll over as on a calendar. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** 0 = Sunday … 6 = Saturday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

const WEEKDAYS: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6];

const zoneName = /^[A-Za-z][A-Za-z_]*(?:\/[A-Za-z0-9_+-]+)*$/;

/** Asking the runtime costs a tenth of a millisecond, and every story asks. */
const KNOWN_ZONES = new Map<string, boolean>();
const MOST_KNOWN = 1_000;

const hasZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

/** True for an IANA zone name that this runtime knows: `Europe/London`, `UTC`. Offsets such as `+02:00` are not names. */
export const isZone = (name: string): boolean => {
  const known = KNOWN_ZONES.get(name);
  if (known !== undefined) return known;
  const found = zoneName.test(name) && hasZone(name);
  if (KNOWN_ZONES.size < MOST_KNOWN) KNOWN_ZONES.set(name, found);
  return found;
};

/** Clocks are changed at full minutes, so an offset holds for the minute that it was asked for. */
const OFFSETS = new Map<string, Map<number, number>>();
const MOST_OFFSETS = 2_000;

/** Minutes east of UTC. Asking the runtime is the dearest part of reading a date, and a story asks for the same few moments. */
const offsetAt = (at: number, zone: string): number => {
  const known = OFFSETS.get(zone) ?? new Map<number, number>();
  const minute = Math.floor(at / MINUTE_MS);
  const offset = known.get(minute) ?? tzOffset(zone, new Date(at));
  if (known.size >= MOST_OFFSETS) known.clear();
  if (OFFSETS.size >= MOST_KNOWN) OFFSETS.clear();
  known.set(minute, offset);
  OFFSETS.set(zone, known);
  return offset;
};

const wallMs = (at: number, zone: string): number => at + offsetAt(at, zone) * MINUTE_MS;

const clockMs = (clock: WallClock): number => Date.UTC(clock.year, clock.month - 1, clock.day, clock.hour, clock.minute);

/** What a clock in `zone` (IANA) shows at `at`. */
export const wallClockAt = (at: Instant, zone: string): WallClock => {
  const shown = new Date(wallMs(at, zone));
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
  };
};

const jumpPast = (target: number, span: readonly [number, number], zone: string): Instant => {
  let [before, after] = span;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (wallMs(middle, zone) >= target) after = middle;
    else before = middle;
  }
  return instant(after);
};

/**
 * The first instant at which a clock in `zone` shows `clock` or later: in a gap (spring) the jump itself, in an
 * overlap (autumn) the first of the two. Independent of the zone of the process.
 */
export const instantOf = (clock: WallClock, zone: string): Instant => {
  const target = clockMs(clock);
  const offsets = [target - 26 * HOUR_MS, target + 26 * HOUR_MS].map((at) => wallMs(at, zone) - at);
  const candidates = offsets.map((offset) => target - offset).sort((left, right) => left - right);
  const [first = target, last = target] = candidates;
  const exact = candidates.find((at) => wallMs(at, zone) === target);
  return exact === undefined ? jumpPast(target, [first - 1, last], zone) : instant(exact);
};

/** The weekday that a wall clock's date falls on. */
export const weekdayOf = (clock: WallClock): Weekday => WEEKDAYS[new Date(clockMs(clock)).getUTCDay()] ?? 0;

/** The same wall clock `days` later (or earlier), on a real calendar date. */
export const addDays = (clock: WallClock, days: number): WallClock => {
  const moved = new Date(Date.UTC(clock.year, clock.month - 1, clock.day + days));
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate(), hour: clock.hour, minute: clock.minute };
};

/** Midnights between two instants on a calendar in `zone`. */
export const daysBetween = (from: Instant, to: Instant, zone: string): number => differenceInCalendarDays(to, from, { in: tz(zone) });

/** The date as `2026-03-14`; dates written so sort as text. */
export const dateKey = (clock: WallClock): string =>
  [String(clock.year).padStart(4, '0'), String(clock.month).padStart(2, '0'), String(clock.day).padStart(2, '0')].join('-');

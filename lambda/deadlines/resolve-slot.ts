import { DAY_MS, HOUR_MS, type Instant, instant, MINUTE_MS, plus } from '../core/time.js';
import { addDays, instantOf, type WallClock, wallClockAt, weekdayOf } from '../core/zone.js';
import type { Precision } from './deadline.js';
import { type DateContext, type Direction, resolveDate } from './resolve-date.js';
import type { Anchor, ClockPart, DatePart, Duration, Slot } from './slot.js';

export interface Reference {
  readonly publishedAt: Instant;
  /** IANA zone in which words such as "Friday" and "midnight" are meant. */
  readonly zone: string;
  /** IANA zone of the publisher, whose "tomorrow" it is; `zone` where it is left out. */
  readonly home?: string;
  readonly direction: Direction;
}

export interface Resolved {
  readonly due: Instant;
  readonly earliest?: Instant;
  readonly precision: Precision;
}

/** Countries that write the month first. */
const MONTH_FIRST =
  /^(?:US\/|America\/(?:New_York|Chicago|Denver|Los_Angeles|Phoenix|Anchorage|Detroit|Boise|Juneau|Indiana|Kentucky|North_Dakota|Puerto_Rico)|Pacific\/(?:Honolulu|Guam)|Asia\/Manila)/;

const contextOf = ({ publishedAt, zone, direction }: Reference): DateContext => ({
  published: wallClockAt(publishedAt, zone),
  direction,
  monthFirst: MONTH_FIRST.test(zone),
});

/** The last minute of a date: what a deadline by the day alone means. */
const endOfDate = (date: WallClock, zone: string): Instant => instantOf({ ...date, hour: 23, minute: 59 }, zone);

const atClock = (date: WallClock, clock: ClockPart, zone: string): Instant => {
  const start = { ...date, hour: clock.hour, minute: clock.minute };
  return instantOf(clock.endOfDay ? addDays({ ...start, hour: 0, minute: 0 }, 1) : start, zone);
};

const addMonths = (date: WallClock, months: number): WallClock => {
  const month = date.month - 1 + months;
  const last = new Date(Date.UTC(date.year, month + 1, 0));
  return { ...date, year: last.getUTCFullYear(), month: last.getUTCMonth() + 1, day: Math.min(date.day, last.getUTCDate()) };
};

const addWorkingDays = (date: WallClock, days: number): WallClock => {
  let [at, left] = [date, Math.min(days, 999)];
  while (left > 0) {
    at = addDays(at, 1);
    if (weekdayOf(at) !== 0 && weekdayOf(at) !== 6) left -= 1;
  }
  return at;
};

const addUnits = (date: WallClock, amount: number, unit: Duration['unit']): WallClock => {
  if (unit === 'week') return addDays(date, 7 * amount);
  if (unit === 'month') return addMonths(date, amount);
  if (unit === 'year') return addMonths(date, 12 * amount);
  return unit === 'working-day' ? addWorkingDays(date, amount) : addDays(date, amount);
};

const addCalendar = (date: WallClock, amount: number, { unit, and }: Duration): WallClock => {
  const later = addUnits(date, amount, unit);
  return and === undefined ? later : addUnits(later, and.amount, and.unit);
};

const UNIT_MS: Readonly<Partial<Record<Duration['unit'], number>>> = { minute: MINUTE_MS, hour: HOUR_MS };

interface Start {
  readonly at: Instant;
  /** False when the anchor is a date without a clock time. */
  readonly exact: boolean;
}

const startOf = (anchor: Anchor | undefined, reference: Reference): Start | undefined => {
  if (anchor === undefined || anchor.kind === 'publication') return { at: reference.publishedAt, exact: true };
  if (anchor.kind === 'unknown') return undefined;
  const direction = anchor.isOver === true ? 'back' : anchor.isToCome === true ? 'ahead' : 'nearest';
  const date = resolveDate(anchor.date, contextOf({ ...reference, direction }));
  if (date === undefined) return undefined;
  const { zone } = reference;
  // "will last 48 hours from 6am", told in the evening
  if (anchor.isToCome === true && anchor.clock !== undefined && anchor.date.form === 'day-offset') {
    const at = atClock(date, anchor.clock, zone);
    return { at: at > reference.publishedAt ? at : atClock(addDays(date, 1), anchor.clock, zone), exact: true };
  }
  if (anchor.clock === undefined) return { at: instantOf(date, zone), exact: false };
  const at = atClock(date, anchor.clock, zone);
  // "took hold at midnight", told in the morning
  const isToday = anchor.isOver === true && anchor.date.form === 'day-offset' && at > reference.publishedAt;
  return { at: isToday ? atClock(addDays(date, -1), anchor.clock, zone) : at, exact: true };
};

const afterStart = (start: Start, amount: number, duration: Duration, zone: string): Resolved => {
  const unitMs = UNIT_MS[duration.unit];
  if (unitMs !== undefined && start.exact) {
    const minutes = duration.unit === 'minute' || !Number.isInteger(amount);
    return { due: plus(start.at, amount * unitMs), precision: minutes ? 'minute' : 'hour' };
  }
  const from = wallClockAt(start.at, zone);
  const date = unitMs === undefined ? addCalendar(from, amount, duration) : addDays(from, Math.round((amount * unitMs) / DAY_MS));
  return { due: endOfDate(date, zone), precision: 'day' };
};

/** The moment a duration after its anchor: hours to the minute, days and longer as a local date. */
export const resolveDuration = (duration: Duration, reference: Reference): Resolved | undefined => {
  const start = startOf(duration.anchor, reference);
  if (start === undefined) return undefined;
  const { least } = duration;
  const later = afterStart(start, duration.amount, duration, reference.zone);
  return least === undefined ? later : { ...later, earliest: afterStart(start, least, duration, reference.zone).due };
};

/** A moment that is put off by a length: by days and longer it keeps its hour. */
export const shiftFrom = ({ due }: Resolved, duration: Duration, zone: string): Resolved => {
  const unitMs = UNIT_MS[duration.unit];
  if (unitMs !== undefined) return { due: plus(due, duration.amount * unitMs), precision: 'minute' };
  return { due: instantOf(addCalendar(wallClockAt(due, zone), duration.amount, duration), zone), precision: 'minute' };
};

/** The same moment on another clock settles the zone: of the days around, the one nearest to the local reading. */
const settleByOther = (local: Instant, also: NonNullable<Slot['also']>): Instant => {
  const date = wallClockAt(local, also.zone);
  const candidates = [-1, 0, 1].map((days) => atClock(addDays(date, days), { ...also.clock, endOfDay: false }, also.zone));
  return candidates.reduce((best, each) => (Math.abs(each - local) < Math.abs(best - local) ? each : best));
};

const resolveOn = (date: WallClock, slot: Slot, zone: string): Resolved => {
  if (slot.clock === undefined) return { due: endOfDate(date, zone), precision: 'day' };
  const local = atClock(date, slot.clock, zone);
  return { due: slot.also === undefined ? local : settleByOther(local, slot.also), precision: 'minute' };
};

/** Of a clock time without its half of the day: by day, from seven in the morning to six in the evening. */
const byDay = (slot: Slot): Slot =>
  slot.clock?.eitherHalf === true
    ? { ...slot, clock: { ...slot.clock, hour: slot.clock.hour < 7 ? slot.clock.hour + 12 : slot.clock.hour } }
    : slot;

/** Nobody says "at three" of the small hours. */
const FIRST_OF_DAY = 5;

/** "nine o'clock" in a story: the next of both halves of the day, or the last. */
const resolveEitherHalf = (slot: Slot, clock: ClockPart, reference: Reference): Resolved | undefined => {
  const today = wallClockAt(reference.publishedAt, reference.zone);
  const hours = [-1, 0, 1]
    .flatMap((days) => [0, 12].map((half) => ({ day: addDays(today, days), hour: clock.hour + half })))
    .filter(({ hour }) => hour >= FIRST_OF_DAY);
  const all = hours.map(({ day, hour }) => resolveOn(day, { ...slot, clock: { ...clock, hour } }, reference.zone));
  if (reference.direction === 'ahead') return all.find(({ due }) => due > reference.publishedAt);
  return all.filter(({ due }) => due <= reference.publishedAt).at(-1);
};

const LAST_OF_NIGHT = 5;

/** A clock time alone: today's; where that is past and something to come is asked for, tomorrow's; else yesterday's. */
const resolveClockAlone = (slot: Slot, reference: Reference): Resolved => {
  const today = wallClockAt(reference.publishedAt, reference.zone);
  const first = resolveOn(today, slot, reference.zone);
  if (reference.direction === 'ahead' && first.due <= reference.publishedAt) return resolveOn(addDays(today, 1), slot, reference.zone);
  return reference.direction === 'back' && first.due > reference.publishedAt ? resolveOn(addDays(today, -1), slot, reference.zone) : first;
};

/** "6am local time tomorrow" is said on the publisher's calendar, unless that hour is over. */
const dateOfSlot = (slot: Slot, date: DatePart, reference: Reference): WallClock | undefined => {
  const { home, zone, direction, publishedAt } = reference;
  const there = resolveDate(date, contextOf(reference));
  if (home === undefined || home === zone || date.form !== 'day-offset' || date.days !== 1 || there === undefined) return there;
  const here = addDays({ ...wallClockAt(publishedAt, home), hour: 0, minute: 0 }, date.days);
  return direction === 'ahead' && resolveOn(here, byDay(slot), zone).due <= publishedAt ? there : here;
};

/**
 * The instant that a slot means in a story published at `publishedAt`: a midnight is the end of its day, a date without
 * a clock its last minute, hours run from publication unless anchored. Undefined when the words mean no moment, or one
 * that is not ahead where it must be.
 */
export const resolveSlot = (slot: Slot, reference: Reference): Resolved | undefined => {
  if (slot.vague === true) return undefined;
  if (slot.duration !== undefined) return resolveDuration(slot.duration, reference);
  if (slot.date === undefined) {
    if (slot.clock === undefined) return undefined;
    return slot.clock.eitherHalf === true ? resolveEitherHalf(slot, slot.clock, reference) : resolveClockAlone(slot, reference);
  }
  const context = contextOf(reference);
  const date = dateOfSlot(slot, slot.date, reference);
  if (date === undefined) return undefined;
  const today = resolveOn(date, byDay(slot), reference.zone);
  // "12.30am tonight" is after the midnight to come; "3 p.m. today", told at six, is past
  const isTonight =
    reference.direction === 'ahead' &&
    slot.date.form === 'day-offset' &&
    slot.date.days === 0 &&
    (slot.clock?.hour ?? LAST_OF_NIGHT) < LAST_OF_NIGHT &&
    today.due <= reference.publishedAt;
  const resolved = isTonight ? resolveOn(addDays(date, 1), slot, reference.zone) : today;
  const before = slot.earliest === undefined ? undefined : resolveDate(slot.earliest, context);
  const earliest = before === undefined ? undefined : instant(endOfDate(before, reference.zone));
  // "by Jan. 5 or Monday", written in April: the one that is named first is no earlier bound.
  return earliest === undefined || earliest > resolved.due ? resolved : { ...resolved, earliest };
};

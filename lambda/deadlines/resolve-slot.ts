import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, plus } from '../core/time.js';
import { addDays, instantOf, type WallClock, wallClockAt, weekdayOf } from '../core/zone.js';
import type { Precision } from './deadline.js';
import type { DatePart, Slot } from './slots.js';

export interface Resolved {
  readonly due: Instant;
  readonly precision: Precision;
}

/** A month-day this long past is next year's; a nearer one is narrative, not a deadline. */
const FORGOTTEN_DAYS = 60;

const dateOfWeekday = (part: Extract<DatePart, { form: 'weekday' }>, published: WallClock): WallClock | undefined => {
  const today = weekdayOf(published);
  const ahead = (part.weekday - today + 7) % 7;
  if (part.which === 'last') return undefined;
  if (part.which === 'next') return addDays(published, ((part.weekday + 6) % 7) - ((today + 6) % 7) + 7);
  return addDays(published, ahead);
};

const dateOfMonthDay = (part: Extract<DatePart, { form: 'month-day' }>, published: WallClock): WallClock | undefined => {
  const inYear = (year: number): WallClock => ({ year, month: part.month, day: part.day, hour: 0, minute: 0 });
  if (part.year !== undefined) return inYear(part.year);
  const dayNumber = (clock: WallClock): number => Date.UTC(clock.year, clock.month - 1, clock.day) / DAY_MS;
  const past = dayNumber(published) - dayNumber(inYear(published.year));
  if (past <= 0) return inYear(published.year);
  return past > FORGOTTEN_DAYS ? inYear(published.year + 1) : undefined;
};

const dateOf = (part: DatePart, published: WallClock): WallClock | undefined => {
  if (part.form === 'weekday') return dateOfWeekday(part, published);
  if (part.form === 'month-day') return dateOfMonthDay(part, published);
  return addDays(published, part.days);
};

const UNIT_DAYS = { day: 1, week: 7 } as const;

const resolveDuration = (duration: NonNullable<Slot['duration']>, publishedAt: Instant, zone: string): Resolved => {
  const { amount, unit } = duration;
  if (unit === 'minute') return { due: plus(publishedAt, amount * MINUTE_MS), precision: 'minute' };
  if (unit === 'hour') return { due: plus(publishedAt, amount * HOUR_MS), precision: 'hour' };
  const date = addDays(wallClockAt(publishedAt, zone), amount * UNIT_DAYS[unit]);
  return { due: instantOf({ ...date, hour: 23, minute: 59 }, zone), precision: 'day' };
};

/**
 * The instant that a slot means in a story published at `publishedAt`: weekdays and month-days look forward, hours run
 * from publication, midnight is the end of the day, a date without a clock is its last minute. Undefined when it is past.
 */
export const resolveSlot = (slot: Slot, publishedAt: Instant, zone: string): Resolved | undefined => {
  if (slot.duration !== undefined) return resolveDuration(slot.duration, publishedAt, zone);
  const published = wallClockAt(publishedAt, zone);
  const date = dateOf(slot.date ?? { form: 'day-offset', days: 0 }, published);
  if (date === undefined) return undefined;
  const { clock } = slot;
  const moment = clock?.endOfDay
    ? addDays({ ...date, hour: 0, minute: 0 }, 1)
    : { ...date, hour: clock?.hour ?? 23, minute: clock?.minute ?? 59 };
  const due = instantOf(moment, zone);
  return due <= publishedAt ? undefined : { due, precision: clock === undefined ? 'day' : 'minute' };
};

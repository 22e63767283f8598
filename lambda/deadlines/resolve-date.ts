import { DAY_MS } from '../core/time.js';
import { addDays, type WallClock, weekdayOf } from '../core/zone.js';
import { dateOfNamedDay } from './named-days.js';
import type { DatePart, Weekdate } from './slot.js';

/** Where the words look from the reference: to what comes, to what was, or (an anchor) to the nearer of both. */
export type Direction = 'ahead' | 'back' | 'nearest';

export interface DateContext {
  /** What the clock of the zone shows at publication. */
  readonly published: WallClock;
  readonly direction: Direction;
  /** True where the publisher's country writes the month first: 8/6 is August 6. */
  readonly monthFirst: boolean;
}

/** A month-day this long past is next year's; a nearer one is narrative, not a deadline. */
const FORGOTTEN_DAYS = 75;

const day = (year: number, month: number, dayOfMonth: number): WallClock => ({ year, month, day: dayOfMonth, hour: 0, minute: 0 });
const dayNumber = (clock: WallClock): number => Date.UTC(clock.year, clock.month - 1, clock.day) / DAY_MS;
const isReal = (clock: WallClock): boolean => new Date(Date.UTC(clock.year, clock.month - 1, clock.day)).getUTCDate() === clock.day;

/** The last day of a month; months past 12 roll over. */
const lastOfMonth = (year: number, month: number): WallClock => addDays(day(year + Math.floor(month / 12), (month % 12) + 1, 1), -1);

const mondayOf = (clock: WallClock): WallClock => addDays(clock, -((weekdayOf(clock) + 6) % 7));

/** Of a date that has no year: the one that the direction asks for. */
const inYear = (dateIn: (year: number) => WallClock, { published, direction }: DateContext): WallClock | undefined => {
  const years = [published.year - 1, published.year, published.year + 1].map(dateIn).filter(isReal);
  const distance = (clock: WallClock): number => dayNumber(clock) - dayNumber(published);
  if (direction === 'back') return years.filter((clock) => distance(clock) <= 0).at(-1);
  if (direction === 'nearest') return [...years].sort((left, right) => Math.abs(distance(left)) - Math.abs(distance(right)))[0];
  const next = years.find((clock) => distance(clock) >= 0);
  const justPast = years.some((clock) => distance(clock) < 0 && distance(clock) > -FORGOTTEN_DAYS);
  return justPast ? undefined : next;
};

const dateOfWeekday = (part: Weekdate, context: DateContext): WallClock => {
  const { published, direction } = context;
  if (part.listedAfter !== undefined) {
    const before = dateOfWeekday(part.listedAfter, context);
    return addDays(before, (part.weekday - part.listedAfter.weekday + 7) % 7);
  }
  const ahead = (part.weekday - weekdayOf(published) + 7) % 7;
  const inWeek = addDays(mondayOf(published), (part.weekday + 6) % 7);
  const weeks = 7 * (part.weeks ?? 0);
  // "Monday last week"
  if (part.which === 'last' && weeks > 0) return addDays(inWeek, -7);
  if (part.which === 'last') return addDays(published, ahead === 0 ? -7 : ahead - 7);
  if (part.which === 'next') return addDays(inWeek, 7 + weeks);
  if (part.which === 'plain' && weeks === 0) {
    if (direction === 'back') return addDays(published, ahead === 0 ? 0 : ahead - 7);
    if (direction === 'nearest' && ahead > 3) return addDays(published, ahead - 7);
  }
  return addDays(published, ahead + weeks);
};

/** The end that is behind publication: "the year-end deadline has passed". */
const lastEndOf = (unit: Extract<DatePart, { form: 'end-of' }>['unit'], published: WallClock): WallClock => {
  if (unit === 'week') {
    const friday = addDays(mondayOf(published), 4);
    return dayNumber(friday) > dayNumber(published) ? addDays(friday, -7) : friday;
  }
  if (unit === 'year') return published.month === 12 && published.day === 31 ? published : day(published.year - 1, 12, 31);
  const months = unit === 'month' ? published.month : 3 * Math.ceil(published.month / 3);
  const end = lastOfMonth(published.year, months);
  return dayNumber(end) > dayNumber(published) ? lastOfMonth(published.year, months - (unit === 'month' ? 1 : 3)) : end;
};

const endOf = (part: Extract<DatePart, { form: 'end-of' }>, { published, direction }: DateContext): WallClock => {
  if (direction === 'back' && part.ahead === 0) return lastEndOf(part.unit, published);
  if (part.unit === 'week') {
    const friday = addDays(mondayOf(published), 4 + 7 * part.ahead);
    return dayNumber(friday) < dayNumber(published) ? addDays(friday, 7) : friday;
  }
  if (part.unit === 'month') return lastOfMonth(published.year, published.month + part.ahead);
  if (part.unit === 'quarter') return lastOfMonth(published.year, 3 * (Math.ceil(published.month / 3) + part.ahead));
  return day(published.year + part.ahead, 12, 31);
};

const dateOfNumbers = (part: Extract<DatePart, { form: 'numeric' }>, context: DateContext): WallClock | undefined => {
  const monthFirst = part.second > 12 || (context.monthFirst && part.first <= 12);
  const [month, dayOfMonth] = monthFirst ? [part.first, part.second] : [part.second, part.first];
  if (month > 12) return undefined;
  return part.year === undefined ? inYear((year) => day(year, month, dayOfMonth), context) : day(part.year, month, dayOfMonth);
};

/** "the 15th" behind "January 2", told in December; a month that is over is no month to come. */
const MOST_MONTHS_AHEAD = 3;

const dateOfDay = (part: Extract<DatePart, { form: 'day-of-month' }>, { published, direction }: DateContext): WallClock => {
  const { month } = part;
  if (month !== undefined && direction !== 'back') {
    const isNear = (month - published.month + 12) % 12 <= MOST_MONTHS_AHEAD;
    const inMonth = day(month < published.month ? published.year + 1 : published.year, month, part.day);
    if (isNear && isReal(inMonth) && dayNumber(inMonth) >= dayNumber(published)) return inMonth;
  }
  const thisMonth = day(published.year, published.month + (part.ahead ?? 0), part.day);
  const distance = part.ahead === undefined ? dayNumber(thisMonth) - dayNumber(published) : 0;
  if (distance > 0 && direction === 'back') return addDays(day(published.year, published.month - 1, part.day), 0);
  if (distance >= 0 || direction === 'back') return addDays(thisMonth, 0);
  return addDays(day(published.year, published.month + 1, part.day), 0);
};

const dateOfWeekend = (ahead: number, { published, direction }: DateContext): WallClock => {
  const saturday = addDays(mondayOf(published), 5 + 7 * ahead);
  if (direction === 'back') return dayNumber(saturday) > dayNumber(published) ? addDays(saturday, -7) : saturday;
  return dayNumber(saturday) < dayNumber(published) ? addDays(saturday, 7) : saturday;
};

const FIRST_LIGHT = 5;
const LAST_LIGHT = 18;

/** The day of the next dawn or dusk, or of the last. */
const dateOfDaylight = (edge: 'dawn' | 'dusk', { published, direction }: DateContext): WallClock => {
  const isOver = published.hour >= (edge === 'dawn' ? FIRST_LIGHT : LAST_LIGHT);
  if (direction === 'ahead') return addDays(published, isOver ? 1 : 0);
  return addDays(published, isOver ? 0 : -1);
};

/**
 * The calendar date that the words mean, as a wall clock at 00:00; undefined when there is none (29 February of a common
 * year) or when it is just past where something to come is asked for.
 */
export const resolveDate = (part: DatePart, context: DateContext): WallClock | undefined => {
  const { published } = context;
  switch (part.form) {
    case 'weekday':
      return dateOfWeekday(part, context);
    case 'month-day': {
      const { month } = part;
      const year = part.yearsAhead === undefined ? part.year : published.year + part.yearsAhead;
      if (year === undefined) return inYear((year) => day(year, month, part.day), context);
      const given = day(year, month, part.day);
      return isReal(given) ? given : undefined;
    }
    case 'numeric':
      return dateOfNumbers(part, context);
    case 'day-of-month':
      return dateOfDay(part, context);
    case 'day-offset':
      return addDays(published, part.days);
    case 'end-of':
      return endOf(part, context);
    case 'end-of-month':
      return part.year === undefined ? inYear((year) => lastOfMonth(year, part.month), context) : lastOfMonth(part.year, part.month);
    case 'end-of-year':
      return day(part.year, 12, 31);
    case 'weekend':
      return dateOfWeekend(part.ahead, context);
    case 'daylight':
      return dateOfDaylight(part.edge, context);
    case 'shifted': {
      const from = resolveDate(part.from, part.isOver === true ? { ...context, direction: 'back' } : context);
      if (part.isSame === true && part.weekday !== undefined && (from === undefined || weekdayOf(from) !== part.weekday))
        return dateOfWeekday({ form: 'weekday', weekday: part.weekday, which: 'plain' }, context);
      const date = from === undefined ? undefined : addDays(from, part.days);
      return date === undefined || part.weekday === undefined ? date : addDays(date, (part.weekday - weekdayOf(date) + 7) % 7);
    }
    default:
      return part.year === undefined ? inYear((year) => dateOfNamedDay(part.name, year), context) : dateOfNamedDay(part.name, part.year);
  }
};

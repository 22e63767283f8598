import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '../core/time.js';
import { daysBetween, wallClockAt, weekdayOf } from '../core/zone.js';
import type { Deadline } from '../deadlines/deadline.js';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const localeFor = (zone: string): string => (zone.startsWith('America/') || zone.startsWith('Pacific/Honolulu') ? 'en-US' : 'en-GB');

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a hundred times what using it does. */
const formatterFor = (zone: string): Intl.DateTimeFormat => {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(localeFor(zone), { timeZone: zone, timeZoneName: 'short' });
  formatters.set(zone, made);
  return made;
};

/** The short name of the zone's time at `at`: `EST`, `GMT`, `CET`, `GMT+3`. */
const zoneLabel = (at: Instant, zone: string): string => {
  const parts = formatterFor(zone).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
};

const clockText = (at: Instant, zone: string): string => {
  const clock = wallClockAt(at, zone);
  return `${String(clock.hour).padStart(2, '0')}:${String(clock.minute).padStart(2, '0')}`;
};

/** So far away a day and a month may be taken for those of another year. */
const FAR_MS = 300 * DAY_MS;

/** `Friday 8 August`; `short`: `Fri 8 Aug`. With its year where it is far from `now`. */
export const dateText = (at: Instant, zone: string, style: 'long' | 'short' = 'long', now: Instant = at): string => {
  const clock = wallClockAt(at, zone);
  const weekday = WEEKDAYS[weekdayOf(clock)] ?? '';
  const month = MONTHS[clock.month - 1] ?? '';
  const year = Math.abs(at - now) > FAR_MS ? ` ${clock.year}` : '';
  return style === 'long' ? `${weekday} ${clock.day} ${month}${year}` : `${weekday.slice(0, 3)} ${clock.day} ${month.slice(0, 3)}${year}`;
};

/** `Friday 8 August, 17:00 EDT`; `short`: `Fri 8 Aug 17:00 EDT`. With its year where it is far from `now`. */
export const momentText = (at: Instant, zone: string, style: 'long' | 'short' = 'long', now: Instant = at): string =>
  `${dateText(at, zone, style, now)}${style === 'long' ? ',' : ''} ${clockText(at, zone)} ${zoneLabel(at, zone)}`;

const sameClock = (at: Instant, left: string, right: string): boolean =>
  JSON.stringify(wallClockAt(at, left)) === JSON.stringify(wallClockAt(at, right));

/**
 * A deadline's moment: in the reader's zone, then in the zone it was reported in where that shows another clock.
 * A deadline known by its date alone keeps the date of the zone it was reported in.
 */
export const dueText = (
  deadline: Pick<Deadline, 'due' | 'precision' | 'zone'>,
  zone: string,
  now: Instant,
  style: 'long' | 'short' = 'long',
): string => {
  if (deadline.precision === 'day') return dateText(deadline.due, deadline.zone, style, now);
  const own = momentText(deadline.due, zone, style, now);
  if (style === 'short' || sameClock(deadline.due, zone, deadline.zone)) return own;
  return `${own} (${momentText(deadline.due, deadline.zone, style, now)})`;
};

const count = (amount: number, unit: string): string => `${amount} ${unit}${amount === 1 ? '' : 's'}`;

/** A span to the nearest minute, in its two greatest units: `2 days 4 hours`, `50 minutes`, `less than a minute`. */
export const spanText = (ms: number): string => {
  const rounded = Math.round(ms / MINUTE_MS) * MINUTE_MS;
  const minutes = rounded / MINUTE_MS;
  const days = Math.floor(rounded / DAY_MS);
  const hours = Math.floor((rounded % DAY_MS) / HOUR_MS);
  if (minutes < 1) return 'less than a minute';
  if (days > 0) return hours === 0 ? count(days, 'day') : `${count(days, 'day')} ${count(hours, 'hour')}`;
  const rest = minutes - hours * 60;
  if (hours === 0) return count(minutes, 'minute');
  return rest === 0 ? count(hours, 'hour') : `${count(hours, 'hour')} ${count(rest, 'minute')}`;
};

/** Time left until a deadline at the moment of writing; whole days (`tomorrow`) where only the date is known. */
export const leftText = (deadline: Pick<Deadline, 'due' | 'precision' | 'zone'>, now: Instant): string => {
  if (deadline.precision !== 'day') return `${spanText(deadline.due - now)} left`;
  const days = daysBetween(now, deadline.due, deadline.zone);
  if (days <= 0) return 'today';
  return days === 1 ? 'tomorrow' : `in ${days} days`;
};

import type { Weekday } from '../core/zone.js';
import type { Token } from './sentences.js';

export type DatePart =
  | { readonly form: 'weekday'; readonly weekday: Weekday; readonly which: 'plain' | 'next' | 'this' | 'last' }
  | { readonly form: 'month-day'; readonly month: number; readonly day: number; readonly year?: number }
  | { readonly form: 'day-offset'; readonly days: number };

export interface ClockPart {
  readonly hour: number;
  readonly minute: number;
  /** Midnight as a deadline: the end of the day. */
  readonly endOfDay: boolean;
}

/** A time expression, nothing resolved yet: what the words say, and which words they are. */
export interface Slot {
  readonly first: number;
  /** Index past the last token. */
  readonly past: number;
  readonly date?: DatePart;
  readonly clock?: ClockPart;
  /** IANA zone that the words name. */
  readonly zone?: string;
  readonly duration?: { readonly amount: number; readonly unit: 'minute' | 'hour' | 'day' | 'week' };
}

type Found<T> = { readonly value: T; readonly past: number } | undefined;

const WEEKDAYS: Readonly<Record<string, Weekday>> = {
  sunday: 0,
  monday: 1,
  tuesday: 2,
  wednesday: 3,
  thursday: 4,
  friday: 5,
  saturday: 6,
  mon: 1,
  tue: 2,
  tues: 2,
  wed: 3,
  thu: 4,
  thurs: 4,
  fri: 5,
};
const MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  'january february march april may june july august september october november december'
    .split(' ')
    .flatMap((name, index) => [[name, index + 1], [name.slice(0, 3), index + 1], ...(index === 8 ? [['sept', 9]] : [])]),
);
const NUMBERS: Readonly<Record<string, number>> = Object.fromEntries(
  'one two three four five six seven eight nine ten eleven twelve'.split(' ').map((name, index) => [name, index + 1]),
);
const ZONES: Readonly<Record<string, string>> = {
  gmt: 'Etc/GMT',
  utc: 'UTC',
  bst: 'Europe/London',
  et: 'America/New_York',
  est: 'America/New_York',
  edt: 'America/New_York',
  pt: 'America/Los_Angeles',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  cet: 'Europe/Paris',
  cest: 'Europe/Paris',
};

const text = (tokens: readonly Token[], at: number): string => tokens[at]?.text ?? '';

const numberOf = (word: string): number | undefined => {
  if (/^\d{1,3}$/.test(word)) return Number(word);
  return word === 'a' || word === 'an' ? 1 : NUMBERS[word];
};

const readWeekday = (tokens: readonly Token[], at: number): Found<DatePart> => {
  const lead = text(tokens, at);
  const which = lead === 'next' || lead === 'this' || lead === 'last' ? lead : 'plain';
  const place = which === 'plain' && lead !== 'coming' ? at : at + 1;
  const weekday = WEEKDAYS[text(tokens, place).replace(/'s$/, '')];
  return weekday === undefined ? undefined : { value: { form: 'weekday', weekday, which }, past: place + 1 };
};

const dayOfMonth = (word: string): number | undefined => {
  const day = Number(/^(\d{1,2})$/.exec(word)?.[1]);
  return day >= 1 && day <= 31 ? day : undefined;
};

const skipOrdinal = (tokens: readonly Token[], at: number): number => (/^(?:st|nd|rd|th)$/.test(text(tokens, at)) ? at + 1 : at);

const readYear = (tokens: readonly Token[], at: number): Found<number> => {
  const year = Number(/^(20\d\d)$/.exec(text(tokens, at))?.[1]);
  return year > 0 ? { value: year, past: at + 1 } : undefined;
};

const withYear = (tokens: readonly Token[], month: number, day: number, past: number): Found<DatePart> => {
  const year = readYear(tokens, past);
  const date = { form: 'month-day', month, day } as const;
  return year === undefined ? { value: date, past } : { value: { ...date, year: year.value }, past: year.past };
};

const monthAt = (tokens: readonly Token[], at: number): number | undefined => {
  const token = tokens[at];
  return token !== undefined && /^\p{Lu}/u.test(token.raw) ? MONTHS[token.text] : undefined;
};

const readMonthDay = (tokens: readonly Token[], at: number): Found<DatePart> => {
  const month = monthAt(tokens, at);
  const day = dayOfMonth(text(tokens, at + 1));
  if (month !== undefined && day !== undefined) return withYear(tokens, month, day, skipOrdinal(tokens, at + 2));
  const dayFirst = dayOfMonth(text(tokens, at));
  const afterDay = skipOrdinal(tokens, at + 1);
  const monthAfter = monthAt(tokens, afterDay);
  return dayFirst === undefined || monthAfter === undefined ? undefined : withYear(tokens, monthAfter, dayFirst, afterDay + 1);
};

const OFFSETS: Readonly<Record<string, number>> = { today: 0, tonight: 0, tomorrow: 1 };

const readOffset = (tokens: readonly Token[], at: number): Found<DatePart> => {
  const days = OFFSETS[text(tokens, at)];
  return days === undefined ? undefined : { value: { form: 'day-offset', days }, past: at + 1 };
};

/** `Friday, August 8`: the month and day say more than the weekday. */
const readDate = (tokens: readonly Token[], at: number): Found<DatePart> => {
  const weekday = readWeekday(tokens, at);
  if (weekday === undefined) return readMonthDay(tokens, at) ?? readOffset(tokens, at);
  return readMonthDay(tokens, weekday.past) ?? weekday;
};

const meridiem = (word: string): 'am' | 'pm' | undefined => {
  const plain = word.replaceAll('.', '');
  return plain === 'am' || plain === 'pm' ? plain : undefined;
};

const readHour = (tokens: readonly Token[], at: number): Found<ClockPart> => {
  const figures = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text(tokens, at));
  if (figures === null) return undefined;
  const [, hourText, minuteText] = figures;
  const half = meridiem(text(tokens, at + 1));
  if (half === undefined && minuteText === undefined) return undefined;
  const hour = half === undefined ? Number(hourText) : (Number(hourText) % 12) + (half === 'pm' ? 12 : 0);
  const minute = Number(minuteText ?? 0);
  if (hour > 23 || minute > 59) return undefined;
  return { value: { hour, minute, endOfDay: false }, past: half === undefined ? at + 1 : at + 2 };
};

const readClock = (tokens: readonly Token[], at: number): Found<ClockPart> => {
  const word = text(tokens, at);
  if (word === 'midnight') return { value: { hour: 0, minute: 0, endOfDay: true }, past: at + 1 };
  if (word === 'noon' || word === 'midday') return { value: { hour: 12, minute: 0, endOfDay: false }, past: at + 1 };
  return readHour(tokens, at);
};

const readZone = (tokens: readonly Token[], at: number): Found<string> => {
  const zone = ZONES[text(tokens, at)];
  return zone !== undefined && /^[A-Z]+\.?$/.test(tokens[at]?.raw ?? '') ? { value: zone, past: at + 1 } : undefined;
};

const skip = (tokens: readonly Token[], at: number, words: RegExp): number => (words.test(text(tokens, at)) ? at + 1 : at);

type ClockAndZone = Pick<Slot, 'clock' | 'zone' | 'past'>;

const readClockAndZone = (tokens: readonly Token[], at: number): ClockAndZone => {
  const clock = readClock(tokens, at);
  if (clock === undefined) return { past: at };
  const zone = readZone(tokens, clock.past);
  return { clock: clock.value, past: zone?.past ?? clock.past, ...(zone === undefined ? {} : { zone: zone.value }) };
};

const readDuration = (tokens: readonly Token[], at: number): Slot | undefined => {
  const start = skip(tokens, at, /^(?:next|the)$/);
  const amount = numberOf(text(tokens, skip(tokens, start, /^next$/)));
  const place = skip(tokens, start, /^next$/) + 1;
  const unit = /^(minute|hour|day|week)s?$/.exec(text(tokens, place))?.[1];
  if (amount === undefined || unit === undefined) return undefined;
  if (unit !== 'minute' && unit !== 'hour' && unit !== 'day' && unit !== 'week') return undefined;
  return { first: at, past: place + 1, duration: { amount, unit } };
};

const clockThenDate = (tokens: readonly Token[], at: number): Slot | undefined => {
  const { past, ...clock } = readClockAndZone(tokens, at);
  if (clock.clock === undefined) return undefined;
  const date = readDate(tokens, skip(tokens, skip(tokens, past, /^(?:on|local)$/), /^(?:time|on)$/));
  return date === undefined ? { first: at, past, ...clock } : { first: at, past: date.past, ...clock, date: date.value };
};

/** The time expression that begins at token `at`: a date, a clock time, both in either order, or a duration. */
export const readSlot = (tokens: readonly Token[], at: number): Slot | undefined => {
  const date = readDate(tokens, at);
  if (date === undefined) return clockThenDate(tokens, at) ?? readDuration(tokens, at);
  const { past, ...clock } = readClockAndZone(tokens, skip(tokens, date.past, /^(?:at|by)$/));
  return { first: at, past, date: date.value, ...clock };
};

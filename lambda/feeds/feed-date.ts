import { DAY_MS, type Instant, instant, MINUTE_MS } from '../core/time.js';
import { instantOf, isZone } from '../core/zone.js';
import { monthNamed, zoneNamed } from './date-words.js';

// Dates as feeds write them. UTC where they name no zone: never the zone of the process.

interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

interface ClockTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const MIDNIGHT: ClockTime = { hour: 0, minute: 0, second: 0 };
const EARLIEST = Date.UTC(1985, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const LONGEST = 80;

const fullYear = (digits: string): number => {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
};

const isReal = ({ year, month, day }: CalendarDate, { hour, minute, second }: ClockTime): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day));
  const dayExists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return dayExists && minute < 60 && second < 61 && (hour < 24 || (hour === 24 && minute === 0 && second === 0));
};

/** Minutes east of UTC; undefined when the text is no offset or none that exists. */
const offsetMinutes = (zone: string): number | undefined => {
  const numeric = /^(?:gmt|utc?)?([+-])(\d{1,2}):?(\d{2})?$/i.exec(zone);
  if (numeric === null) return zoneNamed(zone);
  const [hours, minutes] = [Number(numeric[2]), Number(numeric[3] ?? 0)];
  if (hours > 14 || minutes > 59) return undefined;
  return (hours * 60 + minutes) * (numeric[1] === '-' ? -1 : 1);
};

const toInstant = (date: CalendarDate, clock: ClockTime, zone: string): Instant | undefined => {
  if (!isReal(date, clock)) return undefined;
  const utc = Date.UTC(date.year, date.month - 1, date.day, clock.hour, clock.minute, clock.second);
  const name = zone.replace(/^\(|\)$/g, '');
  if (name === '') return instant(utc);
  const offset = offsetMinutes(name) ?? offsetMinutes(name.replace(/^Etc\//i, ''));
  if (offset !== undefined) return instant(utc - offset * MINUTE_MS);
  if (!name.includes('/') || !isZone(name)) return undefined;
  return instant(instantOf({ ...date, hour: clock.hour, minute: clock.minute }, name) + clock.second * 1000);
};

const CLOCK = /^(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:[.,]\d{1,12})?)?|[h.](\d{2}))?$/i;

/** `8:15`, `08:15:30.5`, `8:15 PM`; undefined when it is none. */
const readClock = (text: string, half: string): ClockTime | undefined => {
  const found = CLOCK.exec(text);
  if (found === null) return undefined;
  const [, hours = '', minutes, seconds, dotted] = found;
  const hour = Number(hours);
  const isAfternoon = /^p|오후|午後|下午/i.test(half);
  const shift = half === '' ? 0 : isAfternoon && hour < 12 ? 12 : !isAfternoon && hour === 12 ? -12 : 0;
  return { hour: hour + shift, minute: Number(minutes ?? dotted ?? 0), second: Number(seconds ?? 0) };
};

const ISO_DATE = /^(\d{4}|\d{2})(?:-(\d{1,2})(?:-(\d{1,2}))?|(\d{2})(\d{2}))$/;
const ISO_ORDINAL = /^(\d{4}|\d{2})-?(\d{3})$/;

const readIsoDate = (text: string): CalendarDate | undefined => {
  const ordinal = ISO_ORDINAL.exec(text);
  if (ordinal !== null) {
    const [year, days] = [fullYear(ordinal[1] ?? ''), Number(ordinal[2])];
    const date = new Date(Date.UTC(year, 0, days));
    return days < 1 || date.getUTCFullYear() !== year ? undefined : { year, month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  }
  const found = ISO_DATE.exec(text);
  if (found === null) return /^(?:19|20)\d{2}$/.test(text) ? { year: Number(text), month: 1, day: 1 } : undefined;
  const [, year = '', month, day, basicMonth, basicDay] = found;
  return { year: fullYear(year), month: Number(month ?? basicMonth), day: Number(day ?? basicDay ?? 1) };
};

/** `3/17/2026` month first unless that cannot be, `17.03.2026` and `17-03-2026` day first, `2026/03/17`. */
const readNumericDate = (text: string): CalendarDate | undefined => {
  const found = /^(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})$/.exec(text);
  if (found === null) return undefined;
  const [, first = '', mark, second = '', third = ''] = found;
  if (first.length === 4) return { year: Number(first), month: Number(second), day: Number(third) };
  const year = fullYear(third);
  const dayFirst = mark !== '/' || Number(first) > 12;
  return dayFirst ? { year, month: Number(second), day: Number(first) } : { year, month: Number(first), day: Number(second) };
};

const ISO_TIME = /^([\dT:., -]+?)\s*(Z|[A-Za-z]{2,5}|(?:GMT|UTC?)?[+-]\d{1,2}(?::?\d{2})?|[A-Za-z]+\/[A-Za-z_/]+)?$/i;

const readIso = (text: string): Instant | undefined => {
  const parts = /^(\d{2,4}-?\d{1,3}(?:-?\d{1,2})?|\d{4})(?:(?:T|\s+|\s*,\s*)(\d.*))?$/i.exec(text);
  const date = readIsoDate(parts?.[1] ?? '');
  if (parts === null || date === undefined) return undefined;
  const time = ISO_TIME.exec(parts[2] ?? '00');
  if (time === null) return undefined;
  const [, digits = '', zone = ''] = time;
  const basic = /^(\d{2})(\d{2})(\d{2})?$/.exec(digits);
  const clock = readClock(basic === null ? digits : [basic[1], basic[2], basic[3] ?? '00'].join(':'), '');
  return clock === undefined ? undefined : toInstant(date, clock, zone);
};

const EAST_ASIAN = /^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일](.*)$/u;

/** `2026年3月17日`, `2026년 3월 17일 오후 8:15:30`. */
const readEastAsian = (text: string): Instant | undefined => {
  const found = EAST_ASIAN.exec(text);
  if (found === null) return undefined;
  const [, year = '', month = '', day = '', rest = ''] = found;
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  const spelled = rest
    .replace(/\s*[時时시点]\s*/gu, ':')
    .replace(/\s*[分분]\s*/gu, ':')
    .replace(/\s*[秒초]/gu, '')
    .replace(/:\s*$/, '');
  const time = /(\d{1,2}(?::\d{1,2}){0,2})\s*(\S*)$/.exec(spelled);
  const half = /오전|오후|午前|午後|上午|下午/.exec(rest)?.[0] ?? '';
  const clock = time === null ? MIDNIGHT : readClock(time[1] ?? '', half);
  return clock === undefined ? undefined : toInstant(date, clock, time?.[2] ?? '');
};

interface Words {
  readonly month?: number;
  /** The month's name stood first: it may be a weekday of another language (`mar.`, `lun`). */
  readonly monthFirst?: boolean;
  readonly numbers: readonly string[];
  readonly clock?: ClockTime;
  readonly date?: CalendarDate;
  readonly zone?: string;
}

const WEEKDAY = /^[^\d\s]{2,12}[.,]*$/u;

const take = (words: Words, token: string, half: string): Words | undefined => {
  const bare = token.replace(/[.,]+$/, '');
  if (/^\d{1,2}(?::\d{1,2}){1,2}(?:[.,]\d{1,12})?$/.test(bare) && words.clock === undefined) {
    const clock = readClock(bare, half);
    return clock === undefined ? undefined : { ...words, clock };
  }
  if (/^\d{1,4}(?:st|nd|rd|th)?$/i.test(bare)) return { ...words, numbers: [...words.numbers, bare.replace(/\D+$/, '')] };
  const isStart = words.month === undefined && words.numbers.length === 0;
  const date = isStart ? readNumericDate(bare) : undefined;
  if (date !== undefined) return { ...words, date };
  const month = words.month === undefined || words.monthFirst === true ? monthNamed(bare) : undefined;
  if (month !== undefined) return { ...words, month, monthFirst: words.month === undefined && words.numbers.length === 0 };
  const isZoneText =
    (words.clock !== undefined || (words.month !== undefined && words.numbers.length === 2)) &&
    (offsetMinutes(bare) !== undefined || /^\(?[A-Za-z]+(?:\/[A-Za-z_]+)+\)?$/.test(bare));
  if (isZoneText) return { ...words, zone: words.zone ?? bare };
  // Weekdays stand first, in any language; other words mean that this is no date.
  const isFirst = words.month === undefined && words.clock === undefined && words.numbers.length === 0;
  return isFirst && WEEKDAY.test(token) ? words : undefined;
};

const FILLERS: ReadonlySet<string> = new Set(['at', 'de', 'of', 'um', 'uhr', 'om', 'kl', 'à', 'a', 'г', 'de.', 'о', '-']);

/** `-0700 (PDT)`: the offset says it already. */
const withoutComment = (text: string): string => (/[+-]\d{4}\s*\(/.test(text) ? text.replace(/\s*\([^()]*\)$/, '') : text);

const readTokens = (text: string): Words | undefined => {
  const half = /(?<![a-z])([ap])\.?m\.?(?![a-z])/i.exec(text)?.[1] ?? /오전|오후|上午|下午/.exec(text)?.[0] ?? '';
  const spaced = withoutComment(text)
    .replace(/(\d)\s*([ap])\.?m\.?(?![a-z])/i, '$1 ')
    .replace(/오전|오후|上午|下午/g, ' ')
    .replace(/([\p{L}\d])-(?=\p{L})|(\p{L})(?<!gmt|utc?)-(?=\d)/giu, '$1$2 ')
    .replace(/(\d)T(?=\d)/, '$1 ')
    .replace(/(\d{1,2}:\d{2}(?::\d{2})?)(?=[+-]|[A-Za-z])/, '$1 ');
  let words: Words | undefined = { numbers: [] };
  for (const token of spaced.split(/[\s,]+/)) {
    const isZone = words.clock !== undefined && words.zone === undefined && zoneNamed(token) !== undefined;
    if (token === '' || (!isZone && FILLERS.has(token.toLowerCase().replace(/[.,]$/, '')))) continue;
    words = take(words, token, half);
    if (words === undefined) return undefined;
  }
  return words;
};

const readNamed = (text: string): Instant | undefined => {
  const words = readTokens(text);
  if (words === undefined) return undefined;
  const { month, numbers, clock = MIDNIGHT, zone = '' } = words;
  if (words.date !== undefined) return toInstant(words.date, clock, zone);
  const [first = '', second = ''] = numbers;
  if (month === undefined && numbers.length === 3 && numbers[2]?.length === 4)
    return toInstant({ year: Number(numbers[2]), month: Number(second), day: Number(first) }, clock, zone);
  if (month !== undefined && numbers.length === 1 && first.length === 4)
    return toInstant({ year: Number(first), month, day: 1 }, clock, zone);
  if (month === undefined || numbers.length !== 2) return undefined;
  const yearFirst = first.length > 2;
  return toInstant({ year: fullYear(yearFirst ? first : second), month, day: Number(yearFirst ? second : first) }, clock, zone);
};

const USUAL = /^(?:[A-Za-z]{3}, )?(\d{1,2}) ([A-Za-z]{3}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) (GMT|UTC|[+-]\d{4})$/;

/** The form that nine in ten feeds write, without a detour. */
const readUsual = (text: string): Instant | undefined => {
  const found = USUAL.exec(text);
  if (found === null) return undefined;
  const [, day = '', name = '', year = '', hour, minute, second, zone = ''] = found;
  const month = monthNamed(name);
  if (month === undefined) return undefined;
  const clock = { hour: Number(hour), minute: Number(minute), second: Number(second) };
  return toInstant({ year: Number(year), month, day: Number(day) }, clock, zone);
};

/** Seconds or milliseconds since 1970. */
const readEpoch = (text: string): Instant | undefined => {
  if (!/^\d{9,10}$|^\d{12,13}$/.test(text)) return undefined;
  return instant(text.length > 10 ? Number(text) : Number(text) * 1000);
};

/** Slips that programs make: an offset and a Z, a month of three digits, no mark between date and time. */
const mend = (text: string): string =>
  text
    .replace(/([+-]\d{2}:?\d{2})Z$/, '$1')
    .replace(/^(\d{4}-)0(\d{2}-\d{2}(?!\d))/, '$1$2')
    .replace(/^(\d{8})(\d{6})$/, '$1T$2');

/**
 * The instant that a feed's date text means; undefined when it is unparsable or absurd (before 1985 or after 2099).
 * ISO 8601 and RFC 822 in all their variants, asctime, numeric and East Asian forms, month names in twenty languages,
 * zone abbreviations and IANA names, epoch seconds and milliseconds. Linear in the text, of which 80 characters count.
 */
export const readFeedDate = (text: string): Instant | undefined => {
  if (text.length > 10 * LONGEST) return undefined;
  const trimmed = mend(text.trim().replace(/\s+/g, ' '));
  if (trimmed.length > LONGEST) return undefined;
  const at = readUsual(trimmed) ?? readEpoch(trimmed) ?? readIso(trimmed) ?? readEastAsian(trimmed) ?? readNamed(trimmed);
  return at === undefined || at < EARLIEST || at >= LATEST ? undefined : at;
};

/** Publishers' clocks may be a day ahead; a date beyond that says nothing about when a story was published. */
export const isPlausible = (published: Instant, now: Instant): boolean => published <= now + DAY_MS;

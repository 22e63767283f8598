import { DAY_MS, type Instant, instant, MINUTE_MS } from '../core/time.js';
import { instantOf, isZone } from '../core/zone.js';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Offsets in minutes of the zone names that feeds use (RFC 822 section 5.1 and the common rest). */
const ZONE_MINUTES: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  bst: 60,
  west: 60,
  cet: 60,
  cest: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  ist: 330,
  hkt: 480,
  sgt: 480,
  jst: 540,
  kst: 540,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
  est: -300,
  edt: -240,
  et: -300,
  cst: -360,
  cdt: -300,
  ct: -360,
  mst: -420,
  mdt: -360,
  mt: -420,
  pst: -480,
  pdt: -420,
  pt: -480,
};

interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const fullYear = (digits: string): number => {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
};

const isReal = (parts: DateParts): boolean => {
  const date = new Date(Date.UTC(parts.year, parts.month - 1, parts.day));
  const dayExists = date.getUTCMonth() === parts.month - 1 && date.getUTCDate() === parts.day;
  return dayExists && parts.hour < 25 && parts.minute < 60 && parts.second < 61;
};

const offsetMinutes = (zone: string): number | undefined => {
  const numeric = /^(?:gmt|utc)?([+-])(\d{2}):?(\d{2})?$/i.exec(zone);
  if (numeric === null) return ZONE_MINUTES[zone.toLowerCase()];
  const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
  return minutes > 14 * 60 ? undefined : numeric[1] === '-' ? -minutes : minutes;
};

const toInstant = (parts: DateParts, zone: string): Instant | undefined => {
  if (!isReal(parts)) return undefined;
  const utc = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);
  if (zone === '') return instant(utc);
  const offset = offsetMinutes(zone);
  if (offset !== undefined) return instant(utc - offset * MINUTE_MS);
  return isZone(zone) && zone.includes('/') ? instant(instantOf(parts, zone) + parts.second * 1000) : undefined;
};

const CLOCK = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?`;
const ZONE = String.raw`\s*([A-Za-z]{1,5}(?:\/[A-Za-z_/]{2,30})?|(?:GMT|UTC)?[+-]\d{2}:?(?:\d{2})?)?`;
const ISO = new RegExp(String.raw`^(\d{4})-?(\d{2})(?:-?(\d{2}))?(?:[T\s]+${CLOCK}${ZONE})?$`);
const RFC_822 = new RegExp(
  String.raw`^(?:[^\d\s,]{2,12}[,.]*\s+)?(\d{1,2})[\s-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{2,4})(?:,?\s+${CLOCK}${ZONE})?$`,
);
const ASCTIME = new RegExp(
  String.raw`^(?:[A-Za-z]{3,9},?\s+)?([A-Za-z]{3,9})\s+(\d{1,2}),?\s+(?:(\d{4}),?\s+)?${CLOCK}${ZONE}(?:\s+(\d{4}))?$`,
);

const clockOf = (hour = '0', minute = '0', second = '0') => ({
  hour: Number(hour),
  minute: Number(minute),
  second: Number(second),
});

const monthOf = (name: string): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;

const readIso = (text: string): Instant | undefined => {
  const found = ISO.exec(text);
  if (found === null) return undefined;
  const [, year = '', month = '', day = '1', hour, minute, second, zone = ''] = found;
  return toInstant({ year: Number(year), month: Number(month), day: Number(day), ...clockOf(hour, minute, second) }, zone);
};

const readRfc822 = (text: string): Instant | undefined => {
  const found = RFC_822.exec(text);
  if (found === null) return undefined;
  const [, day = '', month = '', year = '', hour, minute, second, zone = ''] = found;
  return toInstant({ year: fullYear(year), month: monthOf(month), day: Number(day), ...clockOf(hour, minute, second) }, zone);
};

const readAsctime = (text: string): Instant | undefined => {
  const found = ASCTIME.exec(text);
  if (found === null) return undefined;
  const [, month = '', day = '', early, hour, minute, second, zone = '', late] = found;
  const year = Number(early ?? late ?? 0);
  return toInstant({ year, month: monthOf(month), day: Number(day), ...clockOf(hour, minute, second) }, zone);
};

/**
 * The instant that a feed's date text means; UTC where it names no zone. Undefined when it is unparsable, absurd
 * (before 1990) or more than a day after `now`. RFC 822, ISO 8601 and asctime forms.
 */
export const readFeedDate = (text: string, now: Instant): Instant | undefined => {
  const trimmed = text.trim();
  if (trimmed.length > 60) return undefined;
  const at = readIso(trimmed) ?? readRfc822(trimmed) ?? readAsctime(trimmed);
  return at === undefined || at < Date.UTC(1990, 0, 1) || at > now + DAY_MS ? undefined : at;
};

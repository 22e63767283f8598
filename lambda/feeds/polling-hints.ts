import { DAY_MS, HOUR_MS, MINUTE_MS } from '../core/time.js';

/** What a feed itself says about how often to come. */
export interface PollingHints {
  /** Milliseconds between visits that the publisher asks for: `ttl`, or `sy:updatePeriod` with its frequency. */
  readonly intervalMs?: number;
  /** Hours of the day in UTC, 0–23, in which it asks nobody to come (`skipHours`). */
  readonly skipHours: readonly number[];
  /** Weekdays in UTC, 0 = Sunday, on which it asks nobody to come (`skipDays`). */
  readonly skipDays: readonly number[];
}

const PERIODS: ReadonlyMap<string, number> = new Map([
  ['hourly', HOUR_MS],
  ['daily', DAY_MS],
  ['weekly', 7 * DAY_MS],
  ['monthly', 30 * DAY_MS],
  ['yearly', 365 * DAY_MS],
]);

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

interface HintTexts {
  readonly ttl?: string;
  readonly period?: string;
  readonly frequency?: string;
  readonly hours?: string;
  readonly days?: string;
}

const positive = (text: string | undefined): number | undefined => {
  const value = /^\d{1,9}$/.test(text ?? '') ? Number(text) : 0;
  return value > 0 ? value : undefined;
};

const intervalOf = ({ ttl, period, frequency }: HintTexts): number | undefined => {
  const minutes = positive(ttl);
  const periodMs = PERIODS.get((period ?? '').toLowerCase());
  const updateMs = periodMs === undefined ? undefined : periodMs / (positive(frequency) ?? 1);
  if (minutes === undefined) return updateMs;
  return Math.max(minutes * MINUTE_MS, updateMs ?? 0);
};

const hoursOf = (text = ''): readonly number[] => {
  const hours = text.split(' ').flatMap((hour) => (/^\d{1,2}$/.test(hour) && Number(hour) <= 24 ? [Number(hour) % 24] : []));
  // A publisher that forbids every hour has made a mistake.
  return new Set(hours).size > 22 ? [] : [...new Set(hours)].sort((left, right) => left - right);
};

const daysOf = (text = ''): readonly number[] => {
  const days = text
    .toLowerCase()
    .split(' ')
    .flatMap((day) => (WEEKDAYS.includes(day) ? [WEEKDAYS.indexOf(day)] : []));
  return new Set(days).size > 6 ? [] : [...new Set(days)].sort((left, right) => left - right);
};

/** The polling hints of RSS 2.0 and the syndication module, from their texts; what makes no sense is left out. */
export const readPollingHints = (texts: HintTexts): PollingHints => {
  const intervalMs = intervalOf(texts);
  return { skipHours: hoursOf(texts.hours), skipDays: daysOf(texts.days), ...(intervalMs === undefined ? {} : { intervalMs }) };
};

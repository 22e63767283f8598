import { describe, expect, it } from 'vitest';
import { HOUR_MS, type Instant, instant, MINUTE_MS, plus } from '../../lambda/core/time.js';
import { addDays, dateKey, instantOf, type WallClock, wallClockAt, weekdayOf } from '../../lambda/core/zone.js';
import type { Finding } from '../../lambda/deadlines/deadline.js';
import { detectDeadlines } from '../../lambda/deadlines/detect-deadlines.js';
import { makeRandom } from '../support/random.js';

const ZONES = ['America/New_York', 'Europe/London', 'Europe/Kyiv', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'UTC'];
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
/** Days on which a calendar is hard: the clocks change, February ends, a year ends. */
const HARD_DAYS = [
  '2025-03-09',
  '2025-03-30',
  '2025-10-26',
  '2025-11-02',
  '2024-02-29',
  '2025-02-28',
  '2028-02-28',
  '2025-12-31',
  '2024-12-31',
  '2026-04-05',
];
const CASES = 300;

interface Case {
  readonly publishedAt: Instant;
  readonly zone: string;
  readonly clock: WallClock;
  readonly below: (below: number) => number;
}

/** Moments within four days of a hard one, in all zones; the same in every run. */
const forCases = (seed: number, check: (each: Case) => void): void => {
  const random = makeRandom(seed);
  for (let count = 0; count < CASES; count += 1) {
    const day = HARD_DAYS[random.below(HARD_DAYS.length)] ?? '';
    const zone = ZONES[random.below(ZONES.length)] ?? 'UTC';
    const publishedAt = instant(Date.parse(`${day}T00:00:00Z`) + (random.below(8 * 24 * 60) - 4 * 24 * 60) * MINUTE_MS);
    check({ publishedAt, zone, clock: wallClockAt(publishedAt, zone), below: random.below });
  }
};

const only = (summary: string, { publishedAt, zone }: Case): Finding & { readonly due: Instant } => {
  const findings = detectDeadlines({ title: '', summary, publishedAt, zone });
  const [finding] = findings;
  if (finding?.due === undefined || findings.length > 1)
    throw new Error(`${findings.length} deadlines in “${summary}”, published ${new Date(publishedAt).toISOString()} in ${zone}`);
  return { ...finding, due: finding.due };
};

const dayAfter = ({ clock }: Case, days: number): WallClock => addDays(clock, days);

const dueDate = (finding: Finding & { readonly due: Instant }): string => dateKey(wallClockAt(finding.due, finding.zone));

describe('around clock changes, leap days and year ends', () => {
  it('takes a weekday that is still to come for the next day of that name, today included', () => {
    forCases(1, (each) => {
      const days = each.below(7);
      const expected = dayAfter(each, days);
      const found = only(`The ultimatum expires ${WEEKDAYS[weekdayOf(expected)]}.`, each);
      expect([dueDate(found), found.precision]).toEqual([dateKey(expected), 'day']);
    });
  });

  it('takes a day of a month for the one that comes next', () => {
    forCases(2, (each) => {
      const expected = dayAfter(each, 1 + each.below(150));
      const date = `${expected.day} ${MONTHS[expected.month - 1]}`;
      expect(dueDate(only(`Northland must comply by ${date} or face sanctions.`, each))).toBe(dateKey(expected));
    });
  });

  it('counts hours by the clock that never changes, to the minute', () => {
    forCases(3, (each) => {
      const hours = 2 + each.below(90);
      const found = only(`Eastmark gave Northland ${hours} hours to withdraw.`, each);
      expect(Math.abs(found.due - plus(each.publishedAt, hours * HOUR_MS))).toBeLessThan(MINUTE_MS);
    });
  });

  it('counts days by the calendar', () => {
    forCases(4, (each) => {
      const days = 2 + each.below(40);
      const found = only(`Eastmark gave Northland ${days} days to withdraw.`, each);
      expect([dueDate(found), found.precision]).toEqual([dateKey(dayAfter(each, days)), 'day']);
    });
  });

  it('gives a clock time by the offset of the day on which it falls', () => {
    forCases(5, (each) => {
      const expected = { ...dayAfter(each, 1 + each.below(6)), hour: 4 + each.below(19), minute: each.below(60) };
      const clock = `${String(expected.hour).padStart(2, '0')}:${String(expected.minute).padStart(2, '0')}`;
      const found = only(`The truce expires at ${clock} on ${WEEKDAYS[weekdayOf(expected)]}.`, each);
      expect(wallClockAt(found.due, each.zone)).toEqual(expected);
      const stated = only(`The truce expires at ${clock} GMT on ${expected.day} ${MONTHS[expected.month - 1]}.`, each);
      expect(stated.due).toBe(instantOf(expected, 'UTC'));
    });
  });

  it('ends a month on its last day', () => {
    forCases(6, (each) => {
      const { year, month } = each.clock;
      const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
      expect(dueDate(only('The licence expires at the end of the month.', each))).toBe(last);
    });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant, isoInstant, parseDuration, writeDuration } from '../../lambda/core/time.js';
import { instantOf, isZone, wallClockAt } from '../../lambda/core/zone.js';

const clock = (text: string) => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/\D/).map(Number);
  return { year, month, day, hour, minute };
};

describe('instantOf', () => {
  it.each([
    ['a plain summer hour', '2025-08-08T17:00', 'America/New_York', '2025-08-08T21:00:00.000Z'],
    ['a gap in spring: the jump', '2026-03-08T02:30', 'America/New_York', '2026-03-08T07:00:00.000Z'],
    ['an overlap in autumn: the first', '2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
    ['the gap in London', '2026-03-29T01:30', 'Europe/London', '2026-03-29T01:00:00.000Z'],
    ['a zone of three quarters of an hour', '2026-01-01T00:00', 'Asia/Kathmandu', '2025-12-31T18:15:00.000Z'],
    ['a day over the year’s end', '2025-12-32T00:00', 'UTC', '2026-01-01T00:00:00.000Z'],
  ])('gives %s', (_name, local, zone, expected) => {
    expect(isoInstant(instantOf(clock(local), zone))).toBe(expected);
  });

  it('is undone by wallClockAt, except inside a gap', () => {
    const zones = ['UTC', 'America/New_York', 'Europe/London', 'Asia/Kathmandu', 'Australia/Lord_Howe'];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), fc.constantFrom(...zones), (seconds, zone) => {
        const shown = wallClockAt(instant(seconds * 1000), zone);
        expect(wallClockAt(instantOf(shown, zone), zone)).toEqual(shown);
      }),
    );
  });
});

describe('isZone', () => {
  it.each(['Europe/London', 'America/Argentina/Buenos_Aires', 'UTC'])('knows %s', (name) => expect(isZone(name)).toBe(true));
  it.each(['Europe/Londn', '+02:00', '', 'local', '../etc'])('refuses "%s"', (name) => expect(isZone(name)).toBe(false));
});

describe('durations', () => {
  it.each([
    ['30s', 30_000],
    ['5m', 300_000],
    ['72h', 259_200_000],
    ['7d', 604_800_000],
  ])('reads and writes %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
    expect(writeDuration(ms)).toBe(text);
  });
  it.each(['', '5', 'm', '1w', '-5m', '5 m 3 s'])('refuses "%s"', (text) => expect(parseDuration(text)).toBeUndefined());
});

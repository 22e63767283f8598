import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, instant, isoInstant, MINUTE_MS, plus } from '../../lambda/core/time.js';
import { type FeedHistory, nextPoll, type PollResult } from '../../lambda/feeds/next-poll.js';
import { isSettled, noteMove } from '../../lambda/feeds/permanent-move.js';
import { readPollingHints } from '../../lambda/feeds/polling-hints.js';
import { isSilent, rhythmOf } from '../../lambda/feeds/rhythm.js';
import { at } from '../support/test-feeds.js';

/** A Wednesday. */
const NOW = at('2025-08-06T12:00:00Z');
const PACE = { usualMs: 5 * MINUTE_MS, floorMs: MINUTE_MS };

const plan = (feed: FeedHistory, result: PollResult, chance = 0): string => {
  const next = nextPoll(feed, result, { pace: PACE, now: NOW, chance });
  return `${Number(((next.at - NOW) / MINUTE_MS).toFixed(2))} min, ${next.because}`;
};

const READ = { kind: 'read' } as const;
const hints = (parts: object) => ({ skipHours: [], skipDays: [], ...parts });

describe('nextPoll', () => {
  it.each<[string, FeedHistory, PollResult, string]>([
    ['a feed that nothing is known of', {}, READ, '5 min, usual-pace'],
    ['a wire that publishes every ten minutes', { gapMs: 10 * MINUTE_MS, windowMs: 8 * HOUR_MS }, READ, '5 min, usual-pace'],
    ['a feed with a story every two hours', { gapMs: 2 * HOUR_MS, windowMs: 2 * DAY_MS }, READ, '30 min, rarely-publishes'],
    ['a weekly', { gapMs: 7 * DAY_MS, windowMs: 100 * DAY_MS }, READ, '60 min, rarely-publishes'],
    ['a flood whose stories leave in six minutes', { gapMs: MINUTE_MS, windowMs: 6 * MINUTE_MS }, READ, '2 min, publishes-fast'],
    ['one that is faster than the floor', { gapMs: MINUTE_MS, windowMs: MINUTE_MS }, READ, '1 min, publishes-fast'],
    ['a ttl', { hints: hints({ intervalMs: HOUR_MS }) }, READ, '60 min, publisher-asks'],
    ['a ttl below the own pace', { hints: hints({ intervalMs: MINUTE_MS }) }, READ, '5 min, usual-pace'],
    ['max-age', {}, { kind: 'read', maxAgeSeconds: 1_200 }, '20 min, publisher-asks'],
    ['max-age of sixteen years', {}, { kind: 'read', maxAgeSeconds: 504_000_000 }, '1440 min, publisher-asks'],
    ['Expires', {}, { kind: 'read', expiresAt: plus(NOW, HOUR_MS) }, '60 min, publisher-asks'],
    ['an Expires long past', {}, { kind: 'read', expiresAt: instant(0) }, '5 min, usual-pace'],
    ['skipped hours', { hints: hints({ skipHours: [12, 13, 14] }) }, READ, '180 min, publisher-asks'],
    ['a skipped day', { hints: hints({ skipDays: [3] }) }, READ, '720 min, publisher-asks'],
    ['a hub that tells', { hubTells: true }, READ, '60 min, hub-tells'],
    ['a first failure', {}, { kind: 'failed', failures: 1 }, '5 min, backing-off'],
    ['a fifth failure', {}, { kind: 'failed', failures: 5 }, '80 min, backing-off'],
    [
      'a failure of a feed with a ttl',
      { hints: hints({ intervalMs: 12 * HOUR_MS }) },
      { kind: 'failed', failures: 1 },
      '720 min, backing-off',
    ],
    ['a failure in a skipped hour', { hints: hints({ skipHours: [12, 13] }) }, { kind: 'failed', failures: 1 }, '120 min, publisher-asks'],
    ['a hub that tells of a flood', { hubTells: true, windowMs: 30 * MINUTE_MS }, READ, '10 min, hub-tells'],
    ['the hundredth failure', {}, { kind: 'failed', failures: 100 }, '1440 min, backing-off'],
    ['Retry-After', {}, { kind: 'failed', failures: 1, retryAt: plus(NOW, HOUR_MS) }, '60.33 min, publisher-says-later'],
    [
      'a Retry-After that is sooner than the pause',
      {},
      { kind: 'failed', failures: 5, retryAt: plus(NOW, MINUTE_MS) },
      '80 min, backing-off',
    ],
    [
      'a Retry-After of a year',
      {},
      { kind: 'failed', failures: 1, retryAt: plus(NOW, 365 * DAY_MS) },
      '10080.33 min, publisher-says-later',
    ],
    ['more stories than one poll records', {}, { kind: 'more-waiting' }, '0 min, more-waiting'],
    ['a feed that is gone', {}, { kind: 'gone' }, '10080 min, gone'],
    ['a host that another feed visits', {}, { kind: 'host-busy', until: plus(NOW, 20_000) }, '0.05 min, host-busy'],
    ['a host that asked for a pause', {}, { kind: 'host-busy', until: plus(NOW, HOUR_MS) }, '60.02 min, host-busy'],
  ])('after %s', (_name, feed, result, expected) => {
    expect(plan(feed, result)).toBe(expected);
  });

  it('keeps a steady pace where it was asked to', () => {
    const next = nextPoll({ gapMs: DAY_MS }, READ, { pace: { ...PACE, steady: true }, now: NOW, chance: 0 });
    expect(next).toEqual({ at: plus(NOW, 5 * MINUTE_MS), because: 'usual-pace' });
  });

  it('is never earlier than the floor, the publisher’s wish or a Retry-After, and never later than a week', () => {
    const ms = fc.integer({ min: 0, max: 40 * DAY_MS });
    fc.assert(
      fc.property(ms, ms, ms, fc.double({ min: 0, max: 0.999, noNaN: true }), (gapMs, windowMs, askedMs, chance) => {
        const planning = { pace: PACE, now: NOW, chance };
        const read = nextPoll({ gapMs, windowMs, hints: hints({ intervalMs: askedMs }) }, READ, planning);
        expect(read.at - NOW).toBeGreaterThanOrEqual(Math.max(PACE.floorMs, Math.min(askedMs, DAY_MS)));
        expect(read.at - NOW).toBeLessThanOrEqual(1.1 * DAY_MS);
        const later = nextPoll({}, { kind: 'failed', failures: 1, retryAt: plus(NOW, askedMs) }, planning);
        expect(later.at - NOW).toBeGreaterThanOrEqual(Math.min(askedMs, 7 * DAY_MS));
      }),
    );
  });
});

describe('readPollingHints', () => {
  it.each([
    ['ttl', { ttl: '90' }, { intervalMs: 90 * MINUTE_MS }],
    ['sy:updatePeriod', { period: 'hourly', frequency: '2' }, { intervalMs: 30 * MINUTE_MS }],
    ['the longer of both', { ttl: '10', period: 'daily' }, { intervalMs: DAY_MS }],
    ['skipHours, where 24 is midnight', { hours: '3 1 24 25 x' }, { skipHours: [0, 1, 3] }],
    ['skipDays', { days: 'Saturday Sunday Caturday' }, { skipDays: [0, 6] }],
    ['nonsense', { ttl: '-1', period: 'often', days: 'x' }, {}],
    ['a publisher that forbids every hour', { hours: Array.from({ length: 24 }, (_, hour) => hour).join(' ') }, {}],
  ])('reads %s', (_name, texts, expected) => {
    expect(readPollingHints(texts)).toEqual({ skipHours: [], skipDays: [], ...expected });
  });
});

describe('rhythmOf', () => {
  it('gives the mean gap of the newest stories, the span of the document, and the newest', () => {
    const dates = Array.from({ length: 10 }, (_, index) => plus(NOW, -index * HOUR_MS));
    expect(rhythmOf(dates, NOW)).toEqual({ gapMs: HOUR_MS, windowMs: 9 * HOUR_MS, newestAt: NOW });
  });
  it('says nothing of a gap from fewer than four dates', () => {
    expect(rhythmOf([NOW, plus(NOW, -DAY_MS)], NOW)).toEqual({ newestAt: NOW });
    expect(rhythmOf([], NOW)).toEqual({});
  });
  it('calls a feed silent after six usual gaps, and not within a day', () => {
    const rhythm = { gapMs: 8 * HOUR_MS, newestAt: NOW };
    expect(isSilent(rhythm, plus(NOW, 47 * HOUR_MS))).toBe(false);
    expect(isSilent(rhythm, plus(NOW, 49 * HOUR_MS))).toBe(true);
    expect(isSilent({ gapMs: MINUTE_MS, newestAt: NOW }, plus(NOW, 23 * HOUR_MS))).toBe(false);
    expect(isSilent({ newestAt: NOW }, plus(NOW, 90 * DAY_MS))).toBe(false);
  });
});

describe('a permanent redirect', () => {
  const FROM = 'https://feeds.news.example/rss';
  const settledAfter = (to: string, times: number, overMs: number): boolean => {
    let move = noteMove(FROM, to, undefined, NOW);
    for (let count = 1; count < times; count += 1) move = noteMove(FROM, to, move, plus(NOW, (overMs * count) / (times - 1)));
    return move !== undefined && isSettled(FROM, move, plus(NOW, overMs));
  };
  it.each([
    ['once', 'https://www.news.example/rss', 1, 0, false],
    ['three times within an hour', 'https://www.news.example/rss', 3, HOUR_MS, false],
    ['three times over a day', 'https://www.news.example/rss', 3, DAY_MS, true],
    ['to another domain, three times over a day', 'https://buyer.example.com/rss', 3, DAY_MS, false],
    ['to another domain, ten times over a week', 'https://buyer.example.com/rss', 10, 7 * DAY_MS, true],
    ['to a login page', 'https://www.news.example/login?to=rss', 50, 30 * DAY_MS, false],
    ['from https to http', 'http://www.news.example/rss', 50, 30 * DAY_MS, false],
  ])('%s to %s is followed for good: after %i answers', (_name, to, times, overMs, expected) => {
    expect(settledAfter(to, times, overMs)).toBe(expected);
  });
  it('starts again when it leads somewhere else', () => {
    const first = noteMove(FROM, 'https://a.news.example/rss', undefined, NOW);
    expect(noteMove(FROM, 'https://b.news.example/rss', first, plus(NOW, DAY_MS))).toEqual({
      to: 'https://b.news.example/rss',
      since: plus(NOW, DAY_MS),
      times: 1,
    });
    expect(isoInstant(first?.since ?? instant(0))).toBe(isoInstant(NOW));
  });
});

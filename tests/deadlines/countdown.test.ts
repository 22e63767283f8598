import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, type Instant, plus } from '../../lambda/core/time.js';
import { nextLook, owedAlert } from '../../lambda/deadlines/countdown.js';
import type { Deadline, DeadlineTold, Revision } from '../../lambda/deadlines/deadline.js';
import { at } from '../support/test-feeds.js';

const DUE = at('2025-08-08T21:00:00Z');
const NOW = plus(DUE, -2 * DAY_MS);

const revision = (number: number, change: Revision['change'], due = DUE): Revision => ({
  number,
  change,
  due,
  precision: 'minute',
  quote: 'q',
  source: 's',
  publishedAt: NOW,
});

const deadline = (parts: Partial<Deadline> = {}, ...revisions: readonly Revision[]): Deadline => ({
  id: 'd',
  headline: 'An ultimatum',
  kind: 'ultimatum',
  due: DUE,
  precision: 'minute',
  zone: 'America/New_York',
  state: 'open',
  topic: {},
  ruleIds: ['r'],
  sources: [],
  revision: Math.max(1, revisions.length),
  revisions: revisions.length > 0 ? revisions : [revision(1, 'set')],
  ...parts,
});

const told = (parts: Partial<DeadlineTold> = {}): DeadlineTold => ({
  revision: 1,
  due: DUE,
  until: NOW,
  passed: false,
  channels: ['c'],
  ...parts,
});

const STEPS = [DAY_MS, HOUR_MS];

const owed = (known: Deadline, memory: DeadlineTold | undefined, now: Instant = NOW) => owedAlert(known, memory, STEPS, now)?.change;

describe('owedAlert', () => {
  it.each([
    ['a new deadline', () => owed(deadline(), undefined), 'set'],
    ['nothing of a proposed one', () => owed(deadline({ state: 'proposed' }), undefined), undefined],
    ['nothing that passed before anybody knew', () => owed(deadline(), undefined, DUE), undefined],
    ['nothing between two steps', () => owed(deadline(), told()), undefined],
    [
      'the latest of several missed steps',
      () => owedAlert(deadline(), told(), STEPS, plus(DUE, -HOUR_MS)),
      { change: 'step', stepMs: HOUR_MS },
    ],
    ['the passing', () => owed(deadline(), told(), DUE), 'passed'],
    ['the passing once', () => owed(deadline(), told({ passed: true }), DUE), undefined],
    [
      'a move',
      () => owed(deadline({ due: plus(DUE, DAY_MS) }, revision(1, 'set'), revision(2, 'moved', plus(DUE, DAY_MS))), told()),
      'moved',
    ],
    ['a withdrawal', () => owed(deadline({ state: 'withdrawn' }, revision(1, 'set'), revision(2, 'withdrawn')), told()), 'withdrawn'],
    [
      'a new setting after a withdrawal, though the date is the old one',
      () => owed(deadline({}, revision(1, 'set'), revision(2, 'withdrawn'), revision(3, 'moved')), told({ revision: 2, withdrawn: true })),
      'set',
    ],
  ])('owes %s', (_name, run, expected) => {
    if (typeof expected === 'object') expect(run()).toMatchObject(expected);
    else expect(run()).toBe(expected);
  });
});

describe('nextLook', () => {
  it('is the next step of any channel, then the passing, then the end of the following', () => {
    expect(nextLook(deadline(), [STEPS, []], NOW)).toBe(plus(DUE, -DAY_MS));
    expect(nextLook(deadline(), [STEPS], plus(DUE, -HOUR_MS))).toBe(DUE);
    expect(nextLook(deadline(), [STEPS], DUE)).toBe(plus(DUE, 7 * DAY_MS));
    expect(nextLook(deadline(), [STEPS], plus(DUE, 7 * DAY_MS))).toBeUndefined();
  });
});

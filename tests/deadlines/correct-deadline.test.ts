import { describe, expect, it } from 'vitest';
import { DAY_MS, plus } from '../../lambda/core/time.js';
import { correctDeadline, giveDeadline, readMoment } from '../../lambda/deadlines/correct-deadline.js';
import type { Deadline } from '../../lambda/deadlines/deadline.js';
import { at } from '../support/test-feeds.js';

const NOW = at('2025-08-06T14:00:00Z');
const HAND = { who: 'admin', why: 'the court’s own list says so', now: NOW };
const FRIDAY = { due: at('2025-08-08T21:00:00Z'), precision: 'minute', zone: 'America/New_York' } as const;
const TUESDAY = { ...FRIDAY, due: at('2025-08-12T21:00:00Z') };

const deadline = (parts: Partial<Deadline> = {}): Deadline => {
  const given = giveDeadline('d', { ...FRIDAY, headline: 'Northland ultimatum', kind: 'ultimatum', ruleIds: ['r'] }, HAND);
  if (given.kind === 'refused') throw new Error(given.because);
  return { ...given.deadline, ...parts };
};

describe('correctDeadline', () => {
  it.each([
    ['confirms what is proposed', { state: 'proposed' }, { kind: 'confirm' }, { change: 'set', deadline: { state: 'open', revision: 2 } }],
    [
      'keeps the date of what is disputed',
      { disputed: { due: TUESDAY.due, source: 'The post' } },
      { kind: 'confirm' },
      { change: 'set', deadline: { due: FRIDAY.due } },
    ],
    ['moves', {}, { kind: 'edit', moment: TUESDAY }, { change: 'moved', deadline: { due: TUESDAY.due, state: 'open' } }],
    [
      'sets what was only proposed, with the right date',
      { state: 'proposed' },
      { kind: 'edit', moment: TUESDAY },
      { change: 'set', deadline: { due: TUESDAY.due, state: 'open' } },
    ],
    [
      'opens again what was withdrawn',
      { state: 'withdrawn' },
      { kind: 'edit', moment: FRIDAY },
      { change: 'set', deadline: { state: 'open' } },
    ],
    [
      'renames',
      {},
      { kind: 'edit', headline: 'The ultimatum' },
      { change: 'set', deadline: { headline: 'The ultimatum', due: FRIDAY.due } },
    ],
    ['dismisses', {}, { kind: 'dismiss' }, { change: 'withdrawn', deadline: { state: 'withdrawn' } }],
  ] as const)('%s', (_name, parts, correction, expected) => {
    const outcome = correctDeadline(deadline(parts), correction, HAND);
    expect(outcome).toMatchObject({ kind: 'corrected', ...expected });
    expect(outcome.kind === 'corrected' && outcome.deadline.revisions.at(-1)).toMatchObject({
      who: 'admin',
      quote: HAND.why,
      source: 'by hand',
    });
    expect(outcome.kind === 'corrected' && outcome.deadline.disputed).toBeUndefined();
  });

  it.each([
    ['to confirm what is open', {}, { kind: 'confirm' }, 'nothing-to-confirm'],
    ['to confirm what is withdrawn', { state: 'withdrawn' }, { kind: 'confirm' }, 'withdrawn'],
    ['to confirm what has passed', { state: 'proposed', due: plus(NOW, -1) }, { kind: 'confirm' }, 'passed'],
    ['an edit that changes nothing', {}, { kind: 'edit', moment: FRIDAY }, 'nothing-to-edit'],
    ['a moment of the past', {}, { kind: 'edit', moment: { ...FRIDAY, due: plus(NOW, -DAY_MS) } }, 'past'],
    ['to rename what is withdrawn', { state: 'withdrawn' }, { kind: 'edit', headline: 'x' }, 'withdrawn'],
    ['to dismiss twice', { state: 'withdrawn' }, { kind: 'dismiss' }, 'withdrawn'],
  ] as const)('refuses %s', (_name, parts, correction, because) => {
    expect(correctDeadline(deadline(parts), correction, HAND)).toEqual({ kind: 'refused', because });
  });
});

describe('readMoment', () => {
  it.each([
    ['2025-08-08', 'Europe/London', { due: at('2025-08-08T22:59:00Z'), precision: 'day' }],
    ['2025-08-08 17:00', 'America/New_York', { due: FRIDAY.due, precision: 'minute' }],
    ['2025-08-08T17:00', 'UTC', { due: at('2025-08-08T17:00:00Z'), precision: 'minute' }],
    ['2024-02-29', 'UTC', { due: at('2024-02-29T23:59:00Z'), precision: 'day' }],
  ])('reads %s in %s', (text, zone, expected) => {
    expect(readMoment(text, zone)).toEqual({ ...expected, zone });
  });

  it.each([
    ['Friday', 'UTC'],
    ['2025-02-29', 'UTC'],
    ['2025-08-08 24:30', 'UTC'],
    ['2025-13-01', 'UTC'],
    // The clocks go forward over this hour.
    ['2025-03-30 01:30', 'Europe/London'],
  ])('refuses %s in %s', (text, zone) => {
    expect(readMoment(text, zone)).toBeUndefined();
  });
});

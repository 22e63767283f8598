import { describe, expect, it } from 'vitest';
import { timesIn } from '../../lambda/deadlines/detect-deadlines.js';
import { weigh } from '../../lambda/deadlines/english/weigh.js';
import { readItems } from '../bench/deadlines/labelled-items.js';
import { minimise } from '../bench/deadlines/minimise.js';
import { examplesOf, train } from '../bench/deadlines/train.js';

const STORY = { title: '', publishedAt: '2025-08-06T14:00:00Z', zone: 'America/New_York' };

const weighed = (summary: string) =>
  timesIn({ ...STORY, summary })
    .filter(({ undated }) => undated === undefined)
    .map(({ features }) => weigh(features));

const STATUSES = ['set', 'moved', 'withdrawn', 'passed'] as const;

describe('the words around a time', () => {
  it.each([
    ['an obligation', 'Residents must leave by Friday.', 'set'],
    ['a lapse', 'The waiver expires on Friday.', 'set'],
    ['a postponement', 'The vote was postponed to Friday.', 'moved'],
    ['a withdrawal', 'The union called off the strike planned for Friday.', 'withdrawn'],
    ['a passing', 'The Tuesday deadline passed without a deal.', 'passed'],
  ])('make %s likely', (_name, summary, status) => {
    const [first] = weighed(summary);
    expect(first?.likelihood).toBeGreaterThan(0.8);
    const likeliest = [...STATUSES].sort((one, other) => (first?.statuses[other] ?? 0) - (first?.statuses[one] ?? 0))[0];
    expect(likeliest).toBe(status);
  });

  it.each([
    ['a report', 'Twelve people were killed on Tuesday, police said.'],
    ['a visit', 'The minister will visit the coast on Friday.'],
    ['a match', 'They play their next match on Saturday.'],
    ['a forecast', 'Snow is forecast until Friday.'],
  ])('make %s unlikely', (_name, summary) => {
    for (const { likelihood } of weighed(summary)) expect(likelihood).toBeLessThan(0.3);
  });

  it('say nothing certain where no feature is known', () => {
    const { likelihood, statuses } = weigh(['no such feature']);
    expect(likelihood).toBeCloseTo(0.8);
    expect(STATUSES.map((status) => statuses[status].toFixed(2))).toEqual(['0.20', '0.20', '0.20', '0.20']);
  });
});

describe('learning', () => {
  it('gives the same weights for the same examples, and heavier ones for what tells them apart', () => {
    const examples = examplesOf(readItems('conventions'));
    expect(examples.length).toBeGreaterThan(150);
    const text = train(examples);
    expect(train(examples)).toBe(text);
    const lines = new Map(text.split('\n').map((line) => [line.split(' ')[0], line.split(' ').slice(1).map(Number)]));
    const [none = 0, set = 0] = lines.get('lead:limit') ?? [];
    expect(set).toBeGreaterThan(none);
  });

  it('finds where a function is smallest', () => {
    const found = minimise(
      2,
      ([x = 0, y = 0]) => ({ value: (x - 3) ** 2 + 10 * (y + 1) ** 2, gradient: Float64Array.of(2 * (x - 3), 20 * (y + 1)) }),
      100,
    );
    expect(found[0]).toBeCloseTo(3, 2);
    expect(found[1]).toBeCloseTo(-1, 2);
  });
});

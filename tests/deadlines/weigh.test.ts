import { describe, expect, it } from 'vitest';
import { weigh, weighAgain, weigherOf } from '../../lambda/deadlines/english/weigh.js';
import { readStory } from '../../lambda/deadlines/read-story.js';
import { seenAmong, timesIn } from '../../lambda/deadlines/weigh-story.js';
import { weighTimes } from '../../lambda/deadlines/weigh-times.js';
import { descend } from '../bench/deadlines/descend.js';
import { readItems } from '../bench/deadlines/labelled-items.js';
import { examplesOf, trainOwn, trainStory } from '../bench/deadlines/train.js';

const STORY = { title: '', publishedAt: '2025-08-06T14:00:00Z', zone: 'America/New_York' };

const weighed = (summary: string) =>
  timesIn({ ...STORY, summary })
    .flatMap(({ seen }) => seen ?? [])
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

describe('a weigher', () => {
  it('counts what is named twice once, in every weighing', () => {
    const weighOnce = weigherOf('a -50 50 0 0 0\nb 10 -10 0 0 0');
    const once = weighOnce(['a', 'b']);
    expect(weighOnce(['a', 'b', 'a', 'b', 'a'])).toEqual(once);
    expect(weighOnce(['a', 'a', 'b'])).toEqual(once);
    expect(weighOnce(['b']).likelihood).toBeLessThan(once.likelihood);
  });
});

describe('the other times of a story', () => {
  const TITLE = 'Strike moved to Friday';
  const summary = 'The walkout, first called for Wednesday, is now on Friday, the union said on Tuesday.';

  it('are seen by date, by sentence and by what they most likely are', () => {
    const times = timesIn({ ...STORY, title: TITLE, summary });
    const among = seenAmong(times);
    const titled = times.find(({ place, governed }) => place.in === 'title' && governed.slot !== undefined);
    const features = titled === undefined ? [] : (among.get(titled) ?? []);
    expect(features).toContain('in:title0');
    expect(features.some((name) => name.startsWith('same:') && name !== 'same:-')).toBe(true);
    expect(features.some((name) => name.startsWith('other:') && name !== 'other:-')).toBe(true);
    expect(features.some((name) => name.startsWith('sentence:'))).toBe(true);
  });

  it('see nothing of each other past the first forty, however long the text', () => {
    const times = timesIn({ ...STORY, title: '', summary: 'They met on Friday. '.repeat(200) });
    expect(times.length).toBeGreaterThanOrEqual(200);
    expect(seenAmong(times).size).toBe(40);
  });

  it('change how likely one is, and keep its statuses to the sum', () => {
    const read = readStory({ ...STORY, title: TITLE, summary });
    const [first, again] = [timesIn({ ...STORY, title: TITLE, summary }), weighTimes(read).flat()];
    expect(again.length).toBe(first.length);
    expect(again.some(({ weighing }, at) => weighing?.likelihood !== first[at]?.weighing?.likelihood)).toBe(true);
    for (const { weighing } of again)
      if (weighing !== undefined) {
        const sum = Object.values(weighing.statuses).reduce((total, each) => total + each, 0);
        expect(sum).toBeCloseTo(weighing.likelihood);
      }
  });

  it('say nothing where no feature is known', () => {
    const before = { likelihood: 0.5, statuses: { set: 0.2, moved: 0.1, withdrawn: 0.1, passed: 0.1 } };
    const after = weighAgain(before, ['no such feature']);
    expect(after.likelihood).toBeCloseTo(0.5);
    expect(after.statuses.set).toBeCloseTo(0.2);
    expect(weighAgain({ likelihood: 0, statuses: { set: 0, moved: 0, withdrawn: 0, passed: 0 } }, []).likelihood).toBeLessThan(0.01);
  });

  it('are learnt from stories that the first weights never saw', () => {
    const lessons = readItems('written')
      .slice(0, 200)
      .map((item) => ({ item, weight: 1 }));
    const weigh = weigherOf(trainStory(lessons));
    const [likely, unlikely] = ['own:5set', 'own:1'].map((name) => weigh([name]).likelihood);
    expect(likely).toBeGreaterThan(unlikely ?? 1);
  });
});

describe('learning', () => {
  it('gives the same weights for the same examples, and heavier ones for what tells them apart', () => {
    const lessons = readItems('conventions').map((item) => ({ item, weight: 1 }));
    expect(examplesOf(lessons).length).toBeGreaterThan(150);
    const text = trainOwn(lessons);
    expect(trainOwn(lessons)).toBe(text);
    const lines = new Map(text.split('\n').map((line) => [line.split(' ')[0], line.split(' ').slice(1).map(Number)]));
    const [none = 0, set = 0] = lines.get('lead:limit') ?? [];
    expect(set).toBeGreaterThan(none);
  });

  it('finds the weights that make what was seen most likely', () => {
    // of a hundred with the feature 80 have the outcome: the log of 80 to 20 is 1.39
    const examples = Array.from({ length: 1000 }, (_, at) => ({ features: Int32Array.of(0), outcome: at % 5 === 0 ? 0 : 1, weight: 1 }));
    const weights = descend(examples, { size: 1, width: 2, decay: 0, rounds: 200 });
    expect((weights[1] ?? 0) - (weights[0] ?? 0)).toBeCloseTo(Math.log(4), 1);
    expect(descend([], { size: 1, width: 2, decay: 0, rounds: 1 })).toEqual(new Float64Array(2));
    const heldDown = descend(examples, { size: 1, width: 2, decay: 1000, rounds: 200 });
    expect(Math.abs(heldDown[1] ?? 9)).toBeLessThan(Math.abs(weights[1] ?? 0));
  });
});

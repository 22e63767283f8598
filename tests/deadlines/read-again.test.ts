import { describe, expect, it } from 'vitest';
import { numberOf, readAgain } from '../../lambda/deadlines/english/read-again.js';
import { storyWords } from '../../lambda/deadlines/english/story-words.js';
import { readStory } from '../../lambda/deadlines/read-story.js';
import { weighAmong } from '../../lambda/deadlines/weigh-story.js';
import { askedTimes, toldSentences, weighTimes } from '../../lambda/deadlines/weigh-times.js';

const STORY = { publishedAt: '2025-08-06T14:00:00Z', zone: 'America/New_York' };

const reading = (title: string, summary: string) => {
  const read = readStory({ ...STORY, title, summary });
  const times = weighAmong(read);
  const asked = askedTimes(times);
  return { read, asked, sentences: toldSentences(read), times: asked.map(({ told }) => told) };
};

const wordsOf = (title: string, summary: string): string => {
  const { sentences, times } = reading(title, summary);
  return storyWords(sentences, times).words.join(' ');
};

describe('a story as words', () => {
  it.each([
    [
      'its times as one word each, and numbers as one',
      'Strike on Friday',
      'Some 400 drivers walk out at 6 a.m. on Friday, 8 August.',
      '<t> strike on <time> <s> some # drivers walk out at <time>',
    ],
    [
      'its marks',
      'Talks',
      'The minister ("tired"), who left, must answer by Friday.',
      '<t> talks <s> the minister ; tired ; who left , must answer by <time>',
    ],
    ['its names', 'Talks', 'The envoy met Anna in Rome on Friday.', '<t> talks <s> the envoy met ^anna in ^rome on <time>'],
    ['what belongs to somebody', 'Talks', 'The union’s deadline is Friday.', "<t> talks <s> the union 's deadline is <time>"],
  ])('has %s', (_name, title, summary, words) => {
    expect(wordsOf(title, summary).startsWith(words)).toBe(true);
  });

  it('knows the place of each time, and of a change without one its sentence', () => {
    const { sentences, times } = reading('Strike called off', 'It was due on Friday.');
    const { words, placeOf } = storyWords(sentences, times);
    const places = times.map((time) => words[placeOf.get(time) ?? -1]);
    expect(places).toContain('<t>');
    expect(places).toContain('<time>');
  });

  it('ends after so many words, and so do its times', () => {
    const { sentences, times } = reading('Dates', 'They met on Friday. '.repeat(100));
    const { words, placeOf } = storyWords(sentences, times);
    expect(words).toHaveLength(160);
    expect(placeOf.size).toBeGreaterThan(20);
    expect(placeOf.size).toBeLessThan(times.length);
    expect(Math.max(...placeOf.values())).toBeLessThan(160);
  });
});

describe('a word', () => {
  const words = new Map(['<pad>', '<unk>', '<Name>', 'strike', '~ing'].map((word, number) => [word, number]));

  it.each([
    ['that is known', 'strike', 3],
    ['with a capital that is known', '^strike', 3],
    ['that is rare, by its ending', 'yodelling', 4],
    ['that is a rare name', '^yodelling', 2],
    ['of which nothing is known', 'xyzzy', 1],
    ['that is a mark alone', '^', 1],
  ])('%s has its number', (_name, word, number) => {
    expect(numberOf(word, words)).toBe(number);
  });
});

describe('a second reading', () => {
  const TITLE = 'Strike moved to Friday';
  const SUMMARY = 'The walkout, first called for Wednesday, is now on Friday, the union said on Tuesday.';

  it('gives likelihoods that add up, in the order of the times', () => {
    const { sentences, times } = reading(TITLE, SUMMARY);
    const again = readAgain(sentences, times);
    expect(again).toHaveLength(times.length);
    expect(new Set(again.map(({ likelihood }) => likelihood.toFixed(4))).size).toBeGreaterThan(2);
    const backwards = readAgain(sentences, [...times].reverse());
    for (const [at, { likelihood }] of again.entries()) expect(backwards.at(-1 - at)?.likelihood).toBeCloseTo(likelihood, 4);
    for (const { likelihood, statuses } of again)
      expect(statuses.set + statuses.moved + statuses.withdrawn + statuses.passed).toBeCloseTo(likelihood, 5);
  });

  it('says the same again, whatever it read between', () => {
    const { sentences, times } = reading(TITLE, SUMMARY);
    const first = readAgain(sentences, times);
    const other = reading('Storm', 'Ferries are cancelled until Friday.');
    readAgain(other.sentences, other.times);
    expect(readAgain(sentences, times)).toEqual(first);
  });

  it('leaves alone what stands behind the words that it reads', () => {
    const { sentences, times } = reading('Dates', 'They must leave by Friday. '.repeat(100));
    expect(readAgain(sentences, times).at(-1)).toEqual(times.at(-1)?.weighing);
  });

  it('is asked where the weights leave doubt, and changes nothing that is sure', () => {
    const { read, asked } = reading(TITLE, `${SUMMARY} Residents must leave by Thursday. Twelve people died on Monday.`);
    const again = weighTimes(read)
      .flat()
      .flatMap(({ weighing }) => weighing ?? []);
    const before = asked.map(({ told }) => told.weighing);
    expect(again).toHaveLength(before.length);
    const isSure = ({ likelihood }: { readonly likelihood: number }): boolean => likelihood <= 0.08 || likelihood >= 0.97;
    for (const [at, own] of before.entries()) if (isSure(own)) expect(again[at]).toEqual(own);
    expect(before.some((own, at) => !isSure(own) && again[at]?.likelihood !== own.likelihood)).toBe(true);
  });
});

import type { TimeInStory, ToldSentence, Weighing } from '../language.js';
import { type Asked, networkOf } from './network.js';
import { FEATURES, NETWORK, SHAPE, VOCABULARY } from './network-weights.js';
import { CAPITAL, storyWords } from './story-words.js';
import { LEAST, logarithms, weighingOf } from './weigh.js';

const numbersOf = (names: string): ReadonlyMap<string, number> =>
  new Map(
    names
      .trim()
      .split(/\s+/)
      .map((name, number) => [name, number]),
  );

interface Known {
  readonly words: ReadonlyMap<string, number>;
  readonly features: ReadonlyMap<string, number>;
}

let known: Known | undefined;

const UNKNOWN = 1;
const UNKNOWN_NAME = 2;
const ENDING = 3;

/** The number of a word: a rare one goes by its ending, a rare name by being one. */
export const numberOf = (word: string, words: ReadonlyMap<string, number>): number => {
  const isName = word.length > 1 && word.startsWith(CAPITAL);
  const plain = isName ? word.slice(1) : word;
  return words.get(plain) ?? (isName ? UNKNOWN_NAME : (words.get(`~${plain.slice(-ENDING)}`) ?? UNKNOWN));
};

const network = networkOf(NETWORK, SHAPE);

/** How much the second reading counts beside the weights. */
const SHARE = 0.25;

const blend = (before: Weighing, likelihoods: Float32Array): Weighing =>
  weighingOf(logarithms(before).map((own, at) => (1 - SHARE) * own + SHARE * Math.log(Math.max(LEAST, likelihoods[at] ?? 0))));

/**
 * What the words of the whole story, in their order, make of its times, beside what was made of them before; in the order of the times.
 */
export const readAgain = (sentences: readonly ToldSentence[], times: readonly TimeInStory[]): readonly Weighing[] => {
  known ??= { words: numbersOf(VOCABULARY), features: numbersOf(FEATURES) };
  const { words, features } = known;
  const story = storyWords(sentences, times);
  const asked = times.flatMap((time): readonly (Asked & { readonly time: TimeInStory })[] => {
    const at = story.placeOf.get(time);
    return at === undefined ? [] : [{ at, time, features: time.features.flatMap((name) => features.get(name) ?? []) }];
  });
  const told = network(
    story.words.map((word) => numberOf(word, words)),
    asked,
  );
  const likelihoods = new Map(asked.map(({ time }, at) => [time, told[at]]));
  return times.map((time) => {
    const own = likelihoods.get(time);
    return own === undefined ? time.weighing : blend(time.weighing, own);
  });
};

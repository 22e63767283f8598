import { isName, isState, NAME_MARK } from './english/topic-words.js';

/** What a deadline is about: each word with the number of sources that used it. */
export type Topic = Readonly<Record<string, number>>;

/** The words of one text and how much each of them counts, 0 to 1. */
export type WeightedWords = ReadonlyMap<string, number>;

const MOST_WORDS = 80;

/** A topic with the words of one more source; the words that most sources use are kept. */
export const withWords = (topic: Topic, words: WeightedWords): Topic => {
  const counts = new Map(Object.entries(topic));
  for (const [word, count] of words) counts.set(word, (counts.get(word) ?? 0) + count);
  return Object.fromEntries([...counts].sort(([, left], [, right]) => right - left).slice(0, MOST_WORDS));
};

/** Topics that are thought of beside those that are followed, so that the first ones have weights too. */
const THOUGHT_OF = 20;

/** How much a word tells: the more, the fewer of the topics have it; the square, so that common phrases do not add up. */
export const weighWords = (topics: readonly Topic[]): ((word: string) => number) => {
  const having = new Map<string, number>();
  for (const topic of topics) for (const word of Object.keys(topic)) having.set(word, (having.get(word) ?? 0) + 1);
  return (word) => Math.log((topics.length + THOUGHT_OF) / ((having.get(word) ?? 0) + 1)) ** 2;
};

/** A word that begins a headline may be no name ("Rail strike called off"): the other text has it as a word. */
const isWordThere = (name: string, has: (word: string) => boolean): boolean => !has(name) && has(name.slice(NAME_MARK.length));

/** Both name states, and none of them is the same: what Canada launches is not what Pakistan launches. */
const haveOtherStates = (topic: Topic, words: WeightedWords): boolean => {
  const [states, own] = [Object.keys(topic).filter(isState), [...words.keys()].filter(isState)];
  return states.length > 0 && own.length > 0 && !own.some((state) => states.includes(state));
};

/** What so many of a topic's sources name, of what most of them name, it is about. */
const OFTEN = 0.3;
const PAIR = 2;

/** Both are about two states or more, and they have but one of them in common: what Seoul asks of Pristina is not what Pristina asks of Belgrade. */
export const areOtherPairs = (topic: Topic, words: WeightedWords): boolean => {
  const most = Math.max(1, ...Object.values(topic));
  const states = Object.keys(topic).filter((word) => isState(word) && (topic[word] ?? 0) / most >= OFTEN);
  const own = [...words.keys()].filter(isState);
  return states.length >= PAIR && own.length >= PAIR && own.filter((state) => states.includes(state)).length < PAIR;
};

/** Of the names of the one that has fewer, the share that the other has too; undefined when one has none. */
const likeNames = (topic: Topic, words: WeightedWords, weigh: (word: string) => number): number | undefined => {
  if (haveOtherStates(topic, words)) return 0;
  const most = Math.max(1, ...Object.values(topic));
  let [both, ofTopic, ofWords] = [0, 0, 0];
  for (const [word, count] of Object.entries(topic))
    if (isName(word) && !isWordThere(word, (other) => words.has(other))) ofTopic += (weigh(word) * count) / most;
  for (const [word, count] of words) {
    if (!isName(word) || isWordThere(word, (other) => other in topic)) continue;
    ofWords += weigh(word) * count;
    both += weigh(word) * Math.min(count, (topic[word] ?? 0) / most);
  }
  const fewer = Math.min(ofTopic, ofWords);
  return fewer < FEWEST_NAMES ? undefined : both / fewer;
};

/** Below this weight a side has no name to speak of. */
const FEWEST_NAMES = 1;

/** The cosine of the weights of all other words. */
const sharedWords = (topic: Topic, words: WeightedWords, weigh: (word: string) => number): number => {
  const most = Math.max(1, ...Object.values(topic));
  let [both, topicSquare, ownSquare] = [0, 0, 0];
  for (const [word, count] of Object.entries(topic)) {
    if (isName(word)) continue;
    const weight = (weigh(word) * count) / most;
    topicSquare += weight ** 2;
    both += weight * weigh(word) * (words.get(word) ?? 0);
  }
  for (const [word, count] of words) if (!isName(word)) ownSquare += (weigh(word) * count) ** 2;
  return both === 0 ? 0 : both / Math.sqrt(topicSquare * ownSquare);
};

export interface Likeness {
  /** 0 to 1; undefined when one of the two names nobody. */
  readonly names: number | undefined;
  readonly sharedNames: number;
  /** 0 to 1 */
  readonly words: number;
}

/** How alike a topic and the words of a mention are. */
export const likenessOf = (topic: Topic, words: WeightedWords, weigh: (word: string) => number): Likeness => ({
  names: likeNames(topic, words, weigh),
  sharedNames: [...words.keys()].filter((word) => isName(word) && word in topic).length,
  words: sharedWords(topic, words, weigh),
});

import type { TimeInStory, ToldSentence } from '../language.js';
import type { Slot } from '../slot.js';
import type { Token } from '../token.js';
import { MOST_WORDS } from './network.js';

/** The first words of a story, each of its times as one word; and at which of them each time stands. */
export interface StoryWords {
  readonly words: readonly string[];
  /** Absent for a time behind the words that are read. */
  readonly placeOf: ReadonlyMap<TimeInStory, number>;
}

const TITLE = '<t>';
const SENTENCE = '<s>';
const TIME = '<time>';
const NUMBER = '#';
/** Before a word with a capital that does not begin its sentence. */
export const CAPITAL = '^';

const markOf = (before: string): readonly string[] => {
  if (/[;:—–()]/.test(before)) return [';'];
  if (/["“”]/.test(before)) return ['"'];
  return before.includes(',') ? [','] : [];
};

const wordsOf = (token: Token, at: number): readonly string[] => {
  const isNumber = /^\d/.test(token.text);
  const word = isNumber ? NUMBER : `${token.capital && at > 0 ? CAPITAL : ''}${token.text}`;
  return token.possessive ? [word, "'s"] : [word];
};

/** Which tokens belong to a time. */
const timedTokens = (tokens: readonly Token[], slots: readonly Slot[]): readonly boolean[] => {
  const timed = tokens.map(() => false);
  for (const { first, past } of slots) timed.fill(true, first, past);
  return timed;
};

/** The words of one sentence, and for each token the number of its word. */
const sentenceWords = ({ tokens, isTitle }: ToldSentence, slots: readonly Slot[]) => {
  const timed = timedTokens(tokens, slots);
  const words = [isTitle ? TITLE : SENTENCE];
  const places = tokens.map((token, at) => {
    if (timed[at] === true && timed[at - 1] === true) return words.length - 1;
    if (at > 0) words.push(...markOf(token.before));
    const place = words.length;
    words.push(...(timed[at] === true ? [TIME] : wordsOf(token, at)));
    return place;
  });
  return { words, places };
};

/** A story as words: numbers are alike, and so are times. */
export const storyWords = (sentences: readonly ToldSentence[], times: readonly TimeInStory[]): StoryWords => {
  const words: string[] = [];
  const placeOf = new Map<TimeInStory, number>();
  for (const [number, sentence] of sentences.entries()) {
    if (words.length >= MOST_WORDS) break;
    const own = times.filter((time) => time.sentence === number);
    const read = sentenceWords(
      sentence,
      own.flatMap(({ slot }) => slot ?? []),
    );
    for (const time of own) {
      const place = words.length + (time.slot === undefined ? 0 : (read.places[time.slot.first] ?? 0));
      if (place < MOST_WORDS) placeOf.set(time, place);
    }
    words.push(...read.words);
  }
  return { words: words.slice(0, MOST_WORDS), placeOf };
};

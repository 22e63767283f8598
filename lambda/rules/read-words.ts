import { type Word, wordsOf } from '../core/words.js';
import type { Remark, Sequence, SoughtWord, Span, Words } from './expression.js';

/** Fewer would find almost anything. Counted in letters, of which a Hangul syllable holds two or three. */
const SHORTEST_PREFIX = 3;
/** A phrase with more hyphenated words than this is looked for with those further on as they are written. */
const MOST_COMPOUNDS = 3;

const LONGEST_WORD = 100;

export interface WordsText extends Span {
  /** The words without quotation marks and `=`. */
  readonly inner: string;
  /** Where `inner` begins in the expression. */
  readonly innerAt: number;
  readonly isExact: boolean;
}

export type ReadWords = Words | ({ readonly kind: 'error' } & Remark);

const failure = (at: number, length: number, message: string, fix: string): ReadWords => ({ kind: 'error', at, length, message, fix });

const lettersIn = (text: string): number => [...text.normalize('NFD')].filter((letter) => /[\p{L}\p{N}]/u.test(letter)).length;

const starTrouble = ({ inner, innerAt }: WordsText, words: readonly Word[]): ReadWords | undefined => {
  for (let star = inner.indexOf('*'); star >= 0; star = inner.indexOf('*', star + 1)) {
    const word = words.find((each) => each.end === star);
    const next = words.find((each) => each.start === star + 1);
    if (word === undefined || next !== undefined || inner[star + 1] === '*') {
      const beginning = inner.slice(0, star).match(/[\p{L}\p{N}]+$/u)?.[0];
      const instead =
        beginning === undefined || lettersIn(beginning) < SHORTEST_PREFIX ? 'write the whole word' : `write \`${beginning}*\``;
      return failure(innerAt + star, 1, 'a star can only stand at the end of a word', instead);
    }
    const raw = /[^\s"“”]*$/u.exec(inner.slice(0, word.end))?.[0] ?? '';
    if (!word.unspaced && lettersIn(raw) < SHORTEST_PREFIX)
      return failure(
        innerAt + word.end - raw.length,
        raw.length + 1,
        `at least ${SHORTEST_PREFIX} letters must stand before a star`,
        'write more of the word, or the whole word',
      );
  }
  return undefined;
};

/** A word, or the parts of a hyphenated one. */
type Unit = readonly Word[];

const unitsOf = (words: readonly Word[], inner: string): readonly Unit[] => {
  const units: Word[][] = [];
  for (const [at, word] of words.entries()) {
    const before = words[at - 1];
    const isPart = before !== undefined && before.compounds.length > 0 && /^\S$/u.test(inner.slice(before.end, word.start));
    if (isPart) units.at(-1)?.push(word);
    else units.push([word]);
  }
  return units;
};

const soughtWord = (word: Word, { inner, isExact }: WordsText): SoughtWord => {
  const [{ folded, exact }] = word.forms;
  return { folded, prefix: inner[word.end] === '*', unspaced: word.unspaced, ...(isExact ? { exact } : {}) };
};

const joinedWord = (unit: Unit, text: WordsText): SoughtWord => {
  const sought = unit.map((word) => soughtWord(word, text));
  const last = sought.at(-1);
  return {
    folded: sought.map((word) => word.folded).join(''),
    prefix: last?.prefix === true,
    unspaced: false,
    ...(text.isExact ? { exact: sought.map((word) => word.exact).join('') } : {}),
  };
};

const spellingsOf = (units: readonly Unit[], text: WordsText): readonly Sequence[] => {
  let spellings: SoughtWord[][] = [[]];
  let compounds = 0;
  for (const unit of units) {
    const split = unit.map((word) => soughtWord(word, text));
    const before = spellings;
    spellings = before.map((spelling) => [...spelling, ...split]);
    if (unit.length > 1 && compounds < MOST_COMPOUNDS) {
      const joined = joinedWord(unit, text);
      spellings.push(...before.map((spelling) => [...spelling, joined]));
      compounds += 1;
    }
  }
  return spellings;
};

/** How other systems write NEAR, and how it is mistyped: `NEAR5`, `near/x`, `within/5`, `w/5`, `/5`. */
export const ALMOST_NEAR = /^(?:(?:near|before|within|adj)\/\S*|(?:next|pre|same|w|n)\/\d*|(?:near|before|within|adj)\d+|\/\d+)$/i;

const RESERVED = /^(?:AND|OR|NOT|OF|NEAR|BEFORE)$/;

const canonicalText = (words: readonly Word[], units: readonly Unit[], { inner, isExact }: WordsText): string => {
  const end = words.at(-1)?.end ?? 0;
  const written = inner
    .slice(words[0]?.start ?? 0, inner[end] === '*' ? end + 1 : end)
    .replace(/\s+/g, ' ')
    .replace(/(?<=\p{Script=Hebrew})["”](?=\p{Script=Hebrew})/gu, '״')
    .replace(/["“”„‟«»＂]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const isWhole = units.every((unit, at) => at === 0 || unit[0]?.start === units[at - 1]?.at(-1)?.end);
  return `${isExact ? '=' : ''}${isWhole && !RESERVED.test(written) && !ALMOST_NEAR.test(written) && !written.includes(' ') ? written : `"${written}"`}`;
};

/** Reads a word or a phrase into the sequences of words that count as it. */
export const readWords = (text: WordsText): ReadWords => {
  const words = wordsOf(text.inner);
  const { at, length, inner } = text;
  if (words.length === 0 && !inner.includes('*'))
    return failure(at, length, `\`${inner}\` holds no letter or digit, so nothing can match it`, 'write a word, or take it out');
  const long = words.find((word) => word.end - word.start > LONGEST_WORD);
  if (long !== undefined)
    return failure(
      text.innerAt + long.start,
      long.end - long.start,
      `a word has at most ${LONGEST_WORD} letters`,
      'write its beginning, with a star',
    );
  const trouble = starTrouble(text, words);
  if (trouble !== undefined) return trouble;
  const units = unitsOf(words, inner);
  return { kind: 'words', at, length, spellings: spellingsOf(units, text), text: canonicalText(words, units, text) };
};

import { type Word, wordsOf } from '../core/words.js';
import { hashOn, SEED } from './vocabulary.js';

/** What is done with the words of a text, in order. */
export interface WordHandlers {
  /** A plain word of letters and digits without accents: where it stands, where its possessive ends, the hash of its small letters. */
  readonly plain: (text: string, from: number, to: number, end: number, hash: number) => void;
  /** Any other word, whose places count from an offset. */
  readonly word: (word: Word, offset: number) => void;
}

/** The small letter of an ASCII letter or digit; 0 for signs. */
export const LOWER = Uint8Array.from({ length: 128 }, (_, code) => {
  const letter = String.fromCharCode(code);
  return /[a-z0-9]/i.test(letter) ? letter.toLowerCase().charCodeAt(0) : 0;
});
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
/** Signs that may belong to a word when a letter or digit follows: ' , - . & $ */
const JOINTS = new Set([39, 44, 45, 46, 38, 36]);
/** Signs that may end a word: # % + */
const TAILS = new Set([35, 37, 43]);
const KIND = Uint8Array.from({ length: 128 }, (_, code) => (JOINTS.has(code) ? 1 : TAILS.has(code) ? 2 : 0));
const APOSTROPHE = 39;
const CURLY_APOSTROPHE = 0x2019;

const LONGEST_CACHED = 32;
const MOST_CACHED = 4_096;
/** Of the hashes that are kept for prefixes: no rule's word is longer. */
export const MOST_ROLLING = 256;

const chunkEnd = (text: string, from: number): number => {
  let at = from;
  while (at < text.length && text.charCodeAt(at) > 32) at += 1;
  return at;
};

/** Whether the word before this sign may go on behind it, or have another form because of it. */
const goesOn = (text: string, at: number): boolean => {
  const sign = text.charCodeAt(at);
  if (sign >= 128 || KIND[sign] === 2) return true;
  if (KIND[sign] === 0) return false;
  const after = text.charCodeAt(at + 1);
  return after >= 128 || (LOWER[after] ?? 0) !== 0;
};

/** Whether a word ends here with `'s`, and nothing of it follows. */
const isPossessive = (text: string, at: number): boolean => {
  const sign = text.charCodeAt(at);
  if ((sign !== APOSTROPHE && sign !== CURLY_APOSTROPHE) || (text.charCodeAt(at + 1) | 32) !== 115) return false;
  const after = text.charCodeAt(at + 2);
  if (Number.isNaN(after)) return true;
  return after < 128 && LOWER[after] === 0 && !goesOn(text, at + 2);
};

/** A small memory: the same odd words come again and again. */
const makeWordsOfChunk = (): ((chunk: string) => readonly Word[]) => {
  const cache = new Map<string, readonly Word[]>();
  return (chunk) => {
    if (chunk.length > LONGEST_CACHED) return wordsOf(chunk);
    const known = cache.get(chunk);
    if (known !== undefined) return known;
    if (cache.size >= MOST_CACHED) cache.clear();
    const words = wordsOf(chunk);
    cache.set(chunk, words);
    return words;
  };
};

/**
 * Reads texts word by word, as `wordsOf` does and without making strings of plain English words.
 *
 * @param rolling gets the hashes of a plain word's beginnings, by their length
 */
export const makeScanText = ({ plain, word }: WordHandlers, rolling: Int32Array): ((text: string) => void) => {
  const wordsOfChunk = makeWordsOfChunk();
  return (text) => {
    let at = 0;
    const { length } = text;
    while (at < length) {
      const unit = text.charCodeAt(at);
      const isComplex = unit >= 128 || (unit === 36 && isDigit(text.charCodeAt(at + 1)));
      if (!isComplex && LOWER[unit] === 0) {
        at += 1;
        continue;
      }
      const from = at;
      let hash = SEED;
      if (!isComplex) {
        for (; at < length; at += 1) {
          const code = text.charCodeAt(at);
          const lower = code < 128 ? (LOWER[code] as number) : 0;
          if (lower === 0) break;
          hash = hashOn(hash, lower);
          const units = at - from + 1;
          if (units <= MOST_ROLLING) rolling[units] = hash;
        }
      }
      if (isComplex || (at < length && goesOn(text, at) && !isPossessive(text, at))) {
        const to = chunkEnd(text, from);
        for (const each of wordsOfChunk(text.slice(from, to))) word(each, from);
        at = to;
        continue;
      }
      const end = isPossessive(text, at) ? at + 2 : at;
      plain(text, from, at, end, hash);
      at = end;
    }
  };
};

import { type Read, type Token, wordAt } from '../../token.js';

const ONES = 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety';
const SPELLED: ReadonlyMap<string, number> = new Map([
  ...ONES.split(' ').map((name, index) => [name, index + 1] as const),
  ...TENS.split(' ').map((name, index) => [name, 20 + 10 * index] as const),
]);

/** True for `one` … `nineteen`, `twenty` … `ninety`. */
export const isNumberWord = (word: string): boolean => SPELLED.has(word);

/** A whole number in figures or words: `30`, `ten`, `forty-eight`, `a hundred`; at most 999. */
export const readNumber = (tokens: readonly Token[], at: number): Read<number> => {
  const word = wordAt(tokens, at);
  if (/^\d{1,3}$/.test(word)) return { value: Number(word), past: at + 1 };
  const spelled = SPELLED.get(word);
  if (spelled === undefined) return undefined;
  const unit = SPELLED.get(wordAt(tokens, at + 1)) ?? 0;
  if (spelled >= 20 && unit > 0 && unit < 10) return { value: spelled + unit, past: at + 2 };
  return wordAt(tokens, at + 1) === 'hundred' ? { value: spelled * 100, past: at + 2 } : { value: spelled, past: at + 1 };
};

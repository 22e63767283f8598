/** One word of a text, folded for comparison, with its place in the original. */
export interface Word {
  /** Case and Latin, Greek or Cyrillic accents folded, possessive dropped. */
  readonly folded: string;
  /** The hyphenated compound that begins here, written as one word: `ceasefire` at the `cease` of `cease-fire`. */
  readonly joined?: string;
  /** Number of words of the compound that `joined` covers. */
  readonly joinedLength?: number;
  /** Offsets into the original text, in UTF-16 units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{N}\p{M}$€£%&+#\u00ad\u200b\u200e\u200f\u2060]+(?:['’.][\p{L}\p{N}\p{M}\u00ad\u200b\u200e\u200f\u2060]+)*\+*/gu;
/** Marks that nobody sees: soft hyphens, zero-width spaces, direction marks. */
const UNSEEN = /[\u00ad\u200b\u200e\u200f\u2060]/g;
const HYPHENS = /^[-\u2010\u2011]$/u;
const POSSESSIVE = /['’]s$/u;
const ACCENTED = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu;

/** Case, width and accents folded: what two spellings of one word have in common. NFKC, Unicode case folding, ß = ss. */
export const fold = (text: string): string => (ASCII.test(text) ? text.toLowerCase() : foldAny(text));

const ASCII = /^[\x20-\x7e]*$/;

const foldAny = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ')
    .replaceAll('й', '\u0000')
    .normalize('NFD')
    .replace(ACCENTED, '$1')
    .normalize('NFC')
    .replaceAll('\u0000', 'й');

const foldWord = (raw: string): string =>
  fold(raw.replace(UNSEEN, '').replace(POSSESSIVE, '')).replace(/['’.]/gu, (mark) => (mark === '.' ? '' : '’'));

const compoundFrom = (words: readonly Word[], first: number, text: string): Partial<Word> => {
  let last = first;
  for (let next = words[last + 1]; next !== undefined; next = words[last + 1]) {
    if (!HYPHENS.test(text.slice(words[last]?.end, next.start))) break;
    last += 1;
  }
  if (last === first) return {};
  const compound = words.slice(first, last + 1);
  return { joined: compound.map((word) => word.folded).join(''), joinedLength: compound.length };
};

/** The words of `text` in order. Hyphenated compounds give each part, and the whole at the first part. Linear in the text. */
export const wordsOf = (text: string): readonly Word[] => {
  const words: Word[] = [];
  for (const found of text.matchAll(WORD)) {
    const folded = foldWord(found[0]);
    if (folded !== '') words.push({ folded, start: found.index, end: found.index + found[0].length });
  }
  const starts = (index: number): boolean => index === 0 || !HYPHENS.test(text.slice(words[index - 1]?.end, words[index]?.start));
  return words.map((word, index) => (starts(index) ? { ...word, ...compoundFrom(words, index, text) } : word));
};

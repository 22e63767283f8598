const ASCII = /^[\x20-\x7e]*$/;
const ACCENTED = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu;
/** Letters with a stroke and ligatures are accents to a reader, but not to Unicode's decomposition. Dotless ı: capitals do not tell it from i. */
const STROKES: Readonly<Record<string, string>> = {
  ı: 'i',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ħ: 'h',
  ŧ: 't',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ς: 'σ',
  ـ: '',
};
const STROKE = /[ıłøđħŧæœßςـ]/gu;
/** Vowel signs that Arabic and Hebrew mostly leave out, and letters that are written in two ways: what search in these scripts folds. */
const MARKED = /([\p{Script=Arabic}\p{Script=Hebrew}])(\p{M}+)/gu;
const VOWELS = /[\u064b-\u0652\u0670\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]/gu;
const ARABIC_LETTERS: Readonly<Record<string, string>> = { أ: 'ا', إ: 'ا', آ: 'ا', ٱ: 'ا', ى: 'ي', ی: 'ي', ک: 'ك', ة: 'ه' };
const ARABIC_LETTER = /[أإآٱىیکة]/gu;
/** Cyrillic letters that are letters of their own, whatever Unicode takes them apart into. */
const WHOLE = /[йї]/gu;
const KEPT: Readonly<Record<string, string>> = { й: '\ue000', ї: '\ue001', '\ue000': 'й', '\ue001': 'ї' };

const foldAny = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(STROKE, (letter) => STROKES[letter] ?? letter)
    .replace(ARABIC_LETTER, (letter) => ARABIC_LETTERS[letter] ?? letter)
    .replace(MARKED, (_whole, letter: string, marks: string) => letter + marks.replace(VOWELS, ''))
    .replace(WHOLE, (letter) => KEPT[letter] ?? letter)
    .normalize('NFD')
    .replace(ACCENTED, '$1')
    .normalize('NFC')
    .replace(/[\ue000\ue001]/g, (mark) => KEPT[mark] ?? mark);

/** Case, width and accents folded: what two spellings of one word have in common. NFKC, Unicode case folding, ß = ss, й stays й. */
export const fold = (text: string): string => (ASCII.test(text) ? text.toLowerCase() : foldAny(text));

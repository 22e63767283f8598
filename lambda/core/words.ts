import { fold } from './fold.js';

/** One way in which a word counts. */
export interface WordForm {
  /** Case, accents and width folded. */
  readonly folded: string;
  /** Case and accents as written; dots of an acronym and the possessive are gone here too. */
  readonly exact: string;
}

/** A hyphenated compound that counts as one word: `ceasefire` at the `cease` of `cease-fire`. */
export interface Compound extends WordForm {
  /** Number of words that it covers. */
  readonly length: number;
}

/** One word of a text with its place in the original. */
export interface Word {
  /** How it is written, and after that what it also counts as: `l’Iran` as `Iran`, `$100bn` as `100bn`. */
  readonly forms: readonly [WordForm, ...WordForm[]];
  /** Compounds that begin here. */
  readonly compounds: readonly Compound[];
  /** One character of a script that is written without spaces: where words begin and end there is for a dictionary to say. */
  readonly unspaced: boolean;
  /** Offsets into the original text, in UTF-16 units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

/** Marks that nobody sees: soft hyphens, zero-width spaces and joiners, direction marks. */
const UNSEEN_CLASS = '\\u00ad\\u200b-\\u200f\\u2060\\ufeff';
const UNSEEN = new RegExp(`[${UNSEEN_CLASS}]`, 'g');
const UNSPACED_CLASS = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}〆';
const KATAKANA_CLASS = '\\p{sc=Katakana}ー\\uff70\\uff9e\\uff9f\\u3099\\u309a';
const LETTER = `[[\\p{L}\\p{N}\\p{M}${UNSEEN_CLASS}]--[${UNSPACED_CLASS}${KATAKANA_CLASS}]]`;
const APOSTROPHES = "'’‘＇";
/** `U.S.`, `p.m.`, `J.K.` */
const ACRONYM = `\\p{L}\\p{M}*(?:\\.\\p{L}\\p{M}*)+\\.?(?!${LETTER})(?:[${APOSTROPHES}]s(?!${LETTER}))?`;
/** `C#` */
const SHARP = `\\p{L}#(?!${LETTER})`;
/** `don’t`, `AT&T`, `1.5`, `100,000` */
const JOINT = `(?:[${APOSTROPHES}&](?=${LETTER})|(?<=\\p{Nd})[.,](?=\\p{Nd}))`;
/** `100%`, `100€`, `C++` */
const TAIL = `(?:(?<=\\p{Nd})[%‰]|(?<=\\p{Nd})\\p{Sc}(?!\\p{Nd})|\\++(?!${LETTER}))?`;
const SPACED = `${ACRONYM}|${SHARP}|(?:\\p{Sc}(?=\\p{Nd}))?${LETTER}+(?:${JOINT}${LETTER}+)*${TAIL}`;
const WORD = new RegExp(`(?<unspaced>[${UNSPACED_CLASS}]\\p{M}*)|[${KATAKANA_CLASS}]+|${SPACED}`, 'gv');

const HYPHEN = /^[-\u2010\u2011\ufe63\uff0d]$/u;
const IS_ACRONYM = /^\p{L}\p{M}*(?:\.\p{L}\p{M}*)+\.?$/u;
const LONGEST_COMPOUND = 4;

/** What French, Italian and Catalan put before a vowel with an apostrophe. */
const ELIDED = /^(?:[ldjmnstc]|(?:jus|lors|puis|quoi|quel|pres)?qu|(?:de|da|ne|su|a|co|que|be)ll|quest|un|(?:de|da|ne|su|a)?gl|sant)$/;
/** What Turkish puts after a name with an apostrophe; folded. */
const TURKISH_SUFFIX =
  /^(?:n?[iu]n?|y?[aeiu]|n[ae]|[dt][ae](?:n|ki(?:ler)?)?|nd[ae]n?|y?l[ae]|c[ae]|l[iu](?:k|lar|ler)?|l[ae]r\p{L}*|s[iu]\p{L}*|y?m[iu]s|d[iu]r)$/u;
const ARABIC_AND = /^و(?=\p{Script=Arabic}{3})/u;
/** Words of news that begin with that letter themselves. */
const NOT_ARABIC_AND: ReadonlySet<string> = new Set(
  'وزير وزراء وزارة وزاري وزارية وزارات وفد وفود وفاة وقف وقوف وقت وكالة وكالات وكيل وكلاء واحد واحدة وطن وطني وطنية وضع ولاية ولايات ولد وحدة وحدات وثيقة وثائق واشنطن وسط وسائل وسيلة وسيط وسطاء واقع واجه واجهة وافق وافقت وعد وعود وجه وجود وجوه ورق وصل وصلت وصول وظيفة وظائف واضح واضحة وباء وادي وارسو وزن وسام وشيك وصف وفق وفقا وقع وقعت وقائع وقود وعي وليد والد والدة'
    .split(' ')
    .map(fold),
);
/** `1,000` is `1000`. */
const THOUSANDS = /(?<=^\p{Sc}?\d{1,3}(?:,\d{3})*),(?=\d{3}(?:\D|$|,))/gu;
const SYMBOLS = /^\p{Sc}+|[%‰\p{Sc}]+$|(?<=[^+]{2})\++$/gu;

const withoutPossessive = (text: string): string => (/.’[sS]$/su.test(text) ? text.slice(0, -2) : text);

const exactOf = (raw: string): string => {
  const clean = withoutPossessive(raw.replace(UNSEEN, '').normalize('NFKC').replace(/['‘ʼ]/gu, '’'));
  return IS_ACRONYM.test(clean) ? clean.replaceAll('.', '') : clean;
};

const apostropheForms = (exact: string): readonly string[] => {
  const at = exact.indexOf('’');
  if (at < 0) return [];
  const head = exact.slice(0, at);
  const tail = exact.slice(at + 1);
  const last = exact.lastIndexOf('’');
  return [
    ...(ELIDED.test(fold(head)) && tail.length > 1 ? [tail] : []),
    ...(last > 1 && TURKISH_SUFFIX.test(fold(exact.slice(last + 1))) ? [exact.slice(0, last)] : []),
  ];
};

const alternatesOf = (exact: string): readonly string[] => {
  const plain = exact.replace(SYMBOLS, '');
  const withoutAnd = NOT_ARABIC_AND.has(fold(exact)) ? exact : exact.replace(ARABIC_AND, '');
  return [...apostropheForms(exact), ...(plain === exact || plain === '' ? [] : [plain]), ...(withoutAnd === exact ? [] : [withoutAnd])];
};

const formOf = (exact: string): WordForm => ({ folded: fold(exact).replace(THOUSANDS, ''), exact });

const PLAIN = /^[a-z0-9]+$/i;

/** All the ways in which a word counts; undefined when nothing of it can be seen. */
const formsOf = (raw: string): Word['forms'] | undefined => {
  if (PLAIN.test(raw)) return [{ folded: raw.toLowerCase(), exact: raw }];
  const exact = exactOf(raw);
  const first = formOf(exact);
  return first.folded === '' ? undefined : [first, ...alternatesOf(exact).map(formOf)];
};

const compoundsFrom = (words: readonly Word[], first: number, text: string): readonly Compound[] => {
  const compounds: Compound[] = [];
  let joined = words[first]?.forms[0];
  for (let last = first + 1; last < first + LONGEST_COMPOUND; last += 1) {
    const before = words[last - 1];
    const next = words[last];
    if (before === undefined || next === undefined || joined === undefined) break;
    if (next.start - before.end !== 1 || !HYPHEN.test(text.slice(before.end, next.start))) break;
    joined = { folded: joined.folded + next.forms[0].folded, exact: joined.exact + next.forms[0].exact };
    compounds.push({ ...joined, length: last - first + 1 });
  }
  return compounds;
};

/**
 * The words of a text in order, of every script. Unspaced scripts (Chinese, Japanese but katakana, Thai) give a word a character.
 * Linear in the text.
 */
export const wordsOf = (text: string): readonly Word[] => {
  const words: Word[] = [];
  for (const found of text.matchAll(WORD)) {
    const forms = formsOf(found[0]);
    if (forms === undefined) continue;
    const unspaced = found.groups?.['unspaced'] !== undefined;
    words.push({ forms, compounds: [], unspaced, start: found.index, end: found.index + found[0].length });
  }
  return words.map((word, at) => {
    const compounds = compoundsFrom(words, at, text);
    return compounds.length === 0 ? word : { ...word, compounds };
  });
};

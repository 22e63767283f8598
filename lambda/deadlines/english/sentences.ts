import type { Sentence, Token } from '../token.js';

const ABBREVIATIONS: ReadonlySet<string> = new Set(
  'mr mrs ms dr st gen lt col sgt gov sen rep rev hon prof inc ltd co corp vs u.s u.k u.n e.u jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat a.m p.m am pm approx est d.c art sec para fig'.split(
    ' ',
  ),
);
const ZONE_AFTER_CLOCK =
  /^\s+\(?(?:[A-Z]{2,4}T|UTC|BST|ET|PT|CT|MT|[Ll]ocal|Eastern|Pacific|Central|Mountain|Moscow|(?:\p{Lu}\p{Ll}+ ){1,3}time\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\p{Ll}*\.? \d|on\b)/u;
const TOKEN =
  /\d{4}-\d{2}-\d{2}|\d{1,2}-\d{1,2}-\d{4}|\d{1,2}\/\d{1,2}(?:\/\d{2,4})?|\d{1,2}\.\d{1,2}\.\d{2,4}|\d{1,2}[:.]\d{2}(?!\d)|\d{1,2}h\d{2}(?![\p{L}\d])|\d+(?:,\d{3})*(?:\.\d+)?(?:st|nd|rd|th)?(?!\p{L}{4})|\p{L}+(?:['’.]\p{L}+)*\.?/gu;
const POSSESSIVE = /(?:'s|(?<=s)')$/;

const tokenOf = (sentence: string, found: RegExpExecArray, lastEnd: number): Token => {
  const [raw] = found;
  const start = found.index;
  const end = start + raw.length;
  const lower = raw.toLowerCase().replaceAll('’', "'").replace(/\.$/, '');
  const apostropheAfter = lower.endsWith('s') && /^['’](?:\s|$)/.test(sentence.slice(end, end + 2));
  const possessive = POSSESSIVE.test(lower) || (apostropheAfter && !/["“‘]/.test(sentence.slice(Math.max(0, start - 1), start)));
  return {
    text: lower.replace(POSSESSIVE, ''),
    raw,
    start,
    end,
    before: sentence.slice(lastEnd, start).replace(/\s+/gu, ''),
    possessive,
    capital: /^\p{Lu}/u.test(raw),
    ...(sentence[end] === '%' ? { percent: true } : {}),
  };
};

const tokensOf = (sentence: string): readonly Token[] => {
  const tokens: Token[] = [];
  let lastEnd = 0;
  for (const found of sentence.matchAll(TOKEN)) {
    const token = tokenOf(sentence, found, lastEnd);
    tokens.push(token);
    lastEnd = token.end;
  }
  return tokens;
};

const endsSentence = (text: string, at: number): boolean => {
  if (!/^["”’)]{0,2}(?:\s|$)/u.test(text.slice(at + 1, at + 4))) return false;
  if (text[at] !== '.') return true;
  const word = /([\p{L}.]+)$/u.exec(text.slice(Math.max(0, at - 12), at))?.[1]?.toLowerCase() ?? '';
  const after = text.slice(at + 1, at + 40);
  if (/^(?:a\.m|p\.m|am|pm)$/.test(word)) return /^["”’)]{0,2}\s+["“‘(]?\p{Lu}/u.test(after) && !ZONE_AFTER_CLOCK.test(after);
  if (/^(?:u\.s|u\.k|u\.n|e\.u|d\.c)$/.test(word)) return /^["”’)]{0,2}\s+(?:The|A|An|It|He|She|They|But|In|On|That|This)\s/.test(after);
  return !ABBREVIATIONS.has(word) && !/^\p{L}$/u.test(word) && !/^no$/.test(word);
};

const BREAKS = /[.!?;|•\n]/;

/** In characters. What goes on without a full stop is a table, a list or nonsense; it is read a piece at a time. */
const LONGEST_SENTENCE = 600;

const isBreak = (text: string, at: number, from: number): boolean => {
  const mark = text[at] ?? '\n';
  if (at - from >= LONGEST_SENTENCE && (/\s/.test(mark) || at - from >= 2 * LONGEST_SENTENCE)) return true;
  if (mark === '\n' || mark === '|' || mark === '•') return true;
  return BREAKS.test(mark) && endsSentence(text, at);
};

/** The sentences of a text, each with its tokens and its place. Linear: each mark is looked at once, within a few characters. */
export const sentencesOf = (text: string): readonly Sentence[] => {
  const sentences: Sentence[] = [];
  let from = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (at < text.length && !isBreak(text, at, from)) continue;
    const piece = text.slice(from, at + 1);
    const trimmed = piece.trim();
    const start = from + piece.length - piece.trimStart().length;
    const before = sentences.at(-1);
    if (trimmed !== '') sentences.push({ text: trimmed, start, tokens: tokensOf(trimmed), ...(before === undefined ? {} : { before }) });
    from = at + 1;
  }
  return sentences;
};

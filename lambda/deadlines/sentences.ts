/** A word of a sentence as the deadline grammar sees it: lower case, without a closing full stop. */
export interface Token {
  readonly text: string;
  readonly raw: string;
  readonly start: number;
  readonly end: number;
}

export interface Sentence {
  readonly text: string;
  readonly tokens: readonly Token[];
}

const ABBREVIATIONS: ReadonlySet<string> = new Set(
  'mr mrs ms dr st gen lt col sgt gov sen rep rev hon prof inc ltd co corp vs no u.s u.k u.n e.u jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun a.m p.m am pm approx est'.split(
    ' ',
  ),
);
const TOKEN = /\d{1,2}[:.]\d{2}(?!\d)|\d+(?:,\d{3})*|\p{L}+(?:['’.]\p{L}+)*\.?/gu;

const tokensOf = (text: string): readonly Token[] =>
  [...text.matchAll(TOKEN)].map((found) => ({
    text: found[0].toLowerCase().replace(/\.$/, '').replaceAll('’', "'"),
    raw: found[0],
    start: found.index,
    end: found.index + found[0].length,
  }));

const endsSentence = (text: string, at: number): boolean => {
  const next = text.slice(at + 1, at + 4);
  if (!/^["”’)]?(?:\s|$)/u.test(next)) return false;
  if (text[at] !== '.') return true;
  const word = /([\p{L}.]+)$/u.exec(text.slice(Math.max(0, at - 12), at))?.[1]?.toLowerCase() ?? '';
  const after = text.slice(at + 1, at + 8).trim();
  if (/^(?:a\.m|p\.m|am|pm)$/.test(word)) return /^\p{Lu}(?!T\b|MT\b|TC\b)/u.test(after) && !/^(?:E[DS]?T|GMT|UTC|BST|CE)/.test(after);
  return !ABBREVIATIONS.has(word) && !/^\p{L}$/u.test(word);
};

/** The sentences of a text, each with its tokens. Linear: each mark is looked at once, within a few characters. */
export const sentencesOf = (text: string): readonly Sentence[] => {
  const sentences: Sentence[] = [];
  let from = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const ends = at === text.length || text[at] === '\n' || (/[.!?;]/.test(text[at] ?? '') && endsSentence(text, at));
    if (!ends) continue;
    const piece = text.slice(from, at + 1).trim();
    if (piece !== '') sentences.push({ text: piece, tokens: tokensOf(piece) });
    from = at + 1;
  }
  return sentences;
};

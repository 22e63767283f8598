import { wordsOf } from '../core/words.js';

/** One thing to look for: the words in order, or the same written as one word. `prefix`: the last word may go on. */
export interface Term {
  readonly words: readonly string[];
  readonly joined?: string;
  readonly prefix: boolean;
}

/** Terms that must all be found. */
export type Expression = readonly Term[];

export interface ExpressionError {
  /** Offset into the expression's text, in UTF-16 units. */
  readonly at: number;
  readonly length: number;
  readonly message: string;
  readonly fix: string;
}

export type ParsedExpression =
  | { readonly kind: 'expression'; readonly terms: Expression }
  | { readonly kind: 'error'; readonly error: ExpressionError };

const PIECE = /["“”„]([^"“”„]*)(["“”„])?|\S+/gu;
const OPERATOR = /^(?:AND|OR|NOT|NEAR\/\d+|BEFORE\/\d+|OF|-\S+|[\w]+:\S*|=\S+|\(.*|.*\))$/u;
const SHORTEST_PREFIX = 3;

const error = (at: number, raw: string, message: string, fix: string): ParsedExpression => ({
  kind: 'error',
  error: { at, length: raw.length, message, fix },
});

const refusePiece = (raw: string, at: number): ParsedExpression | undefined => {
  if (/^["“”„]/u.test(raw)) {
    return /["“”„]$/u.test(raw) && raw.length > 1
      ? undefined
      : error(at, raw, 'this quotation mark is never closed', 'close the phrase with "');
  }
  if (OPERATOR.test(raw)) {
    return error(
      at,
      raw,
      `\`${raw}\` is an operator, and rules here are made of words and phrases`,
      'write each alternative as an item of `any`, what must be there too as an item of `all`, what excludes a story as an item of `none`',
    );
  }
  const star = raw.indexOf('*');
  if (star >= 0 && star !== raw.length - 1)
    return error(at + star, '*', 'a star can only stand at the end of a word', `write \`${raw.slice(0, star)}*\``);
  if (star >= 0 && star < SHORTEST_PREFIX)
    return error(at, raw, `at least ${SHORTEST_PREFIX} letters must stand before a star`, 'write more of the word, or the whole word');
  return undefined;
};

const termOf = (text: string, prefix: boolean): Term | undefined => {
  const words = wordsOf(text);
  if (words.length === 0) return undefined;
  const whole = words[0]?.joinedLength === words.length ? words[0].joined : undefined;
  return { words: words.map((word) => word.folded), prefix, ...(whole === undefined ? {} : { joined: whole }) };
};

/** Reads one expression: words and "phrases", all of which must be found; `sanction*` finds every word that begins so. */
export const parseExpression = (text: string): ParsedExpression => {
  const terms: Term[] = [];
  for (const piece of text.matchAll(PIECE)) {
    const [raw, phrase] = piece;
    const refused = refusePiece(raw, piece.index);
    if (refused !== undefined) return refused;
    const term = termOf(phrase ?? raw.replace(/\*$/u, ''), phrase === undefined && raw.endsWith('*'));
    if (term === undefined)
      return error(piece.index, raw, `\`${raw}\` holds no letter or digit, so nothing can match it`, 'write a word, or take it out');
    terms.push(term);
  }
  return terms.length === 0
    ? error(0, text, 'the expression is empty', 'write a word or a "phrase", or take the item out')
    : { kind: 'expression', terms };
};

import { suggest } from '../core/suggest.js';
import { FIELDS, type Field, type Remark, type Span, type Words } from './expression.js';
import { ALMOST_NEAR, readWords } from './read-words.js';

/** One piece of an expression's text. */
export type Piece = Span &
  (
    | Omit<Words, keyof Span>
    | { readonly kind: 'open' | 'close' | 'comma' | 'minus' }
    | { readonly kind: 'AND' | 'OR' | 'NOT' }
    | { readonly kind: 'near'; readonly most: number; readonly ordered: boolean }
    | { readonly kind: 'of'; readonly least: number }
    | { readonly kind: 'field'; readonly field: Field }
  );

export type Failure = { readonly kind: 'error' } & Remark;

export type Pieces = { readonly kind: 'pieces'; readonly pieces: readonly Piece[]; readonly warnings: readonly Remark[] } | Failure;

const WIDEST_NEAR = 100;
const DOUBLE_QUOTES = '"“”„‟«»＂';
const SINGLE_QUOTES = `'‘’‚`;
const MINUSES = '-–−';
/** A quotation mark between two Hebrew letters is the sign of an acronym; a comma between two figures is part of a number. */
const BARE = /(?:[^\s()"“”„‟«»＂,]|(?<=\p{Nd}),(?=\p{Nd}{3}(?!\p{Nd}))|(?<=\p{Script=Hebrew})["”](?=\p{Script=Hebrew}))+/uy;
const FIELD = /([\p{L}_]+):(?!\/\/)/uy;
const SPACE = /\s+/uy;
const OF = /(\d+)\s+(of|OF|Of)(?=\s*\()/uy;
/** What other systems call our fields. */
const FIELD_ALIASES: Readonly<Record<string, Field>> = {
  headline: 'title',
  intitle: 'title',
  summary: 'body',
  description: 'body',
  text: 'body',
  content: 'body',
  intext: 'body',
  site: 'url',
  publisher: 'source',
  feed: 'source',
  by: 'author',
  language: 'lang',
  link: 'url',
  inurl: 'url',
  domain: 'url',
  host: 'url',
  tags: 'tag',
  category: 'tag',
};
const OPERATORS = ['NEAR', 'BEFORE', 'WITHIN'];
const BARE_OPERATORS = ['AND', 'OR', 'NOT', 'NEAR', 'BEFORE'];
const TYPOS: Readonly<Record<string, string>> = {
  ANDNOT: 'AND NOT',
  NAND: 'AND NOT',
  XOR: 'OR',
  ANDOR: 'OR',
  ADN: 'AND',
  NAD: 'AND',
  NTO: 'NOT',
  UND: 'AND',
  ODER: 'OR',
  BUT: 'AND NOT',
};

const isField = (name: string): name is Field => FIELDS.some((field) => field === name);

interface Lexing {
  readonly text: string;
  readonly pieces: Piece[];
  readonly warnings: Remark[];
}

const failure = (at: number, length: number, message: string, fix: string): Failure => ({ kind: 'error', at, length, message, fix });

const stickyMatch = (pattern: RegExp, text: string, at: number): RegExpExecArray | undefined => {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
};

const OTHER_SIGNS: readonly (readonly [RegExp, (piece: string) => readonly [string, string]])[] = [
  [/^(?:&&|&)$/u, () => ['AND is written in letters here', 'write `AND`, or just a space']],
  [/^(?:\|\||\|)$/u, () => ['OR is written in letters here', 'write `OR`']],
  [
    /\|/u,
    (piece) => [`\`${piece}\` holds a bar, which has no meaning here`, `write \`${piece.split(/\|+/u).filter(Boolean).join(' OR ')}\``],
  ],
  [/^![^!]/u, (piece) => ['a word is excluded by NOT or a minus', `write \`-${piece.slice(1)}\``]],
  [/^\+./u, (piece) => ['every word is required already, so a plus has no meaning', `write \`${piece.slice(1)}\``]],
  [
    /^\/.+\/[a-z]*$/u,
    () => ['regular expressions are not part of the language', 'write words, "phrases", and a star at the end of a word'],
  ],
  [/^-+$/u, () => ['a minus stands directly before the word that it excludes', 'write `-word`, or `NOT word`']],
  [/^=+$/u, () => ['`=` stands directly before the word whose capitals count', 'write `=US`']],
  [/;/u, () => ['a semicolon has no meaning here', 'write OR between alternatives, or make each of them an item of the list']],
  [/\?(?!$)|^\?/u, () => ['a question mark stands for nothing here', 'write the word out, or its beginning with a star']],
  [/[*\p{L}\p{N}]\^\d/u, () => ['words have no weights here', 'take `^` and its number out']],
  [/[~^]/u, (piece) => [`\`${/[~^]/u.exec(piece)?.[0] ?? ''}\` has no meaning here`, 'for words close to each other write `a NEAR/5 b`']],
  [/[[\]{}<>\\]/u, (piece) => [`\`${/[[\]{}<>\\]/u.exec(piece)?.[0] ?? ''}\` has no meaning here`, 'group with ( and )']],
];

const DISTANCE = /^(\p{L}+)\/(\d*)$/u;

/** The same as words, which somebody may well look for. */
const PERHAPS_NEAR = /^(?:ADJ|SAME|WITHIN|ONEAR)$/;
const NAMED_BEFORE = /^(?:BEFORE|PRE|ONEAR)/i;

const nearInstead = (raw: string): string =>
  `did you mean \`${NAMED_BEFORE.test(raw) ? 'BEFORE' : 'NEAR'}/${/\d+/.exec(raw)?.[0] ?? '5'}\`?`;

const almostNear = (raw: string, at: number): Failure | undefined =>
  ALMOST_NEAR.test(raw) ? failure(at, raw.length, `\`${raw}\` is no operator`, nearInstead(raw)) : undefined;

const distanceOperator = (raw: string, at: number): Piece | Failure | undefined => {
  const [, name = '', digits = ''] = DISTANCE.exec(raw) ?? [];
  const upper = name.toUpperCase();
  const known = upper === 'NEAR' || upper === 'BEFORE';
  if (known && (digits === '' || name !== upper))
    return failure(
      at,
      raw.length,
      `${upper} is written in capitals, with the number of words between`,
      `write \`${upper}/${digits || 5}\``,
    );
  if (known) {
    const most = Number(digits);
    if (most > WIDEST_NEAR)
      return failure(at, raw.length, `${upper} looks at most ${WIDEST_NEAR} words far`, `write a smaller number, or \`AND\` for anywhere`);
    return { kind: 'near', at, length: raw.length, most, ordered: upper === 'BEFORE' };
  }
  const isOperator = digits !== '' && /^\p{Lu}+$/u.test(name);
  if (!isOperator) return almostNear(raw, at);
  const meant = suggest(name, OPERATORS);
  const instead = meant === 'BEFORE' ? 'BEFORE' : 'NEAR';
  return failure(at, raw.length, `\`${raw}\` is no operator`, `did you mean \`${instead}/${digits}\`?`);
};

const bareOperator = (raw: string, at: number): Piece | Failure | undefined => {
  if (raw === 'AND' || raw === 'OR' || raw === 'NOT') return { kind: raw, at, length: raw.length };
  if (raw === 'NEAR' || raw === 'BEFORE')
    return failure(at, raw.length, `${raw} needs the number of words between`, `write \`${raw}/5\`, with the number behind the stroke`);
  if (raw === 'OF') return failure(at, raw.length, 'OF stands between a number and a list', 'write `2 OF (oil, gas, coal)`');
  return distanceOperator(raw, at);
};

/** Case matters to these, and other readings of them are near. */
const bareRemark = (raw: string, at: number): Remark | undefined => {
  const remark = (message: string, fix: string): Remark => ({ at, length: raw.length, message, fix });
  const upper = raw.toUpperCase();
  if (/^(?:and|or|not)$/i.test(raw))
    return remark(`\`${raw}\` is a word here, which the story must hold`, `write \`${upper}\` for the operator, or take it out`);
  if (/^and\/or$/i.test(raw)) return remark(`\`${raw}\` is read as two words here`, 'write `OR`, which finds both together too');
  const typo = Object.hasOwn(TYPOS, raw) ? TYPOS[raw] : undefined;
  if (typo !== undefined) return remark(`\`${raw}\` is a word here, which the story must hold`, `did you mean \`${typo}\`?`);
  if (BARE_OPERATORS.includes(upper) && raw !== upper) return remark(`\`${raw}\` is a word here`, `write \`${upper}/5\` for the operator`);
  if (/^\p{L}{2,}(?:\/\p{L}{2,})+$/u.test(raw))
    return remark(
      `\`${raw}\` is read as the phrase "${raw.replaceAll('/', ' ')}"`,
      `for either of them write \`${raw.replaceAll('/', ' OR ')}\``,
    );
  return undefined;
};

/** `oil within 5 gas` and `oil ADJ gas`: words of the story, which perhaps were meant as operators. */
const perhapsNear = ({ text, pieces }: Lexing, raw: string, at: number): readonly Remark[] => {
  const rest = text.slice(at + raw.length);
  const spelled = /^within$/i.test(raw) ? /^\s+\d{1,3}(?=\s)/u.exec(rest)?.[0] : undefined;
  if (pieces.length === 0 || !/\S/u.test(rest) || (spelled === undefined && !PERHAPS_NEAR.test(raw))) return [];
  const read = `${raw}${spelled ?? ''}`;
  const message =
    spelled === undefined
      ? `\`${read}\` is a word here, which the story must hold`
      : `\`${read}\` are words here, which the story must hold`;
  return [{ at, length: read.length, message, fix: nearInstead(read) }];
};

const add = (lexing: Lexing, piece: Piece | Failure, next: number): number | Failure => {
  if (piece.kind === 'error') return piece;
  lexing.pieces.push(piece);
  return next;
};

const lexBare = (lexing: Lexing, at: number, isExact: boolean): number | Failure => {
  const begin = isExact ? at + 1 : at;
  const raw = stickyMatch(BARE, lexing.text, begin)?.[0] ?? '';
  const end = begin + raw.length;
  const operator = isExact ? undefined : bareOperator(raw, at);
  if (operator !== undefined) return add(lexing, operator, end);
  const before = lexing.pieces.at(-1);
  const isAddress = before?.kind === 'field' && before.field === 'url';
  if (!isAddress && /^[a-z]+:\/\//i.test(raw))
    return failure(
      at,
      end - at,
      'addresses are not part of what a story says',
      `write \`url:${raw.replace(/^[a-z]+:\/\//i, '')}\` to look at its link`,
    );
  const other = isAddress ? undefined : OTHER_SIGNS.find(([sign]) => sign.test(raw));
  if (other !== undefined) return failure(at, end - at, ...other[1](raw));
  if (!isExact && !isAddress) lexing.warnings.push(...perhapsNear(lexing, raw, at));
  const remark = isExact || isAddress ? undefined : bareRemark(raw, at);
  if (remark !== undefined) lexing.warnings.push(remark);
  return add(lexing, readWords({ at, length: end - at, inner: raw, innerAt: begin, isExact }), end);
};

/** The sign of a Hebrew acronym, as keyboards have it. */
const isGershayim = (text: string, at: number): boolean => /^\p{Script=Hebrew}["”]\p{Script=Hebrew}$/u.test(text.slice(at - 1, at + 2));

const closingQuote = (text: string, open: number): number => {
  const quotes = SINGLE_QUOTES.includes(text[open] ?? '') ? SINGLE_QUOTES : DOUBLE_QUOTES;
  for (let at = open + 1; at < text.length; at += 1) {
    const isQuote = quotes.includes(text[at] ?? '');
    if (isQuote && !isGershayim(text, at) && (quotes === DOUBLE_QUOTES || /^(?:[\s),]|$)/u.test(text.slice(at + 1, at + 2)))) return at;
  }
  return -1;
};

const lexPhrase = (lexing: Lexing, at: number, isExact: boolean): number | Failure => {
  const { text } = lexing;
  const open = isExact ? at + 1 : at;
  const close = closingQuote(text, open);
  if (close < 0) return failure(open, text.length - open, 'this quotation mark is never closed', 'close the phrase with "');
  const inner = text.slice(open + 1, close);
  const operator = /(?:^|\s)(AND|OR|NOT|NEAR\/\d+|BEFORE\/\d+)(?=\s|$)/.exec(inner);
  if (operator?.[1] !== undefined && inner !== operator[1])
    lexing.warnings.push({
      at: open + 1 + inner.indexOf(operator[1]),
      length: operator[1].length,
      message: `inside quotation marks \`${operator[1]}\` is a word, not an operator`,
      fix: 'end the phrase before the operator',
    });
  return add(lexing, readWords({ at, length: close + 1 - at, inner, innerAt: open + 1, isExact }), close + 1);
};

const lexField = (lexing: Lexing, at: number): number | Failure | undefined => {
  const found = stickyMatch(FIELD, lexing.text, at);
  if (found === undefined) return undefined;
  const [raw, name = ''] = found;
  const lower = name.toLowerCase();
  if (isField(lower)) return add(lexing, { kind: 'field', at, length: raw.length, field: lower }, at + raw.length);
  const near = suggest(lower, [...FIELDS, ...Object.keys(FIELD_ALIASES)]) ?? '';
  const meant = (Object.hasOwn(FIELD_ALIASES, lower) ? FIELD_ALIASES[lower] : undefined) ?? (isField(near) ? near : FIELD_ALIASES[near]);
  const fix =
    meant === undefined
      ? `the fields are ${FIELDS.map((field) => `\`${field}:\``).join(' ')}; for the word alone, leave the colon out`
      : `did you mean \`${meant}:\`?`;
  return failure(at, raw.length, `there is no field \`${raw}\``, fix);
};

const lexOf = (lexing: Lexing, at: number): number | Failure | undefined => {
  const found = stickyMatch(OF, lexing.text, at);
  if (found === undefined) return undefined;
  const [raw, least = '', word] = found;
  if (word !== 'OF') return failure(at, raw.length, 'OF is written in capitals', `write \`${least} OF (…)\``);
  return add(lexing, { kind: 'of', at, length: raw.length, least: Number(least) }, at + raw.length);
};

const SIGNS: Readonly<Record<string, 'open' | 'close' | 'comma'>> = { '(': 'open', ')': 'close', ',': 'comma' };

const opensPhrase = (text: string, at: number): boolean =>
  DOUBLE_QUOTES.includes(text[at] ?? ' ') || (SINGLE_QUOTES.includes(text[at] ?? ' ') && closingQuote(text, at) > 0);

const lexPiece = (lexing: Lexing, at: number): number | Failure => {
  const { text } = lexing;
  const sign = SIGNS[text[at] ?? ''];
  if (sign !== undefined) return add(lexing, { kind: sign, at, length: 1 }, at + 1);
  const isPrefixed = /\S/u.test(text[at + 1] ?? ' ');
  if (MINUSES.includes(text[at] ?? '') && isPrefixed && !MINUSES.includes(text[at + 1] ?? ''))
    return add(lexing, { kind: 'minus', at, length: 1 }, at + 1);
  const isExact = text[at] === '=' && isPrefixed;
  if (opensPhrase(text, isExact ? at + 1 : at)) return lexPhrase(lexing, at, isExact);
  return lexOf(lexing, at) ?? lexField(lexing, at) ?? lexBare(lexing, at, isExact);
};

/** Takes an expression's text apart into words, phrases, operators and parentheses, each with its place. */
export const lexExpression = (text: string): Pieces => {
  const lexing: Lexing = { text, pieces: [], warnings: [] };
  let at = 0;
  while (at < text.length) {
    at += stickyMatch(SPACE, text, at)?.[0].length ?? 0;
    if (at >= text.length) break;
    const next = lexPiece(lexing, at);
    if (typeof next !== 'number') return next;
    at = next;
  }
  return { kind: 'pieces', pieces: lexing.pieces, warnings: lexing.warnings };
};

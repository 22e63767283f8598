import type { Expression, Field, ParsedExpression, Remark } from './expression.js';
import { type Failure, lexExpression, type Piece } from './lex-expression.js';
import { printExpression } from './print-expression.js';

const DEEPEST = 30;
const LONGEST_EXPRESSION = 5_000;

type Parsed = Expression | Failure;

interface Cursor {
  readonly pieces: readonly Piece[];
  readonly end: number;
  place: number;
  depth: number;
}

const failure = (at: number, length: number, message: string, fix: string): Failure => ({ kind: 'error', at, length, message, fix });

const peek = (cursor: Cursor): Piece | undefined => cursor.pieces[cursor.place];

const take = (cursor: Cursor): Piece | undefined => {
  const piece = peek(cursor);
  cursor.place += 1;
  return piece;
};

const spanOf = (first: { readonly at: number }, last: { readonly at: number; readonly length: number }) => ({
  at: first.at,
  length: last.at + last.length - first.at,
});

const nothingFollows = (after: Piece, what: string): Failure =>
  failure(after.at, after.length, `nothing follows \`${what}\` that it could join`, 'write a word or a "phrase" after it, or take it out');

const nameOf = (piece: Piece): string => {
  if (piece.kind === 'near') return `${piece.ordered ? 'BEFORE' : 'NEAR'}/${piece.most}`;
  if (piece.kind === 'minus') return '-';
  if (piece.kind === 'of') return `${piece.least} OF`;
  return piece.kind === 'field' ? `${piece.field}:` : piece.kind;
};

const endsSequence = (piece: Piece | undefined): boolean => piece === undefined || piece.kind === 'close' || piece.kind === 'comma';

const parseGroup = (cursor: Cursor, open: Piece): Parsed => {
  if (cursor.depth >= DEEPEST) return failure(open.at, 1, `more than ${DEEPEST} parentheses inside one another`, 'make it several rules');
  cursor.depth += 1;
  if (peek(cursor)?.kind === 'close')
    return failure(open.at, 2, 'there is nothing between these parentheses', 'write a word in them, or take them out');
  const inner = parseSequence(cursor);
  if (inner.kind === 'error') return inner;
  const close = take(cursor);
  if (close?.kind === 'comma')
    return failure(close.at, 1, 'a comma stands only between the parts of a number OF', 'write OR between alternatives, or `1 OF (…)`');
  if (close?.kind !== 'close') return failure(open.at, 1, 'this parenthesis is never closed', 'close it with )');
  cursor.depth -= 1;
  return { ...inner, ...spanOf(open, close) };
};

const parseList = (cursor: Cursor, of: Piece & { readonly kind: 'of' }): Parsed => {
  const open = take(cursor);
  const items: Expression[] = [];
  if (cursor.depth >= DEEPEST)
    return failure(of.at, of.length, `more than ${DEEPEST} parentheses inside one another`, 'make it several rules');
  cursor.depth += 1;
  for (;;) {
    const item = parseSequence(cursor);
    if (item.kind === 'error') return item;
    items.push(item);
    const next = take(cursor);
    if (next?.kind === 'comma') continue;
    if (next?.kind !== 'close') return failure(open?.at ?? of.at, 1, 'this parenthesis is never closed', 'close it with )');
    cursor.depth -= 1;
    return checkList({ kind: 'of', least: of.least, items, ...spanOf(of, next) });
  }
};

const checkList = (of: Extract<Expression, { kind: 'of' }>): Parsed => {
  const { least, items, at, length } = of;
  if (least === 0) return failure(at, length, '0 of them are always there', 'write at least 1');
  if (least <= items.length) return of;
  const message = `${least} of ${items.length} can never be found`;
  return failure(
    at,
    length,
    message,
    items.length === 1 ? 'separate the parts by commas: `2 OF (oil, gas, coal)`' : `write at most ${items.length}`,
  );
};

const fieldInside = (expression: Expression): Field | undefined => {
  if (expression.kind === 'field') return expression.field;
  if (expression.kind === 'words') return undefined;
  const parts =
    expression.kind === 'near' ? [expression.left, expression.right] : expression.kind === 'not' ? [expression.item] : expression.items;
  return parts.map(fieldInside).find((field) => field !== undefined);
};

const parseField = (cursor: Cursor, piece: Piece & { readonly kind: 'field' }): Parsed => {
  if (endsSequence(peek(cursor))) return nothingFollows(piece, nameOf(piece));
  const item = parseOperand(cursor);
  if (item.kind === 'error') return item;
  const inner = fieldInside(item);
  if (inner !== undefined)
    return failure(
      piece.at,
      piece.length,
      `\`${piece.field}:\` stands before \`${inner}:\`, and nothing is in both`,
      'keep one of the two',
    );
  return { kind: 'field', field: piece.field, item, ...spanOf(piece, item) };
};

const parseNot = (cursor: Cursor, piece: Piece): Parsed => {
  if (endsSequence(peek(cursor))) return nothingFollows(piece, nameOf(piece));
  const item = parseNear(cursor);
  return item.kind === 'error' ? item : { kind: 'not', item, ...spanOf(piece, item) };
};

const parseOperand = (cursor: Cursor): Parsed => {
  const piece = take(cursor);
  if (piece === undefined) return failure(Math.max(0, cursor.end - 1), 1, 'something is missing at the end', 'write a word or a "phrase"');
  switch (piece.kind) {
    case 'words':
      return piece;
    case 'open':
      return parseGroup(cursor, piece);
    case 'of':
      return parseList(cursor, piece);
    case 'field':
      return parseField(cursor, piece);
    case 'NOT':
    case 'minus':
      return parseNot(cursor, piece);
    case 'close':
      return failure(piece.at, 1, 'this parenthesis closes nothing', 'take it out, or open one with (');
    case 'comma':
      return failure(piece.at, 1, 'a comma has no meaning here', 'write OR between alternatives, or make each of them an item of the list');
    default:
      return failure(
        piece.at,
        piece.length,
        `\`${nameOf(piece)}\` stands between two things, and nothing is before it`,
        'write a word or a "phrase" before it, or take it out',
      );
  }
};

/** What stands at a place: words, alternatives of words, either in one field. */
const hasPlace = (expression: Expression): boolean => {
  if (expression.kind === 'words') return true;
  if (expression.kind === 'field') return hasPlace(expression.item);
  return expression.kind === 'or' && expression.items.every(hasPlace);
};

const operandTrouble = (item: Expression, near: string): Failure | undefined => {
  if (hasPlace(item)) return undefined;
  const fix =
    item.kind === 'not'
      ? `leave stories out with AND NOT: \`a AND NOT (a ${near} b)\``
      : 'join two of them with AND: `(a NEAR/5 b) AND (b NEAR/5 c)`';
  return failure(item.at, item.length, `${near} stands between words, phrases, or alternatives in parentheses`, fix);
};

const parseNear = (cursor: Cursor): Parsed => {
  const left = parseOperand(cursor);
  const operator = peek(cursor);
  if (left.kind === 'error' || operator?.kind !== 'near') return left;
  take(cursor);
  const name = nameOf(operator);
  if (endsSequence(peek(cursor))) return nothingFollows(operator, name);
  const right = parseOperand(cursor);
  if (right.kind === 'error') return right;
  const trouble = operandTrouble(left, name) ?? operandTrouble(right, name);
  if (trouble !== undefined) return trouble;
  const next = peek(cursor);
  if (next?.kind === 'near')
    return failure(
      next.at,
      next.length,
      'a second NEAR or BEFORE in a row can be read in two ways',
      'join two of them with AND: `(a NEAR/5 b) AND (b NEAR/5 c)`',
    );
  return { kind: 'near', left, right, most: operator.most, ordered: operator.ordered, ...spanOf(left, right) };
};

interface Joined {
  readonly items: Expression[];
  /** Between the items; a space is AND. */
  readonly operators: ('and' | 'or')[];
}

const group = (kind: 'and' | 'or', items: readonly Expression[]): Expression => {
  const [first] = items;
  const last = items.at(-1);
  if (first === undefined || last === undefined || items.length === 1) return first ?? { kind, items: [], at: 0, length: 0 };
  return { kind, items: items.flatMap((item) => (item.kind === kind ? item.items : [item])), ...spanOf(first, last) };
};

/** Joins by one operator first, then by the other. */
const readAs = (first: 'and' | 'or', { items, operators }: Joined): Expression => {
  const runs: Expression[][] = [[]];
  for (const [at, item] of items.entries()) {
    if (at > 0 && operators[at - 1] !== first) runs.push([]);
    runs.at(-1)?.push(item);
  }
  return group(
    first === 'and' ? 'or' : 'and',
    runs.map((run) => group(first, run)),
  );
};

const mixture = (joined: Joined, text: { readonly at: number; readonly length: number }): Failure =>
  failure(
    text.at,
    text.length,
    `AND and OR stand together without parentheses, and systems disagree on what that means${joined.operators.length < 6 ? `: \`${printExpression(readAs('and', joined))}\` or \`${printExpression(readAs('or', joined))}\`` : ''}`,
    'write the reading that you mean, with its parentheses (a space is AND)',
  );

const parseSequence = (cursor: Cursor): Parsed => {
  const joined: Joined = { items: [], operators: [] };
  for (;;) {
    const item = parseNear(cursor);
    if (item.kind === 'error') return item;
    joined.items.push(item);
    const next = peek(cursor);
    if (endsSequence(next)) break;
    if (next?.kind === 'AND' || next?.kind === 'OR') {
      take(cursor);
      if (endsSequence(peek(cursor))) return nothingFollows(next, nameOf(next));
    }
    joined.operators.push(next?.kind === 'OR' ? 'or' : 'and');
  }
  const kinds = new Set(joined.operators);
  const [first] = joined.items;
  const last = joined.items.at(-1);
  if (kinds.size > 1 && first !== undefined && last !== undefined) return mixture(joined, spanOf(first, last));
  return group(kinds.has('or') ? 'or' : 'and', joined.items);
};

const refuse = ({ at, length, message, fix }: Remark): ParsedExpression => ({ kind: 'error', error: { at, length, message, fix } });

/** The parenthesis that has no other half: the innermost open one, or the first that closes nothing. */
const unpaired = (pieces: readonly Piece[]): Failure | undefined => {
  const open: Piece[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'open') open.push(piece);
    if (piece.kind === 'close' && open.pop() === undefined)
      return failure(piece.at, 1, 'this parenthesis closes nothing', 'take it out, or open one with (');
  }
  const last = open.at(-1);
  return last === undefined ? undefined : failure(last.at, 1, 'this parenthesis is never closed', 'close it with )');
};

/** Reads an expression of the rule language into a tree; docs/rules.md shows the language. */
export const parseExpression = (text: string): ParsedExpression => {
  if (text.length > LONGEST_EXPRESSION)
    return refuse({
      at: 0,
      length: 1,
      message: `an expression has at most ${LONGEST_EXPRESSION} characters`,
      fix: 'make it several items or rules',
    });
  const lexed = lexExpression(text);
  if (lexed.kind === 'error') return refuse(lexed);
  if (lexed.pieces.length === 0)
    return refuse({
      at: 0,
      length: text.length,
      message: 'the expression is empty',
      fix: 'write a word or a "phrase", or take the item out',
    });
  const unbalanced = unpaired(lexed.pieces);
  if (unbalanced !== undefined) return refuse(unbalanced);
  const cursor: Cursor = { pieces: lexed.pieces, end: text.trimEnd().length, place: 0, depth: 0 };
  const expression = parseSequence(cursor);
  if (expression.kind === 'error') return refuse(expression);
  const rest = peek(cursor);
  if (rest !== undefined)
    return refuse({
      at: rest.at,
      length: 1,
      message: 'a comma has no meaning here',
      fix: 'write OR between alternatives, or make each of them an item of the list',
    });
  return { kind: 'expression', expression, warnings: lexed.warnings };
};

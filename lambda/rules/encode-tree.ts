import { type Expression, FIELDS, partsOf, type Sequence, type Words } from './expression.js';

/** One number each for the operators of an encoded tree. */
export const AND = 1;
export const OR = 2;
export const NOT = 3;
export const OF = 4;
export const NEAR = 5;
export const BEFORE = 6;
/** One word: operator and fields, slot. */
export const WORD = 7;
/** Operator and fields, number of spellings, and of each: ends, length, slots. */
const SPELLINGS = 8;

/** Of a spelling: its first or last character must begin or end a word of its unspaced script. */
export const CHECK_START = 1;
export const CHECK_END = 2;

/** Fields are a set of bits from here on in the number of an operator. */
export const FIELDS_SHIFT = 8;
const TITLE_AND_BODY = 0b11;

/** Gives a sought word its number. */
export interface Slots {
  readonly of: (word: Sequence[number]) => number;
}

/** What trees are written into. */
export interface Encoding {
  readonly program: number[];
  readonly slots: Slots;
}

const fieldBit = (field: (typeof FIELDS)[number]): number => 1 << FIELDS.indexOf(field);

const checksOf = (spelling: Sequence): number => {
  const last = spelling.at(-1);
  return (spelling[0]?.unspaced === true ? CHECK_START : 0) | (last?.unspaced === true && !last.prefix ? CHECK_END : 0);
};

const encodeWords = ({ spellings }: Words, fields: number, { program, slots }: Encoding): void => {
  const [only] = spellings;
  const [word] = only ?? [];
  if (spellings.length === 1 && only?.length === 1 && word !== undefined && !word.unspaced) {
    program.push(WORD | (fields << FIELDS_SHIFT), slots.of(word));
    return;
  }
  program.push(SPELLINGS | (fields << FIELDS_SHIFT), spellings.length);
  for (const spelling of spellings) program.push(checksOf(spelling), spelling.length, ...spelling.map((each) => slots.of(each)));
};

const encodeItems = (head: readonly number[], items: readonly Expression[], fields: number, encoding: Encoding): void => {
  const { program } = encoding;
  program.push(...head, items.length);
  const first = program.length;
  for (const _ of items) program.push(0);
  for (const [at, item] of items.entries()) {
    program[first + at] = program.length;
    encode(item, fields, encoding);
  }
};

/** The numbers before the items of a node that has some. */
const headOf = (expression: Exclude<Expression, { kind: 'words' | 'field' }>): readonly number[] => {
  switch (expression.kind) {
    case 'not':
      return [NOT];
    case 'and':
      return [AND];
    case 'or':
      return [OR];
    case 'of':
      return [OF, expression.least];
    default:
      return [expression.ordered ? BEFORE : NEAR, expression.most];
  }
};

const encode = (expression: Expression, fields: number, encoding: Encoding): void => {
  if (expression.kind === 'words') encodeWords(expression, fields, encoding);
  else if (expression.kind === 'field') encode(expression.item, fieldBit(expression.field), encoding);
  else encodeItems(headOf(expression), partsOf(expression), fields, encoding);
};

/** Where a tree's rule stands, counted back from its root: beside it in memory, since both are read together. */
export const RULE_BEFORE_ROOT = 1;
/** Where the matcher keeps the story that a tree was a candidate of last, counted back from its root. */
export const MARK_BEFORE_ROOT = 2;

/** Writes the tree of a rule behind others; its fields stand at its words. Returns its root: where it begins. */
export const encodeTree = (tree: Expression, rule: number, { program, slots }: Encoding): number => {
  program.push(0, rule);
  const root = program.length;
  encode(tree, TITLE_AND_BODY, { program, slots });
  return root;
};

import { type Expression, partsOf, type Sequence, type SoughtWord } from './expression.js';

const wordKey = ({ folded, exact, prefix }: SoughtWord): string =>
  `${exact === undefined ? '' : `=${exact}\u0001`}${folded}${prefix ? '*' : ''}`;

const spellingKey = (spelling: Sequence): string => spelling.map(wordKey).join(' ');

/** Equal for expressions that find the same for plain reasons: order, parentheses, case, repetition, NOT NOT. */
export const meaningOf = (expression: Expression): string => {
  switch (expression.kind) {
    case 'words':
      return `"${expression.spellings.map(spellingKey).join('|')}"`;
    case 'not':
      return expression.item.kind === 'not' ? meaningOf(expression.item.item) : `NOT(${meaningOf(expression.item)})`;
    case 'field':
      return `${expression.field}:(${meaningOf(expression.item)})`;
    case 'and':
    case 'or':
      return joined(expression.kind, expression.items);
    case 'of': {
      if (expression.least === 1) return joined('or', expression.items);
      if (expression.least === expression.items.length) return joined('and', expression.items);
      return `${expression.least}OF(${expression.items.map(meaningOf).sort().join(',')})`;
    }
    default: {
      const sides = [meaningOf(expression.left), meaningOf(expression.right)];
      return `${expression.ordered ? 'BEFORE' : 'NEAR'}/${expression.most}(${(expression.ordered ? sides : sides.sort()).join(',')})`;
    }
  }
};

const flattened = (kind: 'and' | 'or', items: readonly Expression[]): readonly Expression[] =>
  items.flatMap((item) => (item.kind === kind ? flattened(kind, item.items) : [item]));

/** Of longer lists, what one item absorbs of another is not looked for. */
const MOST_COMPARED = 300;

/** Absorbed: in an AND what another item implies, in an OR what implies another. */
const joined = (kind: 'and' | 'or', items: readonly Expression[]): string => {
  const unique = new Map(flattened(kind, items).map((item) => [meaningOf(item), item]));
  const kept = [...unique].filter(
    ([, item]) =>
      unique.size > MOST_COMPARED ||
      ![...unique.values()].some((other) => other !== item && !implies(...both(kind, item, other)) && implies(...both(kind, other, item))),
  );
  const meanings = kept.map(([meaning]) => meaning).sort();
  return meanings.length === 1 ? (meanings[0] ?? '') : `${kind.toUpperCase()}(${meanings.join(',')})`;
};

const both = (kind: 'and' | 'or', one: Expression, other: Expression): readonly [Expression, Expression] =>
  kind === 'and' ? [one, other] : [other, one];

const wordImplies = (word: SoughtWord, other: SoughtWord): boolean => {
  if (other.exact !== undefined && word.exact === undefined) return false;
  if (other.prefix && !other.unspaced)
    return word.folded.startsWith(other.folded) && (other.exact === undefined || word.exact?.startsWith(other.exact) === true);
  return word.folded === other.folded && (!word.prefix || word.unspaced) && (other.exact === undefined || other.exact === word.exact);
};

const spellingImplies = (spelling: Sequence, other: Sequence): boolean => {
  // Inside a script without spaces, a part of a word is another word.
  if (other.some(({ unspaced }) => unspaced)) return spellingKey(spelling) === spellingKey(other);
  return spelling.some((_, from) =>
    other.every((word, at) => {
      const own = spelling[from + at];
      return own !== undefined && wordImplies(own, word);
    }),
  );
};

/**
 * Whether every story in which the first holds is one in which the second holds, as far as the trees show it. Never true
 * when it is not so.
 */
export const implies = (one: Expression, other: Expression): boolean => {
  if (one.kind === 'words' && other.kind === 'words')
    return one.spellings.every((spelling) => other.spellings.some((each) => spellingImplies(spelling, each)));
  if (one.kind === 'or') return one.items.every((item) => implies(item, other));
  if (other.kind === 'and') return other.items.every((item) => implies(one, item));
  if (other.kind === 'or' && other.items.some((item) => implies(one, item))) return true;
  if (one.kind === 'and' && one.items.some((item) => implies(item, other))) return true;
  if (one.kind === 'not' && other.kind === 'not') return implies(other.item, one.item);
  if (one.kind === 'near' && other.kind !== 'near') return implies(one.left, other) || implies(one.right, other);
  if (one.kind === 'field') return fieldImplies(one, other);
  return one.kind === other.kind && one.kind !== 'words' && sameMeaning(one, other);
};

const sameMeaning = (one: Expression, other: Expression): boolean =>
  partsOf(one).length === partsOf(other).length && plainKey(one) === plainKey(other);

/** As `meaningOf`, without asking what implies what. */
const plainKey = (expression: Expression): string => {
  if (expression.kind === 'words') return meaningOf(expression);
  const own =
    expression.kind === 'near'
      ? `${expression.ordered}${expression.most}`
      : expression.kind === 'of'
        ? String(expression.least)
        : expression.kind === 'field'
          ? expression.field
          : '';
  return `${expression.kind}${own}(${partsOf(expression).map(plainKey).join(',')})`;
};

/** What is not in the title may still be in the story: nothing follows from there where something is excluded. */
const excludes = (expression: Expression): boolean => expression.kind === 'not' || partsOf(expression).some(excludes);

const fieldImplies = (one: Extract<Expression, { kind: 'field' }>, other: Expression): boolean => {
  const positive = !excludes(other) && !excludes(one.item);
  if (other.kind === 'field') return one.field === other.field && positive && implies(one.item, other.item);
  return (one.field === 'title' || one.field === 'body') && positive && implies(one.item, other);
};

/** What is excluded by an item of an AND although another item asks for it; undefined when nothing is. */
export const contradictionIn = (
  items: readonly Expression[],
): { readonly wanted: Expression; readonly excluded: Expression } | undefined => {
  for (const excluded of items) {
    if (excluded.kind !== 'not') continue;
    const wanted = items.find((item) => item !== excluded && implies(item, excluded.item));
    if (wanted !== undefined) return { wanted, excluded };
  }
  return undefined;
};

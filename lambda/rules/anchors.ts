import type { Expression, Sequence, SoughtWord, Words } from './expression.js';

/**
 * What a story must hold at least one of for a rule to be worth a look: single words, or adjacent pairs of them.
 * `isEnough`: what holds it is a match already.
 */
export interface Anchor {
  readonly words: readonly [SoughtWord] | readonly [SoughtWord, SoughtWord];
  readonly isEnough: boolean;
}

/** How common a word is thought to be; only its order matters. */
export type Commonness = (word: SoughtWord) => number;

interface Anchors {
  readonly anchors: readonly Anchor[];
  readonly cost: number;
}

/** A pair is so much rarer than the rarer of its words. */
const PAIR_RARITY = 20;

const cheapest = (choices: readonly (Anchors | undefined)[]): Anchors | undefined =>
  choices.reduce((best, each) => (best === undefined || (each !== undefined && each.cost < best.cost) ? each : best), undefined);

const together = (choices: readonly (Anchors | undefined)[]): Anchors | undefined => {
  const all: Anchor[] = [];
  let cost = 0;
  for (const each of choices) {
    if (each === undefined) return undefined;
    all.push(...each.anchors);
    cost += each.cost;
  }
  return { anchors: all, cost };
};

const ofSpelling = (spelling: Sequence, commonness: Commonness): Anchors | undefined => {
  const [first] = spelling;
  if (first === undefined) return undefined;
  if (spelling.length === 1) return { anchors: [{ words: [first], isEnough: !first.unspaced }], cost: commonness(first) };
  const pairs = spelling.slice(1).map((second, at): Anchors | undefined => {
    const before = spelling[at];
    if (before === undefined) return undefined;
    const isEnough = spelling.length === 2 && !before.unspaced && !second.unspaced;
    return { anchors: [{ words: [before, second], isEnough }], cost: Math.min(commonness(before), commonness(second)) / PAIR_RARITY };
  });
  return cheapest(pairs);
};

const ofWords = ({ spellings }: Words, commonness: Commonness): Anchors | undefined =>
  together(spellings.map((spelling) => ofSpelling(spelling, commonness)));

const looked = (found: Anchors | undefined): Anchors | undefined =>
  found === undefined ? undefined : { cost: found.cost, anchors: found.anchors.map(({ words }) => ({ words, isEnough: false })) };

/** Of n, of which k must be found, any n - k + 1 hold one that is found: the cheapest of them. */
const ofSome = (items: readonly Expression[], least: number, commonness: Commonness): Anchors | undefined => {
  const sorted = items.map((item) => find(item, commonness)).sort((left, right) => (left?.cost ?? Infinity) - (right?.cost ?? Infinity));
  return together(sorted.slice(0, items.length - least + 1));
};

const find = (expression: Expression, commonness: Commonness): Anchors | undefined => {
  switch (expression.kind) {
    case 'words':
      return ofWords(expression, commonness);
    case 'not':
      return undefined;
    case 'field':
      return looked(find(expression.item, commonness));
    case 'or':
      return together(expression.items.map((item) => find(item, commonness)));
    case 'and':
      return looked(cheapest(expression.items.map((item) => find(item, commonness))));
    case 'of':
      return looked(ofSome(expression.items, expression.least, commonness));
    default:
      return looked(cheapest([find(expression.left, commonness), find(expression.right, commonness)]));
  }
};

/** The rarest words of which a story must hold one; undefined when a story without any of the rule's words can match. */
export const anchorsOf = (tree: Expression, commonness: Commonness): readonly Anchor[] | undefined => find(tree, commonness)?.anchors;

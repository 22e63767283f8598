import { type Expression, partsOf } from './expression.js';
import { compileTrees, type Evidence } from './match.js';
import { printExpression } from './print-expression.js';
import type { MatchableStory } from './read-story.js';
import { itemTree, type RuleLists, ruleTree } from './rule.js';

/** One part of a rule, and whether it holds in a story. */
export interface Explanation {
  /** In canonical form. */
  readonly text: string;
  readonly kind: Expression['kind'];
  readonly holds: boolean;
  /** What was found; nothing for exclusions and for what does not hold. */
  readonly evidence: readonly Evidence[];
  readonly parts: readonly Explanation[];
}

export interface ItemExplanation {
  readonly list: 'any' | 'all' | 'none';
  /** As the rule has it. */
  readonly expression: string;
  readonly explanation: Explanation;
}

export interface RuleExplanation<R> {
  readonly rule: R;
  readonly matches: boolean;
  readonly evidence: readonly Evidence[];
  readonly items: readonly ItemExplanation[];
}

const flatten = (expression: Expression): readonly Expression[] => [expression, ...partsOf(expression).flatMap(flatten)];

/** A part inside `title:(…)` is looked for in that field too. */
const withField = (expression: Expression, field: Extract<Expression, { kind: 'field' }> | undefined): Expression =>
  field === undefined || expression.kind === 'field' ? expression : { ...field, item: expression };

const fieldsOf = (expression: Expression, inside?: Extract<Expression, { kind: 'field' }>): readonly Expression[] => {
  const own = expression.kind === 'field' ? expression : inside;
  return [withField(expression, inside), ...partsOf(expression).flatMap((part) => fieldsOf(part, own))];
};

/** Each part of each expression is matched like a rule of its own, so that an explanation never differs from a match. */
const explainTrees = (trees: readonly Expression[], story: MatchableStory): readonly Explanation[] => {
  const flat = trees.flatMap(flatten);
  const found = new Map<number, readonly Evidence[]>();
  compileTrees(trees.flatMap((tree) => fieldsOf(tree)))(story, (tree, evidence) => found.set(tree, evidence));
  let place = 0;
  const explain = (): Explanation => {
    const evidence = found.get(place);
    const expression = flat[place];
    place += 1;
    if (expression === undefined) throw new Error('an expression has more parts than itself');
    const parts = partsOf(expression).map(explain);
    return { text: printExpression(expression), kind: expression.kind, holds: evidence !== undefined, evidence: evidence ?? [], parts };
  };
  return trees.map(explain);
};

/** Why a rule matches a story or does not: what each of its items found. @throws Error when an expression is not one */
export const explainRule = <R extends Partial<RuleLists>>(rule: R, story: MatchableStory): RuleExplanation<R> => {
  const { any = [], all = [], none = [] } = rule;
  const lists = { any, all, none };
  const items = (['any', 'all', 'none'] as const).flatMap((list) => lists[list].map((expression) => ({ list, expression })));
  const trees = items.map(({ expression }) => itemTree(expression));
  const [whole, ...explanations] = explainTrees([ruleTree(rule), ...trees], story);
  return {
    rule,
    matches: whole?.holds === true,
    evidence: whole?.evidence ?? [],
    items: items.flatMap((item, at) => {
      const explanation = explanations[at];
      return explanation === undefined ? [] : [{ ...item, explanation }];
    }),
  };
};

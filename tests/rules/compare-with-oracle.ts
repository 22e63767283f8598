import type { Expression } from '../../lambda/rules/expression.js';
import { loadRules, saveRules } from '../../lambda/rules/match.js';
import { parseExpression } from '../../lambda/rules/parse-expression.js';
import { printExpression } from '../../lambda/rules/print-expression.js';
import { makeRandom } from '../support/random.js';
import { oracleHolds } from './oracle.js';
import { randomExpression, randomStory } from './random-rules.js';

export interface Comparison {
  readonly pairs: number;
  readonly matched: number;
  /** What the matcher and the oracle do not agree on, one line each. */
  readonly differences: readonly string[];
}

const RULES = 40;
const STORIES = 50;

interface RandomRule {
  readonly text: string;
  readonly tree: Expression;
}

const rulesOf = (random: ReturnType<typeof makeRandom>, differences: string[]): readonly RandomRule[] => {
  const rules: RandomRule[] = [];
  while (rules.length < RULES) {
    const text = randomExpression(random);
    const parsed = parseExpression(text);
    if (parsed.kind === 'error') continue;
    const printed = printExpression(parsed.expression);
    const again = parseExpression(printed);
    if (again.kind === 'error' || printExpression(again.expression) !== printed) differences.push(`${text} is printed as ${printed}`);
    rules.push({ text, tree: parsed.expression });
  }
  return rules;
};

/** Random rules against random stories: 40 rules of one saved index on 50 stories a seed. */
export const compareWithOracle = (seed: number): Comparison => {
  const random = makeRandom(seed);
  const differences: string[] = [];
  const rules = rulesOf(random, differences);
  // The canonical form is matched, the written one judged: they must mean the same.
  const lists = rules.map(({ tree }, number) => ({ any: [printExpression(tree)], number }));
  const matcher = loadRules(saveRules(lists), lists);
  let matched = 0;
  for (let count = 0; count < STORIES; count += 1) {
    const story = randomStory(random);
    const found = new Set(matcher?.match(story).map(({ rule }) => rule.number));
    matched += found.size;
    for (const [number, { text, tree }] of rules.entries()) {
      const expected = oracleHolds(tree, story);
      if (expected !== found.has(number))
        differences.push(`seed ${seed}: \`${text}\` ${expected ? 'is missed' : 'is found'} in ${JSON.stringify(story)}`);
    }
  }
  return { pairs: RULES * STORIES, matched, differences };
};

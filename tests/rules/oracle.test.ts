import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { loadRules, saveRules } from '../../lambda/rules/match.js';
import { parseExpression } from '../../lambda/rules/parse-expression.js';
import { meaningOf } from '../../lambda/rules/simplify.js';
import { makeRandom } from '../support/random.js';
import { compareWithOracle } from './compare-with-oracle.js';
import { oracleHolds } from './oracle.js';
import { randomExpression, randomStory } from './random-rules.js';

it('matches as the slow evaluator of the same trees says', () => {
  const compared = Array.from({ length: 20 }, (_, seed) => compareWithOracle(seed + 1));
  expect(compared.flatMap(({ differences }) => differences)).toEqual([]);
  expect(compared.reduce((sum, { matched }) => sum + matched, 0)).toBeGreaterThan(2_000);
});

const treeOf = (text: string) => {
  const parsed = parseExpression(text);
  return parsed.kind === 'expression' ? parsed.expression : undefined;
};

it('calls only those expressions equal that find the same', () => {
  const random = makeRandom(5);
  const trees = Array.from({ length: 1_200 }, () => treeOf(randomExpression(random))).filter((tree) => tree !== undefined);
  const stories = Array.from({ length: 30 }, () => randomStory(random));
  const byMeaning = new Map<string, boolean[]>();
  let shared = 0;
  for (const tree of trees) {
    const verdicts = stories.map((story) => oracleHolds(tree, story));
    const known = byMeaning.get(meaningOf(tree));
    if (known !== undefined) shared += 1;
    expect(verdicts).toEqual(known ?? verdicts);
    byMeaning.set(meaningOf(tree), verdicts);
  }
  expect(shared).toBeGreaterThan(10);
}, 120_000);

describe('meaningOf', () => {
  it.each([
    ['oil AND gas', 'gas oil'],
    ['oil OR (gas OR coal)', '(coal OR oil) OR gas'],
    ['NOT (NOT oil)', 'OIL'],
    ['oil OR oil', 'oil'],
    ['sanction* OR sanctions', 'sanction*'],
    ['oil AND "oil price"', '"oil price"'],
    ['1 OF (oil, gas)', 'gas OR oil'],
    ['2 OF (oil, gas)', 'gas oil'],
    ['oil NEAR/3 gas', 'gas NEAR/3 oil'],
    ['Erdoğan', 'erdogan'],
    ['=US OR US', 'US'],
  ])('is the same for %s and %s', (one, other) => {
    const [left, right] = [treeOf(one), treeOf(other)];
    expect(left !== undefined && right !== undefined && meaningOf(left)).toBe(right === undefined ? '' : meaningOf(right));
  });

  it.each([
    ['oil gas', 'oil OR gas'],
    ['oil BEFORE/3 gas', 'gas BEFORE/3 oil'],
    ['title:oil', 'oil'],
    ['=US', 'US'],
    ['oil', 'oil*'],
  ])('is not the same for %s and %s', (one, other) => {
    const [left, right] = [treeOf(one), treeOf(other)];
    expect(left !== undefined && right !== undefined && meaningOf(left) === meaningOf(right)).toBe(false);
  });
});

it('saves the same index as ever for the same rules', () => {
  const rules = [
    { any: ['cease-fire', '"oil sanctions"', 'Łódź', '=US', 'sanction* NEAR/5 lift*', 'title:(停戦 OR ещё)'], none: ['l’Iran'] },
  ];
  // When this changes, so must VERSION in rule-index.ts: a worker would read an index of other words than its own.
  expect(createHash('sha256').update(saveRules(rules)).digest('hex')).toMatchInlineSnapshot(
    `"8a99742dd56c6e67483ae6475e8e53ec05a31e4db0281f919f156a7e1927bbb1"`,
  );
});

describe('the saved index', () => {
  const rules = [{ any: ['truce'] }, { any: ['sanction*'], none: ['football'] }];
  const bytes = saveRules(rules);

  it('is loaded from its bytes', () => {
    expect(loadRules(bytes, rules)?.match({ title: 'Sanctions', summary: '' })).toHaveLength(1);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['half of it', bytes.slice(0, Math.floor(bytes.length / 8) * 4)],
    ['another version', Uint8Array.from(bytes, (byte, at) => (at === 4 ? byte + 1 : byte))],
    ['something else', new Uint8Array(400).fill(7)],
  ])('is not loaded from %s', (_name, wrong) => {
    expect(loadRules(wrong, rules)).toBeUndefined();
  });

  it('is not loaded for other rules', () => {
    expect(loadRules(bytes, rules.slice(1))).toBeUndefined();
  });
});

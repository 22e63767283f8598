import { describe, expect, it } from 'vitest';
import { compileRules } from '../../lambda/rules/match.js';
import { parseExpression } from '../../lambda/rules/parse-expression.js';
import { printExpression } from '../../lambda/rules/print-expression.js';
import type { Rule } from '../../lambda/rules/rule.js';

const rule = (parts: Partial<Rule>): Rule => ({
  id: 'r',
  name: 'R',
  any: [],
  all: [],
  none: [],
  severity: 'medium',
  deadlines: true,
  channels: ['c'],
  tests: [],
  ...parts,
});

const found = (parts: Partial<Rule>, title: string, summary = ''): readonly string[] | undefined =>
  compileRules([rule(parts)])
    .match({ title, summary })[0]
    ?.evidence.map((each) => each.text);

describe('a rule matches', () => {
  it.each<[string, Partial<Rule>, string, string, readonly string[]]>([
    ['a word in any case', { any: ['ceasefire'] }, 'CEASEFIRE holds', '', ['CEASEFIRE']],
    ['a word with a possessive', { any: ['Trump'] }, 'Trump’s demand', '', ['Trump’s']],
    ['a word without its accents', { any: ['Erdogan'] }, 'Erdoğan speaks', '', ['Erdoğan']],
    ['a hyphenated word for a joined one', { any: ['cease-fire'] }, 'A ceasefire', '', ['ceasefire']],
    ['a hyphenated word for a hyphenated one', { any: ['ceasefire'] }, 'A cease-fire holds', '', ['cease-fire']],
    ['a hyphenated word for a spaced one', { any: ['cease-fire'] }, 'A cease fire holds', '', ['cease fire']],
    ['a phrase in order', { any: ['"oil sanctions"'] }, 'New oil sanctions', '', ['oil sanctions']],
    ['a phrase in curly quotes', { any: ['“oil sanctions”'] }, 'New oil sanctions', '', ['oil sanctions']],
    ['the beginning of a word', { any: ['sanction*'] }, 'Sanctioned ships', '', ['Sanctioned']],
    ['words that stand apart', { any: ['oil sanctions'] }, 'Sanctions hit', 'the oil trade', ['oil', 'Sanctions']],
    ['the summary', { any: ['truce'] }, 'News', 'A truce begins', ['truce']],
    ['only all', { all: ['oil', 'gas'] }, 'Oil and gas', '', ['Oil', 'gas']],
    ['a word in Russian', { any: ['перемирие'] }, 'Перемирие началось', '', ['Перемирие']],
  ])('%s', (_name, parts, title, summary, evidence) => {
    expect(found(parts, title, summary)).toEqual(evidence);
  });
});

describe('a rule does not match', () => {
  it.each<[string, Partial<Rule>, string, string]>([
    ['inside a word', { any: ['war'] }, 'A warning', ''],
    ['a plural without a star', { any: ['sanction'] }, 'New sanctions', ''],
    ['a phrase with a word between', { any: ['"oil sanctions"'] }, 'Oil price sanctions', ''],
    ['a phrase across title and summary', { any: ['"oil sanctions"'] }, 'About oil', 'sanctions begin'],
    ['what is excluded', { any: ['truce'], none: ['"Truce Coffee"'] }, 'Truce Coffee opens', ''],
    ['when one of all is missing', { any: ['oil'], all: ['sanctions', 'Iran'] }, 'Oil sanctions', ''],
    ['й as и', { any: ['мои'] }, 'мой дом', ''],
  ])('%s', (_name, parts, title, summary) => {
    expect(found(parts, title, summary)).toBeUndefined();
  });
});

describe('parseExpression', () => {
  it.each([
    ['an open quotation mark', '"oil sanctions', 0],
    ['an operator that is none', 'oil NAER/5 gas', 4],
    ['a star inside', 'sanct*ion', 5],
    ['a star too soon', 'ab*', 0],
    ['nothing but marks', '…', 0],
    ['nothing', '', 0],
  ])('refuses %s, with its place and a fix', (_name, text, at) => {
    const parsed = parseExpression(text);
    expect(parsed).toMatchObject({ kind: 'error', error: { at, fix: expect.stringMatching(/.{10}/) } });
  });
});

it('gives rules in the order of the watchlist', () => {
  const rules = ['a', 'b', 'c'].map((id) => rule({ id, any: ['truce', id] }));
  expect(
    compileRules(rules)
      .match({ title: 'c truce', summary: '' })
      .map((match) => match.rule.id),
  ).toEqual(['a', 'b', 'c']);
});

it('keeps two exact spellings apart that are written alike and folded differently', () => {
  const rules = [rule({ id: 'one', any: ['="1,0-00"'] }), rule({ id: 'other', any: ['=1,000'] })];
  const matches = compileRules(rules).match({ title: 'They paid 1,000 euros', summary: '' });
  expect(matches.map((match) => match.rule.id)).toEqual(['other']);
});

it.each(['"near5"', '"hip"hop"', "'hip\"hop'", '"within/5"', '"AND"', '"צה״ל"', '"a ＂ b"'])(
  'prints %s so that it reads as the same words',
  (text) => {
    const parsed = parseExpression(text);
    if (parsed.kind === 'error') return;
    const printed = printExpression(parsed.expression);
    const again = parseExpression(printed);
    expect(again.kind).toBe('expression');
    if (again.kind === 'expression') expect(printExpression(again.expression)).toBe(printed);
  },
);

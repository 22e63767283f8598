import { isoInstant } from '../core/time.js';
import { detectDeadlines } from '../deadlines/detect-deadlines.js';
import { explainRule, type RuleExplanation } from '../rules/explain.js';
import { compileRules } from '../rules/match.js';
import type { Rule, RuleTest } from '../rules/rule.js';

export interface TestResult {
  /** Numbers of the rule and of its test. */
  readonly rule: number;
  readonly test: number;
  /** Absent when the test passes. */
  readonly trouble?: { readonly message: string; readonly fix: string };
}

const quoted = (texts: readonly string[]): string => texts.map((text) => `“${text}”`).join(', ');

/** Why a rule that should match does not, in a sentence. */
const whyNot = ({ items }: RuleExplanation<Rule>): string => {
  const excluded = items.find(({ list, explanation }) => list === 'none' && explanation.holds);
  if (excluded !== undefined) return `\`${excluded.expression}\` of none excludes it`;
  const missing = items
    .filter(({ list, explanation }) => list === 'all' && !explanation.holds)
    .map(({ expression }) => `\`${expression}\``);
  return missing.length > 0 ? `${missing.join(' and ')} of all is not found` : 'nothing of any is found';
};

const matchTrouble = (rule: Rule, { expected, story }: RuleTest, evidence: readonly string[] | undefined): TestResult['trouble'] => {
  if (expected === 'alert' && evidence === undefined) {
    const message = `rule \`${rule.id}\` should alert on this and does not: ${whyNot(explainRule(rule, story))}`;
    return { message, fix: 'change the rule or the test; `news-alert explain` shows every word' };
  }
  if (expected === 'ignore' && evidence !== undefined)
    return {
      message: `rule \`${rule.id}\` should ignore this and matches ${quoted(evidence)}`,
      fix: 'add what tells them apart to `none`, or change the test',
    };
  return undefined;
};

const deadlineTrouble = ({ story, deadline, publishedAt, zone }: RuleTest): TestResult['trouble'] => {
  if (deadline === undefined || publishedAt === undefined) return undefined;
  const dues = detectDeadlines({ title: story.title, summary: story.summary, publishedAt, zone }).flatMap(({ due }) => due ?? []);
  const isAsExpected = deadline === 'none' ? dues.length === 0 : dues.includes(deadline);
  if (isAsExpected) return undefined;
  const found =
    dues.length === 0 ? 'no deadline is found in this' : `the deadline found in this is ${dues.map((due) => isoInstant(due)).join(', ')}`;
  const wanted = deadline === 'none' ? 'none' : isoInstant(deadline);
  return {
    message: `${found}, not ${wanted}`,
    fix: 'look at `published:` and `zone:`, in which “Friday” and “midnight” are read (UTC unless given)',
  };
};

/** Runs the tests that stand in the rules; a rule that is not right is passed over, and keeps its number. */
export const runRuleTests = (rules: readonly (Rule | undefined)[]): readonly TestResult[] =>
  rules.flatMap((rule, number) => {
    if (rule === undefined || rule.tests.length === 0) return [];
    const matcher = compileRules([rule]);
    return rule.tests.map((test, at): TestResult => {
      const [match] = matcher.match(test.story);
      const trouble =
        matchTrouble(
          rule,
          test,
          match?.evidence.map(({ text }) => text),
        ) ?? deadlineTrouble(test);
      return { rule: number, test: at, ...(trouble === undefined ? {} : { trouble }) };
    });
  });

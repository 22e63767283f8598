import type { Severity } from '../core/severity.js';
import type { Instant } from '../core/time.js';
import type { Expression } from './expression.js';
import { parseExpression } from './parse-expression.js';
import type { MatchableStory } from './read-story.js';

/** What a rule looks for: each item of the lists is an expression. */
export interface RuleLists {
  /** At least one of these must be found. */
  readonly any: readonly string[];
  /** All of these must be found. */
  readonly all: readonly string[];
  /** None of these may be found. */
  readonly none: readonly string[];
}

/** What a rule must do with a story of its author's choice. */
export interface RuleTest {
  readonly expected: 'alert' | 'ignore';
  readonly story: MatchableStory;
  /** The deadline that must be found in it, or that none is; absent: not looked at. */
  readonly deadline?: Instant | 'none';
  readonly publishedAt?: Instant;
  readonly zone: string;
}

/** A keyword rule as the feed admin writes it. */
export interface Rule extends RuleLists {
  readonly id: string;
  readonly name: string;
  readonly severity: Severity;
  /** Follow the deadlines that matching stories report. */
  readonly deadlines: boolean;
  readonly channels: readonly string[];
  readonly tests: readonly RuleTest[];
}

const NOWHERE = { at: 0, length: 0 } as const;

const join = (kind: 'and' | 'or', items: readonly Expression[]): Expression => {
  const [only] = items;
  return only !== undefined && items.length === 1 ? only : { kind, items, ...NOWHERE };
};

/** The one tree of a rule's lists: `any` joined by OR, and by AND with all of `all` and the NOT of each of `none`. */
const treeOf = (any: readonly Expression[], all: readonly Expression[], none: readonly Expression[]): Expression =>
  join('and', [
    ...(any.length === 0 ? [] : [join('or', any)]),
    ...all,
    ...none.map((item): Expression => ({ kind: 'not', item, ...NOWHERE })),
  ]);

/** The tree of one item of a rule. @throws Error when it is no expression: check the watchlist first */
export const itemTree = (text: string): Expression => {
  const reading = parseExpression(text);
  if (reading.kind === 'error') throw new Error(`rule expression ${JSON.stringify(text)}: ${reading.error.message}; ${reading.error.fix}`);
  return reading.expression;
};

/** The tree of a rule. @throws Error when an expression is not one: check the watchlist first */
export const ruleTree = ({ any = [], all = [], none = [] }: Partial<RuleLists>): Expression =>
  treeOf(any.map(itemTree), all.map(itemTree), none.map(itemTree));

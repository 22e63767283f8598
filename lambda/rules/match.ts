import { buildIndex } from './build-index.js';
import { type Found, makeEvaluation } from './evaluate.js';
import { type Expression, FIELDS, type Field } from './expression.js';
import { type MatchableStory, makeStoryReading } from './read-story.js';
import { type RuleLists, ruleTree } from './rule.js';
import { loadIndex, type RuleIndex, saveIndex } from './rule-index.js';

/** The words of a story that a rule found: offsets in UTF-16 units into the field's text, `end` exclusive. */
export interface Evidence {
  readonly field: Field;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Match<R> {
  readonly rule: R;
  /** In the order of the rule's words; each place once. */
  readonly evidence: readonly Evidence[];
}

export interface Matcher<R> {
  /** The rules that match, in their order. */
  readonly match: (story: MatchableStory) => readonly Match<R>[];
}

/** Matches trees, and calls back with the number of each that holds, in order. */
export type MatchTrees = (story: MatchableStory, take: (tree: number, evidence: readonly Evidence[]) => void) => void;

const makeMatchTrees = (index: RuleIndex): MatchTrees => {
  const { roots, unindexed, program } = index;
  const rulesCount = index.counts[0] ?? 0;
  /** Per rule, the story that it was a candidate of last; doubled, and one more when it matched by one word. */
  const seen = new Int32Array(rulesCount);
  let story = 0;
  let candidates: number[] = [];
  const reading = makeStoryReading(index, (entry, field) => {
    const rule = entry >> 1;
    const isEnough = (entry & 1) === 1 && field < 2;
    const mark = seen[rule] as number;
    if (mark < story) candidates.push(rule);
    if (mark < story || isEnough) seen[rule] = isEnough ? story + 1 : story;
  });
  const evaluation = makeEvaluation(program, reading);

  const evidenceOf = (rule: number): readonly Evidence[] => {
    const found: Found[] = [];
    evaluation.evidence(roots[rule] as number, found);
    const evidence: Evidence[] = [];
    for (const [at, { first, last }] of found.entries()) {
      if (at > 0 && found.findIndex((each) => each.first === first && each.last === last) < at) continue;
      const start = reading.from(first);
      const end = reading.to(last);
      evidence.push({ field: FIELDS[reading.fieldAt(first)] ?? 'title', start, end, text: reading.textAt(first).slice(start, end) });
    }
    return evidence;
  };

  return (read, take) => {
    story += 2;
    candidates = [];
    evaluation.forget();
    reading.read(read);
    const matched: number[] = [];
    for (const rule of candidates) if (seen[rule] === story + 1 || evaluation.holds(roots[rule] as number)) matched.push(rule);
    for (const rule of unindexed) if (evaluation.holds(roots[rule] as number)) matched.push(rule);
    for (const rule of Int32Array.from(matched).sort()) take(rule, evidenceOf(rule));
  };
};

/** A matcher for trees of expressions. */
export const compileTrees = (trees: readonly Expression[]): MatchTrees => makeMatchTrees(buildIndex(trees));

const byRule = <R>(rules: readonly R[], matchTrees: MatchTrees): Matcher<R> => ({
  match: (story) => {
    const matches: Match<R>[] = [];
    matchTrees(story, (tree, evidence) => matches.push({ rule: rules[tree] as R, evidence }));
    return matches;
  },
});

/** The index of rules as bytes, for `loadRules`. @throws Error when an expression is not one: check the watchlist first */
export const saveRules = (rules: readonly Partial<RuleLists>[]): Uint8Array<ArrayBuffer> => saveIndex(buildIndex(rules.map(ruleTree)));

/** The matcher that `saveRules` wrote for the same rules; undefined when another version wrote it. */
export const loadRules = <R extends Partial<RuleLists>>(bytes: Uint8Array, rules: readonly R[]): Matcher<R> | undefined => {
  const index = loadIndex(bytes);
  return index === undefined || index.counts[0] !== rules.length ? undefined : byRule(rules, makeMatchTrees(index));
};

/**
 * Builds the index from words to rules once; a match then costs by the story's words and the rules they point to.
 *
 * @throws Error when an expression is not one: check the watchlist first
 */
export const compileRules = <R extends Partial<RuleLists>>(rules: readonly R[]): Matcher<R> =>
  byRule(rules, compileTrees(rules.map(ruleTree)));

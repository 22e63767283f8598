import { buildIndex } from './build-index.js';
import { makeEvaluation } from './evaluate.js';
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

/** The same by number, with bytes to load it from. */
export interface TreeMatcher {
  readonly match: (story: MatchableStory) => readonly { readonly tree: number; readonly evidence: readonly Evidence[] }[];
}

const makeTreeMatcher = (index: RuleIndex): TreeMatcher => {
  const { roots, unindexed, program } = index;
  const rulesCount = index.counts[0] ?? 0;
  /** Per rule, the story that it was a candidate of last; doubled, and one more when it matched by one word. */
  const seen = new Float64Array(rulesCount);
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
    const found: { readonly first: number; readonly last: number }[] = [];
    evaluation.evidence(roots[rule] as number, found);
    const evidence: Evidence[] = [];
    for (const { first, last } of found) {
      const start = reading.from(first);
      const end = reading.to(last);
      const field = FIELDS[reading.fieldAt(first)] ?? 'title';
      const text = reading.textAt(first).slice(start, end);
      if (!evidence.some((each) => each.field === field && each.start === start && each.end === end && each.text === text))
        evidence.push({ field, start, end, text });
    }
    return evidence;
  };

  return {
    match: (read) => {
      story += 2;
      candidates = [];
      evaluation.forget();
      reading.read(read);
      const matched = candidates.filter((rule) => seen[rule] === story + 1 || evaluation.holds(roots[rule] as number));
      for (const rule of unindexed) if (evaluation.holds(roots[rule] as number)) matched.push(rule);
      return matched.sort((left, right) => left - right).map((tree) => ({ tree, evidence: evidenceOf(tree) }));
    },
  };
};

/** A matcher for trees of expressions. */
export const compileTrees = (trees: readonly Expression[]): TreeMatcher => makeTreeMatcher(buildIndex(trees));

const byRule = <R>(rules: readonly R[], matcher: TreeMatcher): Matcher<R> => ({
  match: (story) =>
    matcher.match(story).flatMap(({ tree, evidence }) => {
      const rule = rules[tree];
      return rule === undefined ? [] : [{ rule, evidence }];
    }),
});

/** The index of rules as bytes, for `loadRules`. @throws Error when an expression is not one: check the watchlist first */
export const saveRules = (rules: readonly Partial<RuleLists>[]): Uint8Array<ArrayBuffer> => saveIndex(buildIndex(rules.map(ruleTree)));

/** The matcher that `saveRules` wrote for the same rules; undefined when another version wrote it. */
export const loadRules = <R extends Partial<RuleLists>>(bytes: Uint8Array, rules: readonly R[]): Matcher<R> | undefined => {
  const index = loadIndex(bytes);
  return index === undefined || index.counts[0] !== rules.length ? undefined : byRule(rules, makeTreeMatcher(index));
};

/**
 * Builds the index from words to rules once; a match then costs by the story's words and the rules they point to.
 *
 * @throws Error when an expression is not one: check the watchlist first
 */
export const compileRules = <R extends Partial<RuleLists>>(rules: readonly R[]): Matcher<R> =>
  byRule(rules, compileTrees(rules.map(ruleTree)));

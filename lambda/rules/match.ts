import { buildIndex } from './build-index.js';
import { MARK_BEFORE_ROOT, RULE_BEFORE_ROOT } from './encode-tree.js';
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

/** Matches trees, and calls back with the number of each that holds, in order. */
export type MatchTrees = (story: MatchableStory, take: (tree: number, evidence: readonly Evidence[]) => void) => void;

/**
 * The index is this matcher’s own from here on: it keeps its marks in it. Trees are known by their roots in the program: what is needed of
 * one stands together in memory, and roots are in the order of rules.
 */
const makeMatchTrees = (index: RuleIndex): MatchTrees => {
  const { unindexed, program } = index;
  /** Doubled; a tree that matched by one word alone is marked with one more. */
  let story = 0;
  /** Roots of candidates, of which those that match move to the front; none is in it twice. */
  const candidates = new Int32Array(index.counts[0] ?? 0);
  let candidateCount = 0;
  const reading = makeStoryReading(index, (entry, field) => {
    const root = entry >> 1;
    const isEnough = (entry & 1) === 1 && field < 2;
    const mark = program[root - MARK_BEFORE_ROOT] as number;
    if (mark < story) {
      candidates[candidateCount] = root;
      candidateCount += 1;
    }
    if (mark < story || isEnough) program[root - MARK_BEFORE_ROOT] = isEnough ? story + 1 : story;
  });
  const evaluation = makeEvaluation(program, reading);

  const evidenceAt = (place: number): Evidence => {
    const first = evaluation.firstOf(place);
    const start = reading.from(first);
    const end = reading.to(evaluation.lastOf(place));
    return { field: FIELDS[reading.fieldAt(first)] ?? 'title', start, end, text: reading.textAt(first).slice(start, end) };
  };

  /** Whether a place of the evidence is its first with these words. */
  const isNew = (place: number): boolean => {
    for (let earlier = 0; earlier < place; earlier += 1)
      if (evaluation.firstOf(earlier) === evaluation.firstOf(place) && evaluation.lastOf(earlier) === evaluation.lastOf(place))
        return false;
    return true;
  };

  const evidenceOf = (root: number): readonly Evidence[] => {
    const count = evaluation.evidence(root);
    // An array that is made with its item takes a tenth of the room of one that grows.
    if (count === 1) return [evidenceAt(0)];
    const evidence: Evidence[] = [];
    for (let place = 0; place < count; place += 1) if (isNew(place)) evidence.push(evidenceAt(place));
    return evidence;
  };

  const keep = (root: number, matched: number): number => {
    candidates[matched] = root;
    return matched + 1;
  };

  return (read, take) => {
    story += 2;
    candidateCount = 0;
    evaluation.forget();
    reading.read(read);
    let matched = 0;
    for (let at = 0; at < candidateCount; at += 1) {
      const root = candidates[at] as number;
      if (program[root - MARK_BEFORE_ROOT] === story + 1 || evaluation.holds(root)) matched = keep(root, matched);
    }
    for (const root of unindexed) if (evaluation.holds(root)) matched = keep(root, matched);
    const inOrder = candidates.subarray(0, matched).sort();
    for (let at = 0; at < matched; at += 1) {
      const root = inOrder[at] as number;
      take(program[root - RULE_BEFORE_ROOT] as number, evidenceOf(root));
    }
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

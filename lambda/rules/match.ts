import { wordsOf } from '../core/words.js';
import { type Expression, parseExpression, type Term } from './expression.js';
import type { Rule } from './rule.js';

export type MatchField = 'title' | 'summary';

/** The words of a story that a rule found: offsets in UTF-16 units into the field's text, `end` exclusive. */
export interface Evidence {
  readonly field: MatchField;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Match {
  readonly rule: Rule;
  readonly evidence: readonly Evidence[];
}

export interface MatchableStory {
  readonly title: string;
  readonly summary: string;
}

export interface Matcher {
  readonly match: (story: MatchableStory) => readonly Match[];
}

interface FieldIndex {
  readonly field: MatchField;
  readonly text: string;
  readonly words: ReturnType<typeof wordsOf>;
  readonly places: ReadonlyMap<string, readonly number[]>;
}

interface CompiledRule {
  readonly rule: Rule;
  readonly any: readonly Expression[];
  readonly all: readonly Expression[];
  readonly none: readonly Expression[];
}

const indexField = (field: MatchField, text: string): FieldIndex => {
  const words = wordsOf(text);
  const places = new Map<string, number[]>();
  const add = (word: string, place: number): void => {
    const known = places.get(word);
    if (known === undefined) places.set(word, [place]);
    else known.push(place);
  };
  words.forEach((word, place) => {
    add(word.folded, place);
    if (word.joined !== undefined) add(word.joined, place);
  });
  return { field, text, words, places };
};

const evidenceAt = (index: FieldIndex, first: number, last: number): Evidence => {
  const start = index.words[first]?.start ?? 0;
  const end = index.words[last]?.end ?? start;
  return { field: index.field, start, end, text: index.text.slice(start, end) };
};

const standsAt = (term: Term, index: FieldIndex, first: number): boolean =>
  term.words.every((wanted, offset) => {
    const found = index.words[first + offset]?.folded;
    const open = term.prefix && offset === term.words.length - 1;
    return found !== undefined && (open ? found.startsWith(wanted) : found === wanted);
  });

const findJoined = (term: Term, index: FieldIndex): Evidence | undefined => {
  const word = term.joined ?? (term.words.length === 1 && !term.prefix ? term.words[0] : undefined);
  const place = word === undefined ? undefined : index.places.get(word)?.[0];
  if (place === undefined) return undefined;
  const found = index.words[place];
  return evidenceAt(index, place, found?.joined === word ? place + (found?.joinedLength ?? 1) - 1 : place);
};

const findTerm = (term: Term, index: FieldIndex): Evidence | undefined => {
  const joined = findJoined(term, index);
  if (joined !== undefined) return joined;
  const [head = ''] = term.words;
  const scan = term.prefix && term.words.length === 1;
  const starts = scan ? index.words.map((_, place) => place) : (index.places.get(head) ?? []);
  const first = starts.find((place) => standsAt(term, index, place));
  return first === undefined ? undefined : evidenceAt(index, first, first + term.words.length - 1);
};

const findExpression = (terms: Expression, fields: readonly FieldIndex[]): readonly Evidence[] | undefined => {
  const found: Evidence[] = [];
  for (const term of terms) {
    const evidence = fields.map((index) => findTerm(term, index)).find((each) => each !== undefined);
    if (evidence === undefined) return undefined;
    found.push(evidence);
  }
  return found;
};

const expressionsOf = (texts: readonly string[]): readonly Expression[] =>
  texts.map((text) => {
    const parsed = parseExpression(text);
    if (parsed.kind === 'error') throw new Error(`rule expression ${JSON.stringify(text)}: ${parsed.error.message}`);
    return parsed.terms;
  });

const compileRule = (rule: Rule): CompiledRule => ({
  rule,
  any: expressionsOf(rule.any),
  all: expressionsOf(rule.all),
  none: expressionsOf(rule.none),
});

const verify = (compiled: CompiledRule, fields: readonly FieldIndex[]): readonly Evidence[] | undefined => {
  if (compiled.none.some((terms) => findExpression(terms, fields) !== undefined)) return undefined;
  const all = compiled.all.map((terms) => findExpression(terms, fields));
  if (all.some((found) => found === undefined)) return undefined;
  const any = compiled.any.flatMap((terms) => findExpression(terms, fields) ?? []);
  return compiled.any.length > 0 && any.length === 0 ? undefined : [...any, ...all.flatMap((found) => found ?? [])];
};

/** The words of which a story must hold at least one for the rule to be worth verifying. */
const anchors = (compiled: CompiledRule): readonly Term[] =>
  (compiled.any.length > 0 ? compiled.any : compiled.all.slice(0, 1)).flatMap((terms) => terms.slice(0, 1));

const anchorKeys = (term: Term): readonly string[] => {
  const [head = ''] = term.words;
  if (term.prefix && term.words.length === 1) return [`${head.slice(0, 3)}*`];
  return term.joined === undefined ? [head] : [head, term.joined];
};

const buildIndex = (rules: readonly CompiledRule[]): ReadonlyMap<string, readonly CompiledRule[]> => {
  const index = new Map<string, CompiledRule[]>();
  for (const compiled of rules) {
    for (const key of new Set(anchors(compiled).flatMap(anchorKeys))) {
      index.set(key, [...(index.get(key) ?? []), compiled]);
    }
  }
  return index;
};

const candidatesOf = (fields: readonly FieldIndex[], index: ReadonlyMap<string, readonly CompiledRule[]>): ReadonlySet<CompiledRule> => {
  const candidates = new Set<CompiledRule>();
  for (const word of fields.flatMap((field) => [...field.places.keys()])) {
    for (const compiled of index.get(word) ?? []) candidates.add(compiled);
    for (const compiled of index.get(`${word.slice(0, 3)}*`) ?? []) candidates.add(compiled);
  }
  return candidates;
};

/**
 * Builds the index from word to rules once; a match then costs by the story's words and the rules they point to.
 *
 * @throws Error when an expression is not one: check the watchlist first
 */
export const compileRules = (rules: readonly Rule[]): Matcher => {
  const compiled = rules.map(compileRule);
  const index = buildIndex(compiled);
  const order = new Map(compiled.map((each, place) => [each, place]));
  return {
    match: (story) => {
      const fields = [indexField('title', story.title), indexField('summary', story.summary)];
      const candidates = [...candidatesOf(fields, index)].sort((left, right) => (order.get(left) ?? 0) - (order.get(right) ?? 0));
      return candidates.flatMap((candidate) => {
        const evidence = verify(candidate, fields);
        return evidence === undefined ? [] : [{ rule: candidate.rule, evidence }];
      });
    },
  };
};

/** What one item of a rule found in a story. */
export interface ItemExplanation {
  readonly list: 'any' | 'all' | 'none';
  readonly expression: string;
  readonly found: readonly Evidence[] | undefined;
}

export interface RuleExplanation {
  readonly rule: Rule;
  readonly matches: boolean;
  readonly items: readonly ItemExplanation[];
}

/** Why a rule matches a story or does not: what each of its items found. */
export const explainRule = (rule: Rule, story: MatchableStory): RuleExplanation => {
  const compiled = compileRule(rule);
  const fields = [indexField('title', story.title), indexField('summary', story.summary)];
  const items = (['any', 'all', 'none'] as const).flatMap((list) =>
    compiled[list].map((terms, place) => ({ list, expression: rule[list][place] ?? '', found: findExpression(terms, fields) })),
  );
  return { rule, matches: verify(compiled, fields) !== undefined, items };
};

import { type Anchor, anchorsOf, type Commonness } from './anchors.js';
import { guessedStories } from './common-words.js';
import { encodeTree } from './encode-tree.js';
import { type Expression, partsOf, type SoughtWord, wordsIn } from './expression.js';
import { EXACT_START, HASH, LETTERS_START, PAIR_ENDS, RULES_START, type RuleIndex, SLOT_SIZE } from './rule-index.js';
import { GATE_SIZE, GATE_UNITS, gateBit, hashPair, hashWord, LONG_PREFIX, makeTable, SEED } from './vocabulary.js';

/** A prefix of an unspaced script is its characters: there, no word goes on. */
const isPrefix = (word: SoughtWord): boolean => word.prefix && !word.unspaced;

interface Vocabulary {
  readonly words: readonly string[];
  readonly prefixes: readonly string[];
  readonly exact: readonly { readonly base: number; readonly spelling: string }[];
  readonly slotOf: (word: SoughtWord) => number;
}

const exactKey = (word: SoughtWord): string => `${isPrefix(word) ? '*' : ' '}${word.folded} ${word.exact ?? ''}`;

/** Every word once: first plain words, then prefixes, then exact spellings of both. */
const collectVocabulary = (sought: readonly SoughtWord[]): Vocabulary => {
  const words = new Map<string, number>();
  const prefixes = new Map<string, number>();
  for (const word of sought) {
    const map = isPrefix(word) ? prefixes : words;
    if (!map.has(word.folded)) map.set(word.folded, map.size);
  }
  const baseOf = (word: SoughtWord): number =>
    isPrefix(word) ? words.size + (prefixes.get(word.folded) ?? 0) : (words.get(word.folded) ?? 0);
  const exact = new Map<string, { readonly slot: number; readonly base: number; readonly spelling: string }>();
  for (const word of sought) {
    const key = exactKey(word);
    if (word.exact !== undefined && !exact.has(key))
      exact.set(key, { slot: words.size + prefixes.size + exact.size, base: baseOf(word), spelling: word.exact });
  }
  return {
    words: [...words.keys()],
    prefixes: [...prefixes.keys()],
    exact: [...exact.values()],
    slotOf: (word) => (word.exact === undefined ? baseOf(word) : (exact.get(exactKey(word))?.slot ?? 0)),
  };
};

/** Lists of numbers, one after the other, with where each begins. */
const packLists = (lists: readonly (readonly number[])[]) => {
  const start = new Int32Array(lists.length + 1);
  let total = 0;
  for (const [at, list] of lists.entries()) {
    total += list.length;
    start[at + 1] = total;
  }
  const items = new Int32Array(total);
  for (const [at, list] of lists.entries()) items.set(list, start[at]);
  return { start, items };
};

const unitsOf = (text: string): readonly number[] => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));

const makeGate = (prefixes: readonly string[]): Pick<RuleIndex, 'prefixGate' | 'longPrefixes'> => {
  const gate = new Int32Array(GATE_SIZE + 1);
  const long = new Set<number>();
  for (const prefix of prefixes) {
    const units = prefix.length;
    const place = units < GATE_UNITS ? GATE_SIZE : (hashWord(prefix.slice(0, GATE_UNITS)) ^ SEED) & (GATE_SIZE - 1);
    gate[place] = (gate[place] ?? 0) | gateBit(units);
    if (units >= LONG_PREFIX) long.add(units);
  }
  return { prefixGate: gate, longPrefixes: Int32Array.from([...long].sort((left, right) => left - right)) };
};

/** What stands in many rules stands in many stories, and so do short words and the commonest ones. */
const countCommonness = (sought: readonly SoughtWord[]): Commonness => {
  const uses = new Map<string, number>();
  for (const { folded } of sought) uses.set(folded, (uses.get(folded) ?? 0) + 1);
  return ({ folded, prefix }) => guessedStories(folded) * (prefix ? 4 : 1) * (uses.get(folded) ?? 1);
};

interface Posted {
  readonly slots: number[][];
  readonly pairs: Map<string, { readonly first: number; readonly second: number; readonly rules: number[] }>;
  readonly unindexed: number[];
}

const post = (anchor: Anchor, root: number, posted: Posted, slotOf: Vocabulary['slotOf']): void => {
  const entry = root * 2 + (anchor.isEnough ? 1 : 0);
  const [first, second] = anchor.words;
  if (second === undefined) {
    posted.slots[slotOf(first)]?.push(entry);
    return;
  }
  const key = `${slotOf(first)} ${slotOf(second)}`;
  const known = posted.pairs.get(key);
  if (known === undefined) posted.pairs.set(key, { first: slotOf(first), second: slotOf(second), rules: [entry] });
  else known.rules.push(entry);
};

const hasOtherField = (tree: Expression): boolean =>
  (tree.kind === 'field' && tree.field !== 'title' && tree.field !== 'body') || partsOf(tree).some(hasOtherField);

interface SlotColumns {
  readonly hashes: readonly number[];
  readonly letters: Int32Array;
  readonly exact: Int32Array;
  readonly rules: Int32Array;
  readonly pairEnds: Int32Array;
}

/** One record a slot; exact spellings have no hash, and no exact spellings of their own. */
const packSlots = ({ hashes, letters, exact, rules, pairEnds }: SlotColumns): Int32Array<ArrayBuffer> => {
  const slots = new Int32Array(letters.length * SLOT_SIZE);
  for (const [slot, start] of letters.entries()) {
    const record = slot * SLOT_SIZE;
    slots[record + HASH] = hashes[slot] ?? 0;
    slots[record + LETTERS_START] = start;
    slots[record + EXACT_START] = exact[Math.min(slot, exact.length - 1)] ?? 0;
    slots[record + RULES_START] = rules[slot] ?? 0;
    slots[record + PAIR_ENDS] = pairEnds[slot] ?? 0;
  }
  return slots;
};

/** Builds the index of rules' trees: from each word, or pair of words, to the rules that it is the rarest part of. */
export const buildIndex = (trees: readonly Expression[]): RuleIndex => {
  const sought = trees.flatMap((tree) => wordsIn(tree).flatMap(({ spellings }) => spellings.flat()));
  const { words, prefixes, exact, slotOf } = collectVocabulary(sought);
  const commonness = countCommonness(sought);
  const program: number[] = [];
  const encoding = { program, slots: { of: slotOf } };
  const roots = trees.map((tree, rule) => encodeTree(tree, rule, encoding));
  const slotCount = words.length + prefixes.length + exact.length;
  const posted: Posted = { slots: Array.from({ length: slotCount }, () => []), pairs: new Map(), unindexed: [] };
  for (const [rule, tree] of trees.entries()) {
    const root = roots[rule] ?? 0;
    const anchors = anchorsOf(tree, commonness);
    if (anchors === undefined || anchors.length === 0) posted.unindexed.push(root);
    else for (const anchor of anchors) post(anchor, root, posted, slotOf);
  }
  const pairs = [...posted.pairs.values()];
  const pairEnds = new Int32Array(slotCount);
  for (const { first, second } of pairs) {
    pairEnds[first] = (pairEnds[first] ?? 0) | 1;
    pairEnds[second] = (pairEnds[second] ?? 0) | 2;
  }
  const exactOf: number[][] = Array.from({ length: words.length + prefixes.length }, () => []);
  for (const [at, { base }] of exact.entries()) exactOf[base]?.push(words.length + prefixes.length + at);
  const letters = packLists([...words, ...prefixes, ...exact.map(({ spelling }) => spelling)].map(unitsOf));
  const exactLists = packLists(exactOf);
  const slotLists = packLists(posted.slots);
  const pairLists = packLists(pairs.map(({ rules }) => rules));
  const hashes = [...words, ...prefixes].map(hashWord);
  return {
    counts: Int32Array.of(trees.length, words.length, prefixes.length, slotCount, trees.some(hasOtherField) ? 1 : 0),
    letters: letters.items,
    slots: packSlots({ hashes, letters: letters.start, exact: exactLists.start, rules: slotLists.start, pairEnds }),
    wordTable: makeTable(hashes.slice(0, words.length)),
    prefixTable: makeTable(hashes.slice(words.length), words.length),
    ...makeGate(prefixes),
    exactSlots: exactLists.items,
    slotRules: slotLists.items,
    pairTable: makeTable(pairs.map(({ first, second }) => hashPair(first, second))),
    pairSlots: Int32Array.from(pairs.flatMap(({ first, second }) => [first, second])),
    pairStart: pairLists.start,
    pairRules: pairLists.items,
    program: Int32Array.from(program),
    unindexed: Int32Array.from(posted.unindexed),
  };
};

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import AhoCorasick from 'modern-ahocorasick';
import { type Expression, partsOf, type Words } from '../../lambda/rules/expression.js';
import { loadRules, saveRules } from '../../lambda/rules/match.js';
import { parseExpression } from '../../lambda/rules/parse-expression.js';
import { type BenchStory, makeCorpus } from './rules-corpus.js';
import { median, printTable, type Row } from './table.js';

// npm run bench:rules: the matcher against a regular expression per rule, one alternation of all words, modern-ahocorasick, and the floor.
const STORIES = 2_000;
const ROUNDS = 5;
const SIZES = [100, 1_000, 10_000, 100_000];
const LOAD = '--load';
const ONE_SIZE = '--size';

const now = (): number => Number(process.hrtime.bigint()) / 1e6;

/** Milliseconds a story, the median of rounds. */
const timeOf = (stories: readonly BenchStory[], match: (story: BenchStory) => unknown): number => {
  const each = Array.from({ length: ROUNDS }, () => {
    const begun = now();
    for (const story of stories) match(story);
    return (now() - begun) / stories.length;
  });
  return median(each);
};

/** What nothing that reads a story can go below: every word folded and looked up. */
const makeFloor = () => {
  const known = new Map<string, number>([['ceasefire', 1]]);
  return ({ title, summary }: BenchStory): number => {
    let found = 0;
    for (const word of `${title}\n${summary}`.toLowerCase().match(/[a-z0-9]+/g) ?? []) found += known.get(word) ?? 0;
    return found;
  };
};

const wordPattern = ({ spellings }: Words): string =>
  spellings.map((spelling) => spelling.map((word) => `${word.folded}${word.prefix ? '\\w*' : ''}`).join('\\W+')).join('|');

const wordsIn = (tree: Expression): readonly Words[] =>
  tree.kind === 'words' ? [tree] : tree.kind === 'not' ? [] : partsOf(tree).flatMap(wordsIn);

/** A regular expression for the words of each rule: less than a rule asks, since operators are left out. */
const makePatterns = (trees: readonly Expression[]) => {
  const patterns = trees.map((tree) => new RegExp(`\\b(?:${wordsIn(tree).map(wordPattern).join('|')})\\b`, 'i'));
  return ({ title, summary }: BenchStory): number => patterns.filter((pattern) => pattern.test(title) || pattern.test(summary)).length;
};

const makeAlternation = (trees: readonly Expression[]) => {
  const all = new RegExp(`\\b(?:${[...new Set(trees.flatMap(wordsIn).map(wordPattern))].join('|')})\\b`, 'gi');
  return ({ title, summary }: BenchStory): number => [...`${title}\n${summary}`.matchAll(all)].length;
};

const isWordUnit = (unit: string | undefined): boolean => unit !== undefined && /[a-z0-9]/.test(unit);

/** An automaton of all words and phrases; what it finds is checked at its ends, and leads to the rules that hold it. Operators are left out. */
const makeAutomaton = (trees: readonly Expression[]) => {
  const rulesOf = new Map<string, number[]>();
  for (const [rule, tree] of trees.entries())
    for (const words of wordsIn(tree))
      for (const spelling of words.spellings) {
        const key = spelling.map((word) => word.folded).join(' ');
        rulesOf.set(key, [...(rulesOf.get(key) ?? []), rule]);
      }
  const patterns = [...rulesOf.keys()];
  const automaton = new AhoCorasick(patterns);
  return ({ title, summary }: BenchStory): number => {
    const text = `${title}\n${summary}`.toLowerCase();
    const found = new Set<number>();
    for (const { start, end, pattern } of automaton.search(text)) {
      if (isWordUnit(text[start - 1]) || isWordUnit(text[end])) continue;
      for (const rule of rulesOf.get(pattern) ?? []) found.add(rule);
    }
    return found.size;
  };
};

/** What this file prints when it runs with these arguments: no heap, and no code compiled for another size, is in its way. */
const inFreshProcess = (...argv: readonly string[]): string =>
  execFileSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), ...argv], { encoding: 'utf8' });

const loadOnce = (folder: string): void => {
  const rules = JSON.parse(readFileSync(join(folder, 'rules.json'), 'utf8'));
  const before = process.cpuUsage();
  const bytes = readFileSync(join(folder, 'rules.bin'));
  loadRules(bytes, rules)?.match({ title: 'A first story', summary: 'of a few words' });
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(String((user + system) / 1000));
};

const loadTime = (rules: readonly { readonly any: readonly string[] }[], bytes: Uint8Array): number => {
  const folder = mkdtempSync(join(tmpdir(), 'news-alert-bench-'));
  try {
    writeFileSync(join(folder, 'rules.json'), JSON.stringify(rules));
    writeFileSync(join(folder, 'rules.bin'), bytes);
    return median(Array.from({ length: 5 }, () => Number(inFreshProcess(LOAD, folder))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const measure = (size: number, stories: readonly BenchStory[], expression: () => string): Row => {
  const rules = Array.from({ length: size }, () => ({ any: [expression()] }));
  const trees = rules.flatMap(({ any }) => {
    const parsed = parseExpression(any[0] ?? '');
    return parsed.kind === 'expression' ? [parsed.expression] : [];
  });
  const begun = now();
  const bytes = saveRules(rules);
  const buildMs = now() - begun;
  const matcher = loadRules(bytes, rules);
  if (matcher === undefined) throw new Error('the index that was just saved is not loaded');
  const hits = stories.reduce((sum, story) => sum + matcher.match(story).length, 0) / stories.length;
  const floor = timeOf(stories, makeFloor());
  const ours = timeOf(stories, matcher.match);
  const few = stories.slice(0, Math.max(3, Math.floor(200_000 / size / 10)));
  const patterns = size > 10_000 ? Number.NaN : timeOf(few, makePatterns(trees));
  const alternation = size > 1_000 ? Number.NaN : timeOf(few, makeAlternation(trees));
  const automaton = size > 10_000 ? Number.NaN : timeOf(stories.slice(0, 300), makeAutomaton(trees));
  const ratio = (other: number): string => (Number.isNaN(other) ? '-' : `${(other / ours).toFixed(1)}x`);
  return {
    rules: String(size),
    'stories/s': String(Math.round(1000 / ours)),
    'matches/story': hits.toFixed(1),
    'of the floor': `${(ours / floor).toFixed(2)}x`,
    'faster than RegExp each': ratio(patterns),
    'than one alternation': ratio(alternation),
    'than modern-ahocorasick': ratio(automaton),
    'build ms': buildMs.toFixed(0),
    MB: (bytes.length / 1e6).toFixed(2),
    'load to first match, CPU ms': loadTime(rules, bytes).toFixed(1),
  };
};

const main = (): void => {
  const [task, argument = ''] = process.argv.slice(2);
  if (task === LOAD) {
    loadOnce(argument);
    return;
  }
  const { story, expression } = makeCorpus(1);
  const stories = Array.from({ length: STORIES }, story);
  if (task === ONE_SIZE) {
    process.stdout.write(JSON.stringify(measure(Number(argument), stories, expression)));
    return;
  }
  const letters = stories.reduce((sum, { title, summary }) => sum + title.length + summary.length, 0);
  process.stdout.write(`${STORIES} stories of ${Math.round(letters / STORIES)} characters, words in Zipf’s proportions\n`);
  printTable(SIZES.map((size): Row => JSON.parse(inFreshProcess(ONE_SIZE, String(size)))));
};

main();

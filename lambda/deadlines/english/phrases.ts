import { type Token, wordAt } from '../token.js';

/** A phrase as cue tables write it: words, `a|b` for either, `(x)` for a word that may be left out. */
export type PhraseRow<T> = readonly [phrase: string, value: T];

interface Step {
  readonly words: ReadonlySet<string>;
  readonly optional: boolean;
}

interface Pattern<T> {
  readonly steps: readonly Step[];
  readonly value: T;
}

const stepOf = (piece: string): Step => {
  const optional = piece.startsWith('(');
  return { words: new Set((optional ? piece.slice(1, -1) : piece).split('|')), optional };
};

const pastOf = (steps: readonly Step[], tokens: readonly Token[], at: number): number | undefined => {
  let place = at;
  for (const step of steps) {
    const fits = step.words.has(wordAt(tokens, place));
    if (fits) place += 1;
    else if (!step.optional) return undefined;
  }
  return place;
};

interface Found<T> {
  readonly value: T;
  readonly past: number;
}

/** Finds the longest phrases that begin at a token, of each table: several when one word is in two rows ("vote", noun and verb). */
export type PhraseTable<T> = (tokens: readonly Token[], at: number) => readonly Found<T>[];

const NOTHING: readonly never[] = [];

const longestOf = <T>(patterns: readonly Pattern<T>[], tokens: readonly Token[], at: number): readonly Found<T>[] => {
  const found: Found<T>[] = [];
  let longest = 0;
  for (const { steps, value } of patterns) {
    const past = pastOf(steps, tokens, at);
    if (past === undefined) continue;
    found.push({ value, past });
    longest = Math.max(longest, past);
  }
  return found.length < 2 ? found : found.filter(({ past }) => past === longest);
};

/**
 * Compiles tables, each of which is searched by itself; they are indexed by first words, so their size does not slow them. A phrase may not
 * begin with an optional word.
 */
export const phraseTable = <T>(...tables: readonly (readonly PhraseRow<T>[])[]): PhraseTable<T> => {
  const byFirst = new Map<string, Pattern<T>[][]>();
  for (const rows of tables) {
    const own = new Map<string, Pattern<T>[]>();
    for (const [phrase, value] of rows) {
      const pattern = { steps: phrase.split(' ').map(stepOf), value };
      for (const word of pattern.steps[0]?.words ?? []) own.set(word, [...(own.get(word) ?? []), pattern]);
    }
    for (const [word, patterns] of own) byFirst.set(word, [...(byFirst.get(word) ?? []), patterns]);
  }
  return (tokens, at) => {
    const found = byFirst.get(wordAt(tokens, at));
    return found === undefined ? NOTHING : found.flatMap((patterns) => longestOf(patterns, tokens, at));
  };
};

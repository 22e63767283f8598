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

/** Finds the longest phrases of a table that begin at a token: several when one word is in two rows ("vote", noun and verb). */
export type PhraseTable<T> = (tokens: readonly Token[], at: number) => readonly { readonly value: T; readonly past: number }[];

/** Compiles a table; it is indexed by first words, so its size does not slow it. A phrase may not begin with an optional word. */
export const phraseTable = <T>(rows: readonly PhraseRow<T>[]): PhraseTable<T> => {
  const byFirst = new Map<string, Pattern<T>[]>();
  for (const [phrase, value] of rows) {
    const pattern = { steps: phrase.split(' ').map(stepOf), value };
    for (const word of pattern.steps[0]?.words ?? []) byFirst.set(word, [...(byFirst.get(word) ?? []), pattern]);
  }
  return (tokens, at) => {
    const patterns = byFirst.get(wordAt(tokens, at));
    if (patterns === undefined) return [];
    const found = patterns.flatMap((pattern) => {
      const past = pastOf(pattern.steps, tokens, at);
      return past === undefined ? [] : [{ value: pattern.value, past }];
    });
    if (found.length < 2) return found;
    const longest = Math.max(0, ...found.map(({ past }) => past));
    return found.filter(({ past }) => past === longest);
  };
};

import { parseWatchlist, reviewWatchlist, type WatchlistError } from './parse-watchlist.js';
import { runRuleTests } from './rule-tests.js';
import type { Watchlist } from './watchlist.js';

export type CheckedWatchlist =
  | {
      readonly kind: 'checked';
      readonly watchlist: Watchlist;
      readonly warnings: readonly WatchlistError[];
      /** All of them pass. */
      readonly tests: number;
    }
  | { readonly kind: 'errors'; readonly errors: readonly WatchlistError[]; readonly warnings: readonly WatchlistError[] };

/** Everything that can be said of a watchlist before it is pushed: its errors, its doubts, and what its own tests show. */
export const checkWatchlist = (text: string): CheckedWatchlist => {
  const parsed = parseWatchlist(text);
  const { warnings, soundRules, placeOfTest } = reviewWatchlist(text);
  const results = runRuleTests(soundRules);
  const errors = results.flatMap(({ rule, test, trouble }): readonly WatchlistError[] =>
    trouble === undefined ? [] : [{ place: placeOfTest(rule, test), ...trouble }],
  );
  if (parsed.kind === 'errors') return { kind: 'errors', errors: [...parsed.errors, ...errors], warnings };
  const { watchlist } = parsed;
  return errors.length > 0 ? { kind: 'errors', errors, warnings } : { kind: 'checked', watchlist, warnings, tests: results.length };
};

import { readFileSync } from 'node:fs';
import color from 'picocolors';
import { checkWatchlist } from '../watchlist/check-watchlist.js';
import { type WatchlistError, writeErrors } from '../watchlist/parse-watchlist.js';
import type { Watchlist } from '../watchlist/watchlist.js';

export type WatchlistFileReading =
  | {
      readonly kind: 'read';
      readonly text: string;
      readonly watchlist: Watchlist;
      readonly warnings: readonly WatchlistError[];
      readonly tests: number;
    }
  | {
      readonly kind: 'trouble';
      readonly words: string;
      readonly errors?: readonly WatchlistError[];
      readonly warnings?: readonly WatchlistError[];
    };

const countWords = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** What a watchlist holds, in a line. */
export const summaryOf = ({ feeds, rules, channels }: Watchlist): string =>
  `${countWords(feeds.length, 'feed')}, ${countWords(rules.length, 'rule')}, ${countWords(channels.length, 'channel')}`;

/** A watchlist file's text, or why it cannot be read. */
export const readText = (
  file: string,
): { readonly kind: 'read'; readonly text: string } | { readonly kind: 'trouble'; readonly words: string } => {
  try {
    return { kind: 'read', text: readFileSync(file, 'utf8') };
  } catch (error) {
    return { kind: 'trouble', words: `the watchlist ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
};

/** Reads and checks a watchlist file; all its errors at once, with places and fixes. */
export const readWatchlistFile = (file: string): WatchlistFileReading => {
  const read = readText(file);
  if (read.kind === 'trouble') return read;
  const { text } = read;
  const parsed = checkWatchlist(text);
  if (parsed.kind === 'checked') return { ...parsed, kind: 'read', text };
  const count = countWords(parsed.errors.length, 'error');
  return {
    kind: 'trouble',
    errors: parsed.errors,
    warnings: parsed.warnings,
    words: `${file} has ${color.bold(count)}; nothing is changed\n\n${writeErrors(parsed.errors, text, file)}\n`,
  };
};

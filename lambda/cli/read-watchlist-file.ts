import { readFileSync } from 'node:fs';
import color from 'picocolors';
import { checkWatchlist } from '../watchlist/check-watchlist.js';
import type { WatchlistError } from '../watchlist/parse-watchlist.js';
import type { Watchlist } from '../watchlist/watchlist.js';
import { writeErrors } from '../watchlist/write-errors.js';

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

type TextReading = { readonly kind: 'read'; readonly text: string } | { readonly kind: 'trouble'; readonly words: string };

/** Only UTF-8: words in another encoding would be found in no story. */
const decodeText = (bytes: Uint8Array, file: string): TextReading => {
  try {
    return { kind: 'read', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { kind: 'trouble', words: `the watchlist ${file} is not in UTF-8: save it as UTF-8 (in Notepad: Save as, Encoding)` };
  }
};

const readingTrouble = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file; `news-alert check --help` says which one is taken when none is named';
  if (code === 'EISDIR') return 'it is a folder; name the file in it';
  if (code === 'EACCES') return 'you may not read it';
  return error instanceof Error ? error.message : String(error);
};

/** A watchlist file's text, or why it cannot be read. */
export const readText = (file: string): TextReading => {
  try {
    return decodeText(readFileSync(file), file);
  } catch (error) {
    return { kind: 'trouble', words: `the watchlist ${file} cannot be read: ${readingTrouble(error)}` };
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
  const doubts = parsed.warnings.length === 0 ? '' : `\n\n${writeErrors(parsed.warnings, text, file, 'warning')}`;
  return {
    kind: 'trouble',
    errors: parsed.errors,
    warnings: parsed.warnings,
    words: `${file} has ${color.bold(count)}; nothing is changed\n\n${writeErrors(parsed.errors, text, file)}${doubts}\n`,
  };
};

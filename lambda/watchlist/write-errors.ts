import type { WatchlistError } from './parse-watchlist.js';

/** Of a line that is shown with an error. */
const LONGEST_LINE = 160;

/** What is left of a place in a line that is longer than what is shown. */
const SHOWN_BEFORE = 100;

/** The part of a line that holds a place, and the place's column in it. */
const windowAround = (line: string, column: number, length: number): { readonly source: string; readonly column: number } => {
  const plain = line.replace(/\p{Cc}/gu, ' ').trimEnd();
  const end = column - 1 + Math.min(length, LONGEST_LINE / 4);
  if (end <= LONGEST_LINE) return { source: plain.slice(0, LONGEST_LINE), column };
  const from = Math.max(0, column - 1 - SHOWN_BEFORE);
  return { source: `…${plain.slice(from + 1, from + LONGEST_LINE)}`, column: column - from };
};

/** The errors as a terminal shows them: `file:line:col: message`, the line with a caret under the place, the fix. */
export const writeErrors = (errors: readonly WatchlistError[], text: string, file: string, kind: 'error' | 'warning' = 'error'): string => {
  const lines = text.split('\n');
  return errors
    .map(({ place, message, fix }) => {
      const { source, column } = windowAround(lines[place.line - 1] ?? '', place.column, place.length);
      const gutter = String(place.line);
      const caret = `${' '.repeat(column - 1)}${'^'.repeat(Math.max(1, Math.min(place.length, source.length - column + 1)))}`;
      return `${file}:${place.line}:${place.column}: ${kind === 'warning' ? 'warning: ' : ''}${message}\n  ${gutter} | ${source}\n  ${' '.repeat(gutter.length)} | ${caret}\n  fix: ${fix}`;
    })
    .join('\n\n');
};

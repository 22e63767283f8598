import type { Place } from './positions.js';

export interface YamlTrouble {
  readonly message: string;
  readonly fix: string;
}

/** An item of a list as a line of its own shows it: `- "oil" sanctions*`. */
const ITEM = /^\s*-\s+(?<item>\S.*)$/u;
/** Signs that mean something to YAML at the beginning of a value. */
const SIGNS = /^[*&!@%`#|>]/u;

const quoted = (item: string): string => `'${item.replaceAll("'", "''")}'`;

/** A text that begins with a quotation mark and goes on behind the closing one, or that holds a lone apostrophe in apostrophes. */
const halfQuoted = (item: string): boolean => /^"[^"]*"\s*\S/u.test(item) || /^'[^']*'\s*[^\s#]/u.test(item) || SIGNS.test(item);

const inner = (item: string): string => (/^'.*'$/su.test(item) ? item.slice(1, -1) : item);

/** Of a line; what is wrong stands nearer to its beginning, or is nonsense. */
const LONGEST_LOOKED_AT = 500;

const fixOfLine = (line: string): string | undefined => {
  const item = ITEM.exec(line)?.groups?.['item'];
  if (item !== undefined && halfQuoted(item)) return `put the whole item in quotation marks of its own: \`- ${quoted(inner(item))}\``;
  if (/\[[^\]]*["'*&!@#`%]/u.test(line) || /:\s*\[/u.test(line))
    return `put each item that holds quotation marks, or begins with one of * & ! @ # %, in quotation marks of its own: \`['"oil" sanctions*', 'b']\``;
  const [, key = '', value = ''] = /^\s*(?:-\s+)?([\w-]+):\s+(\S.*)$/u.exec(line) ?? [];
  if (key !== '' && (halfQuoted(value) || /:\s/u.test(value)))
    return `put the value in quotation marks of its own: \`${key}: ${quoted(inner(value))}\``;
  return undefined;
};

/** What a message of the YAML parser means to somebody who writes a watchlist, and what to do. */
export const yamlTrouble = (message: string, place: Place, lines: readonly string[]): YamlTrouble => {
  const line = (lines[place.line - 1] ?? '').slice(0, LONGEST_LOOKED_AT).trimEnd();
  if (/unique/i.test(message)) return { message: `this is not YAML: ${message}`, fix: 'take one of the two out: a key may stand once' };
  const fix = fixOfLine(line) ?? 'check the indentation, colons, brackets and quotation marks of this line and the one above';
  return { message: `this is not YAML: ${message}`, fix };
};

/** Lines that are indented with tabs: one trouble each, and the only one worth telling. */
export const tabbedLines = (text: string): readonly Place[] =>
  text.split('\n').flatMap((line, at): readonly Place[] => {
    const [indent = ''] = /^[ \t]*/.exec(line) ?? [];
    const tab = indent.indexOf('\t');
    return tab < 0 || line.trim() === '' ? [] : [{ line: at + 1, column: tab + 1, length: indent.length - tab }];
  });

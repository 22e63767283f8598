import color from 'picocolors';

/** How a command ends: 0 done, 1 it could not be done or something is wrong. */
export type ExitCode = 0 | 1;

const LEAST_WIDTH = 60;
const USUAL_WIDTH = 100;

/** Columns of the terminal; 100 where there is none. */
export const terminalWidth = (): number => Math.max(LEAST_WIDTH, process.stdout.columns ?? USUAL_WIDTH);

export const print = (text = ''): void => {
  process.stdout.write(`${text}\n`);
};

/** One sentence about what went wrong, on standard error. */
export const complain = (text: string): ExitCode => {
  process.stderr.write(`${color.red('news-alert:')} ${text}\n`);
  return 1;
};

const MOMENTS = /^(?:at|due|until|earliest|from|.*At|.*Since|.*Until)$/;

/** JSON for programs; every moment as ISO 8601 in UTC. */
export const printJson = (value: unknown): void => {
  const write = (key: string, member: unknown): unknown =>
    typeof member === 'number' && member > 1e11 && MOMENTS.test(key) ? new Date(member).toISOString() : member;
  print(JSON.stringify(value, write, 2));
};

const lengthOf = (text: string): number => [...text].length;

const fitTo = (text: string, width: number): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length <= width
    ? line.padEnd(width + (line.length - characters.length))
    : `${characters.slice(0, Math.max(0, width - 1)).join('')}…`;
};

export interface Column<Row> {
  readonly title: string;
  readonly text: (row: Row) => string;
  /** The column that gives way when the terminal is narrow, and takes what is left when it is wide. */
  readonly flexible?: boolean;
}

const GAP = 2;
const LEAST_FLEXIBLE = 16;

const widthsOf = <Row>(columns: readonly Column<Row>[], rows: readonly Row[], total: number): readonly number[] => {
  const natural = columns.map((column) => Math.max(lengthOf(column.title), ...rows.map((row) => lengthOf(column.text(row)))));
  const fixed = natural.reduce((sum, width, at) => sum + (columns[at]?.flexible === true ? 0 : width), GAP * (columns.length - 1));
  const flexible = columns.filter((column) => column.flexible === true).length;
  const share = Math.max(LEAST_FLEXIBLE, Math.floor((total - fixed) / Math.max(1, flexible)));
  return natural.map((width, at) => (columns[at]?.flexible === true ? Math.min(width, share) : width));
};

/** Rows under titles, no wider than the terminal; whole where they go into a file or another program. */
export const printTable = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): void => {
  const widths = widthsOf(columns, rows, process.stdout.isTTY ? terminalWidth() : Number.POSITIVE_INFINITY);
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, at) => fitTo(text, widths[at] ?? 0))
      .join(' '.repeat(GAP))
      .trimEnd();
  print(color.dim(line(columns.map((column) => column.title))));
  for (const row of rows) print(line(columns.map((column) => column.text(row))));
};

/** Text broken at words into lines of at most `width` characters, each behind `indent`. */
export const wrap = (text: string, width: number, indent = ''): string =>
  text
    .split('\n')
    .flatMap((paragraph) => {
      const lines: string[] = [];
      let line = '';
      for (const word of paragraph.split(' ')) {
        const joined = line === '' ? word : `${line} ${word}`;
        if (lengthOf(joined) + lengthOf(indent) <= width || line === '') line = joined;
        else {
          lines.push(line);
          line = `${' '.repeat(hangOf(paragraph))}${word}`;
        }
      }
      return [...lines, line];
    })
    .map((line) => `${indent}${line}`.trimEnd())
    .join('\n');

/** Labelled lines (`Deadline   Friday …`) hang under their text. */
const hangOf = (paragraph: string): number => /^[A-Z][a-z]+(?: [a-z]+)? {2,}/.exec(paragraph)?.[0].length ?? 0;

/** One line of a benchmark; `ratio` compares it with the line that is marked as the base. */
export type Row = Readonly<Record<string, string>>;

/** Prints rows under their keys, each column as wide as it needs. */
export const printTable = (rows: readonly Row[]): void => {
  const keys = Object.keys(rows[0] ?? {});
  const width = (key: string): number => Math.max(key.length, ...rows.map((row) => (row[key] ?? '').length));
  const line = (cells: readonly string[]): string =>
    `  ${cells.map((cell, at) => (at === 0 ? cell.padEnd(width(keys[at] ?? '')) : cell.padStart(width(keys[at] ?? '')))).join('   ')}`;
  process.stdout.write(`${line(keys)}\n`);
  for (const row of rows) process.stdout.write(`${line(keys.map((key) => row[key] ?? ''))}\n`);
};

export const median = (values: readonly number[]): number =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;

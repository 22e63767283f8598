import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkWatchlist } from '../../lambda/watchlist/check-watchlist.js';
import { writeErrors } from '../../lambda/watchlist/write-errors.js';
import { BAD_WATCHLISTS } from './bad-watchlists.js';

const said = (text: string): string => {
  const checked = checkWatchlist(text);
  return checked.kind === 'errors' ? writeErrors(checked.errors, text, 'watchlist.yaml') : 'no error';
};

const written = BAD_WATCHLISTS.map(([name, text]) => `=== ${name}\n${said(text)}\n`).join('\n');

it('says of many bad watchlists exactly what the golden file holds', async () => {
  await expect(written).toMatchFileSnapshot('bad-watchlists.golden.txt');
});

it('finds an error in each of them, with its place and a fix', () => {
  expect(BAD_WATCHLISTS.length).toBeGreaterThanOrEqual(40);
  for (const [name, text] of BAD_WATCHLISTS) expect(`${name}: ${said(text)}`).toMatch(/watchlist\.yaml:\d+:\d+: .+[\s\S]*fix: .{8}/);
});

it('has the golden file in the repository', () => {
  expect(readFileSync(new URL('bad-watchlists.golden.txt', import.meta.url), 'utf8')).toContain('=== everything at once');
});

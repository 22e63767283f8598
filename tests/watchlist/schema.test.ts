import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { checkWatchlist } from '../../lambda/watchlist/check-watchlist.js';
import { watchlistSchema } from '../../lambda/watchlist/schema.js';

it('publishes for editors the schema that the program reads by', () => {
  // After a change: write this to docs/watchlist.schema.json, then `npx biome format --write docs`.
  const schema = { title: 'News Alert watchlist', ...z.toJSONSchema(watchlistSchema, { io: 'input' }) };
  expect(JSON.parse(readFileSync('docs/watchlist.schema.json', 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
});

it('has a starter watchlist without a doubt, and a test in every rule', () => {
  const text = readFileSync('watchlist.yaml', 'utf8');
  const checked = checkWatchlist(text);
  expect(checked).toMatchObject({ kind: 'checked', warnings: [] });
  const { rules, feeds } = parse(text);
  expect(feeds.length).toBeGreaterThanOrEqual(12);
  for (const rule of rules) expect(rule.tests.length).toBeGreaterThanOrEqual(3);
});

import { expect, it } from 'vitest';
import { compareWatchlists } from '../../lambda/watchlist/compare-watchlists.js';
import { parseWatchlist } from '../../lambda/watchlist/parse-watchlist.js';

const watchlist = (rule: string, channel: string) => {
  const parsed = parseWatchlist(`version: 1
feeds: [{ url: "https://wire.example/rss" }]
rules: [{ id: peace, name: Peace, channels: [email], ${rule} }]
channels: [{ id: email, medium: email${channel} }]
`);
  if (parsed.kind === 'errors') throw new Error(parsed.errors.map(({ message }) => message).join('; '));
  return parsed.watchlist;
};

it('tells what changed in the words of the file, old and new', () => {
  const before = watchlist('any: [truce, accord], severity: high', '');
  const after = watchlist(
    'any: [truce, armistice], severity: critical, deadlines: false',
    ', quiet: "22:00-07:00", group: 5m, dailyCap: 10',
  );
  expect(compareWatchlists(before, after)).toEqual([
    {
      part: 'rule',
      change: 'changed',
      name: 'peace',
      details: ['any: −accord +armistice', 'severity: high → critical', 'deadlines: true → false'],
    },
    {
      part: 'channel',
      change: 'changed',
      name: 'email',
      details: ['group: 30s → 5m', 'dailyCap: none → 10', 'quiet: none → 22:00-07:00'],
    },
  ]);
});

it('tells nothing of a watchlist that is the same', () => {
  const same = watchlist('any: [truce]', ', digest: "08:00"');
  expect(compareWatchlists(same, watchlist('any: [truce]', ', digest: "08:00"'))).toEqual([]);
});

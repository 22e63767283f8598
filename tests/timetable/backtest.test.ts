import { expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, plus } from '../../lambda/core/time.js';
import { makeBacktest } from '../../lambda/pipeline/backtest.js';
import { loadRevision } from '../../lambda/pipeline/current-watchlist.js';
import { at } from '../support/test-feeds.js';
import { makeTestSystem } from '../support/test-system.js';

const WIRE = 'https://wire.example/rss';
const PRESS = 'https://press.example/rss';
const START = at('2025-08-06T06:00:00Z');
const watchlist = (rules: string): string =>
  `version: 1\nfeeds:\n  - { url: ${WIRE}, zone: UTC, tags: [wire] }\n  - { url: ${PRESS}, zone: UTC }\nrules:\n${rules}channels:\n  - { id: email, medium: json, zone: UTC, group: 1s, gap: 1s }\n  - { id: sms, medium: json, zone: UTC, group: 1s, gap: 1s, minSeverity: high }\n`;
const RULES =
  '  - { id: truce, name: Truce, any: [truce], severity: high, deadlines: false, channels: [email, sms] }\n  - { id: oil, name: Oil, any: [oil NOT olive], deadlines: false, channels: [email] }\n';
const CHANGED = RULES.replace('[truce]', '[truce, "tag:wire AND talks"]').replace('oil NOT olive', 'oil NOT price*');

const TITLES = [
  'A truce begins',
  'Oil prices rise',
  'Olive oil is dear',
  'Talks go on',
  'A truce ends',
  'Oil and a truce',
  'Lanterns on the river',
];

it('finds in the stored stories what polling told of them, and what a change would', async () => {
  const system = await makeTestSystem(START);
  system.publishers.publish(WIRE, { guid: 'old', title: 'A truce long ago', published: plus(START, -3 * DAY_MS) });
  await system.push(watchlist(RULES));
  await system.runTo(plus(START, MINUTE_MS));
  for (const [hour, title] of TITLES.entries()) {
    await system.runTo(plus(START, (hour + 1) * HOUR_MS));
    system.publishers.publish(WIRE, { guid: `w${hour}`, title, published: system.now() });
    // Another publisher with the same event, a little later.
    if (hour % 2 === 0) system.publishers.publish(PRESS, { guid: `p${hour}`, title, published: plus(system.now(), MINUTE_MS) });
  }
  await system.runTo(plus(START, 10 * HOUR_MS));
  const told = (channel: string): number =>
    system.sent.filter((each) => each.channel.id === channel).flatMap(({ message }) => JSON.parse(message.json).alerts).length;

  const before = await loadRevision(system.world.watchlists, 1);
  await system.push(watchlist(CHANGED));
  const after = await loadRevision(system.world.watchlists, 2);
  const seen: number[] = [];
  const request = { before, after, from: plus(START, -7 * DAY_MS), to: system.now(), onProgress: (stories: number) => seen.push(stories) };
  const backtest = await makeBacktest(system.world)(request);

  expect(backtest.channels.map(({ id, before: count }) => [id, count])).toEqual([
    ['email', told('email')],
    ['sms', told('sms')],
  ]);
  expect(told('email')).toBe(4);
  expect(backtest.stories).toBe(TITLES.length + 4 + 1);
  expect(seen.at(-1)).toBe(backtest.stories);
  expect(backtest.rules).toEqual([
    { id: 'truce', before: 5, after: 6, found: ['Talks go on (The wire)'], lost: [] },
    {
      id: 'oil',
      before: 2,
      after: 3,
      found: ['Olive oil is dear (The press)', 'Olive oil is dear (The wire)'],
      lost: ['Oil prices rise (The wire)'],
    },
  ]);
});

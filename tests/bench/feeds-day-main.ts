import { DAY_MS, MINUTE_MS, plus, SECOND_MS } from '../../lambda/core/time.js';
import { makePublisherFleet } from '../support/publisher-fleet.js';
import { at } from '../support/test-feeds.js';
import { makeTestSystem } from '../support/test-system.js';
import { median, printTable } from './table.js';

// npm run bench:day: a day of 200 publishers of every kind, on the fake clock, beside polling each every five minutes.

const FEEDS = 200;
const START = at('2025-08-06T00:00:00Z');

const system = await makeTestSystem(START);
const fleet = makePublisherFleet(FEEDS, system.now, 1);
system.fetchFeed = fleet.fetchFeed;
await system.push(
  `version: 1\nfeeds:\n${fleet.urls.map((url) => `  - { url: ${url} }`).join('\n')}\nrules: [{ id: none, name: None, any: [nothing], channels: [email] }]\nchannels: [{ id: email, medium: json }]\n`,
);
await system.runTo(plus(START, DAY_MS));

const { requests, bytes, notModified, tooEarly, delays } = fleet.figures();
const fixed = (FEEDS * DAY_MS) / (5 * MINUTE_MS);
const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
const sorted = [...delays].sort((left, right) => left - right);
const minutes = (ms: number): string => `${(ms / MINUTE_MS).toFixed(1)} min`;

process.stdout.write(`A day of ${FEEDS} publishers\n`);
printTable([
  {
    Figure: 'requests made',
    Value: String(requests),
    Beside: `${fixed} when each is polled every five minutes: ${share(requests, fixed)}`,
  },
  { Figure: 'answered "not modified"', Value: String(notModified), Beside: share(notModified, requests) },
  { Figure: 'bytes of bodies', Value: `${(bytes / 1e6).toFixed(1)} MB`, Beside: `${(bytes / requests / 1000).toFixed(1)} kB a request` },
  { Figure: 'polls too early', Value: String(tooEarly.length), Beside: tooEarly.slice(0, 3).join('; ') },
  { Figure: 'stories seen', Value: String(delays.length), Beside: '' },
  { Figure: 'delay of a story, median', Value: minutes(median(delays)), Beside: `${Math.round(median(delays) / SECOND_MS)} s` },
  { Figure: 'delay of a story, 95 of 100', Value: minutes(sorted[Math.floor(sorted.length * 0.95)] ?? 0), Beside: '' },
  { Figure: 'longest delay of a story', Value: minutes(sorted.at(-1) ?? 0), Beside: 'a feed that asks nobody to come for three hours' },
]);
process.exitCode = tooEarly.length === 0 ? 0 : 1;

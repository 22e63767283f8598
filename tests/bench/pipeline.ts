import RssParser from 'rss-parser';
import type { Send } from '../../lambda/aws/table.js';
import { MINUTE_MS, plus } from '../../lambda/core/time.js';
import { openEngine } from '../../lambda/local/engine.js';
import { makeMemoryTable } from '../support/memory-table.js';
import { at } from '../support/test-feeds.js';
import { makeTestSystem } from '../support/test-system.js';
import { median, type Row } from './table.js';

const URL = 'https://wire.example/rss';
const STORIES = 200;
const RULES = 10;
const ROUNDS = 3;
const START = at('2025-08-06T12:00:00Z');

const WORDS =
  'harbour council talks border river trade price union train storm election court market energy school water bridge minister report deal'.split(
    ' ',
  );
const TOPICS = ['ceasefire', 'sanctions', 'tariffs', 'ultimatum', 'truce', 'recall', 'verdict', 'strike', 'embargo', 'evacuation'];

const words = (seed: number, count: number): string =>
  Array.from({ length: count }, (_, at) => WORDS[(seed * 7 + at * 13 + at * at) % WORDS.length]).join(' ');

/** Every tenth story is matched by one rule. */
const story = (index: number) => ({
  guid: `s${index}`,
  title: `${words(index, 8)} ${index % 10 === 0 ? TOPICS[(index / 10) % RULES] : ''} ${index}`,
  summary: words(index + 1, 120),
  published: plus(START, -index * 1000),
});

const WATCHLIST = `version: 1
feeds: [{ url: ${URL} }]
rules:
${TOPICS.map((topic) => `  - { id: ${topic}, name: ${topic}, any: [${topic}], channels: [email] }`).join('\n')}
channels: [{ id: email, medium: email, group: 1s, gap: 1s }]
`;

const runOurs = async (send: Send): Promise<number> => {
  const system = await makeTestSystem(START, send);
  for (let index = 0; index < STORIES; index += 1) system.publishers.publish(URL, story(index));
  const started = performance.now();
  await system.push(WATCHLIST);
  await system.runTo(plus(START, MINUTE_MS));
  const ms = performance.now() - started;
  const told = system.sent.reduce((count, { message }) => count + JSON.parse(message.json).alerts.length, 0);
  if (told !== STORIES / 10) throw new Error(`${told} stories were told, not ${STORIES / 10}`);
  return ms;
};

/** What a script of an afternoon does: rss-parser and one RegExp a rule; nothing stored, nothing remembered. */
const runScript = async (body: string): Promise<number> => {
  const started = performance.now();
  const { items } = await new RssParser().parseString(body);
  const patterns = TOPICS.map((topic) => new RegExp(`\\b${topic}\\b`, 'i'));
  const matched = items.filter((item) => patterns.some((pattern) => pattern.test(`${item.title} ${item.content}`)));
  if (matched.length !== STORIES / 10) throw new Error(`${matched.length} stories matched`);
  return performance.now() - started;
};

const feedBody = async (): Promise<string> => {
  const { publishers } = await makeTestSystem(START);
  for (let index = 0; index < STORIES; index += 1) publishers.publish(URL, story(index));
  const fetched = await publishers.fetchFeed(URL, {});
  return fetched.kind === 'body' ? new TextDecoder().decode(fetched.bytes) : '';
};

const repeat = async (run: () => Promise<number>): Promise<number> => {
  await run();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push(await run());
  return median(times);
};

const withEngine = async (): Promise<number> => {
  const opening = await openEngine();
  if (opening.kind === 'refused') throw new Error(opening.detail);
  const ms = await runOurs(opening.engine.send);
  await opening.engine.close();
  return ms;
};

export const measurePipeline = async (): Promise<readonly Row[]> => {
  const body = await feedBody();
  const script = await repeat(() => runScript(body));
  const memory = await repeat(() => runOurs(makeMemoryTable().send));
  const embedded = await repeat(withEngine);
  const row = (name: string, ms: number): Row => ({
    what: name,
    'stories/s': String(Math.round((STORIES * 1000) / ms)),
    'time to the script’s': `${(ms / script).toFixed(1)} x`,
  });
  const heapMb = Math.round(process.memoryUsage().rss / 1024 / 1024);
  return [
    row('rss-parser and a RegExp a rule, nothing kept (floor)', script),
    row('the whole pipeline, store in memory', memory),
    row(`the whole pipeline, embedded store (process: ${heapMb} MB)`, embedded),
  ];
};

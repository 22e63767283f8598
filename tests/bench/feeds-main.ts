import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFeed } from 'feedsmith';
import RssParser from 'rss-parser';
import { readFeed } from '../../lambda/feeds/read-feed.js';
import { LONG_BODIES } from './long-bodies.js';
import { median, printTable, type Row } from './table.js';

// npm run bench:feeds [-- FOLDER-OF-FEED-FILES]: this reader beside rss-parser alone and feedsmith, in one run.

type Reader = (bytes: Uint8Array) => Promise<number> | number;

const ROUNDS = 25;
/** The linearity table doubles a body this often: one doubling measures the collector as much as the reader. */
const DOUBLINGS = 3;
/** Rounds before those that count: the longer program takes longer to be compiled. */
const WARM_UP_ROUNDS = 8;

const READERS: readonly (readonly [string, Reader])[] = [
  ['rss-parser alone (base)', async (bytes) => (await new RssParser().parseString(new TextDecoder().decode(bytes))).items.length],
  [
    'feedsmith',
    (bytes) => {
      const { feed } = parseFeed(new TextDecoder().decode(bytes));
      return ('items' in feed ? feed.items?.length : 'entries' in feed ? feed.entries?.length : 0) ?? 0;
    },
  ],
  [
    'News Alert, repaired and in plain text',
    async (bytes) => {
      const reading = await readFeed(bytes, '', 'https://wire.example/feed');
      return reading.kind === 'feed' ? reading.stories.length : 0;
    },
  ],
];

const PARAGRAPH =
  'The harbour council met <b>again</b> on the border trade, and ministers said that the price of timber &amp; grain would be part of the talks. ';

const longFeed = (items: number): Uint8Array => {
  const item = (index: number): string =>
    `<item><title>Headline number ${index} &amp; more</title><link>https://wire.example/${index}</link><guid isPermaLink="false">urn:${index}</guid><pubDate>Wed, 06 Aug 2025 12:00:00 GMT</pubDate><dc:creator>Ada Example</dc:creator><category>World</category><description>${`&lt;p&gt;${PARAGRAPH.replaceAll('<', '&lt;').replaceAll('&amp;', '&amp;amp;')}&lt;/p&gt;`.repeat(11)}</description></item>`;
  const body = Array.from({ length: items }, (_, index) => item(index)).join('\n');
  return new TextEncoder().encode(
    `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Sample</title>${body}</channel></rss>`,
  );
};

/** Milliseconds of this process's processor time: other work on the machine does not count. */
const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Milliseconds for all bodies, and stories read; bodies that a reader throws on count as read without any. */
const run = async (
  reader: Reader,
  bodies: readonly Uint8Array[],
): Promise<{ readonly ms: number; readonly stories: number; readonly thrown: number }> => {
  let [stories, thrown] = [0, 0];
  const begun = processorMs();
  for (const bytes of bodies) {
    try {
      stories += await reader(bytes);
    } catch {
      thrown += 1;
    }
  }
  return { ms: processorMs() - begun, stories, thrown };
};

const compare = async (bodies: readonly Uint8Array[]): Promise<readonly Row[]> => {
  const megabytes = bodies.reduce((sum, bytes) => sum + bytes.length, 0) / 1e6;
  const measured: { name: string; ms: number; stories: number; thrown: number }[] = [];
  const rounds: Awaited<ReturnType<typeof run>>[][] = READERS.map(() => []);
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    for (const [at, [, reader]] of READERS.entries()) {
      const measure = await run(reader, bodies);
      if (round >= WARM_UP_ROUNDS) rounds[at]?.push(measure);
    }
  }
  for (const [at, [name]] of READERS.entries()) {
    const runs = rounds[at] ?? [];
    measured.push({ name, ms: median(runs.map((each) => each.ms)), stories: runs[0]?.stories ?? 0, thrown: runs[0]?.thrown ?? 0 });
  }
  const base = measured[0]?.ms ?? 1;
  return measured.map(({ name, ms, stories, thrown }) => ({
    Reader: name,
    'MB/s': ((megabytes * 1000) / ms).toFixed(1),
    'stories/s': Math.round((stories * 1000) / ms).toString(),
    stories: String(stories),
    'bodies refused': String(thrown),
    'speed to the base': `${(base / ms).toFixed(2)} x`,
  }));
};

const filesIn = (folder: string): readonly Uint8Array[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));

const timeOf = async (bytes: Uint8Array): Promise<number> => {
  const times = [];
  for (let round = 0; round < 15; round += 1) {
    const begun = processorMs();
    await readFeed(bytes, '', 'https://wire.example/feed');
    times.push(processorMs() - begun);
  }
  return Math.max(0.1, median(times));
};

const linearity = async (): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (const [name, make] of Object.entries(LONG_BODIES)) {
    const [short, long] = [make(1), make(2 ** DOUBLINGS)];
    await timeOf(long);
    const [first, last] = [await timeOf(short), await timeOf(long)];
    rows.push({
      Body: name,
      kB: String(Math.round(short.length / 1000)),
      ms: first.toFixed(1),
      [`ms at ${2 ** DOUBLINGS} times`]: last.toFixed(1),
      'factor a doubling': `${((last / first) ** (1 / DOUBLINGS)).toFixed(2)} x`,
    });
  }
  return rows;
};

const section = (title: string, rows: readonly Row[]): void => {
  process.stdout.write(`\n${title}\n`);
  printTable(rows);
};

const body = longFeed(500);
section(`One feed of 500 entries, ${(body.length / 1e6).toFixed(2)} MB`, await compare([body]));
const folder = process.argv[2];
if (folder !== undefined && existsSync(folder)) {
  const files = filesIn(folder);
  section(`${files.length} feed files of ${folder}`, await compare(files));
}
section('Longer input, how much more time a doubling (2 is linear; the aim is at most 2.5)', await linearity());

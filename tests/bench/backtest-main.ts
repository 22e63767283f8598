import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeStores, prepareStore } from '../../lambda/aws/stores.js';
import { DAY_MS, instant, plus } from '../../lambda/core/time.js';
import { openEngine } from '../../lambda/local/engine.js';
import { makePushWatchlist } from '../../lambda/pipeline/push-watchlist.js';
import { makeCorpus } from './rules-corpus.js';

// npm run bench:backtest: `news-alert backtest` as a person runs it, on 30 days of stored stories.
const STORIES = 50_000;
const DAYS = 30;

const fill = async (folder: string): Promise<void> => {
  const opening = await openEngine(folder);
  if (opening.kind === 'refused') throw new Error(opening.because);
  const { table, close } = opening.engine;
  await prepareStore(table);
  const stores = makeStores(table);
  const { story } = makeCorpus(1);
  const now = instant(Date.now());
  for (let from = 0; from < STORIES; from += 100) {
    const batch = Array.from({ length: 100 }, (_, at) => from + at);
    await Promise.all(
      batch.map((number) => {
        const at = plus(now, -Math.floor((number / STORIES) * DAYS * DAY_MS));
        const topic = number % 50 === 0 ? 'New sanctions on oil: ' : '';
        const made = story();
        const item = {
          id: `s${number}`,
          feedId: 'f',
          title: topic + made.title,
          summary: made.summary,
          tags: [],
          source: 'Bench',
          publishedAt: at,
          seenAt: at,
        };
        return stores.stories.put(item, at);
      }),
    );
  }
  await makePushWatchlist({ ...stores, clock: () => now, hints: { send: async () => {}, backlog: async () => 0 } })({
    text: readFileSync('watchlist.yaml', 'utf8'),
    who: 'bench',
    why: 'bench',
  });
  await close();
};

const folder = mkdtempSync(join(tmpdir(), 'news-alert-backtest-'));
try {
  await fill(folder);
  for (let run = 0; run < 3; run += 1) {
    const begun = process.hrtime.bigint();
    const written = execFileSync(process.execPath, ['bin/news-alert.mjs', 'backtest', 'watchlist.yaml', '--data', folder, '--json'], {
      encoding: 'utf8',
      maxBuffer: 1e8,
    });
    const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
    const { stories, rules } = JSON.parse(written);
    process.stdout.write(`${stories} stories, ${rules.length} rules: ${seconds.toFixed(1)} s from the command to its end\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

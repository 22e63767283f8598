import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import color from 'picocolors';
import * as z from 'zod';
import { prepareStore } from '../aws/stores.js';
import { DAY_MS, instant, MINUTE_MS, SECOND_MS } from '../core/time.js';
import type { PollPace } from '../feeds/next-poll.js';
import { serveCalendars } from '../local/calendar-server.js';
import { type Engine, openEngine } from '../local/engine.js';
import type { LoopbackServer } from '../local/loopback-server.js';
import { readOwner, removeOwner, writeOwner } from '../local/owner-file.js';
import { deleteExpired } from '../local/repair-indexes.js';
import { EDITION_MS, openSampleNewsroom, SAMPLE_FEED_URLS, SAMPLE_ORIGIN, type SampleNewsroom } from '../local/sample-newsroom.js';
import { serveStore } from '../local/store-server.js';
import { serveWebSub } from '../local/websub-server.js';
import type { ApplyWatchlist } from '../pipeline/apply-watchlist.js';
import { holdToPace } from '../pipeline/hold-to-pace.js';
import { makeWorkers } from '../pipeline/make-workers.js';
import type { PipelineEvent, Stores } from '../pipeline/ports.js';
import { makeTick } from '../pipeline/tick.js';
import { listChannelDeadlines } from '../pipeline/views.js';
import { makeWebSubEndpoint } from '../pipeline/websub-endpoint.js';
import { replaceFeeds } from '../watchlist/replace-feeds.js';
import { type Adopted, adoptWatchlist } from './adopt-watchlist.js';
import { hasNetwork } from './has-network.js';
import { makeLocalWorld, systemClock } from './local-world.js';
import { hasStore, newerTrouble, openingTrouble, sampleFolder } from './open-store.js';
import { readCalendar } from './read-calendar.js';
import { readWatchlistFile, summaryOf } from './read-watchlist-file.js';
import { showMessage } from './show-message.js';
import { complain, type ExitCode, print } from './terminal.js';

export interface StartOptions {
  readonly dataFolder: string;
  readonly watchlistFile: string;
  /** The watchlist was named by the person, so the sample newsroom has no place. */
  readonly ownWatchlist: boolean;
  /** True: always the sample newsroom; false: never; absent: when a first run finds no network. */
  readonly sample?: boolean;
  /** Port of the store's loopback server; 0 for any. */
  readonly port: number;
  /** Port of the calendars on loopback; 0 serves none. */
  readonly calendarPort: number;
  readonly allowLoopback: boolean;
  /** Seconds between polls of a feed. */
  readonly pollSeconds?: number;
  /** The public address at which hubs reach this machine, and the loopback port that it leads to. */
  readonly webSub?: { readonly url: string; readonly port: number };
}

const TICK_MS = SECOND_MS;
const USUAL_PACE: PollPace = { usualMs: 5 * MINUTE_MS, floorMs: MINUTE_MS };
const SAMPLE_PACE: PollPace = { usualMs: 2 * SECOND_MS, floorMs: SECOND_MS, steady: true };

const wantsSample = async (options: StartOptions, feedUrls: readonly string[]): Promise<boolean> => {
  if (options.sample !== undefined) return options.sample;
  if (options.ownWatchlist || hasStore(options.dataFolder)) return false;
  return !(await hasNetwork(feedUrls));
};

const editionSchema = z.object({ opened: z.number() });

/** When the current edition of the sample newsroom began; a new one after a day. */
const openEdition = (folder: string): number => {
  const file = join(folder, 'edition.json');
  const now = Date.now();
  try {
    const { opened } = editionSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    if (now - opened < EDITION_MS) return opened;
  } catch {
    // No edition yet: this run begins one.
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify({ opened: now }));
  return now;
};

const startNewsroom = (folder: string): Promise<SampleNewsroom> => openSampleNewsroom(instant(openEdition(folder)), systemClock);

const observe = (event: PipelineEvent): void => {
  if (event.kind === 'unmatched') print(color.dim(`  · no rule matches: ${event.title} (${event.source})`));
  else if (event.kind === 'suppressed') print(color.dim(`  · ${event.because} on ${event.channelId}: ${event.title} (${event.source})`));
  else print(color.yellow(`  · feed fails (${event.reason}): ${event.url}`));
};

const quietly =
  (sample: boolean) =>
  (event: PipelineEvent): void => {
    if (sample || event.kind === 'feed-failed') observe(event);
  };

const greet = (sample: boolean, { watchlist, revision, standing }: Adopted, options: StartOptions): void => {
  print(color.bold('News Alert'));
  const shown = sample ? { ...watchlist, feeds: watchlist.feeds.slice(0, SAMPLE_FEED_URLS.length) } : watchlist;
  const origin = standing === undefined ? options.watchlistFile : `the store’s revision ${revision}`;
  print(`  watching ${summaryOf(shown)}, ${sample ? `with the rules and channels of ${origin}` : `from ${origin}`}`);
  if (standing !== undefined)
    print(
      color.yellow(
        `  ${standing.who} pushed it on ${new Date(standing.pushedAt).toISOString().slice(0, 10)}; ${options.watchlistFile} has not changed since it was last taken up. To go back to it: npx news-alert push ${options.watchlistFile}`,
      ),
    );
  if (sample) {
    print(color.yellow('  No publisher can be reached, so this is the SAMPLE newsroom: two made-up publishers with made-up news.'));
    print(color.yellow('  It has a store of its own; your feeds are polled when you start again with a network.'));
    print(color.dim(`  Its story takes a minute and is told once a day; delete ${sampleFolder(options.dataFolder)} to see it again.`));
  }
  print(color.dim('  Alerts appear below. Ctrl-C stops. In another terminal: npx news-alert deadlines | stories | outbox | health'));
};

const untilSignal = (): Promise<void> =>
  new Promise((resolve) => {
    const stop = (): void => {
      process.once('SIGINT', () => process.exit(130));
      resolve();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });

interface Running {
  readonly stop: () => Promise<void>;
}

interface RunParts {
  readonly engine: Engine;
  readonly folder: string;
  readonly text: string;
  readonly newsroom: SampleNewsroom | undefined;
  readonly options: StartOptions;
}

const paceOf = ({ newsroom, options }: RunParts): PollPace => {
  if (options.pollSeconds !== undefined)
    return { usualMs: options.pollSeconds * SECOND_MS, floorMs: options.pollSeconds * SECOND_MS, steady: true };
  return newsroom === undefined ? USUAL_PACE : SAMPLE_PACE;
};

/** A calendar that cannot be served keeps nobody from being told. */
const openCalendars = async (stores: Stores, port: number): Promise<LoopbackServer | undefined> => {
  if (port === 0) return undefined;
  try {
    const server = await serveCalendars(
      {
        channels: async () => (await listChannelDeadlines(stores)).map(({ channel }) => channel.id),
        calendar: (channelId) => readCalendar(stores, channelId, systemClock()),
      },
      port,
    );
    print(color.dim(`  Calendars to subscribe to: http://127.0.0.1:${server.port}`));
    return server;
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!taken) throw error;
    print(color.yellow(`  No calendars: port ${port} is in use; name another with --calendar-port`));
    return undefined;
  }
};

/** Says when a revision that was pushed meanwhile is at work; of the first, which the start itself took up, the greeting spoke. */
const tellingRevisions = (apply: ApplyWatchlist): ApplyWatchlist => {
  let known: number | undefined;
  return async () => {
    const outcome = await apply();
    if (outcome.kind !== 'applied') return outcome;
    const { revision, feeds, channels } = outcome;
    if (known !== undefined && revision !== known)
      print(color.dim(`  · watchlist revision ${revision} is at work: ${feeds} feeds, ${channels} channels`));
    known = revision;
    return outcome;
  };
};

const run = async (parts: RunParts): Promise<Running> => {
  const { engine, folder, text, newsroom, options } = parts;
  const world = makeLocalWorld({
    table: engine.table,
    folder,
    allowLoopback: options.allowLoopback || newsroom !== undefined,
    ...(options.webSub === undefined ? {} : { webSubUrl: options.webSub.url }),
    ...(newsroom === undefined ? {} : { alias: { origin: SAMPLE_ORIGIN, target: newsroom.origin } }),
    show: (channel, message) => showMessage(channel, message, new Date()),
    observe: quietly(newsroom !== undefined),
    onFailure: (kind, error) =>
      print(color.red(`  · a ${kind} run failed and will be tried again: ${error instanceof Error ? error.message : String(error)}`)),
  });
  const workers = makeWorkers(world, paceOf(parts));
  const adopted = await adoptWatchlist(world, options.watchlistFile, text);
  greet(newsroom !== undefined, adopted, options);
  if (options.pollSeconds !== undefined) await holdToPace(world, adopted.watchlist, options.pollSeconds * SECOND_MS);
  world.hints.startWorking({ ...workers, desk: () => workers.desk(), watchlist: tellingRevisions(() => workers.watchlist()) });
  const webSub = options.webSub === undefined ? undefined : await serveWebSub(makeWebSubEndpoint(world), options.webSub.port);
  if (webSub !== undefined) print(color.dim(`  Hubs are answered on 127.0.0.1:${webSub.port}, for ${options.webSub?.url}/websub/…`));
  const calendars = await openCalendars(world, options.calendarPort);
  const tick = makeTick(world);
  const guarded = (name: string, work: () => Promise<unknown>) => (): Promise<unknown> =>
    work().catch((error: unknown) => print(color.red(`  · the ${name} failed and will be tried again: ${String(error)}`)));
  const tickOnce = guarded('tick', tick);
  const cleanUp = guarded('daily clean-up', () => deleteExpired(engine.table, Date.now() / 1000));
  let ticking = tickOnce();
  const timer = setInterval(() => {
    ticking = ticking.then(tickOnce);
  }, TICK_MS);
  const cleaning = cleanUp();
  const upkeep = setInterval(cleanUp, DAY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      clearInterval(upkeep);
      await Promise.all([ticking, cleaning]);
      await webSub?.close();
      await calendars?.close();
      await world.hints.stop();
    },
  };
};

const openForStart = async (folder: string): Promise<Engine | string> => {
  const opening = await openEngine(folder);
  if (opening.kind === 'refused') return openingTrouble(opening, folder);
  const readiness = await prepareStore(opening.engine.table);
  if (readiness.kind === 'ready') return opening.engine;
  await opening.engine.close();
  return newerTrouble(folder, readiness.schemaVersion);
};

const serve = async (engine: Engine, key: string, port: number) => {
  try {
    return await serveStore(engine, key, port);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      ? `port ${port} is in use; name another with --port, or leave it out for any free one`
      : String(error);
  }
};

/** Runs the whole system on this machine until it is told to stop. */
export const start = async (options: StartOptions): Promise<ExitCode> => {
  const file = readWatchlistFile(options.watchlistFile);
  if (file.kind === 'trouble') return complain(file.words);
  const owner = await readOwner(options.dataFolder);
  if (owner !== undefined)
    return complain(
      `process ${owner.pid} is running on ${options.dataFolder} already; the other commands talk to it, or name another folder with --data`,
    );
  const sample = await wantsSample(
    options,
    file.watchlist.feeds.map((feed) => feed.url),
  );
  const folder = sample ? sampleFolder(options.dataFolder) : options.dataFolder;
  const engine = await openForStart(folder);
  if (typeof engine === 'string') return complain(engine);
  try {
    return await runUntilStopped({ engine, folder, sample, text: file.text, options });
  } finally {
    await engine.close();
  }
};

interface StartParts {
  readonly engine: Engine;
  readonly folder: string;
  readonly sample: boolean;
  readonly text: string;
  readonly options: StartOptions;
}

const runUntilStopped = async ({ engine, folder, sample, text, options }: StartParts): Promise<ExitCode> => {
  const key = randomUUID();
  const server = await serve(engine, key, options.port);
  if (typeof server === 'string') return complain(server);
  writeOwner(options.dataFolder, { pid: process.pid, port: server.port, key, sample });
  const newsroom = sample ? await startNewsroom(folder) : undefined;
  try {
    const running = await run({ engine, folder, text: sample ? replaceFeeds(text, SAMPLE_FEED_URLS) : text, newsroom, options });
    await untilSignal();
    print(color.dim('\n  stopping…'));
    await running.stop();
  } finally {
    await newsroom?.close();
    await server.close();
    removeOwner(options.dataFolder);
  }
  print(color.dim('  stopped; everything is kept in the store.'));
  return 0;
};

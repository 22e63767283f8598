import color from 'picocolors';
import { spanText } from '../alerts/wording.js';
import { type Instant, MINUTE_MS, SECOND_MS } from '../core/time.js';
import { troubleWords } from '../feeds/feed-health.js';
import type { Stores } from '../pipeline/ports.js';
import { type FeedHealth, type Health, listMessages, listStories, readHealth } from '../pipeline/views.js';
import { systemClock } from './local-world.js';
import { openStore, type StoreOptions } from './open-store.js';
import { showMessage } from './show-message.js';
import { complain, type ExitCode, print, printJson, printTable, terminalWidth, wrap } from './terminal.js';

export interface ListOptions extends StoreOptions {
  readonly json: boolean;
}

type Show = (stores: Stores, now: Instant, running: boolean) => Promise<ExitCode>;

/** Opens the store, runs, closes it again, whatever happens. */
export const withStore = async (options: StoreOptions, run: Show): Promise<ExitCode> => {
  const opening = await openStore(options);
  if (opening.kind === 'refused') return complain(opening.because);
  try {
    if (opening.sample) process.stderr.write(color.yellow('(sample newsroom: made-up news)\n'));
    return await run(opening.stores, systemClock(), opening.running);
  } finally {
    await opening.close();
  }
};

const list = (options: ListOptions, show: Show): Promise<ExitCode> => withStore(options, show);

const agoText = (at: Instant | undefined, now: Instant): string => {
  if (at === undefined) return 'never';
  return now - at < MINUTE_MS ? `${Math.max(0, Math.round((now - at) / SECOND_MS))} s ago` : `${spanText(now - at)} ago`;
};

export const storiesCommand = (options: ListOptions & { readonly backMs: number; readonly limit: number }): Promise<ExitCode> =>
  list(options, async (stores, now) => {
    const stories = await listStories(stores, now, options.backMs, options.limit);
    if (options.json) {
      printJson(stories);
      return 0;
    }
    if (stories.length === 0) print(`No story of the last ${spanText(options.backMs)}.`);
    else
      printTable(
        [
          { title: 'PUBLISHED', text: (story) => agoText(story.publishedAt, now) },
          { title: 'SOURCE', text: (story) => story.source.slice(0, 24) },
          { title: 'TITLE', text: (story) => story.title, flexible: true },
        ],
        stories,
      );
    return 0;
  });

const hasChannel = async (stores: Stores, id: string): Promise<boolean> => (await stores.agenda.read('channel', id)) !== undefined;

export const outboxCommand = (options: ListOptions & { readonly limit: number; readonly channel?: string }): Promise<ExitCode> =>
  list(options, async (stores) => {
    const messages = await listMessages(stores, options.limit, options.channel);
    if (options.json) printJson(messages);
    else if (options.channel !== undefined && !(await hasChannel(stores, options.channel)))
      return complain(`there is no channel \`${options.channel}\`; \`news-alert health\` lists them`);
    else if (messages.length === 0) print('No message was sent yet.');
    for (const logged of options.json ? [] : [...messages].reverse()) {
      showMessage({ id: logged.channelId, medium: logged.medium }, logged.message, new Date(logged.delivery.at));
      if (logged.delivery.kind === 'failed') print(color.red(`  not delivered: ${logged.delivery.reason}`));
    }
    return 0;
  });

const feedWords = (feed: FeedHealth): string =>
  feed.reason === undefined ? feed.state : `${feed.state}: ${feed.reason}${feed.failures > 1 ? `, ${feed.failures} times in a row` : ''}`;

const WHY_WORDS: Readonly<Record<string, string>> = {
  'usual-pace': 'usual pace',
  'rarely-publishes': 'publishes rarely',
  'publishes-fast': 'publishes fast',
  'publisher-asks': 'as its publisher asks',
  'hub-tells': 'its hub tells of news',
  'backing-off': 'after a failure, ever later',
  'publisher-says-later': 'its publisher said when',
  'host-busy': 'another feed of its host goes first',
  'more-waiting': 'more stories wait',
  gone: 'gone; a look once a week',
};

const isTroubled = ({ state }: FeedHealth): boolean => state === 'failing' || state === 'refused' || state === 'gone' || state === 'asleep';

/** What is wrong with a feed and since when, in a sentence; undefined when nothing is. */
const troubleLine = (feed: FeedHealth, now: Instant): string | undefined => {
  const name = feed.title ?? feed.url;
  const since = feed.failingSince === undefined ? '' : `, for ${spanText(Math.max(MINUTE_MS, now - feed.failingSince))}`;
  if (feed.state === 'silent' && feed.newestAt !== undefined)
    return `${name}: no story for ${spanText(now - feed.newestAt)}; usually one every ${spanText(feed.gapMs ?? 0)}`;
  if (feed.state === 'asleep') return `${name}: crashed the program five times; it is tried again within a day`;
  return isTroubled(feed) && feed.reason !== undefined ? `${name}: ${troubleWords(feed.reason)}${since}` : undefined;
};

const printTroubles = (feeds: readonly FeedHealth[], now: Instant): void => {
  const lines = feeds.flatMap((feed) => troubleLine(feed, now) ?? []);
  if (lines.length > 0) print();
  for (const line of lines) print(wrap(color.yellow(line), terminalWidth(), '  '));
};

/** Every feed with its state, its rhythm, and when it is polled next and why. */
export const feedsCommand = (options: ListOptions): Promise<ExitCode> =>
  list(options, async (stores, now) => {
    const { feeds } = await readHealth(stores, now);
    if (options.json) {
      printJson(feeds);
      return feeds.some(isTroubled) ? 1 : 0;
    }
    printTable(
      [
        { title: 'FEED', text: (feed) => feed.title ?? feed.url, flexible: true },
        { title: 'STATE', text: (feed) => feed.state },
        { title: 'LAST STORY', text: (feed) => (feed.newestAt === undefined ? '-' : agoText(feed.newestAt, now)) },
        { title: 'USUALLY EVERY', text: (feed) => (feed.gapMs === undefined ? '-' : spanText(feed.gapMs)) },
        { title: 'NEXT POLL', text: (feed) => nextText(feed, now) },
      ],
      feeds,
    );
    printTroubles(feeds, now);
    return feeds.some(isTroubled) ? 1 : 0;
  });

const nextText = (feed: FeedHealth, now: Instant): string => {
  if (feed.nextPollAt === undefined) return 'not planned';
  const wait =
    feed.nextPollAt <= now
      ? 'now'
      : `in ${feed.nextPollAt - now < MINUTE_MS ? `${Math.round((feed.nextPollAt - now) / SECOND_MS)} s` : spanText(feed.nextPollAt - now)}`;
  return feed.because === undefined ? wait : `${wait} (${WHY_WORDS[feed.because] ?? feed.because})`;
};

const showHealth = (health: Health, now: Instant): void => {
  const applied = health.revision === health.appliedRevision ? 'applied' : `revision ${health.appliedRevision} is applied`;
  print(`Watchlist revision ${health.revision}, ${applied}.`);
  print();
  printTable(
    [
      { title: 'FEED', text: (feed) => feed.title ?? feed.url, flexible: true },
      { title: 'STATE', text: feedWords },
      { title: 'LAST POLL', text: (feed) => agoText(feed.polledAt, now) },
      { title: 'NEXT', text: (feed) => nextText(feed, now) },
    ],
    health.feeds,
  );
  print();
  printTable(
    [
      { title: 'CHANNEL', text: (channel) => channel.id },
      { title: 'MEDIUM', text: (channel) => channel.medium },
      { title: 'WAITING', text: (channel) => String(channel.waiting) },
      { title: 'LAST MESSAGE', text: (channel) => agoText(channel.lastSentAt, now) },
    ],
    health.channels,
  );
  printTroubles(health.feeds, now);
  const late = Object.entries(health.lagSeconds).filter(([, seconds]) => seconds > 120);
  for (const [kind, seconds] of late)
    print(color.yellow(`\nThe oldest due ${kind} is ${spanText(seconds * SECOND_MS)} late. Is \`start\` running?`));
  for (const entry of health.troubled)
    print(
      color.red(
        `\nThe ${entry.kind} ${entry.id} ${entry.asleep ? 'sleeps for a day: crashes-worker' : `was tried ${entry.attempts} times and never finished`}`,
      ),
    );
};

/** Exit code 1 when nothing runs, or a feed or an entry is in trouble, so that a script can ask. */
export const healthCommand = (options: ListOptions): Promise<ExitCode> =>
  list(options, async (stores, now, running) => {
    const health = await readHealth(stores, now);
    if (options.json) printJson({ running, ...health });
    else {
      if (!running)
        print(color.yellow('Nothing is running: no feed is polled and nobody is told. `npm start` goes on where it stopped.\n'));
      showHealth(health, now);
    }
    const isWell = running && health.troubled.length === 0 && !health.feeds.some(isTroubled);
    return isWell ? 0 : 1;
  });

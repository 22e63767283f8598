import { Command, InvalidArgumentError, Option } from 'commander';
import { DAY_MS, parseDuration } from '../core/time.js';
import { isZone } from '../core/zone.js';
import type { ExitCode } from './terminal.js';

// Each command is loaded when it is asked for: `--help` does not wait for the AWS SDK.
const listCommands = () => import('./list-commands.js');
const feedsCommands = () => import('./feeds-commands.js');
const watchlistCommands = () => import('./watchlist-commands.js');

const STARTER = 'watchlist.yaml';
/** As in package.json; a test holds them together. */
const VERSION = '0.1.0';

const wholeNumber = (text: string): number => {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('It takes a whole number from 1.');
  return Number(text);
};

const portNumber = (text: string): number => {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError('It takes a port number from 1 to 65535, or 0 for any free one.');
  return Number(text);
};

const duration = (text: string): number => {
  const ms = parseDuration(text);
  if (ms === undefined || ms === 0) throw new InvalidArgumentError('It takes a duration such as 90m, 6h or 2d.');
  return ms;
};

const zoneName = (text: string): string => {
  if (!isZone(text)) throw new InvalidArgumentError('It takes an IANA time zone such as Europe/London.');
  return text;
};

const publicUrl = (text: string): string => {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text))
    throw new InvalidArgumentError('It takes a public address such as https://news.example/alerts.');
  return text.replace(/\/+$/, '');
};

interface StartFlags {
  readonly watchlist?: string;
  readonly data: string;
  readonly sample?: boolean;
  readonly port: number;
  readonly every?: number;
  readonly allowLoopback?: boolean;
  readonly websubUrl?: string;
  readonly websubPort: number;
}

const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

interface StoreFlags {
  readonly data: string;
  readonly stack?: string;
  readonly json?: boolean;
}

interface ExplainFlags extends StoreFlags {
  readonly title?: string;
  readonly body: string;
  readonly watchlist: string;
  readonly zone: string;
  readonly rule?: string;
  readonly source?: string;
  readonly author?: string;
  readonly lang?: string;
  readonly url?: string;
  readonly tag: readonly string[];
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

const storeOptions = (flags: StoreFlags) => ({
  dataFolder: flags.data,
  json: flags.json === true,
  ...(flags.stack === undefined ? {} : { stack: flags.stack }),
});

const withStoreFlags = (command: Command): Command =>
  command
    .option('--data <folder>', 'folder of the local store', '.news-alert')
    .addOption(new Option('--stack <name>', 'work on this deployed stack instead, with your AWS credentials').conflicts('data'))
    .option('--json', 'print JSON for programs');

/** The command line. `end` gets the exit code of the command that ran. */
export const makeProgram = (end: (code: ExitCode) => void): Command => {
  const program = new Command('news-alert')
    .description('Watches news feeds and tells people: alerts on keyword rules, countdowns to the deadlines that stories report.')
    .version(VERSION)
    .showHelpAfterError('(add --help for what this command takes)')
    .addHelpText(
      'after',
      '\nFirst steps:\n  news-alert start                     watch, and print alerts here (a sample newsroom if there is no network)\n  news-alert poll https://…/rss.xml    what one feed yields now; sends nothing\n  news-alert check watchlist.yaml      is the watchlist right?\n  news-alert deadlines                 what is being counted down, in another terminal\n',
    );

  program
    .command('start')
    .description('watch the feeds and print every alert, until Ctrl-C')
    .option('--watchlist <file>', `your own watchlist instead of the starter, ${STARTER}`)
    .option('--data <folder>', 'folder of the local store', '.news-alert')
    .option('--sample', 'show the sample newsroom even with a network')
    .option('--no-sample', 'never show the sample newsroom')
    .addOption(
      new Option('--port <number>', 'loopback port on which other commands reach the store')
        .argParser(portNumber)
        .default(0, 'any free one'),
    )
    .option('--every <duration>', 'poll each feed this often, for trials; a publisher that asks for longer pauses gets them', duration)
    .option('--allow-loopback', 'let feeds be fetched from 127.0.0.1, for trials')
    .option(
      '--websub-url <url>',
      'public address that leads to --websub-port: feeds with a hub are then told of, not polled for',
      publicUrl,
    )
    .addOption(new Option('--websub-port <number>', 'loopback port on which hubs are answered').argParser(portNumber).default(8_181))
    .action(async (flags: StartFlags) =>
      end(
        await (await import('./start.js')).start({
          dataFolder: flags.data,
          watchlistFile: flags.watchlist ?? STARTER,
          ownWatchlist: flags.watchlist !== undefined,
          port: flags.port,
          allowLoopback: flags.allowLoopback === true,
          ...(flags.sample === undefined ? {} : { sample: flags.sample }),
          ...(flags.every === undefined ? {} : { pollSeconds: flags.every / 1000 }),
          ...(flags.websubUrl === undefined ? {} : { webSub: { url: flags.websubUrl, port: flags.websubPort } }),
        }),
      ),
    );

  program
    .command('check')
    .argument('[file]', 'the watchlist', STARTER)
    .description('check a watchlist: all its errors at once, each with its place and its fix')
    .option('--json', 'print JSON for programs')
    .action(async (file: string, flags: { json?: boolean }) => end((await watchlistCommands()).checkCommand(file, flags.json === true)));

  withStoreFlags(program.command('stories'))
    .description('the stories of the last days, matched or not')
    .addOption(new Option('--back <duration>', 'how far back').argParser(duration).default(2 * DAY_MS, '2d'))
    .option('--limit <number>', 'at most so many', wholeNumber, 50)
    .action(async (flags: StoreFlags & { back: number; limit: number }) =>
      end(await (await listCommands()).storiesCommand({ ...storeOptions(flags), backMs: flags.back, limit: flags.limit })),
    );

  withStoreFlags(program.command('deadlines'))
    .description('the deadlines that are followed, with the time left')
    .option('--zone <zone>', 'show times in this zone', zoneName, ownZone())
    .action(async (flags: StoreFlags & { zone: string }) =>
      end(await (await listCommands()).deadlinesCommand({ ...storeOptions(flags), zone: flags.zone })),
    );

  withStoreFlags(program.command('outbox'))
    .description('the messages that were sent: e-mails and SMS, word for word')
    .option('--channel <id>', 'of this channel only')
    .option('--limit <number>', 'at most so many', wholeNumber, 10)
    .action(async (flags: StoreFlags & { channel?: string; limit: number }) =>
      end(
        await (await listCommands()).outboxCommand({
          ...storeOptions(flags),
          limit: flags.limit,
          ...(flags.channel === undefined ? {} : { channel: flags.channel }),
        }),
      ),
    );

  program
    .command('poll')
    .argument('<url-or-file>', 'a feed’s address, or a feed file')
    .description('what one feed yields now: stories, matches, deadlines; stores and sends nothing')
    .option('--watchlist <file>', 'match by the rules of this file', STARTER)
    .option('--zone <zone>', 'the publisher’s zone, for a feed that the watchlist does not name', zoneName, 'UTC')
    .option('--allow-loopback', 'let the feed be fetched from 127.0.0.1, for trials')
    .option('--json', 'print JSON for programs')
    .action(async (target: string, flags: { watchlist: string; zone: string; json?: boolean; allowLoopback?: boolean }) =>
      end(
        await (await import('./poll-command.js')).pollCommand(target, {
          watchlistFile: flags.watchlist,
          zone: flags.zone,
          json: flags.json === true,
          allowLoopback: flags.allowLoopback === true,
        }),
      ),
    );

  withStoreFlags(program.command('explain'))
    .argument('[story]', 'a stored story: its id or a part of its title')
    .description('why a story is told or not: every rule, every word, and the deadlines found')
    .option('--title <text>', 'explain these words instead of a stored story')
    .option('--body <text>', 'with --title: the story’s text', '')
    .option('--rule <expression>', 'with --title: this expression instead of the watchlist’s rules')
    .option('--source <text>', 'with --title: the publisher, for source:')
    .option('--author <text>', 'with --title: for author:')
    .option('--lang <tag>', 'with --title: for lang:')
    .option('--url <address>', 'with --title: for url:')
    .option('--tag <tag>', 'with --title: for tag:; may be given again', collect, [])
    .option('--watchlist <file>', 'with --title: the rules of this file', STARTER)
    .option('--zone <zone>', 'with --title: the publisher’s zone', zoneName, ownZone())
    .action(async (story: string | undefined, flags: ExplainFlags) =>
      end(
        await (await import('./explain-command.js')).explainCommand(story, {
          ...storeOptions(flags),
          body: flags.body,
          watchlistFile: flags.watchlist,
          zone: flags.zone,
          about: {
            tags: flags.tag,
            ...(flags.source === undefined ? {} : { source: flags.source }),
            ...(flags.author === undefined ? {} : { author: flags.author }),
            ...(flags.lang === undefined ? {} : { language: flags.lang }),
            ...(flags.url === undefined ? {} : { link: flags.url }),
          },
          ...(flags.rule === undefined ? {} : { rule: flags.rule }),
          ...(flags.title === undefined ? {} : { title: flags.title }),
        }),
      ),
    );

  withStoreFlags(program.command('health'))
    .description('every feed and channel: state, reason, next poll; exit code 1 when something is in trouble')
    .action(async (flags: StoreFlags) => end(await (await listCommands()).healthCommand(storeOptions(flags))));

  withStoreFlags(program.command('push'))
    .argument('[file]', 'the watchlist', STARTER)
    .description('make a watchlist the newest revision; refused whole when it has an error')
    .option('--why <text>', 'why, for the history', '')
    .option('--onto <revision>', 'refuse if the head is another revision than this', wholeNumber)
    .action(async (file: string, flags: StoreFlags & { why: string; onto?: number }) =>
      end(
        await (await watchlistCommands()).pushCommand(file, {
          ...storeOptions(flags),
          why: flags.why,
          ...(flags.onto === undefined ? {} : { onto: flags.onto }),
        }),
      ),
    );

  withStoreFlags(program.command('pull'))
    .argument('[file]', 'where to write it; to the terminal when left out')
    .description('read the newest revision of the watchlist back')
    .option('--force', 'overwrite a file that differs')
    .action(async (file: string | undefined, flags: StoreFlags & { force?: boolean }) =>
      end(await (await watchlistCommands()).pullCommand(file, { ...storeOptions(flags), force: flags.force === true })),
    );

  addFeedsCommands(program, end);
  return program;
};

interface AddFlags {
  readonly watchlist: string;
  readonly choose?: number;
  readonly all?: boolean;
  readonly zone?: string;
  readonly tag: readonly string[];
  readonly allowLoopback?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const addFeedsCommands = (program: Command, end: (code: ExitCode) => void): void => {
  const feeds = program.command('feeds').description('find feeds, bring them in, and see how each of them is');

  withStoreFlags(feeds.command('health', { isDefault: true }))
    .description('every feed: state, last story, usual gap, next poll and why; exit code 1 when one is in trouble')
    .action(async (flags: StoreFlags) => end(await (await listCommands()).feedsCommand(storeOptions(flags))));

  feeds
    .command('add')
    .argument('<address>', 'a feed, or a page whose feeds are looked for')
    .description('find the feeds of an address, show what they hold, and add the chosen to the watchlist file')
    .option('--watchlist <file>', 'the watchlist file to add to', STARTER)
    .option('--choose <number>', 'take this one of several', wholeNumber)
    .option('--all', 'take all that were found')
    .option('--zone <zone>', 'the publisher’s zone, for “Friday” and “midnight”', zoneName)
    .option('--tag <tag>', 'a tag for the feed; may be given again', collect, [])
    .option('--dry-run', 'only show what is found')
    .option('--allow-loopback', 'let feeds be fetched from 127.0.0.1, for trials')
    .option('--json', 'print JSON for programs')
    .action(async (address: string, flags: AddFlags) =>
      end(
        await (await feedsCommands()).addFeedCommand(address, {
          watchlistFile: flags.watchlist,
          all: flags.all === true,
          tags: flags.tag,
          dryRun: flags.dryRun === true,
          allowLoopback: flags.allowLoopback === true,
          json: flags.json === true,
          ...(flags.choose === undefined ? {} : { choose: flags.choose }),
          ...(flags.zone === undefined ? {} : { zone: flags.zone }),
        }),
      ),
    );

  feeds
    .command('import')
    .argument('<opml>', 'subscriptions exported from a feed reader')
    .description('add the feeds of an OPML file to the watchlist file; folders become tags')
    .option('--watchlist <file>', 'the watchlist file to add to', STARTER)
    .option('--json', 'print JSON for programs')
    .action(async (file: string, flags: { watchlist: string; json?: boolean }) =>
      end((await feedsCommands()).importCommand(file, { watchlistFile: flags.watchlist, json: flags.json === true })),
    );

  feeds
    .command('export')
    .argument('[opml]', 'where to write; to the terminal when left out')
    .description('write the watchlist’s feeds as OPML, for any feed reader')
    .option('--watchlist <file>', 'the watchlist file to read', STARTER)
    .option('--force', 'overwrite a file that exists')
    .action(async (file: string | undefined, flags: { watchlist: string; force?: boolean }) =>
      end((await feedsCommands()).exportCommand(file, { watchlistFile: flags.watchlist, json: false, force: flags.force === true })),
    );
};

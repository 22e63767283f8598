import { Command, Option } from 'commander';
import { DAY_MS } from '../core/time.js';
import { addDeadlinesCommands } from './deadlines-program.js';
import { addFeedsCommands } from './feeds-program.js';
import {
  collect,
  duration,
  ownZone,
  portNumber,
  publicUrl,
  STARTER,
  type StoreFlags,
  storeOptions,
  wholeNumber,
  withStoreFlags,
  zoneName,
} from './flags.js';
import { addRevisionCommands } from './revision-program.js';
import type { ExitCode } from './terminal.js';

// Each command is loaded when it is asked for: `--help` does not wait for the AWS SDK.
const listCommands = () => import('./list-commands.js');
const watchlistCommands = () => import('./watchlist-commands.js');

/** As in package.json; a test holds them together. */
const VERSION = '0.1.0';

interface StartFlags {
  readonly watchlist?: string;
  readonly data: string;
  readonly sample?: boolean;
  readonly port: number;
  readonly calendarPort: number;
  readonly every?: number;
  readonly allowLoopback?: boolean;
  readonly websubUrl?: string;
  readonly websubPort: number;
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
  readonly published?: string;
  readonly tag: readonly string[];
}

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
    .addOption(new Option('--calendar-port <number>', 'loopback port of the calendars; 0 for none').argParser(portNumber).default(8_182))
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
          calendarPort: flags.calendarPort,
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

  program
    .command('test')
    .argument('[file]', 'the watchlist', STARTER)
    .description('run the tests that stand in the rules, and show each')
    .option('--json', 'print JSON for programs')
    .action(async (file: string, flags: { json?: boolean }) =>
      end((await import('./test-command.js')).testCommand(file, flags.json === true)),
    );

  withStoreFlags(program.command('stories'))
    .description('the stories of the last days, matched or not')
    .addOption(new Option('--back <duration>', 'how far back').argParser(duration).default(2 * DAY_MS, '2d'))
    .option('--limit <number>', 'at most so many', wholeNumber, 50)
    .action(async (flags: StoreFlags & { back: number; limit: number }) =>
      end(await (await listCommands()).storiesCommand({ ...storeOptions(flags), backMs: flags.back, limit: flags.limit })),
    );

  addDeadlinesCommands(program, end);

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
    .option('--published <moment>', 'with --title: when it was published in that zone, such as "2025-08-06 09:30" (default: now)')
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
          ...(flags.published === undefined ? {} : { published: flags.published }),
        }),
      ),
    );

  withStoreFlags(program.command('health'))
    .description('every feed and channel: state, reason, next poll; exit code 1 when something is in trouble')
    .action(async (flags: StoreFlags) => end(await (await listCommands()).healthCommand(storeOptions(flags))));

  addRevisionCommands(program, end);

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

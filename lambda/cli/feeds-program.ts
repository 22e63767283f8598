import type { Command } from 'commander';
import { collect, STARTER, type StoreFlags, storeOptions, wholeNumber, withStoreFlags, zoneName } from './flags.js';
import type { ExitCode } from './terminal.js';

const listCommands = () => import('./list-commands.js');
const feedsCommands = () => import('./feeds-commands.js');

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

/** Commands of feeds: health, add, import, export. */
export const addFeedsCommands = (program: Command, end: (code: ExitCode) => void): void => {
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

import type { Command } from 'commander';
import { STARTER, type StoreFlags, storeOptions, wholeNumber, withStoreFlags } from './flags.js';
import type { ExitCode } from './terminal.js';

const watchlistCommands = () => import('./watchlist-commands.js');

interface PushFlags extends StoreFlags {
  readonly why: string;
  readonly onto?: number;
  readonly dryRun?: boolean;
}

const pushOptions = (flags: PushFlags) => ({
  ...storeOptions(flags),
  why: flags.why,
  dryRun: flags.dryRun === true,
  ...(flags.onto === undefined ? {} : { onto: flags.onto }),
});

const withPushFlags = (command: Command): Command =>
  withStoreFlags(command)
    .option('--why <text>', 'why, for the history', '')
    .option('--onto <revision>', 'refuse if the head is another revision than this', wholeNumber)
    .option('--dry-run', 'only show what would change');

/** Commands that change the watchlist or look at its past: push, backtest, history, restore. */
export const addRevisionCommands = (program: Command, end: (code: ExitCode) => void): void => {
  withPushFlags(program.command('push'))
    .argument('[file]', 'the watchlist', STARTER)
    .description('make a watchlist the newest revision; refused whole when it has an error or a test of it fails')
    .action(async (file: string, flags: PushFlags) => end(await (await watchlistCommands()).pushCommand(file, pushOptions(flags))));

  withStoreFlags(program.command('backtest'))
    .argument('[file]', 'the changed watchlist', STARTER)
    .description('what a changed watchlist, or one expression, would have found and told of the stored stories; sends nothing')
    .option('--rule <expression>', 'this expression instead of a watchlist')
    .option('--days <number>', 'how many days back', wholeNumber, 30)
    .action(async (file: string, flags: StoreFlags & { rule?: string; days: number }) =>
      end(
        await (await import('./backtest-command.js')).backtestCommand(file, {
          ...storeOptions(flags),
          days: flags.days,
          ...(flags.rule === undefined ? {} : { rule: flags.rule }),
        }),
      ),
    );

  withStoreFlags(program.command('history'))
    .description('the revisions of the watchlist: who pushed each, when and why')
    .option('--limit <number>', 'at most so many', wholeNumber, 20)
    .action(async (flags: StoreFlags & { limit: number }) =>
      end(await (await watchlistCommands()).historyCommand({ ...storeOptions(flags), limit: flags.limit })),
    );

  withPushFlags(program.command('restore'))
    .argument('<revision>', 'the number of the revision', wholeNumber)
    .description('make an earlier revision the newest again')
    .action(async (revision: number, flags: PushFlags) =>
      end(await (await watchlistCommands()).restoreCommand(revision, pushOptions(flags))),
    );
};

import { type Command, Option } from 'commander';
import { DEADLINE_KINDS, type DeadlineKind } from '../deadlines/deadline.js';
import { collect, ownZone, type StoreFlags, storeOptions, withStoreFlags, zoneName } from './flags.js';
import type { ExitCode } from './terminal.js';

const deadlinesCommands = () => import('./deadlines-commands.js');

interface ZonedFlags extends StoreFlags {
  readonly zone: string;
}

interface CorrectionFlags extends ZonedFlags {
  readonly why: string;
}

interface EditFlags extends CorrectionFlags {
  readonly due?: string;
  readonly headline?: string;
}

interface AddFlags extends CorrectionFlags {
  readonly due: string;
  readonly headline: string;
  readonly kind: DeadlineKind;
  readonly rule: readonly string[];
}

const withZone = (command: Command, meaning: string): Command =>
  withStoreFlags(command).option('--zone <zone>', meaning, zoneName, ownZone());

const withWhy = (command: Command, zoneMeaning = 'show times in this zone'): Command =>
  withZone(command, zoneMeaning).requiredOption('--why <text>', 'the reason; subscribers read it, and the deadline keeps it');

const GIVEN_ZONE = 'the zone of --due';
const DUE = '`2025-08-08` for a date, `"2025-08-08 17:00"` for a minute';

const ID = 'the id that `deadlines` shows, or its beginning';

const correctionOptions = (flags: CorrectionFlags) => ({ ...storeOptions(flags), zone: flags.zone, why: flags.why });

const addCorrections = (deadlines: Command, end: (code: ExitCode) => void): void => {
  withWhy(deadlines.command('confirm'))
    .argument('<id>', ID)
    .description('a proposed deadline is right: tell it from now on; or a disputed one keeps its date')
    .action(async (id: string, flags: CorrectionFlags) =>
      end(await (await deadlinesCommands()).confirmCommand(id, correctionOptions(flags))),
    );

  withWhy(deadlines.command('edit'), GIVEN_ZONE)
    .argument('<id>', ID)
    .description('give a deadline another moment or headline; subscribers are told that it was corrected')
    .option('--due <moment>', DUE)
    .option('--headline <text>', 'what the deadline is called')
    .action(async (id: string, flags: EditFlags) =>
      end(
        await (await deadlinesCommands()).editCommand(id, {
          ...correctionOptions(flags),
          ...(flags.due === undefined ? {} : { due: flags.due }),
          ...(flags.headline === undefined ? {} : { headline: flags.headline }),
        }),
      ),
    );

  withWhy(deadlines.command('dismiss'))
    .argument('<id>', ID)
    .description('it is no deadline, or no longer one: those who were told of it are told so')
    .action(async (id: string, flags: CorrectionFlags) =>
      end(await (await deadlinesCommands()).dismissCommand(id, correctionOptions(flags))),
    );

  withWhy(deadlines.command('add'), GIVEN_ZONE)
    .description('a deadline that no story reported')
    .requiredOption('--headline <text>', 'what the deadline is called')
    .requiredOption('--due <moment>', DUE)
    .requiredOption('--rule <id>', 'the channels of this rule are told; may be given again', collect, [])
    .addOption(new Option('--kind <kind>', 'what kind of deadline').choices(DEADLINE_KINDS).default('other'))
    .action(async (flags: AddFlags) =>
      end(
        await (await deadlinesCommands()).addCommand({
          ...correctionOptions(flags),
          due: flags.due,
          headline: flags.headline,
          kind: flags.kind,
          ruleIds: flags.rule,
        }),
      ),
    );
};

/** Commands of deadlines: list, show, export; confirm, edit, dismiss and add by hand. */
export const addDeadlinesCommands = (program: Command, end: (code: ExitCode) => void): void => {
  const deadlines = program.command('deadlines').description('what is counted down; confirm, edit, dismiss or add one; a calendar of them');

  withZone(deadlines.command('list', { isDefault: true }), 'show times in this zone')
    .description('every deadline that is followed: state, time left, and what waits for your decision')
    .action(async (flags: ZonedFlags) => end(await (await deadlinesCommands()).listCommand({ ...storeOptions(flags), zone: flags.zone })));

  withZone(deadlines.command('show'), 'show times in this zone')
    .argument('<id>', ID)
    .description('one deadline with its revisions, quotes and sources')
    .action(async (id: string, flags: ZonedFlags) =>
      end(await (await deadlinesCommands()).showCommand(id, { ...storeOptions(flags), zone: flags.zone })),
    );

  withStoreFlags(deadlines.command('export'))
    .argument('[folder]', 'where the files are written', '.')
    .description('an iCalendar file for each channel: CHANNEL.ics')
    .option('--ics', 'as iCalendar (there is no other form)', true)
    .option('--channel <id>', 'only this channel')
    .option('--stdout', 'print the calendar of --channel instead of writing a file')
    .action(async (folder: string, flags: StoreFlags & { channel?: string; stdout?: boolean }) =>
      end(
        await (await deadlinesCommands()).exportCommand(folder, {
          ...storeOptions(flags),
          stdout: flags.stdout === true,
          ...(flags.channel === undefined ? {} : { channel: flags.channel }),
        }),
      ),
    );

  addCorrections(deadlines, end);
};

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import color from 'picocolors';
import { isoInstant } from '../core/time.js';
import type { Stores } from '../pipeline/ports.js';
import { makePushWatchlist, type PushOutcome } from '../pipeline/push-watchlist.js';
import type { WatchlistError } from '../watchlist/parse-watchlist.js';
import { writeErrors } from '../watchlist/write-errors.js';
import { NO_HINTS } from './flags.js';
import { type ListOptions, withStore } from './list-commands.js';
import { systemClock } from './local-world.js';
import { personName } from './person.js';
import { readWatchlistFile, summaryOf, type WatchlistFileReading } from './read-watchlist-file.js';
import { complain, type ExitCode, print, printJson, printTable } from './terminal.js';

const errorJson = ({ place, message, fix }: WatchlistError) => ({ ...place, message, fix });

/** For programs: errors with their places, or the one trouble that kept the file from being read. */
const printErrors = ({ words, errors, warnings = [] }: Extract<WatchlistFileReading, { kind: 'trouble' }>): void =>
  printJson({ errors: errors?.map(errorJson) ?? [{ message: words }], warnings: warnings.map(errorJson) });

export const checkCommand = (file: string, json: boolean): ExitCode => {
  const reading = readWatchlistFile(file);
  if (reading.kind === 'trouble') {
    if (json) printErrors(reading);
    return complain(reading.words);
  }
  const { feeds, rules, channels } = reading.watchlist;
  const { warnings, tests, text } = reading;
  if (json) {
    const counts = { feeds: feeds.length, rules: rules.length, channels: channels.length, tests };
    printJson({ ...counts, errors: [], warnings: warnings.map(errorJson) });
    return 0;
  }
  if (warnings.length > 0) print(`${writeErrors(warnings, text, file, 'warning')}\n`);
  const passed = tests === 0 ? '' : `, ${tests === 1 ? '1 test passes' : `${tests} tests pass`}`;
  print(
    `${color.green('ok')}  ${file}: ${summaryOf(reading.watchlist)}${passed}${warnings.length === 0 ? '' : color.yellow(`, ${warnings.length} ${warnings.length === 1 ? 'warning' : 'warnings'}`)}`,
  );
  return 0;
};

const SHOWN_ID = 8;

const printChanges = ({ changes, orphanedDeadlines }: Extract<PushOutcome, { kind: 'pushed' | 'dry-run' }>): void => {
  for (const { part, change, name, left, details = [] } of changes) {
    const mark = change === 'added' ? color.green('+') : change === 'removed' ? color.red('-') : color.yellow('~');
    print(`  ${mark} ${part} ${name}${left === undefined ? '' : `; it told ${left.join(', ')}`}`);
    for (const detail of details) print(color.dim(`      ${detail}`));
  }
  if (changes.length === 0) print('  only comments or tests of rules differ');
  if (orphanedDeadlines.length === 0) return;
  print(
    color.yellow(
      `${orphanedDeadlines.length === 1 ? '1 open deadline loses its rule' : `${orphanedDeadlines.length} open deadlines lose their rule`}; the countdown goes on for those who were told:`,
    ),
  );
  for (const { id, headline } of orphanedDeadlines) print(`    ${id.slice(0, SHOWN_ID)}  ${headline}`);
  print('  To end one instead: news-alert deadlines dismiss ID --why …');
};

interface PushOptions extends ListOptions {
  readonly why: string;
  readonly onto?: number;
  readonly dryRun: boolean;
}

const pushText = async (stores: Stores, text: string, options: PushOptions): Promise<ExitCode> => {
  const push = makePushWatchlist({ ...stores, clock: systemClock, hints: NO_HINTS });
  const outcome = await push({
    text,
    who: personName(),
    why: options.why,
    dryRun: options.dryRun,
    ...(options.onto === undefined ? {} : { expected: options.onto }),
  });
  if (options.json) printJson(outcome);
  if (outcome.kind === 'head-has-moved')
    return complain(`the head is revision ${outcome.head} now, not ${options.onto}; pull it, merge your change and push again`);
  if (outcome.kind === 'invalid') return complain(`the watchlist has errors\n\n${writeErrors(outcome.errors, text, 'watchlist')}`);
  if (options.json) return 0;
  if (outcome.kind === 'unchanged') {
    print(`Revision ${outcome.revision} holds this text already; nothing is changed.`);
    return 0;
  }
  printChanges(outcome);
  if (outcome.kind === 'dry-run') print(`Nothing is pushed. To push: the same command with --onto ${outcome.onto}, without --dry-run.`);
  else print(`Pushed as revision ${outcome.revision}. It is applied within a minute.`);
  return 0;
};

export const pushCommand = (file: string, options: PushOptions): Promise<ExitCode> | ExitCode => {
  const reading = readWatchlistFile(file);
  if (reading.kind === 'trouble') {
    if (options.json) printErrors(reading);
    return complain(reading.words);
  }
  return withStore(options, (stores) => pushText(stores, reading.text, options));
};

/** The revisions, newest first: who pushed each, when and why. */
export const historyCommand = (options: ListOptions & { readonly limit: number }): Promise<ExitCode> =>
  withStore(options, async (stores) => {
    const { revision, appliedRevision } = await stores.watchlists.head();
    const records = await stores.watchlists.history(options.limit);
    if (options.json) printJson({ head: revision, applied: appliedRevision, revisions: records });
    else if (records.length === 0) print('No watchlist was pushed yet.');
    else
      printTable(
        [
          { title: 'REVISION', text: (record) => String(record.revision) },
          { title: 'WHEN', text: ({ pushedAt }) => isoInstant(pushedAt).slice(0, 16).replace('T', ' ') },
          { title: 'WHO', text: ({ who }) => who },
          {
            title: '',
            text: (record) => (record.revision === appliedRevision ? 'applied' : record.revision > appliedRevision ? 'waits' : ''),
          },
          { title: 'WHY', text: ({ why }) => why || '-', flexible: true },
        ],
        records,
      );
    return 0;
  });

/** Pushes an earlier revision again, as the newest. */
export const restoreCommand = (revision: number, options: PushOptions): Promise<ExitCode> =>
  withStore(options, async (stores) => {
    const head = await stores.watchlists.head();
    if (revision > head.revision) return complain(`there is no revision ${revision}; the newest is ${head.revision}`);
    const why = options.why === '' ? `restores revision ${revision}` : options.why;
    return pushText(stores, await stores.watchlists.text(revision), { ...options, why });
  });

export const pullCommand = (file: string | undefined, options: ListOptions & { readonly force: boolean }): Promise<ExitCode> =>
  withStore(options, async (stores) => {
    const head = await stores.watchlists.head();
    if (head.revision === 0) return complain('the store holds no watchlist yet; push one');
    const text = await stores.watchlists.text(head.revision);
    if (file === undefined) {
      if (options.json) printJson({ revision: head.revision, text });
      else process.stdout.write(text);
      return 0;
    }
    const differs = existsSync(file) && readFileSync(file, 'utf8') !== text;
    if (differs && !options.force) return complain(`${file} exists and differs; name another file, or overwrite it with --force`);
    writeFileSync(file, text);
    print(`Wrote revision ${head.revision} to ${file}. Push it back with: news-alert push ${file} --onto ${head.revision}`);
    return 0;
  });

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import color from 'picocolors';
import type { Hints } from '../pipeline/ports.js';
import { makePushWatchlist, type PushOutcome } from '../pipeline/push-watchlist.js';
import { type WatchlistError, writeErrors } from '../watchlist/parse-watchlist.js';
import { type ListOptions, withStore } from './list-commands.js';
import { systemClock } from './local-world.js';
import { personName } from './person.js';
import { readWatchlistFile, summaryOf } from './read-watchlist-file.js';
import { complain, type ExitCode, print, printJson } from './terminal.js';

const errorJson = ({ place, message, fix }: WatchlistError) => ({ ...place, message, fix });

export const checkCommand = (file: string, json: boolean): ExitCode => {
  const reading = readWatchlistFile(file);
  if (reading.kind === 'trouble') {
    if (json && reading.errors !== undefined)
      printJson({ errors: reading.errors.map(errorJson), warnings: (reading.warnings ?? []).map(errorJson) });
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

/** From outside the running program the tick is the messenger: it finds the new head within its period. */
const NO_HINTS: Hints = { send: async () => {}, backlog: async () => 0 };

const printChanges = (outcome: Extract<PushOutcome, { kind: 'pushed' }>): void => {
  for (const { part, change, name } of outcome.changes) {
    const mark = change === 'added' ? color.green('+') : change === 'removed' ? color.red('-') : color.yellow('~');
    print(`  ${mark} ${part} ${name}`);
  }
  print(`Pushed as revision ${outcome.revision}. It is applied within a minute.`);
  if (outcome.orphanedDeadlines > 0)
    print(color.yellow(`${outcome.orphanedDeadlines} open deadlines have lost their rule: who was told of them is still told the rest.`));
};

export const pushCommand = (
  file: string,
  options: ListOptions & { readonly why: string; readonly onto?: number },
): Promise<ExitCode> | ExitCode => {
  const reading = readWatchlistFile(file);
  if (reading.kind === 'trouble') return complain(reading.words);
  return withStore(options, async (stores) => {
    const push = makePushWatchlist({ ...stores, clock: systemClock, hints: NO_HINTS });
    const outcome = await push({
      text: reading.text,
      who: personName(),
      why: options.why,
      ...(options.onto === undefined ? {} : { expected: options.onto }),
    });
    if (options.json) printJson(outcome);
    if (outcome.kind === 'head-has-moved')
      return complain(`the head is revision ${outcome.head} now, not ${options.onto}; pull it, merge your change and push again`);
    if (outcome.kind === 'invalid') return complain('the watchlist has errors');
    if (options.json) return 0;
    if (outcome.kind === 'unchanged') print(`Revision ${outcome.revision} holds this text already; nothing is changed.`);
    else printChanges(outcome);
    return 0;
  });
};

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

import color from 'picocolors';
import { DAY_MS, plus } from '../core/time.js';
import { type Backtest, type ChannelBacktest, makeBacktest, type RuleBacktest } from '../pipeline/backtest.js';
import { loadRevision } from '../pipeline/current-watchlist.js';
import { examineRule } from '../rules/examine-rule.js';
import type { Watchlist } from '../watchlist/watchlist.js';
import { type ListOptions, withStore } from './list-commands.js';
import { systemClock } from './local-world.js';
import { readWatchlistFile } from './read-watchlist-file.js';
import { remarkLines } from './remark-lines.js';
import { complain, type ExitCode, print, printJson, printTable } from './terminal.js';

export interface BacktestOptions extends ListOptions {
  readonly days: number;
  /** One expression, instead of a watchlist's rules. */
  readonly rule?: string;
}

/** What an SMS costs by country, in US cents. */
const CENTS = [1, 10] as const;

const perDay = (count: number, { days }: Backtest): string => (count / days).toFixed(1);

const changeText = (before: number, after: number): string => {
  if (before === after) return '=';
  return after > before ? color.green(`+${after - before}`) : color.yellow(`${after - before}`);
};

const printTitles = ({ id, found, lost }: RuleBacktest): void => {
  if (found.length + lost.length === 0) return;
  print(`\n${color.bold(id)}`);
  for (const title of found) print(`  ${color.green('+')} ${title}`);
  for (const title of lost) print(`  ${color.yellow('-')} ${title}`);
};

const printSms = (channels: readonly ChannelBacktest[], backtest: Backtest): void => {
  const sms = channels.filter(({ medium }) => medium === 'sms').reduce((sum, { after }) => sum + after, 0);
  if (sms === 0) return;
  const month = (sms / backtest.days) * 30;
  const cost = CENTS.map((cents) => ((month * cents) / 100).toFixed(2)).join(' to ');
  print(`\nSMS: at most ${perDay(sms, backtest)} a day to each subscriber, ${cost} USD a month at ${CENTS.join(' to ')} cents each.`);
};

const show = (backtest: Backtest): void => {
  const { stories, days, rules, channels } = backtest;
  const span = days <= 1 ? 'of the last day' : `of the last ${Number(days.toFixed(1))} days`;
  if (stories === 0) print('No story is stored that far back: a backtest looks at stories that `start`, or the stack, has polled.\n');
  else print(`${stories} stories ${span}, as far back as any is stored. Nothing is stored or sent.\n`);
  printTable(
    [
      { title: 'RULE', text: ({ id }) => id },
      { title: 'FINDS NOW', text: ({ before }) => String(before) },
      { title: 'WOULD FIND', text: ({ after }) => String(after) },
      { title: 'CHANGE', text: ({ before, after }) => changeText(before, after) },
      { title: 'A DAY', text: ({ after }) => perDay(after, backtest) },
    ],
    rules,
  );
  if (channels.length > 0) {
    print();
    printTable(
      [
        { title: 'CHANNEL', text: ({ id }) => id },
        { title: 'MEDIUM', text: ({ medium }) => medium },
        { title: 'TELLS A DAY NOW', text: ({ before }) => perDay(before, backtest) },
        { title: 'WOULD TELL', text: ({ after }) => perDay(after, backtest) },
      ],
      channels,
    );
    printSms(channels, backtest);
  }
  for (const rule of rules) printTitles(rule);
};

const ofExpression = (expression: string): Watchlist => ({
  feeds: [],
  channels: [],
  rules: [
    { id: 'typed', name: 'Typed', any: [expression], all: [], none: [], severity: 'medium', deadlines: false, channels: [], tests: [] },
  ],
});

const progress = (stories: number): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r${stories} stories …`);
};

/** What a changed watchlist, or one expression, would have found and told of the stored stories. */
export const backtestCommand = (file: string, options: BacktestOptions): Promise<ExitCode> | ExitCode => {
  const { rule } = options;
  const reading = rule === undefined ? readWatchlistFile(file) : undefined;
  if (reading?.kind === 'trouble') return complain(reading.words);
  const { errors, warnings } = examineRule({ any: rule === undefined ? [] : [rule] });
  const [error] = errors;
  if (error !== undefined) return complain(remarkLines(error, rule ?? ''));
  if (!options.json) for (const warning of warnings) print(color.yellow(`warning: ${remarkLines(warning, rule ?? '')}\n`));
  return withStore(options, async (stores) => {
    const { appliedRevision } = await stores.watchlists.head();
    const current = await loadRevision(stores.watchlists, appliedRevision);
    const to = systemClock();
    const backtest = await makeBacktest(stores)({
      before: rule === undefined ? current : { feeds: current.feeds, rules: [], channels: [] },
      after: reading === undefined ? { ...ofExpression(rule ?? ''), feeds: current.feeds } : reading.watchlist,
      from: plus(to, -options.days * DAY_MS),
      to,
      onProgress: progress,
    });
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
    if (options.json) printJson(backtest);
    else show(backtest);
    return 0;
  });
};

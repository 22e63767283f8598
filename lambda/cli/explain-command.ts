import color from 'picocolors';
import { dueText } from '../alerts/wording.js';
import { DAY_MS, isoInstant } from '../core/time.js';
import { alertThreshold, type DatedText, detectDeadlines } from '../deadlines/detect-deadlines.js';
import { loadRevision } from '../pipeline/current-watchlist.js';
import { listStories } from '../pipeline/views.js';
import { explainRule, type ItemExplanation, type RuleExplanation } from '../rules/match.js';
import type { Watchlist } from '../watchlist/watchlist.js';
import { type ListOptions, withStore } from './list-commands.js';
import { systemClock } from './local-world.js';
import { readWatchlistFile } from './read-watchlist-file.js';
import { complain, type ExitCode, print, printJson } from './terminal.js';

export interface ExplainOptions extends ListOptions {
  readonly title?: string;
  readonly body: string;
  readonly watchlistFile: string;
  readonly zone: string;
}

const itemWords = ({ list, expression, found }: ItemExplanation): string => {
  const words = found?.map((each) => `“${each.text}” in the ${each.field}`).join(', ');
  const mark =
    found === undefined ? color.dim('not found') : list === 'none' ? color.red(`excluded by ${words}`) : color.green(`found ${words}`);
  return `      ${list.padEnd(4)} ${expression}: ${mark}`;
};

const printRule = ({ rule, matches, items }: RuleExplanation): void => {
  print(`  ${matches ? color.green('matches    ') : color.dim('no match   ')} ${color.bold(rule.id)} (${rule.name})`);
  for (const item of items) print(itemWords(item));
  if (matches) print(`      tells channels: ${rule.channels.join(', ')}`);
};

const explainStory = (text: DatedText, watchlist: Watchlist, json: boolean): ExitCode => {
  const rules = watchlist.rules.map((rule) => explainRule(rule, text));
  const deadlines = detectDeadlines(text);
  if (json) {
    printJson({
      rules: rules.map(({ rule, matches, items }) => ({ rule: rule.id, matches, items, channels: matches ? rule.channels : [] })),
      deadlines,
    });
    return 0;
  }
  print(color.bold(text.title));
  for (const rule of rules) printRule(rule);
  if (deadlines.length === 0) print('  no deadline found');
  for (const finding of deadlines) {
    const due = finding.due === undefined ? finding.status : dueText({ ...finding, due: finding.due }, text.zone);
    const told = finding.confidence >= alertThreshold ? 'told' : 'proposed only';
    print(`  deadline    ${due} (${finding.kind}, ${finding.status}, confidence ${finding.confidence}: ${told})`);
    print(color.dim(`      “${finding.quote}”`));
  }
  return 0;
};

/** Why a story is told or not: every rule and every word of it. By id from the store, or for words given here. */
export const explainCommand = (storyId: string | undefined, options: ExplainOptions): Promise<ExitCode> | ExitCode => {
  if (options.title !== undefined) {
    const file = readWatchlistFile(options.watchlistFile);
    if (file.kind === 'trouble') return complain(file.words);
    return explainStory(
      { title: options.title, summary: options.body, publishedAt: systemClock(), zone: options.zone },
      file.watchlist,
      options.json,
    );
  }
  if (storyId === undefined)
    return complain('name a story: an id or a part of its title from `news-alert stories --json`, or --title "…" [--body "…"]');
  return withStore(options, async (stores, now) => {
    const stories = await listStories(stores, now, 7 * DAY_MS, 5_000);
    const story =
      stories.find((each) => each.id === storyId) ?? stories.find((each) => each.title.toLowerCase().includes(storyId.toLowerCase()));
    if (story === undefined) return complain(`no story of the last 7 days has the id or title “${storyId}”`);
    const { appliedRevision } = await stores.watchlists.head();
    const watchlist = await loadRevision(stores.watchlists, appliedRevision);
    const zone = watchlist.feeds.find((feed) => feed.id === story.feedId)?.zone ?? options.zone;
    if (!options.json) print(color.dim(`${story.source}, ${isoInstant(story.publishedAt)}`));
    return explainStory({ ...story, zone }, watchlist, options.json);
  });
};

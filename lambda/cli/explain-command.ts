import color from 'picocolors';
import { dueText } from '../alerts/wording.js';
import { DAY_MS, isoInstant } from '../core/time.js';
import { unreachable } from '../core/unreachable.js';
import { alertThreshold, type DatedText, detectDeadlines } from '../deadlines/detect-deadlines.js';
import { loadRevision } from '../pipeline/current-watchlist.js';
import type { AlertFate } from '../pipeline/ports.js';
import { storyAlertId } from '../pipeline/record-stories.js';
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

/** What a channel was told of this story by this rule. */
type FateOf = (channelId: string, ruleId: string) => Promise<AlertFate | undefined>;

const fateWords = (fate: AlertFate | undefined): string => {
  switch (fate?.kind) {
    case undefined:
      return 'not told: it was stored before the rule or the channel was there, or with the feed’s first reading';
    case 'waiting':
      return 'waits for the channel’s next message';
    case 'told':
      return 'told';
    case 'suppressed':
      return `not told: ${fate.because}`;
    case 'failed':
      return `not delivered: ${fate.reason}`;
    default:
      return unreachable(fate);
  }
};

const printRule = async ({ rule, matches, items }: RuleExplanation, fateOf: FateOf | undefined): Promise<void> => {
  print(`  ${matches ? color.green('matches    ') : color.dim('no match   ')} ${color.bold(rule.id)} (${rule.name})`);
  for (const item of items) print(itemWords(item));
  if (matches && fateOf === undefined) print(`      tells channels: ${rule.channels.join(', ')}`);
  if (matches && fateOf !== undefined)
    for (const channelId of rule.channels) print(`      channel ${channelId}: ${fateWords(await fateOf(channelId, rule.id))}`);
};

const explainStory = async (text: DatedText, watchlist: Watchlist, json: boolean, fateOf?: FateOf): Promise<ExitCode> => {
  const rules = watchlist.rules.map((rule) => explainRule(rule, text));
  const deadlines = detectDeadlines(text);
  if (json) {
    const told = await Promise.all(
      rules.map(({ rule, matches }) =>
        Promise.all((matches ? rule.channels : []).map(async (channel) => ({ channel, fate: await fateOf?.(channel, rule.id) }))),
      ),
    );
    printJson({
      rules: rules.map(({ rule, matches, items }, at) => ({
        rule: rule.id,
        matches,
        items,
        channels: matches ? rule.channels : [],
        ...(fateOf === undefined ? {} : { told: told[at] }),
      })),
      deadlines,
    });
    return 0;
  }
  print(color.bold(text.title));
  for (const rule of rules) await printRule(rule, fateOf);
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
    const sought = storyId.toLowerCase();
    const named = stories.filter((each) => each.id === storyId || each.title.toLowerCase().includes(sought));
    const story = named.find((each) => each.id === storyId) ?? named[0];
    if (story === undefined) return complain(`no story of the last 7 days has the id or title “${storyId}”`);
    const { appliedRevision } = await stores.watchlists.head();
    const watchlist = await loadRevision(stores.watchlists, appliedRevision);
    const zone = watchlist.feeds.find((feed) => feed.id === story.feedId)?.zone ?? options.zone;
    if (!options.json) print(color.dim(`${story.source}, ${isoInstant(story.publishedAt)}`));
    if (named.length > 1 && !options.json)
      print(color.dim(`${named.length} stories have “${storyId}” in their title; this is the newest.`));
    const fateOf: FateOf = (channelId, ruleId) => stores.alerts.fate(channelId, storyAlertId(channelId, story.id, ruleId));
    return explainStory({ ...story, zone }, watchlist, options.json, fateOf);
  });
};

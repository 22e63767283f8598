import color from 'picocolors';
import type { Channel } from '../alerts/alert.js';
import { dueText } from '../alerts/wording.js';
import { isAtLeast } from '../core/severity.js';
import { DAY_MS, type Instant, instant, isoInstant } from '../core/time.js';
import { unreachable } from '../core/unreachable.js';
import { readMoment } from '../deadlines/correct-deadline.js';
import { alertThreshold, detectDeadlines } from '../deadlines/detect-deadlines.js';
import type { DatedText } from '../deadlines/read-story.js';
import { loadRevision } from '../pipeline/current-watchlist.js';
import { matchableStory } from '../pipeline/matchable-story.js';
import type { AlertFate } from '../pipeline/ports.js';
import { storyAlertId } from '../pipeline/record-stories.js';
import { listStories } from '../pipeline/views.js';
import { examineRule } from '../rules/examine-rule.js';
import { type Explanation, explainRule, type ItemExplanation, type RuleExplanation } from '../rules/explain.js';
import type { Evidence } from '../rules/match.js';
import type { MatchableStory } from '../rules/read-story.js';
import type { Rule } from '../rules/rule.js';
import type { Watchlist } from '../watchlist/watchlist.js';
import { type ListOptions, withStore } from './list-commands.js';
import { systemClock } from './local-world.js';
import { readWatchlistFile } from './read-watchlist-file.js';
import { remarkLines } from './remark-lines.js';
import { complain, type ExitCode, print, printJson } from './terminal.js';

export interface ExplainOptions extends ListOptions {
  readonly title?: string;
  readonly body: string;
  readonly watchlistFile: string;
  readonly zone: string;
  /** When the typed story was published, on the wall clock of `zone`: `2025-08-06 09:30`; now, where it is left out. */
  readonly published?: string;
  /** One expression, instead of the rules of the watchlist. */
  readonly rule?: string;
  /** What is known about the typed story besides its words. */
  readonly about: Pick<MatchableStory, 'source' | 'author' | 'language' | 'link' | 'tags'>;
}

const FIELD_WORDS: Readonly<Record<Evidence['field'], string>> = {
  title: 'title',
  body: 'body',
  source: 'source',
  author: 'author',
  lang: 'language',
  url: 'address',
  tag: 'tags',
};

const evidenceWords = (evidence: readonly Evidence[]): string =>
  evidence.map((each) => `“${each.text}” in the ${FIELD_WORDS[each.field]}`).join(', ');

const foundWords = ({ holds, evidence, kind }: Explanation): string => {
  if (kind === 'not') return holds ? 'not there, as it should be' : 'there';
  if (!holds) return 'not found';
  return evidence.length === 0 ? 'holds' : `found ${evidenceWords(evidence)}`;
};

/** Parts of an expression under it, where there are any. */
const partLines = (explanation: Explanation, indent: string): readonly string[] =>
  explanation.parts.length === 0 || explanation.kind === 'field'
    ? []
    : explanation.parts.flatMap((part) => [
        `${indent}${part.holds ? '+' : '-'} ${part.text}: ${foundWords(part)}`,
        ...partLines(part, `${indent}  `),
      ]);

const itemLines = ({ list, expression, explanation }: ItemExplanation): readonly string[] => {
  const words = foundWords(explanation);
  const paint = !explanation.holds ? color.dim : list === 'none' ? color.red : color.green;
  const said = list === 'none' && explanation.holds ? `excluded: ${words}` : words;
  return [
    `      ${list.padEnd(4)} ${expression}: ${paint(said)}`,
    ...partLines(explanation, '             ').map((line) => color.dim(line)),
  ];
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

/** What a channel would be told by a rule, as far as their severities say. */
const wouldTell = ({ severity }: Rule, channel: Channel | undefined): string =>
  channel === undefined || isAtLeast(severity, channel.minSeverity)
    ? 'would be told'
    : `not told: severity ${severity} is below its minSeverity ${channel.minSeverity}`;

const printRule = async (explained: RuleExplanation<Rule>, channels: readonly Channel[], fateOf: FateOf | undefined): Promise<void> => {
  const { rule, matches, items } = explained;
  print(`  ${matches ? color.green('matches    ') : color.dim('no match   ')} ${color.bold(rule.id)} (${rule.name})`);
  for (const line of items.flatMap(itemLines)) print(line);
  if (matches && fateOf === undefined)
    for (const id of rule.channels)
      print(
        `      channel ${id}: ${wouldTell(
          rule,
          channels.find((each) => each.id === id),
        )}`,
      );
  if (matches && fateOf !== undefined)
    for (const channelId of rule.channels) print(`      channel ${channelId}: ${fateWords(await fateOf(channelId, rule.id))}`);
};

interface Explained {
  readonly text: DatedText;
  readonly story: MatchableStory;
  readonly watchlist: Watchlist;
  readonly json: boolean;
  readonly fateOf?: FateOf;
}

const explainStory = async ({ text, story, watchlist, json, fateOf }: Explained): Promise<ExitCode> => {
  const rules = watchlist.rules.map((rule) => explainRule(rule, story));
  const deadlines = detectDeadlines(text);
  if (json) {
    const told = await Promise.all(
      rules.map(({ rule, matches }) =>
        Promise.all((matches ? rule.channels : []).map(async (channel) => ({ channel, fate: await fateOf?.(channel, rule.id) }))),
      ),
    );
    printJson({
      rules: rules.map(({ rule, matches, evidence, items }, at) => ({
        rule: rule.id,
        matches,
        evidence,
        items,
        channels: matches ? rule.channels : [],
        ...(fateOf === undefined ? {} : { told: told[at] }),
      })),
      deadlines,
    });
    return 0;
  }
  print(color.bold(text.title));
  const matchesFirst = [...rules.filter(({ matches }) => matches), ...rules.filter(({ matches }) => !matches)];
  for (const rule of matchesFirst) await printRule(rule, watchlist.channels, fateOf);
  if (deadlines.length === 0) print('  no deadline found');
  const isMatched = rules.some(({ matches }) => matches);
  for (const finding of deadlines) {
    const due =
      finding.due === undefined
        ? finding.status
        : dueText({ ...finding, due: finding.due }, text.zone, instant(new Date(text.publishedAt).getTime()));
    const isSure = finding.confidence >= alertThreshold;
    const told = isSure ? `sure enough to be told${isMatched ? '' : ', but no rule matches the story'}` : 'proposed only';
    print(`  deadline    ${due} (${finding.kind}, ${finding.status}, confidence ${finding.confidence}: ${told})`);
    print(
      color.dim(
        `      because     ${finding.parts.map(({ because, by }) => `${because} ${by > 0 ? '+' : '−'}${Math.abs(by)}`).join(', ')}`,
      ),
    );
    print(color.dim(`      “${finding.quote}”`));
  }
  return 0;
};

/** What one expression finds in one story. Exit code 1 when it is no expression. */
const explainExpression = (rule: string, story: MatchableStory, json: boolean): ExitCode => {
  const { errors, warnings } = examineRule({ any: [rule] });
  if (errors.length > 0) {
    if (json) printJson({ rule, errors });
    return complain(errors.map((error) => remarkLines(error, rule)).join('\n\n'));
  }
  const { matches, evidence, items } = explainRule({ any: [rule] }, story);
  const [item] = items;
  if (json) {
    printJson({ rule, canonical: item?.explanation.text, matches, evidence, explanation: item?.explanation, warnings });
    return 0;
  }
  print(`${matches ? color.green('matches') : color.dim('no match')}  ${item?.explanation.text}`);
  for (const line of item === undefined ? [] : itemLines(item)) print(line);
  for (const warning of warnings) print(color.yellow(`\nwarning: ${remarkLines(warning, rule)}`));
  return 0;
};

/** When a typed story was published: now, unless it is said; undefined for what is no minute. */
const publicationOf = ({ published, zone }: ExplainOptions): Instant | undefined => {
  if (published === undefined) return systemClock();
  const moment = readMoment(published, zone);
  return moment?.precision === 'day' ? undefined : moment?.due;
};

/** Why a story is told or not: every rule and every word of it. By id from the store, or for words given here. */
export const explainCommand = (storyId: string | undefined, options: ExplainOptions): Promise<ExitCode> | ExitCode => {
  const { title, rule } = options;
  if (rule !== undefined) {
    if (title === undefined) return complain('--rule looks at a typed story: add --title "…" [--body "…"]');
    return explainExpression(rule, { ...options.about, title, summary: options.body }, options.json);
  }
  if (title !== undefined) {
    const file = readWatchlistFile(options.watchlistFile);
    if (file.kind === 'trouble') return complain(file.words);
    const publishedAt = publicationOf(options);
    if (publishedAt === undefined)
      return complain(
        `--published “${options.published}” is no minute in ${options.zone}; write it such as "2025-08-06 09:30", and its --zone`,
      );
    return explainStory({
      text: { title, summary: options.body, publishedAt, zone: options.zone },
      story: { ...options.about, title, summary: options.body },
      watchlist: file.watchlist,
      json: options.json,
    });
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
    const feed = watchlist.feeds.find((each) => each.id === story.feedId);
    const zone = feed?.zone ?? options.zone;
    if (!options.json) print(color.dim(`${story.source}, ${isoInstant(story.publishedAt)}`));
    if (named.length > 1 && !options.json)
      print(color.dim(`${named.length} stories have “${storyId}” in their title; this is the newest.`));
    const fateOf: FateOf = (channelId, ruleId) => stores.alerts.fate(channelId, storyAlertId(channelId, story.id, ruleId));
    return explainStory({ text: { ...story, zone }, story: matchableStory(story, feed), watchlist, json: options.json, fateOf });
  });
};

import type { Channel } from '../alerts/alert.js';
import { beginStoryline, extendStoryline, findStoryline, STORYLINE_MS, type Storyline } from '../alerts/storyline.js';
import { isAtLeast } from '../core/severity.js';
import type { Story } from '../core/story.js';
import { DAY_MS, type Instant } from '../core/time.js';
import { compileRules } from '../rules/match.js';
import type { Rule } from '../rules/rule.js';
import type { Watchlist } from '../watchlist/watchlist.js';
import { matchableStory } from './matchable-story.js';
import type { Stores } from './ports.js';

/** What one rule finds in the stored stories under two watchlists; the titles are of the newest few. */
export interface RuleBacktest {
  readonly id: string;
  readonly before: number;
  readonly after: number;
  readonly found: readonly string[];
  readonly lost: readonly string[];
}

/** What one channel would be told: stories, each event once. */
export interface ChannelBacktest {
  readonly id: string;
  readonly medium: Channel['medium'];
  readonly before: number;
  readonly after: number;
}

export interface Backtest {
  readonly stories: number;
  /** From the oldest of the stories to now; rates by the day are over these, which may be fewer than were asked for. At least one. */
  readonly days: number;
  readonly rules: readonly RuleBacktest[];
  readonly channels: readonly ChannelBacktest[];
}

export interface BacktestRequest {
  readonly before: Watchlist;
  readonly after: Watchlist;
  readonly from: Instant;
  readonly to: Instant;
  /** Stories read so far. */
  readonly onProgress: (stories: number) => void;
}

interface Found {
  readonly story: Story;
  readonly rules: readonly Rule[];
}

const MOST_TITLES = 5;

const makeFinder = (watchlist: Watchlist) => {
  const matcher = compileRules(watchlist.rules);
  const found: Found[] = [];
  const feeds = new Map(watchlist.feeds.map((feed) => [feed.id, feed]));
  return {
    found,
    look: (story: Story): void => {
      const rules = matcher.match(matchableStory(story, feeds.get(story.feedId))).map(({ rule }) => rule);
      if (rules.length > 0) found.push({ story, rules });
    },
  };
};

const isTold = ({ story }: Found): boolean => story.untold !== true;

/** How often a channel tells: what is below its severity and what tells an event again is left out, as when a channel is flushed. */
const countTold = (channel: Channel, found: readonly Found[]): number => {
  let told: readonly Storyline[] = [];
  let count = 0;
  for (const { story, rules } of found) {
    const isWanted = rules.some((rule) => rule.channels.includes(channel.id) && isAtLeast(rule.severity, channel.minSeverity));
    if (!isWanted) continue;
    told = told.filter(({ toldAt }) => story.seenAt - toldAt < STORYLINE_MS);
    const known = findStoryline(told, story);
    if (known === undefined) count += 1;
    const storyline = known === undefined ? beginStoryline(story, story.seenAt) : extendStoryline(known, story);
    told = [...told.filter((each) => each !== known), storyline];
  }
  return count;
};

const storiesOf = (found: readonly Found[]): ReadonlyMap<string, ReadonlyMap<string, string>> => {
  const byRule = new Map<string, Map<string, string>>();
  for (const { story, rules } of found) {
    for (const { id } of rules) byRule.set(id, (byRule.get(id) ?? new Map()).set(story.id, `${story.title} (${story.source})`));
  }
  return byRule;
};

const NONE: ReadonlyMap<string, string> = new Map();

const titlesBeside = (own: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): readonly string[] =>
  [...own]
    .filter(([id]) => !other.has(id))
    .map(([, title]) => title)
    .reverse()
    .slice(0, MOST_TITLES);

const compareRules = (before: readonly Found[], after: readonly Found[], ids: readonly string[]): readonly RuleBacktest[] => {
  const [storiesBefore, storiesAfter] = [storiesOf(before), storiesOf(after)];
  return ids.map((id) => {
    const [own, other] = [storiesBefore.get(id) ?? NONE, storiesAfter.get(id) ?? NONE];
    return { id, before: own.size, after: other.size, found: titlesBeside(other, own), lost: titlesBeside(own, other) };
  });
};

const bySight = (found: readonly Found[]): readonly Found[] =>
  found.filter(isTold).sort((left, right) => left.story.seenAt - right.story.seenAt || left.story.publishedAt - right.story.publishedAt);

/** Runs two watchlists over the stored stories and says what each finds and tells; nothing is sent or stored. */
export const makeBacktest =
  ({ stories }: Pick<Stores, 'stories'>) =>
  async ({ before, after, from, to, onProgress }: BacktestRequest): Promise<Backtest> => {
    const [finderBefore, finderAfter] = [makeFinder(before), makeFinder(after)];
    let count = 0;
    let oldest = to;
    for await (const day of stories.days(from, to)) {
      for (const story of day) {
        if (story.seenAt < oldest) oldest = story.seenAt;
        finderBefore.look(story);
        finderAfter.look(story);
      }
      count += day.length;
      onProgress(count);
    }
    const [foundBefore, foundAfter] = [bySight(finderBefore.found), bySight(finderAfter.found)];
    const ids = [...new Set([...after.rules, ...before.rules].map(({ id }) => id))];
    const channels = [...new Map([...before.channels, ...after.channels].map((channel) => [channel.id, channel])).values()];
    const has = (watchlist: Watchlist, { id }: Channel): Channel | undefined => watchlist.channels.find((each) => each.id === id);
    return {
      stories: count,
      days: Math.max(1, Math.min(to - from, to - oldest) / DAY_MS),
      rules: compareRules(foundBefore, foundAfter, ids),
      channels: channels.map((channel) => {
        const [own, changed] = [has(before, channel), has(after, channel)];
        return {
          id: channel.id,
          medium: channel.medium,
          before: own === undefined ? 0 : countTold(own, foundBefore),
          after: changed === undefined ? 0 : countTold(changed, foundAfter),
        };
      }),
    };
  };

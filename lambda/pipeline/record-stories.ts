import type { StoryAlert } from '../alerts/alert.js';
import { hashId } from '../core/ids.js';
import type { Story } from '../core/story.js';
import { type Instant, MINUTE_MS, plus, SECOND_MS } from '../core/time.js';
import type { Mention } from '../deadlines/deadline.js';
import { mentionsIn } from '../deadlines/mentions.js';
import type { Match } from '../rules/match.js';
import type { Rule } from '../rules/rule.js';
import { channelById, type WatchedFeed } from '../watchlist/watchlist.js';
import type { LoadedWatchlist } from './current-watchlist.js';
import { DESK_ID } from './entries.js';
import { inParallel } from './in-parallel.js';
import { matchableStory } from './matchable-story.js';
import type { World } from './ports.js';
import { ARMED_MS } from './workers.js';

export interface RecordContext {
  readonly feed: WatchedFeed;
  readonly loaded: LoadedWatchlist;
  readonly now: Instant;
}

export interface RecordedStory {
  readonly story: Story;
  /** False: it is stored, and nobody is told of it. */
  readonly isTold: boolean;
  /** Of a story that nobody is told of: what it reports of deadlines counts all the same. */
  readonly isFollowed?: boolean;
  /** Of an edited story: what its title is now, so that the deadlines it mentions now are mentions of their own. */
  readonly edition?: string;
}

export interface Recorded {
  readonly alerts: number;
  readonly mentions: number;
}

const WIDTH = 32;
const LONGEST_SUMMARY = 500;

const briefOf = (story: Story) => ({
  id: story.id,
  title: story.title,
  summary: story.summary.length > LONGEST_SUMMARY ? `${story.summary.slice(0, LONGEST_SUMMARY)}…`.toWellFormed() : story.summary,
  source: story.source,
  publishedAt: story.publishedAt,
  ...(story.link === undefined ? {} : { link: story.link }),
});

/** Always the same for one story, rule and channel, so that it is put once. */
export const storyAlertId = (channelId: string, storyId: string, ruleId: string): string => hashId('alert', channelId, storyId, ruleId);

const alertsOf = (story: Story, matches: readonly Match<Rule>[], { loaded, now }: RecordContext): readonly StoryAlert[] =>
  matches.flatMap(({ rule, evidence }) =>
    [...new Set(rule.channels)].map((channelId) => ({
      kind: 'story' as const,
      id: storyAlertId(channelId, story.id, rule.id),
      channelId,
      ruleId: rule.id,
      ruleName: rule.name,
      severity: rule.severity,
      story: briefOf(story),
      evidence: evidence.map((each) => each.text),
      revision: loaded.revision,
      createdAt: now,
    })),
  );

const mentionsOf = ({ story, edition }: RecordedStory, matches: readonly Match<Rule>[], feed: WatchedFeed): readonly Mention[] => {
  const ruleIds = matches.filter(({ rule }) => rule.deadlines).map(({ rule }) => rule.id);
  if (ruleIds.length === 0) return [];
  return mentionsIn(story, { zone: feed.zone, ruleIds, ...(edition === undefined ? {} : { edition }) });
};

const channelsOf = (alerts: readonly StoryAlert[]): readonly string[] => [...new Set(alerts.map((alert) => alert.channelId))];

/** So long the desk has to merge a critical story's deadline, so that the one message has it; its countdown flushes sooner. */
const DESK_MS = 10 * SECOND_MS;

/** When a channel should look at these alerts: at once for a critical one, else after its group wait. */
const flushAt = (alerts: readonly StoryAlert[], groupMs: number, mentions: readonly Mention[], now: Instant): Instant => {
  const critical = alerts.filter((alert) => alert.severity === 'critical');
  if (critical.length === 0) return plus(now, groupMs);
  const hasDeadline = critical.some((alert) => mentions.some((mention) => mention.storyId === alert.story.id));
  return hasDeadline ? plus(now, DESK_MS) : now;
};

const nudgeChannels = async (
  world: World,
  alerts: readonly StoryAlert[],
  mentions: readonly Mention[],
  { loaded, now }: RecordContext,
): Promise<void> => {
  await inParallel(channelsOf(alerts), WIDTH, async (channelId) => {
    const own = alerts.filter((alert) => alert.channelId === channelId);
    const at = flushAt(own, channelById(loaded.watchlist, channelId)?.groupMs ?? 0, mentions, now);
    await world.agenda.nudge({ kind: 'channel', id: channelId }, at);
    if (at - now < MINUTE_MS) await world.hints.send('channel', [channelId], at - now);
  });
};

/**
 * Matches stories and records what follows, in the one safe order: arm, alerts, mentions, stories, nudge. The nudges
 * are sent even when every put already existed: the run that put them may have died before its own.
 */
export const recordStories = async (world: World, stories: readonly RecordedStory[], context: RecordContext): Promise<Recorded> => {
  const { loaded, now, feed } = context;
  const matched = stories
    .filter(({ isTold, isFollowed }) => isTold || isFollowed === true)
    .map((recorded) => ({ recorded, story: recorded.story, matches: loaded.matcher.match(matchableStory(recorded.story, feed)) }));
  const toldOf = matched.filter(({ recorded }) => recorded.isTold);
  for (const { story, matches } of toldOf) {
    if (matches.length === 0) world.observe({ kind: 'unmatched', title: story.title, source: story.source });
  }
  const alerts = toldOf.flatMap(({ story, matches }) => alertsOf(story, matches, context));
  const mentions = matched.flatMap(({ recorded, matches }) => mentionsOf(recorded, matches, feed));
  const armedUntil = plus(now, ARMED_MS);

  await inParallel(channelsOf(alerts), WIDTH, (channelId) => world.agenda.nudge({ kind: 'channel', id: channelId }, armedUntil, 'arm'));
  if (mentions.length > 0) await world.agenda.nudge({ kind: 'desk', id: DESK_ID }, armedUntil, 'arm');
  await inParallel(alerts, WIDTH, (alert) => world.alerts.put(alert));
  await inParallel(mentions, WIDTH, (mention) => world.mentions.put(mention, now));
  await inParallel(stories, WIDTH, ({ story, isTold }) => world.stories.put(isTold ? story : { ...story, untold: true }, now));
  if (mentions.length > 0) {
    await world.agenda.nudge({ kind: 'desk', id: DESK_ID }, now);
    await world.hints.send('desk', [DESK_ID]);
  }
  await nudgeChannels(world, alerts, mentions, context);
  return { alerts: alerts.length, mentions: mentions.length };
};

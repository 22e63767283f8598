import type { Channel, DeadlineAlert } from '../alerts/alert.js';
import type { Story } from '../core/story.js';
import { type Instant, plus } from '../core/time.js';
import type { Deadline } from '../deadlines/deadline.js';
import { type FeedStateName, feedStateName } from '../feeds/feed-health.js';
import { feedIdOf } from '../watchlist/watchlist.js';
import { audienceOf } from './audience.js';
import { loadRevision } from './current-watchlist.js';
import { DESK_ID, ENTRY_KINDS, type EntryKind, WATCHLIST_ID } from './entries.js';
import type { LoggedMessage, Stores } from './ports.js';

type ViewPorts = Pick<Stores, 'agenda' | 'stories' | 'deadlines' | 'deliveries' | 'watchlists' | 'alerts'>;

export interface DeadlineView {
  readonly deadline: Deadline;
  /** `passed` once its moment has come. */
  readonly state: Deadline['state'] | 'passed';
  /** Channels that are told of it, less those that still wait for their first message about it. */
  readonly toldTo: readonly string[];
  /** Channels whose next message speaks of it: a digest, quiet hours, or stories that are gathered. */
  readonly waitsFor: readonly string[];
}

export interface FeedHealth {
  readonly url: string;
  readonly id: string;
  readonly state: FeedStateName;
  /** The reason in the program's words: `timeout`, `not-found`, `html-page`. */
  readonly reason?: string;
  readonly failures: number;
  readonly failingSince?: Instant;
  /** Where a permanent redirect led, when that is asked now. */
  readonly movedUrl?: string;
  readonly newestAt?: Instant;
  /** Usual time between two stories, in milliseconds. */
  readonly gapMs?: number;
  readonly title?: string;
  readonly polledAt?: Instant;
  readonly nextPollAt?: Instant;
  readonly because?: string;
}

export interface ChannelHealth {
  readonly id: string;
  readonly medium: Channel['medium'];
  readonly waiting: number;
  readonly lastSentAt?: Instant;
  readonly attempts: number;
  readonly asleep: boolean;
}

export interface Health {
  readonly revision: number;
  readonly appliedRevision: number;
  readonly feeds: readonly FeedHealth[];
  readonly channels: readonly ChannelHealth[];
  /** How late the oldest due entry of each kind is, in seconds. */
  readonly lagSeconds: Readonly<Record<EntryKind, number>>;
  readonly troubled: readonly { readonly kind: EntryKind; readonly id: string; readonly attempts: number; readonly asleep: boolean }[];
}

export const listStories = (ports: ViewPorts, now: Instant, backMs: number, limit: number): Promise<readonly Story[]> =>
  ports.stories.list(plus(now, -backMs), now, limit);

const MOST_WAITING = 1_000;

/** What the channels of the head have not sent yet of deadlines. */
const waitingDeadlineAlerts = async (ports: ViewPorts): Promise<readonly DeadlineAlert[]> => {
  const { revision } = await ports.watchlists.head();
  const { channels } = await loadRevision(ports.watchlists, revision);
  const waiting = await Promise.all(channels.map(({ id }) => ports.alerts.waiting(id, MOST_WAITING)));
  return waiting.flat().filter((alert) => alert.kind === 'deadline');
};

/** Followed deadlines, the next one first; passed and withdrawn ones last. */
export const listDeadlines = async (ports: ViewPorts, now: Instant): Promise<readonly DeadlineView[]> => {
  const [followed, waiting] = await Promise.all([ports.deadlines.followed(), waitingDeadlineAlerts(ports)]);
  const views = followed.map(({ deadline, told }): DeadlineView => {
    const state = deadline.state === 'open' && deadline.due <= now ? 'passed' : deadline.state;
    const own = waiting.filter(({ deadlineId }) => deadlineId === deadline.id);
    const untold = new Set(own.filter(({ change }) => change === 'set').map(({ channelId }) => channelId));
    return {
      deadline,
      state,
      toldTo: (told?.channels ?? []).filter((id) => !untold.has(id)),
      waitsFor: [...new Set(own.map(({ channelId }) => channelId))],
    };
  });
  const rank = (view: DeadlineView): number => ['open', 'proposed', 'passed', 'withdrawn'].indexOf(view.state);
  return [...views].sort((left, right) => rank(left) - rank(right) || left.deadline.due - right.deadline.due);
};

/** One channel's deadlines, the next one first. */
export interface ChannelDeadlines {
  readonly channel: Channel;
  readonly deadlines: readonly Deadline[];
}

/** For each channel what its calendar holds: the deadlines that it is told of now, and those that it was told of and are withdrawn. */
export const listChannelDeadlines = async (ports: ViewPorts): Promise<readonly ChannelDeadlines[]> => {
  const { appliedRevision } = await ports.watchlists.head();
  const watchlist = await loadRevision(ports.watchlists, appliedRevision);
  const followed = (await ports.deadlines.followed()).filter(({ deadline }) => deadline.state !== 'proposed');
  return watchlist.channels.map((channel) => ({
    channel,
    deadlines: followed
      .filter((state) =>
        state.deadline.state === 'withdrawn' ? state.told?.channels.includes(channel.id) : audienceOf(state, watchlist).includes(channel),
      )
      .map(({ deadline }) => deadline)
      .sort((left, right) => left.due - right.due),
  }));
};

/** Messages of all channels of the head, newest first. */
export const listMessages = async (ports: ViewPorts, limit: number, channelId?: string): Promise<readonly LoggedMessage[]> => {
  const { revision } = await ports.watchlists.head();
  const { channels } = await loadRevision(ports.watchlists, revision);
  const ids = channelId === undefined ? channels.map((channel) => channel.id) : [channelId];
  const logs = await Promise.all(ids.map((id) => ports.deliveries.list(id, limit)));
  return logs
    .flat()
    .sort((left, right) => right.delivery.at - left.delivery.at)
    .slice(0, limit);
};

const feedHealth = async (ports: ViewPorts, url: string, now: Instant): Promise<FeedHealth> => {
  const entry = await ports.agenda.read('feed', feedIdOf(url));
  const id = feedIdOf(url);
  if (entry === undefined) return { url, id, state: 'new', failures: 0 };
  const { reason, failures = 0, title, polledAt, because, failingSince, movedUrl, newestAt, gapMs } = entry.state;
  return {
    url,
    id,
    state: feedStateName({ ...entry.state, asleep: (entry.asleepUntil ?? now) > now }, now),
    failures,
    ...(failingSince === undefined ? {} : { failingSince }),
    ...(movedUrl === undefined ? {} : { movedUrl }),
    ...(newestAt === undefined ? {} : { newestAt }),
    ...(gapMs === undefined ? {} : { gapMs }),
    ...(reason === undefined ? {} : { reason }),
    ...(title === undefined ? {} : { title }),
    ...(polledAt === undefined ? {} : { polledAt }),
    ...(entry.wakeAt === undefined ? {} : { nextPollAt: entry.wakeAt }),
    ...(because === undefined ? {} : { because }),
  };
};

const channelHealth = async (ports: ViewPorts, channel: Channel, now: Instant): Promise<ChannelHealth> => {
  const entry = await ports.agenda.read('channel', channel.id);
  const waiting = await ports.alerts.waiting(channel.id, MOST_WAITING);
  const lastSentAt = entry?.state.lastSentAt;
  return {
    id: channel.id,
    medium: channel.medium,
    waiting: waiting.length,
    attempts: entry?.attempts ?? 0,
    asleep: (entry?.asleepUntil ?? now) > now,
    ...(lastSentAt === undefined ? {} : { lastSentAt }),
  };
};

const lagOf = async (ports: ViewPorts, kind: EntryKind, now: Instant): Promise<readonly [EntryKind, number]> => {
  const [oldest] = await ports.agenda.due(kind, now, 1);
  return [kind, oldest === undefined ? 0 : Math.round((now - oldest.wakeAt) / 1000)];
};

const TROUBLING_ATTEMPTS = 3;

const troubled = async (
  ports: ViewPorts,
  refs: readonly { readonly kind: EntryKind; readonly id: string }[],
  now: Instant,
): Promise<Health['troubled']> => {
  const entries = await Promise.all(refs.map(async (ref) => ({ ref, entry: await ports.agenda.read(ref.kind, ref.id) })));
  return entries.flatMap(({ ref, entry }) => {
    const asleep = entry?.asleepUntil !== undefined && entry.asleepUntil > now;
    const attempts = entry?.attempts ?? 0;
    return asleep || attempts >= TROUBLING_ATTEMPTS ? [{ ...ref, attempts, asleep }] : [];
  });
};

/** The state of everything that the head names: feeds, channels, how late the agenda is, and what keeps failing. */
export const readHealth = async (ports: ViewPorts, now: Instant): Promise<Health> => {
  const { revision, appliedRevision } = await ports.watchlists.head();
  const { feeds, channels } = await loadRevision(ports.watchlists, revision);
  const deadlines = await ports.deadlines.followed();
  const lags = await Promise.all(ENTRY_KINDS.map((kind) => lagOf(ports, kind, now)));
  const lagSeconds = { feed: 0, desk: 0, deadline: 0, channel: 0, watchlist: 0 };
  for (const [kind, seconds] of lags) lagSeconds[kind] = seconds;
  const refs = [
    ...feeds.map((feed) => ({ kind: 'feed' as const, id: feed.id })),
    ...channels.map((channel) => ({ kind: 'channel' as const, id: channel.id })),
    ...deadlines.map(({ deadline }) => ({ kind: 'deadline' as const, id: deadline.id })),
    { kind: 'desk' as const, id: DESK_ID },
    { kind: 'watchlist' as const, id: WATCHLIST_ID },
  ];
  return {
    revision,
    appliedRevision,
    feeds: await Promise.all(feeds.map((feed) => feedHealth(ports, feed.url, now))),
    channels: await Promise.all(channels.map((channel) => channelHealth(ports, channel, now))),
    lagSeconds,
    troubled: await troubled(ports, refs, now),
  };
};

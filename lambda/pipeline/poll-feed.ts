import { shortHash } from '../core/ids.js';
import { type Instant, MINUTE_MS, plus } from '../core/time.js';
import { unreachable } from '../core/unreachable.js';
import { newStories } from '../feeds/identity.js';
import { nextPoll, type PollPace, type PollResult } from '../feeds/next-poll.js';
import { type FeedReading, readFeed } from '../feeds/read-feed.js';
import type { WatchedFeed } from '../watchlist/watchlist.js';
import type { CurrentWatchlist, LoadedWatchlist } from './current-watchlist.js';
import type { FeedState } from './entries.js';
import type { Completed, Fetched, Held, Patch, PollWorld } from './ports.js';
import { recordStories } from './record-stories.js';
import { toStory } from './to-story.js';
import { type NotDone, withEntry } from './with-entry.js';

export type PollOutcome =
  | NotDone
  | { readonly kind: 'not-watched'; readonly completed: Completed }
  | { readonly kind: 'unchanged'; readonly completed: Completed }
  | { readonly kind: 'failed'; readonly reason: string; readonly completed: Completed }
  | { readonly kind: 'read'; readonly fresh: number; readonly alerts: number; readonly mentions: number; readonly completed: Completed };

export type PollFeed = (feedId: string) => Promise<PollOutcome>;

type Reading = Extract<FeedReading, { kind: 'feed' }>;
type Body = Extract<Fetched, { kind: 'body' }>;

/** New stories that one poll records; the rest waits for the next, at once. */
const MOST_FRESH = 200;
const LEAST_SEEN_KEPT = 2_000;

/** Keys to remember: everything this document shows, then what was seen before, up to 2,000 or a document's worth. */
const seenAfter = (shown: readonly string[], before: readonly string[]): readonly string[] => {
  const kept = new Set(shown);
  for (const key of before) kept.add(key);
  return [...kept].slice(0, Math.max(LEAST_SEEN_KEPT, shown.length + 500));
};

const hexOf = (bytes: Uint8Array): string => shortHash(new TextDecoder('latin1').decode(bytes));

interface PollContext {
  readonly world: PollWorld;
  readonly pace: PollPace;
  readonly held: Held<'feed'>;
  readonly feed: WatchedFeed;
  readonly loaded: LoadedWatchlist;
  readonly now: Instant;
}

const completeFeed = async ({ world, held, pace }: PollContext, result: PollResult, state: Patch<FeedState>): Promise<Completed> => {
  const now = world.clock();
  const next = nextPoll(result, pace, now, world.chance());
  return world.agenda.complete(held, { now, wakeAt: next.at, state: { ...state, polledAt: now, because: next.because } });
};

const fail = async (
  context: PollContext,
  reason: string,
  result: Omit<Extract<PollResult, { kind: 'failed' }>, 'kind' | 'failures'>,
): Promise<PollOutcome> => {
  const { state } = context.held;
  const failures = (state.failures ?? 0) + 1;
  context.world.observe({ kind: 'feed-failed', url: context.feed.url, reason });
  const completed = await completeFeed(
    context,
    { kind: 'failed', failures, ...result },
    { failures, reason, failingSince: state.failingSince ?? context.now },
  );
  return { kind: 'failed', reason, completed };
};

const NEVER_READ: Patch<FeedState> = { readAt: undefined, etag: undefined, lastModified: undefined, bodyHash: undefined };

const HEALTHY: Patch<FeedState> = { failures: undefined, reason: undefined, failingSince: undefined };

const record = async (context: PollContext, reading: Reading, body: Body): Promise<PollOutcome> => {
  const { world, feed, held, now } = context;
  const seen = await world.seen.read(feed.id);
  const fresh = newStories(reading.stories, new Set(seen)).map((story) => ({
    keys: story.keys,
    story: toStory(story, { feed, source: reading.title, now }),
  }));
  const oldestFirst = [...fresh].sort((left, right) => left.story.publishedAt - right.story.publishedAt);
  const batch = oldestFirst.slice(0, MOST_FRESH);
  const isBaseline = held.state.readAt === undefined;
  const recorded = await recordStories(
    world,
    batch.map((each) => each.story),
    { ...context, isBaseline },
  );
  const waiting = new Set(oldestFirst.slice(MOST_FRESH).flatMap((each) => each.keys));
  const shown = reading.stories.flatMap((story) => story.keys).filter((key) => !waiting.has(key));
  if (batch.length > 0) await world.seen.write(feed.id, seenAfter(shown, seen));
  const completed = await completeRead(context, reading, body, waiting.size > 0);
  return { kind: 'read', fresh: batch.length, ...recorded, completed };
};

const completeRead = async (context: PollContext, reading: Reading, body: Body, moreWaiting: boolean): Promise<Completed> => {
  const title = reading.title === '' ? {} : { title: reading.title.slice(0, 120) };
  if (moreWaiting) return completeFeed(context, { kind: 'more-waiting' }, { ...HEALTHY, ...title });
  const asked = {
    ...(reading.hints.intervalMs === undefined ? {} : { ttlMinutes: reading.hints.intervalMs / 60_000 }),
    ...(body.maxAgeSeconds === undefined ? {} : { maxAgeSeconds: body.maxAgeSeconds }),
  };
  return completeFeed(
    context,
    { kind: 'read', ...asked },
    { ...HEALTHY, ...title, etag: body.etag, lastModified: body.lastModified, bodyHash: hexOf(body.bytes), readAt: context.now },
  );
};

const readBody = async (context: PollContext, body: Body): Promise<PollOutcome> => {
  const { state } = context.held;
  if (state.readAt !== undefined && state.bodyHash === hexOf(body.bytes)) {
    const completed = await completeFeed(context, { kind: 'read' }, { ...HEALTHY, etag: body.etag, lastModified: body.lastModified });
    return { kind: 'unchanged', completed };
  }
  const reading = await readFeed(body.bytes, body.contentType, body.url);
  return reading.kind === 'refused' ? fail(context, reading.because, {}) : record(context, reading, body);
};

const poll = async (context: PollContext): Promise<PollOutcome> => {
  const { etag, lastModified } = context.held.state;
  const fetched = await context.world.fetchFeed(context.feed.url, {
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
  });
  switch (fetched.kind) {
    case 'body':
      return readBody(context, fetched);
    case 'not-modified':
      return { kind: 'unchanged', completed: await completeFeed(context, { kind: 'read' }, HEALTHY) };
    case 'gone':
      return {
        kind: 'failed',
        reason: 'gone',
        completed: await completeFeed(
          context,
          { kind: 'gone' },
          { reason: 'gone', failingSince: context.held.state.failingSince ?? context.now },
        ),
      };
    case 'failed':
      return fail(context, fetched.reason, fetched.retryAt === undefined ? {} : { retryAt: fetched.retryAt });
    default:
      return unreachable(fetched);
  }
};

/**
 * Polls one feed: fetch, read, match, find deadlines, record. The feed entry is written last, so a crash anywhere
 * means that the same stories are new again; ids are deterministic and puts happen once.
 */
export const makePollFeed = (world: PollWorld, currentWatchlist: CurrentWatchlist, pace: PollPace): PollFeed => {
  const findFeed = async (feedId: string): Promise<{ readonly loaded: LoadedWatchlist; readonly feed: WatchedFeed | undefined }> => {
    const find = (loaded: LoadedWatchlist) => ({ loaded, feed: loaded.watchlist.feeds.find((each) => each.id === feedId) });
    const found = find(await currentWatchlist());
    return found.feed === undefined ? find(await currentWatchlist('fresh')) : found;
  };
  return (feedId) =>
    withEntry(world, { kind: 'feed', id: feedId }, async (held) => {
      const { loaded, feed } = await findFeed(feedId);
      const now = world.clock();
      if (feed !== undefined) return poll({ world, pace, held, feed, loaded, now });
      // Put back one day, it begins with a baseline again: what it published meanwhile is old news.
      const completed = loaded.isOutdated
        ? await world.agenda.complete(held, { now, wakeAt: plus(now, MINUTE_MS) })
        : await world.agenda.complete(held, { now, state: NEVER_READ });
      return { kind: 'not-watched', completed };
    });
};

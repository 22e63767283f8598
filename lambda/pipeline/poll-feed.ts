import { shortHash } from '../core/ids.js';
import { DAY_MS, earliest, type Instant, MINUTE_MS, plus, SECOND_MS } from '../core/time.js';
import { unreachable } from '../core/unreachable.js';
import { type NextPoll, nextPoll, type PollPace, type PollResult } from '../feeds/next-poll.js';
import { isSettled, noteMove } from '../feeds/permanent-move.js';
import { type FeedReading, readFeed } from '../feeds/read-feed.js';
import { isSilent } from '../feeds/rhythm.js';
import { hubTells } from '../feeds/websub.js';
import type { WatchedFeed } from '../watchlist/watchlist.js';
import { askHub } from './ask-hub.js';
import type { CurrentWatchlist, LoadedWatchlist } from './current-watchlist.js';
import type { FeedState } from './entries.js';
import type { PollContext } from './poll-context.js';
import type { Completed, Fetched, Patch, PollWorld } from './ports.js';
import { type NewsRecorded, recordNews } from './record-news.js';
import { type NotDone, withEntry } from './with-entry.js';

export type PollOutcome =
  | NotDone
  | { readonly kind: 'not-watched'; readonly completed: Completed }
  | { readonly kind: 'host-busy'; readonly completed: Completed }
  | { readonly kind: 'unchanged'; readonly completed: Completed }
  | { readonly kind: 'failed'; readonly reason: string; readonly completed: Completed }
  | ({ readonly kind: 'read'; readonly completed: Completed } & Omit<NewsRecorded, 'moreWait' | 'inArchive' | 'rhythm'>);

export type PollFeed = (feedId: string) => Promise<PollOutcome>;

type Reading = Extract<FeedReading, { kind: 'feed' }>;
type Body = Extract<Fetched, { kind: 'body' }>;
type NotModified = Extract<Fetched, { kind: 'not-modified' }>;

/** Some servers say "not modified" for ever: so often the whole document is asked for. */
const FULL_MS = 7 * DAY_MS;
/** What a host may ask for. */
const LONGEST_PAUSE_MS = 7 * DAY_MS;
const SLOW_MS = 5 * SECOND_MS;
const AWAIT_PUSH_MS = 3 * MINUTE_MS;
/** A request is over by then, whatever the host does. */
const VISIT_MS = 25 * SECOND_MS;
/** After so many failures of the address that a permanent redirect led to, the one of the watchlist is tried again. */
const MOVE_FAILURES = 3;

const HEALTHY: Patch<FeedState> = { failures: undefined, reason: undefined, failingSince: undefined };
const NEVER_READ: Patch<FeedState> = {
  readAt: undefined,
  etag: undefined,
  lastModified: undefined,
  bodyHash: undefined,
  fullAt: undefined,
};

const hexOf = (bytes: Uint8Array): string => shortHash(new TextDecoder('latin1').decode(bytes));

const completeFeed = async ({ world, held, pace }: PollContext, result: PollResult, state: Patch<FeedState>): Promise<Completed> => {
  const now = world.clock();
  const after = { ...held.state, ...state };
  const history = {
    ...(after.gapMs === undefined ? {} : { gapMs: after.gapMs }),
    ...(after.windowMs === undefined ? {} : { windowMs: after.windowMs }),
    ...(after.hints === undefined ? {} : { hints: after.hints }),
    hubTells: world.webSub !== undefined && hubTells(after.hub, after.hubRequest, after.hubLease, now),
  };
  const next: NextPoll = nextPoll(history, result, { pace, now, chance: world.chance() });
  const completed = await world.agenda.complete(held, { now, wakeAt: next.at, state: { ...state, because: next.because } });
  if (next.because === 'host-busy' && next.at - now < MINUTE_MS) await world.hints.send('feed', [held.ref.id], next.at - now);
  return completed;
};

const fail = async (
  context: PollContext,
  reason: string,
  result: Omit<Extract<PollResult, { kind: 'failed' }>, 'kind' | 'failures'>,
  state: Patch<FeedState> = {},
): Promise<PollOutcome> => {
  const { state: before } = context.held;
  const failures = (before.failures ?? 0) + 1;
  context.world.observe({ kind: 'feed-failed', url: context.feed.url, reason });
  const givesUpMove = before.movedUrl !== undefined && failures >= MOVE_FAILURES ? { movedUrl: undefined, move: undefined } : {};
  const completed = await completeFeed(
    context,
    { kind: 'failed', failures, ...result },
    { ...state, ...givesUpMove, failures, reason, failingSince: before.failingSince ?? context.now, polledAt: context.now },
  );
  return { kind: 'failed', reason, completed };
};

/** What a permanent redirect changes, when it came with a feed. */
const afterMove = ({ held, feed, now }: PollContext, { movedTo }: Body | NotModified): Patch<FeedState> => {
  const { move, movedUrl } = held.state;
  if (movedTo === undefined) return move === undefined ? {} : { move: undefined };
  const noted = noteMove(movedUrl ?? feed.url, movedTo, move, now);
  if (noted === undefined) return { move: undefined };
  return isSettled(feed.url, noted, now) ? { movedUrl: movedTo, move: undefined } : { move: noted };
};

const askedBy = ({ maxAgeSeconds, expiresAt }: Body | NotModified) => ({
  ...(maxAgeSeconds === undefined ? {} : { maxAgeSeconds }),
  ...(expiresAt === undefined ? {} : { expiresAt }),
});

const unchanged = async (context: PollContext, answer: Body | NotModified, state: Patch<FeedState>): Promise<PollOutcome> => {
  const { held, now, world } = context;
  const { pushedAt, hub } = held.state;
  if (isSilent(held.state, now)) world.measure('SilentFeeds', 1, 'feed');
  await askHub(context, { ...(hub === undefined ? {} : { hub }), topic: topicOf(context, held.state.self) });
  // A hub may be faster than the publisher's own copies.
  const awaitsPush = pushedAt !== undefined && now - pushedAt < AWAIT_PUSH_MS;
  if (awaitsPush)
    return { kind: 'unchanged', completed: await completeFeed(context, { kind: 'push-awaited' }, { ...HEALTHY, ...state, polledAt: now }) };
  const completed = await completeFeed(
    context,
    { kind: 'read', ...askedBy(answer) },
    { ...HEALTHY, ...afterMove(context, answer), ...state, polledAt: now },
  );
  return { kind: 'unchanged', completed };
};

/** The address under which a feed's publisher knows it at its hub. */
const topicOf = ({ feed, held }: PollContext, self: string | undefined): string => self ?? held.state.movedUrl ?? feed.url;

/** Read, and still not well. */
const broken = ({ held, now }: PollContext): Patch<FeedState> => ({
  etag: undefined,
  lastModified: undefined,
  bodyHash: undefined,
  failures: 1,
  reason: 'truncated',
  failingSince: held.state.failingSince ?? now,
});

/** The entry of a feed stays small, whatever its publisher names. */
const shortAddress = (address: string | undefined): string | undefined =>
  address !== undefined && address.length <= 300 ? address : undefined;

const isUseful = ({ intervalMs, skipHours, skipDays }: Reading['hints']): boolean =>
  intervalMs !== undefined || skipHours.length + skipDays.length > 0;

const record = async (context: PollContext, reading: Reading, body: Body, timing: Patch<FeedState>): Promise<PollOutcome> => {
  const { now } = context;
  const { moreWait, inArchive, rhythm, ...recorded } = await recordNews(context, reading);
  const title = reading.title === '' ? {} : { title: reading.title.slice(0, 120) };
  const known = {
    ...title,
    ...rhythm,
    ...timing,
    polledAt: now,
    hints: isUseful(reading.hints) ? reading.hints : undefined,
    hub: shortAddress(reading.hub),
    self: shortAddress(reading.self),
    archive: moreWait && inArchive ? true : undefined,
  };
  if (moreWait)
    return { kind: 'read', ...recorded, completed: await completeFeed(context, { kind: 'more-waiting' }, { ...HEALTHY, ...known }) };
  await askHub(context, { ...(reading.hub === undefined ? {} : { hub: reading.hub }), topic: topicOf(context, reading.self) });
  // Half a document is not what its validators stand for; what was whole of it is read all the same.
  if (body.truncated === true) {
    const completed = await completeFeed(context, { kind: 'read', ...askedBy(body) }, { ...known, ...broken(context), readAt: now });
    return { kind: 'read', ...recorded, completed };
  }
  const whole = { etag: body.etag, lastModified: body.lastModified, bodyHash: hexOf(body.bytes), readAt: now, fullAt: now };
  const completed = await completeFeed(
    context,
    { kind: 'read', ...askedBy(body) },
    { ...HEALTHY, ...known, ...afterMove(context, body), ...whole },
  );
  return { kind: 'read', ...recorded, completed };
};

const readBody = async (context: PollContext, body: Body, timing: Patch<FeedState>): Promise<PollOutcome> => {
  const { state } = context.held;
  const isSame = state.readAt !== undefined && body.truncated !== true && state.bodyHash === hexOf(body.bytes);
  if (isSame) return unchanged(context, body, { ...timing, etag: body.etag, lastModified: body.lastModified, fullAt: context.now });
  const reading = await readFeed(body.bytes, body.contentType, body.url);
  if (reading.kind === 'refused') return fail(context, reading.because, {});
  if (body.truncated === true && reading.stories.length === 0) return fail(context, 'truncated', {});
  return record(context, reading, body, timing);
};

const goneFor = async (context: PollContext): Promise<PollOutcome> => {
  const failingSince = context.held.state.failingSince ?? context.now;
  const completed = await completeFeed(
    context,
    { kind: 'gone' },
    { reason: 'gone', failingSince, failures: undefined, polledAt: context.now },
  );
  return { kind: 'failed', reason: 'gone', completed };
};

const conclude = (context: PollContext, fetched: Fetched, timing: Patch<FeedState>): Promise<PollOutcome> => {
  switch (fetched.kind) {
    case 'body':
      return readBody(context, fetched, timing);
    case 'not-modified': {
      const { etag, lastModified } = fetched;
      return unchanged(context, fetched, {
        ...timing,
        ...(etag === undefined ? {} : { etag }),
        ...(lastModified === undefined ? {} : { lastModified }),
      });
    }
    case 'gone':
      return goneFor(context);
    case 'failed':
      return fail(context, fetched.reason, fetched.retryAt === undefined ? {} : { retryAt: fetched.retryAt }, timing);
    default:
      return unreachable(fetched);
  }
};

const hostOf = (url: string): string => new URL(url).host;

const fetchOnce = async ({ world, held, feed, now }: PollContext): Promise<Fetched> => {
  const { etag, lastModified, fullAt, movedUrl } = held.state;
  const isFresh = fullAt !== undefined && now - fullAt < FULL_MS;
  return world.fetchFeed(movedUrl ?? feed.url, {
    ...(etag === undefined || !isFresh ? {} : { etag }),
    ...(lastModified === undefined || !isFresh ? {} : { lastModified }),
  });
};

/** Fetches, one request at a time on a host that several feeds share. */
const fetchPolitely = async (context: PollContext): Promise<Fetched | { readonly kind: 'host-busy'; readonly until: Instant }> => {
  const { world, held, feed, loaded } = context;
  const host = hostOf(held.state.movedUrl ?? feed.url);
  const isShared = loaded.watchlist.feeds.some((other) => other.id !== feed.id && hostOf(other.url) === host);
  if (!isShared) return fetchOnce(context);
  const now = world.clock();
  const entry = await world.hosts.enter(host, { token: held.token, now, until: plus(now, VISIT_MS) });
  if (entry.kind === 'busy') return { kind: 'host-busy', until: entry.until };
  const fetched = await fetchOnce(context);
  const retryAt = fetched.kind === 'failed' ? fetched.retryAt : undefined;
  const notBefore = retryAt === undefined ? undefined : earliest(retryAt, plus(now, LONGEST_PAUSE_MS));
  await world.hosts.leave(host, held.token, notBefore);
  return fetched;
};

const poll = async (context: PollContext): Promise<PollOutcome> => {
  const { world } = context;
  const begun = world.clock();
  const fetched = await fetchPolitely(context);
  if (fetched.kind === 'host-busy') return { kind: 'host-busy', completed: await completeFeed(context, fetched, {}) };
  const tookMs = world.clock() - begun;
  return conclude(context, fetched, { slowMs: tookMs >= SLOW_MS ? tookMs : undefined });
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

import type { Channel } from '../alerts/alert.js';
import { MINUTE_MS, plus } from '../core/time.js';
import { feedIdOf, type Watchlist } from '../watchlist/watchlist.js';
import { packWatchlist } from './compiled-watchlist.js';
import { loadRevision } from './current-watchlist.js';
import { type EntryRef, WATCHLIST_ID } from './entries.js';
import { inParallel } from './in-parallel.js';
import type { Completed, Held, World } from './ports.js';
import { type NotDone, withEntry } from './with-entry.js';

export type ApplyOutcome =
  | NotDone
  | {
      readonly kind: 'applied';
      readonly revision: number;
      readonly feeds: number;
      readonly channels: number;
      readonly closed: number;
      readonly completed: Completed;
    };

export type ApplyWatchlist = () => Promise<ApplyOutcome>;

const WIDTH = 16;
/** By then every worker works with the new revision. */
const LEARNED_MS = MINUTE_MS;
/** Revisions that may have been applied in part, besides the one applied last. */
const MOST_REVISIONS = 50;

/** Channels of the revisions since the one applied last: a run that died may have opened some of any of them. */
const earlierChannels = async (world: World, applied: number, head: number): Promise<ReadonlySet<string>> => {
  const ids = new Set<string>();
  const between = Array.from({ length: Math.max(0, head - applied - 1) }, (_, index) => applied + 1 + index);
  for (const revision of [applied, ...between.slice(-MOST_REVISIONS)]) {
    const watchlist = await loadRevision(world.watchlists, revision);
    for (const channel of watchlist.channels) ids.add(channel.id);
  }
  return ids;
};

/** Opens or closes a channel; its flush learns of it by the nudge, and suppresses what a closed channel still holds. */
const setChannel = async (world: World, id: string, closed: boolean, topic: string | undefined): Promise<void> => {
  const now = world.clock();
  const state = { closed: closed ? true : undefined, ...(topic === undefined ? {} : { topic }) };
  const created = closed ? 'exists' : await world.agenda.create('channel', id, topic === undefined ? {} : { topic }, undefined);
  if (created === 'exists') await world.agenda.amend('channel', id, state);
  if (created === 'exists') await world.agenda.nudge({ kind: 'channel', id }, now);
};

/** A topic that is missing after all is made again by the flush that finds out. */
const topicOf = async (world: World, channel: Channel): Promise<string> =>
  (await world.agenda.read('channel', channel.id))?.state.topic ?? world.publisher.ensureTopic(channel);

const ensureFeed = async (world: World, url: string): Promise<EntryRef> => {
  const ref: EntryRef = { kind: 'feed', id: feedIdOf(url) };
  const now = world.clock();
  const created = await world.agenda.create('feed', ref.id, { url }, now);
  const entry = created === 'created' ? undefined : await world.agenda.read('feed', ref.id);
  // Even one that waits already is nudged, for the moment it waits for: a poll that thinks it unwatched must not end it.
  if (entry !== undefined) await world.agenda.nudge(ref, entry.wakeAt ?? now);
  return ref;
};

/** Rules and channels that come or go change whom a countdown tells, and at which steps. */
const lookAtDeadlines = async (world: World): Promise<void> => {
  const at = plus(world.clock(), LEARNED_MS);
  await inParallel(await world.deadlines.followed(), WIDTH, ({ deadline }) =>
    world.agenda.nudge({ kind: 'deadline', id: deadline.id }, at),
  );
};

const agree = async (world: World, held: Held<'watchlist'>, watchlist: Watchlist, former: ReadonlySet<string>): Promise<ApplyOutcome> => {
  const { revision } = held.state;
  await world.watchlists.saveCompiled(revision, packWatchlist(watchlist));
  const current = new Set(watchlist.channels.map((channel) => channel.id));
  const closing = [...former].filter((id) => !current.has(id));
  await inParallel(watchlist.channels, WIDTH, async (channel) => setChannel(world, channel.id, false, await topicOf(world, channel)));
  await inParallel(closing, WIDTH, (id) => setChannel(world, id, true, undefined));
  await inParallel(watchlist.feeds, WIDTH, (feed) => ensureFeed(world, feed.url));
  await lookAtDeadlines(world);
  const now = world.clock();
  const completed = await world.agenda.complete(held, { now, state: { appliedRevision: revision } });
  if (completed === 'completed')
    await world.hints.send(
      'feed',
      watchlist.feeds.map((feed) => feed.id),
      0,
    );
  if (completed === 'requeued') await world.hints.send('watchlist', [WATCHLIST_ID]);
  return { kind: 'applied', revision, feeds: watchlist.feeds.length, channels: current.size, closed: closing.length, completed };
};

/** Makes feeds, channels and topics agree with the head; repeatable at any point. Topics of closed channels stay. */
export const makeApplyWatchlist = (world: World): ApplyWatchlist => {
  return () =>
    withEntry(world, { kind: 'watchlist', id: WATCHLIST_ID }, async (held) => {
      const { revision, appliedRevision } = held.state;
      const watchlist = await loadRevision(world.watchlists, revision);
      return agree(world, held, watchlist, await earlierChannels(world, appliedRevision, revision));
    });
};

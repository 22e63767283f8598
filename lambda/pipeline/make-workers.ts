import type { PollPace } from '../feeds/next-poll.js';
import { type ApplyWatchlist, makeApplyWatchlist } from './apply-watchlist.js';
import { type CountDown, makeCountDown } from './count-down.js';
import { makeCurrentWatchlist } from './current-watchlist.js';
import { type FlushChannel, makeFlushChannel } from './flush-channel.js';
import { type MergeDeadlines, makeMergeDeadlines } from './merge-deadlines.js';
import { makePollFeed, type PollFeed } from './poll-feed.js';
import type { PollWorld } from './ports.js';

/** The work that each kind of entry wants, by the entry's id. */
export interface Workers {
  readonly feed: PollFeed;
  readonly desk: MergeDeadlines;
  readonly deadline: CountDown;
  readonly channel: FlushChannel;
  readonly watchlist: ApplyWatchlist;
}

/** The five workers over one world, sharing one copy of the watchlist. */
export const makeWorkers = (world: PollWorld, pace: PollPace): Workers => {
  const currentWatchlist = makeCurrentWatchlist(world);
  return {
    feed: makePollFeed(world, currentWatchlist, pace),
    desk: makeMergeDeadlines(world),
    deadline: makeCountDown(world, currentWatchlist),
    channel: makeFlushChannel(world, currentWatchlist),
    watchlist: makeApplyWatchlist(world),
  };
};

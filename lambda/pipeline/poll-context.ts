import type { Instant } from '../core/time.js';
import type { PollPace } from '../feeds/next-poll.js';
import type { WatchedFeed } from '../watchlist/watchlist.js';
import type { LoadedWatchlist } from './current-watchlist.js';
import type { Held, PollWorld } from './ports.js';

/** One poll of one feed. */
export interface PollContext {
  readonly world: PollWorld;
  readonly pace: PollPace;
  readonly held: Held<'feed'>;
  readonly feed: WatchedFeed;
  readonly loaded: LoadedWatchlist;
  readonly now: Instant;
}

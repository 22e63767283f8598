import type { Channel } from '../alerts/alert.js';
import { hashId } from '../core/ids.js';
import type { Rule } from '../rules/rule.js';

/** A feed as the admin lists it. */
export interface WatchedFeed {
  readonly id: string;
  readonly url: string;
  /** The publisher's IANA zone, for "Friday" and "midnight". */
  readonly zone: string;
  readonly tags: readonly string[];
}

/** Feeds, rules and channels: everything that an admin decides. */
export interface Watchlist {
  readonly feeds: readonly WatchedFeed[];
  readonly rules: readonly Rule[];
  readonly channels: readonly Channel[];
}

/** A feed's id depends on its address alone. */
export const feedIdOf = (url: string): string => hashId('feed', url);

export const channelById = (watchlist: Watchlist, id: string): Channel | undefined =>
  watchlist.channels.find((channel) => channel.id === id);

import type { SentSoFar } from '../alerts/alert.js';
import type { Instant } from '../core/time.js';
import type { Deadline, DeadlineTelling, DeadlineTold } from '../deadlines/deadline.js';
import type { Move } from '../feeds/permanent-move.js';
import type { PollingHints } from '../feeds/polling-hints.js';
import type { HubLease, HubRequest } from '../feeds/websub.js';
import type { MessagePlan } from './message-plan.js';

export const ENTRY_KINDS = ['feed', 'desk', 'deadline', 'channel', 'watchlist'] as const;

/** What waits on the agenda. */
export type EntryKind = (typeof ENTRY_KINDS)[number];

export interface EntryRef {
  readonly kind: EntryKind;
  readonly id: string;
}

/** There is one desk and one watchlist. */
export const DESK_ID = 'desk';
export const WATCHLIST_ID = 'watchlist';

export interface FeedState {
  readonly url: string;
  readonly title?: string;
  /** Validators of the last whole reading, verbatim. */
  readonly etag?: string;
  readonly lastModified?: string;
  readonly bodyHash?: string;
  readonly polledAt?: Instant;
  /** When a whole document was last read; absent until the baseline is complete. */
  readonly readAt?: Instant;
  /** Failures in a row. */
  readonly failures?: number;
  readonly failingSince?: Instant;
  readonly reason?: string;
  /** Why the next poll is when it is. */
  readonly because?: string;
  /** When a whole body was last sent, not "not modified". */
  readonly fullAt?: Instant;
  /** Its rhythm, in milliseconds: between two stories, and from the oldest to the newest in the document. */
  readonly gapMs?: number;
  readonly windowMs?: number;
  /** Publication of its newest story. */
  readonly newestAt?: Instant;
  /** What the feed itself says of polling. */
  readonly hints?: PollingHints;
  /** Milliseconds that the last answer took, when that was long. */
  readonly slowMs?: number;
  /** A permanent redirect that is watched, and the address that it led to for good. */
  readonly move?: Move;
  readonly movedUrl?: string;
  /** The hub that the feed names, and the address under which its publisher knows it there. */
  readonly hub?: string;
  readonly self?: string;
  /** What a hub was asked for, what it confirmed, and when it last told of news. */
  readonly hubRequest?: HubRequest;
  readonly hubLease?: HubLease;
  readonly pushedAt?: Instant;
  /** The rest of an archive, too long for one poll, is still to be recorded. */
  readonly archive?: boolean;
}

export interface DeskState {
  /** The one write that the desk is about: a takeover finishes it before anything else. */
  readonly plan?: DeadlineWrite;
  /** A poll that was putting mentions promised to be done by then. */
  readonly armedUntil?: Instant;
}

/** One change of one deadline; written only onto the edition that it was made from. */
export interface DeadlineChange {
  readonly deadline: Deadline;
  /** The edition that the change was made from; 0 creates the deadline. */
  readonly edition: number;
  /** A new revision wakes the countdown; a further source does not. */
  readonly wakes: boolean;
}

/** What the desk makes of one mention. */
export interface DeadlineWrite extends DeadlineChange {
  readonly mentionId: string;
}

export interface DeadlineState {
  readonly deadline: Deadline;
  readonly edition: number;
  readonly told?: DeadlineTold;
  readonly telling?: DeadlineTelling;
}

export interface ChannelState extends SentSoFar {
  /** Where to publish; made when the watchlist is applied. */
  readonly topic?: string;
  readonly closed?: boolean;
  readonly plan?: MessagePlan;
  /** A poll that was putting alerts promised to be done by then. */
  readonly armedUntil?: Instant;
}

export interface WatchlistState {
  /** The head: the newest revision's number; 0 before the first. */
  readonly revision: number;
  readonly hash: string;
  /** The revision that feeds, channels and topics agree with; workers match by this one. */
  readonly appliedRevision: number;
}

export interface StateOf {
  readonly feed: FeedState;
  readonly desk: DeskState;
  readonly deadline: DeadlineState;
  readonly channel: ChannelState;
  readonly watchlist: WatchlistState;
}

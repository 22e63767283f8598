import type { Alert, Channel, Delivery, DeliveryFailure, Message, SuppressionReason } from '../alerts/alert.js';
import type { Storyline } from '../alerts/storyline.js';
import type { Story } from '../core/story.js';
import type { Instant } from '../core/time.js';
import type { Mention } from '../deadlines/deadline.js';
import type { FetchFailure } from '../feeds/feed-health.js';
import type { SeenStory } from '../feeds/identity.js';
import type { DeadlineChange, DeadlineState, EntryKind, EntryRef, FeedState, StateOf, WatchlistState } from './entries.js';

export type Clock = () => Instant;
/** A fresh random id on each call. */
export type NewId = () => string;
/** A number in [0, 1) on each call. */
export type Chance = () => number;

/** One structured line: a fixed message and fields. Never addresses, phone numbers or message bodies. */
export type Log = (message: string, fields: Readonly<Record<string, string | number | boolean>>) => void;
/** One measurement. The kind is for the reader of the log; alarms look over all kinds. */
export type Measure = (name: string, value: number, kind: EntryKind) => void;

/** An entry in the hands of one worker until `leaseUntil`. */
export interface Held<K extends EntryKind> {
  readonly ref: { readonly kind: K; readonly id: string };
  readonly token: string;
  readonly version: number;
  /** How often it was taken since it was last completed, this time included. */
  readonly attempts: number;
  readonly leaseUntil: Instant;
  readonly state: StateOf[K];
}

export type Claim<K extends EntryKind> =
  | { readonly kind: 'held'; readonly held: Held<K> }
  | { readonly kind: 'not-held'; readonly because: NotHeld };

/** `crashes-worker`: put to sleep now; `asleep`: sleeping since earlier. */
export type NotHeld = 'missing' | 'not-due' | 'leased' | 'asleep' | 'raced' | 'crashes-worker';

/** Attributes to set; those that are undefined are removed. */
export type Patch<S> = { readonly [Name in keyof S]?: S[Name] | undefined };

export interface Completion<K extends EntryKind> {
  readonly now: Instant;
  /** Written in either case. */
  readonly state?: Patch<StateOf[K]>;
  /** Removed only if nothing changed meanwhile: what a nudge wrote during the run is kept. */
  readonly forget?: readonly (keyof StateOf[K])[];
  /** When work is wanted next if nothing changed meanwhile; absent: not until a nudge. */
  readonly wakeAt?: Instant | undefined;
  /** Also settle the item if nothing changed meanwhile: it is kept, as a guard, until then. */
  readonly settleUntil?: Instant | undefined;
}

/** `requeued`: somebody nudged the entry meanwhile, so it is due again at once. `lost`: another worker holds it. */
export type Completed = 'completed' | 'requeued' | 'lost';

/** The agenda: what waits, and who is at it. No call creates an entry, except `create`. */
export interface Agenda {
  readonly claim: <K extends EntryKind>(
    kind: K,
    id: string,
    claim: { readonly now: Instant; readonly leaseMs: number; readonly token: string },
  ) => Promise<Claim<K>>;
  /** Wants work at `at` or earlier; `arm` also keeps a holder from forgetting it. */
  readonly nudge: (ref: EntryRef, at: Instant, arm?: 'arm') => Promise<'nudged' | 'missing'>;
  readonly save: <K extends EntryKind>(held: Held<K>, patch: Patch<StateOf[K]>) => Promise<'saved' | 'lost'>;
  /** Sets part of an entry's state from outside, lease or not; for the parts that no holder writes. */
  readonly amend: <K extends EntryKind>(kind: K, id: string, patch: Patch<StateOf[K]>) => Promise<'amended' | 'missing'>;
  readonly complete: <K extends EntryKind>(held: Held<K>, completion: Completion<K>) => Promise<Completed>;
  /** When the holder's lease ends, by a consistent read; undefined when another worker holds the entry. */
  readonly leaseEnd: (held: Held<EntryKind>) => Promise<Instant | undefined>;
  /** Due entries of a kind, oldest first, by the eventually consistent index. */
  readonly due: (kind: EntryKind, now: Instant, limit: number) => Promise<readonly { readonly id: string; readonly wakeAt: Instant }[]>;
  readonly create: <K extends EntryKind>(
    kind: K,
    id: string,
    state: StateOf[K],
    wakeAt: Instant | undefined,
  ) => Promise<'created' | 'exists'>;
  readonly read: <K extends EntryKind>(kind: K, id: string) => Promise<EntryReading<K> | undefined>;
}

export interface EntryReading<K extends EntryKind> {
  readonly state: StateOf[K];
  readonly wakeAt?: Instant;
  readonly attempts: number;
  readonly asleepUntil?: Instant;
}

export interface StoryStore {
  /** Puts once; a story that is there already stays as it is. */
  readonly put: (story: Story, now: Instant) => Promise<void>;
  /** Stories published between two instants, newest first. */
  readonly list: (from: Instant, to: Instant, limit: number) => Promise<readonly Story[]>;
  /** All stories published between two instants, a day at a time, oldest day first. */
  readonly days: (from: Instant, to: Instant) => AsyncGenerator<readonly Story[]>;
}

export interface SeenStore {
  /** The stories that a feed has shown, newest first. */
  readonly read: (feedId: string) => Promise<readonly SeenStory[]>;
  readonly write: (feedId: string, stories: readonly SeenStory[]) => Promise<void>;
}

/** One request at a time to a host that several feeds share, and none before it asked for. */
export interface HostGates {
  /** `busy`: another feed's request is under way until then at the latest, or the host asked for a pause. */
  readonly enter: (
    host: string,
    visit: { readonly token: string; readonly now: Instant; readonly until: Instant },
  ) => Promise<{ readonly kind: 'entered' } | { readonly kind: 'busy'; readonly until: Instant }>;
  /** @param notBefore what the host's Retry-After says */
  readonly leave: (host: string, token: string, notBefore: Instant | undefined) => Promise<void>;
}

export type AlertOutcome =
  | { readonly kind: 'told'; readonly messageId: string }
  | { readonly kind: 'suppressed'; readonly because: SuppressionReason }
  | { readonly kind: 'failed'; readonly reason: DeliveryFailure };

/** What became of an alert; `waiting` for its channel's next message. */
export type AlertFate = AlertOutcome | { readonly kind: 'waiting' };

export interface AlertStore {
  /** What became of an alert; undefined when there is none under this id. */
  readonly fate: (channelId: string, alertId: string) => Promise<AlertFate | undefined>;
  /** Puts once, as waiting. */
  readonly put: (alert: Alert) => Promise<'put' | 'exists'>;
  /** Waiting alerts of a channel, oldest first, by a consistent read. */
  readonly waiting: (channelId: string, limit: number) => Promise<readonly Alert[]>;
  /** No longer waiting; kept with its outcome as the guard against being put again. */
  readonly settle: (channelId: string, alertId: string, outcome: AlertOutcome, now: Instant) => Promise<void>;
}

export interface MentionStore {
  readonly put: (mention: Mention, now: Instant) => Promise<'put' | 'exists'>;
  /** Unmerged mentions, earliest publication first, by a consistent read. */
  readonly waiting: (limit: number) => Promise<readonly Mention[]>;
  readonly settle: (mentionId: string, now: Instant) => Promise<void>;
}

export interface DeadlineStore {
  /** Deadlines that are open, proposed, or passed a short while ago, by a consistent read. */
  readonly followed: () => Promise<readonly DeadlineState[]>;
  readonly read: (id: string) => Promise<DeadlineState | undefined>;
  readonly write: (change: DeadlineChange, now: Instant) => Promise<'written' | 'conflict'>;
}

export interface StorylineStore {
  readonly told: (channelId: string, now: Instant) => Promise<readonly Storyline[]>;
  /** Until 72 hours after it was told, however many more stories of it come. */
  readonly remember: (channelId: string, storyline: Storyline) => Promise<void>;
}

/** One message of the delivery log, with its words. */
export interface LoggedMessage {
  readonly messageId: string;
  readonly channelId: string;
  readonly medium: Channel['medium'];
  readonly alertIds: readonly string[];
  readonly delivery: Delivery;
  readonly message: Message;
}

export interface DeliveryLog {
  readonly find: (channelId: string, messageId: string) => Promise<LoggedMessage | undefined>;
  readonly log: (message: LoggedMessage) => Promise<void>;
  /** Newest first. */
  readonly list: (channelId: string, limit: number) => Promise<readonly LoggedMessage[]>;
}

export interface RevisionRecord {
  readonly revision: number;
  readonly hash: string;
  readonly pushedAt: Instant;
  readonly who: string;
  readonly why: string;
}

export type Pushed =
  | { readonly kind: 'pushed'; readonly revision: number }
  | { readonly kind: 'refused'; readonly because: 'head-has-moved'; readonly head: number };

export interface WatchlistStore {
  readonly head: () => Promise<WatchlistState>;
  readonly text: (revision: number) => Promise<string>;
  readonly push: (text: string, record: Omit<RevisionRecord, 'revision'>, expected: number) => Promise<Pushed>;
  readonly history: (limit: number) => Promise<readonly RevisionRecord[]>;
  /** What workers read instead of a revision's text; undefined until it is saved. */
  readonly compiled: (revision: number) => Promise<Uint8Array | undefined>;
  readonly saveCompiled: (revision: number, bytes: Uint8Array) => Promise<void>;
}

export type Fetched =
  | {
      readonly kind: 'body';
      readonly bytes: Uint8Array;
      readonly contentType: string;
      /** Where the body came from, after redirects. */
      readonly url: string;
      readonly etag?: string;
      readonly lastModified?: string;
      readonly maxAgeSeconds?: number;
      readonly expiresAt?: Instant;
      /** Where permanent redirects, and none of another kind, led. */
      readonly movedTo?: string;
      /** The connection ended before the body did. */
      readonly truncated?: true;
    }
  | {
      readonly kind: 'not-modified';
      /** New values of the validators, where the answer gave some. */
      readonly etag?: string;
      readonly lastModified?: string;
      readonly maxAgeSeconds?: number;
      readonly expiresAt?: Instant;
      readonly movedTo?: string;
    }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly reason: FetchFailure; readonly retryAt?: Instant };

export type FetchFeed = (url: string, validators: Pick<FeedState, 'etag' | 'lastModified'>) => Promise<Fetched>;

export interface Hints {
  /** Says "look at this entry now", or after a while. Never throws: the agenda is the truth. */
  readonly send: (kind: EntryKind, ids: readonly string[], afterMs?: number) => Promise<void>;
  /** Hints that wait in a kind's queue, approximately. */
  readonly backlog: (kind: EntryKind) => Promise<number>;
}

export type Published = { readonly kind: 'sent'; readonly receipt: string } | { readonly kind: 'failed'; readonly reason: DeliveryFailure };

export interface Publisher {
  /** Makes the channel's topic or finds it; repeatable. */
  readonly ensureTopic: (channel: Channel) => Promise<string>;
  readonly publish: (topic: string, messageId: string, channel: Channel, message: Message) => Promise<Published>;
}

/** What a person who watches the terminal would like to know; on AWS nobody watches. */
export type PipelineEvent =
  | { readonly kind: 'unmatched'; readonly title: string; readonly source: string }
  | {
      readonly kind: 'suppressed';
      readonly title: string;
      readonly source: string;
      readonly because: SuppressionReason;
      readonly channelId: string;
    }
  | { readonly kind: 'feed-failed'; readonly url: string; readonly reason: string };

export type Observe = (event: PipelineEvent) => void;

export interface Stores {
  readonly agenda: Agenda;
  readonly stories: StoryStore;
  readonly seen: SeenStore;
  readonly hosts: HostGates;
  readonly alerts: AlertStore;
  readonly mentions: MentionStore;
  readonly deadlines: DeadlineStore;
  readonly storylines: StorylineStore;
  readonly deliveries: DeliveryLog;
  readonly watchlists: WatchlistStore;
}

/** What the use cases need of the world. */
export interface World extends Stores {
  readonly clock: Clock;
  readonly newId: NewId;
  readonly chance: Chance;
  readonly log: Log;
  readonly measure: Measure;
  readonly observe: Observe;
  readonly hints: Hints;
  readonly publisher: Publisher;
}

/** The world of the one worker that goes out for feeds. */
export interface PollWorld extends World {
  readonly fetchFeed: FetchFeed;
  /** Absent: no public address is configured, and feeds are only polled. */
  readonly webSub?: WebSub;
}

/** How hubs are asked, and where they answer. */
export interface WebSub {
  /** The public address under which the endpoint stands, without a slash at its end. */
  readonly callbackUrl: string;
  /** Sends a form to a hub; `accepted` when it answers with 2xx. */
  readonly post: (url: string, form: string) => Promise<'accepted' | FetchFailure>;
}

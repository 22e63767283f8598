import type { Severity } from '../core/severity.js';
import type { Instant } from '../core/time.js';

/** What a message shows of a story. */
export interface StoryBrief {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly link?: string;
  readonly source: string;
  readonly publishedAt: Instant;
}

/** A story that a rule matched, for one channel. */
export interface StoryAlert {
  readonly kind: 'story';
  readonly id: string;
  readonly channelId: string;
  readonly ruleId: string;
  readonly ruleName: string;
  readonly severity: Severity;
  readonly story: StoryBrief;
  /** The matched words as the story writes them. */
  readonly evidence: readonly string[];
  /** The watchlist's revision that matched. */
  readonly revision: number;
  readonly createdAt: Instant;
}

export type DeadlineChange = 'set' | 'moved' | 'withdrawn' | 'step' | 'passed';

/** Something about a deadline, for one channel. Only ids and moments: the words are made when it is sent. */
export interface DeadlineAlert {
  readonly kind: 'deadline';
  readonly id: string;
  readonly channelId: string;
  readonly deadlineId: string;
  readonly change: DeadlineChange;
  /** The deadline's revision that this speaks of. */
  readonly revision: number;
  /** For a move: the date told before. */
  readonly from?: Instant;
  readonly stepMs?: number;
  readonly severity: Severity;
  readonly ruleName: string;
  readonly createdAt: Instant;
}

export type Alert = StoryAlert | DeadlineAlert;

/** What people subscribe to: one medium, one pace, one audience. */
export interface Channel {
  readonly id: string;
  readonly medium: 'email' | 'sms' | 'json';
  /** IANA zone of the people who read it. */
  readonly zone: string;
  /** Steps of the countdown, in milliseconds before a deadline, longest first. */
  readonly countdown: readonly number[];
  /** How long to gather alerts into one message, from the oldest. */
  readonly groupMs: number;
  /** At least so long between two messages. */
  readonly gapMs: number;
  readonly minSeverity: Severity;
  /** Quiet hours in the channel's zone, minutes after midnight; may run over midnight. */
  readonly quiet?: { readonly from: number; readonly to: number };
  /** True when it tells once a day; its `quiet` is the rest of the day. */
  readonly isDigest?: boolean;
  /** Messages a day; what comes after them waits for the day's closing digest. */
  readonly dailyCap?: number;
}

/** What a channel has been sent, as far as the time of its next message depends on it. Dates are the channel's own: `2026-03-14`. */
export interface SentSoFar {
  readonly lastSentAt?: Instant;
  /** The date of the last message. */
  readonly sentOn?: string;
  /** Messages sent on that date; the closing digest is none of them. */
  readonly sentCount?: number;
  /** The last date whose closing digest has gone out. */
  readonly closedOn?: string;
}

export type SuppressionReason = 'already-told' | 'below-severity' | 'superseded' | 'channel-closed';

/** The delivery of one message, as the log keeps it. */
export type Delivery =
  | { readonly kind: 'sent'; readonly receipt: string; readonly at: Instant }
  | { readonly kind: 'failed'; readonly reason: DeliveryFailure; readonly at: Instant };

export type DeliveryFailure = 'throttled' | 'topic-missing' | 'unreachable' | 'refused';

/** The words of one message in every medium. */
export interface Message {
  /** One line, at most 100 characters. */
  readonly subject: string;
  readonly email: string;
  /** One GSM-7 segment, or two UCS-2 segments for scripts that GSM-7 cannot write. */
  readonly sms: string;
  /** For machines: the alerts as a JSON object. */
  readonly json: string;
}

import type { SuppressionReason } from '../alerts/alert.js';
import type { Storyline } from '../alerts/storyline.js';

/** What a flush is about to send, written on the channel before it publishes. At most 200 alerts. */
export interface MessagePlan {
  readonly messageId: string;
  readonly tell: readonly string[];
  readonly suppress: readonly { readonly alertId: string; readonly because: SuppressionReason }[];
  readonly storylines: readonly Storyline[];
  /** Publishing attempts that failed. */
  readonly failures: number;
  /** Set when the message is the closing digest: of this date of the channel. */
  readonly closes?: string;
}

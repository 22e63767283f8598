import type { ConfidencePart, DeadlineKind, FindingStatus } from './deadline.js';
import type { Direction } from './resolve-date.js';
import type { Duration, Slot } from './slot.js';

/** A time that a cue governs, still symbolic; or a change to a deadline whose date the sentence does not give. */
export interface Governed {
  readonly slot?: Slot;
  /** A move "by two weeks": counted from the deadline's old date. */
  readonly shift?: Duration;
  /** Of a move: the time that it had. */
  readonly former?: Slot;
  readonly status: FindingStatus;
  readonly direction: Direction;
  readonly kind?: DeadlineKind;
  readonly parts: readonly ConfidencePart[];
  /** Told of by itself it is no finding: it changes what the story says of a date elsewhere. */
  readonly hint?: boolean;
  /** The tokens that say so, cue and time. */
  readonly first: number;
  readonly past: number;
}

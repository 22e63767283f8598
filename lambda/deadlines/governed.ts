import type { ConfidencePart, DeadlineKind, FindingStatus } from './deadline.js';
import type { Direction } from './resolve-date.js';
import type { Duration, Slot } from './slot.js';

/** How a time lies to the story, whatever the words around it. */
export interface Timing {
  /** Where its sentence stands: in the title, first in the summary, or later. */
  readonly at: 'title' | 'first' | 'later';
  /** Days from publication to the time, read as to come and as past; absent where it can't be read so. */
  readonly ahead?: number;
  readonly back?: number;
  /** The sentence tells of years long ago. */
  readonly isHistory: boolean;
}

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
  /** What is seen of the time, or of the change without one, in its sentence, as names; absent for a shift. */
  readonly features?: (timing: Timing) => readonly string[];
  /** "The demand was broadcast at 9 a.m. on Tuesday": where it is the only such time, durations of the story count from it. */
  readonly isIssue?: boolean;
  /** "Leaders on Sunday demanded that": days and weeks of its sentence count from there. */
  readonly isSaid?: boolean;
  /** The tokens that say so, cue and time. */
  readonly first: number;
  readonly past: number;
}

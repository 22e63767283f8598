import type { Instant } from '../core/time.js';

export const DEADLINE_KINDS = [
  'ultimatum',
  'expiry',
  'court',
  'vote',
  'tariff',
  'filing',
  'strike',
  'evacuation',
  'launch',
  'other',
] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];

/** What the story says of the deadline. */
export type FindingStatus = 'set' | 'moved' | 'withdrawn' | 'passed';

export type Precision = 'day' | 'hour' | 'minute';

/** One reason for, or against, believing that a time is a deadline. */
export interface ConfidencePart {
  /** What was seen: `deadline-noun`, `expiry`, `obliged`, `hypothetical`, `far`… */
  readonly because: string;
  /** What it adds to the confidence, or takes from it. */
  readonly by: number;
}

/** One deadline that a story reports. */
export interface Finding {
  /** Absent only for a withdrawal that names no date. With day precision: the last minute of that date in `zone`. */
  readonly due?: Instant;
  readonly earliest?: Instant;
  /** Of a move, where the sentence says it: the end of the date that the deadline had. */
  readonly formerDue?: Instant;
  readonly precision: Precision;
  /** IANA zone in which `due` was read. */
  readonly zone: string;
  /** Where the zone comes from: the words, the place that "local time" is of, the feed; `utc` when none of them tells. */
  readonly zoneSource: 'stated' | 'place' | 'feed' | 'utc';
  readonly kind: DeadlineKind;
  readonly status: FindingStatus;
  /** 0 to 1; told only at or above `alertThreshold`. */
  readonly confidence: number;
  /** What the confidence is made of. */
  readonly parts: readonly ConfidencePart[];
  /** The sentence, as published. */
  readonly quote: string;
  /** Where cue and time stand, in UTF-16 units of the title or the summary. */
  readonly span: { readonly in: 'title' | 'summary'; readonly start: number; readonly end: number };
}

/** A story's statement of a deadline, on its way to the desk. */
export interface Mention {
  readonly id: string;
  readonly storyId: string;
  readonly source: string;
  readonly link?: string;
  readonly headline: string;
  /** What the story is known by, to find the deadline's other stories: its canonical title. */
  readonly titleKey: string;
  /** Names that the story speaks of. */
  readonly names: readonly string[];
  /** The other deadlines of the same story: this one is none of them. */
  readonly besides: readonly Instant[];
  readonly publishedAt: Instant;
  readonly ruleIds: readonly string[];
  readonly finding: Finding;
}

export interface Revision {
  readonly number: number;
  readonly change: 'set' | 'refined' | 'moved' | 'withdrawn' | 'passed';
  readonly due: Instant;
  readonly precision: Precision;
  /** The sentence of the story; of a revision by hand, the reason that was given. */
  readonly quote: string;
  /** The publisher; of a revision by hand, `by hand`. */
  readonly source: string;
  readonly publishedAt: Instant;
  /** How sure the program was; absent where a person decided. */
  readonly confidence?: number;
  readonly parts?: readonly ConfidencePart[];
  /** The person who made this revision by hand. */
  readonly who?: string;
}

export interface DeadlineSource {
  readonly mentionId: string;
  readonly storyId: string;
  readonly source: string;
  readonly link?: string;
  readonly titleKey: string;
  readonly publishedAt: Instant;
  readonly due?: Instant;
  readonly precision?: Precision;
  readonly zone?: string;
}

/** A moment by which something must happen or at which something lapses, followed over all its stories. */
export interface Deadline {
  readonly id: string;
  readonly headline: string;
  readonly kind: DeadlineKind;
  readonly due: Instant;
  /** The earliest that the words could mean: with "10 or 12 days", the end of the tenth. */
  readonly earliest?: Instant;
  readonly precision: Precision;
  readonly zone: string;
  readonly state: 'open' | 'proposed' | 'withdrawn';
  /** What it is about: each word with the number of sources that used it. */
  readonly topic: Readonly<Record<string, number>>;
  readonly ruleIds: readonly string[];
  readonly sources: readonly DeadlineSource[];
  readonly revisions: readonly Revision[];
  readonly revision: number;
  /** A date that a publisher gave last instead, and that too few give; shown, and told to nobody. */
  readonly disputed?: { readonly due: Instant; readonly source: string };
}

/** A telling that was begun: alerts of this revision may be on their way, though the run that put them never ended. */
export interface DeadlineTelling {
  readonly revision: number;
  readonly due: Instant;
  readonly withdrawn?: boolean;
  readonly channels: readonly string[];
}

/** What has been told of a deadline: the countdown's own part of the entry. */
export interface DeadlineTold {
  readonly revision: number;
  readonly due?: Instant;
  /** Steps at or before this moment are told or superseded. */
  readonly until: Instant;
  readonly passed: boolean;
  /** The channels were told that it is withdrawn. */
  readonly withdrawn?: boolean;
  readonly channels: readonly string[];
}

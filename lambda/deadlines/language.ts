import type { DeadlineKind, FindingStatus } from './deadline.js';
import type { Governed } from './governed.js';
import type { Sentence, Token } from './token.js';

export interface Weighing {
  /** 0 to 1. */
  readonly likelihood: number;
  readonly status: FindingStatus;
  /** How sure the status is, if it is a deadline. 0 to 1. */
  readonly certainty: number;
}

/** What a language brings: a folder beside `english` that gives these five is a second language. */
export interface Language {
  readonly sentencesOf: (text: string) => readonly Sentence[];
  /**
   * The times of a sentence, those first that a cue governs, and the changes that it tells of; the title says what the story is about. A
   * time that no cue governs has no parts.
   */
  readonly govern: (sentence: Sentence, title: readonly Token[]) => readonly Governed[];
  /** How likely the time with these features is a deadline, and which change of one it is then. */
  readonly weigh: (features: readonly string[]) => Weighing;
  readonly kindOf: (tokens: readonly Token[]) => DeadlineKind;
  /** IANA zone of the first place that the tokens name, for "local time". */
  readonly firstZoneIn: (tokens: readonly Token[]) => string | undefined;
}

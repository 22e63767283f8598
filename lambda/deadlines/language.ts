import type { DeadlineKind, FindingStatus } from './deadline.js';
import type { Governed } from './governed.js';
import type { Slot } from './slot.js';
import type { Sentence, Token } from './token.js';

/** What a story speaks of beyond the sentence at hand. */
export interface About {
  /** The words of the title. */
  readonly title: readonly Token[];
  /** Names of what the title, and the first sentences of the summary, speak of: features of every time of the story. */
  readonly inTitle: readonly string[];
  readonly inSummary: readonly string[];
  /** The changes that a cue tells of in the title, and in the first sentences of the summary. */
  readonly changesInTitle: readonly FindingStatus[];
  readonly changesInSummary: readonly FindingStatus[];
  /** Names of wordings that tell of a date that was, or of more time. */
  readonly signsOfChange: readonly string[];
  /** The story calls untrue what it reports. */
  readonly isDenied: boolean;
}

export interface Weighing {
  /** That it is a deadline: 0 to 1, the sum of `statuses`. */
  readonly likelihood: number;
  /** That it is one of which the story says this. */
  readonly statuses: Readonly<Record<FindingStatus, number>>;
}

/** A sentence of a story, of its title or of what follows. */
export interface ToldSentence {
  readonly tokens: readonly Token[];
  readonly isTitle: boolean;
}

/** A weighed time, or a change without one, as it stands in its story. */
export interface TimeInStory {
  /** The number of its sentence in the story. */
  readonly sentence: number;
  readonly slot?: Slot;
  readonly features: readonly string[];
  readonly weighing: Weighing;
}

/** What a language brings: a folder beside `english` that gives these ten is a second language. */
export interface Language {
  readonly sentencesOf: (text: string) => readonly Sentence[];
  readonly aboutOf: (title: readonly Sentence[], summary: readonly Sentence[]) => About;
  /**
   * The times of a sentence, those first that a cue governs, and the changes that it tells of; `about` says what the story is about. A
   * time that no cue governs has no parts.
   */
  readonly govern: (sentence: Sentence, about: About) => readonly Governed[];
  /** How likely the time with these features is a deadline, and which change of one it is then. */
  readonly weigh: (features: readonly string[]) => Weighing;
  /** The same once more, with what is seen of the time among the other times of its story. */
  readonly weighAgain: (before: Weighing, features: readonly string[]) => Weighing;
  /** The same a third time, by all words of the story in their order; in the order of the times. */
  readonly readAgain: (sentences: readonly ToldSentence[], times: readonly TimeInStory[]) => readonly Weighing[];
  readonly kindOf: (tokens: readonly Token[]) => DeadlineKind;
  /** IANA zone of the first place that the tokens name, for "local time". */
  readonly firstZoneIn: (tokens: readonly Token[]) => string | undefined;
  /** The same of the place that is named last before the token of this number, beside the dateline. */
  readonly zoneBefore: (tokens: readonly Token[], first: number) => string | undefined;
  /** The same of the first people, for a story that names no place. */
  readonly firstPeopleIn: (tokens: readonly Token[]) => string | undefined;
}

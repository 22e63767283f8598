import type { DeadlineKind } from './deadline.js';
import type { Governed } from './governed.js';
import type { Sentence, Token } from './token.js';

/** What a language brings: a folder beside `english` that gives these four is a second language. */
export interface Language {
  readonly sentencesOf: (text: string) => readonly Sentence[];
  /** The times of a sentence that a cue governs, and the changes that it tells of; the title says what the story is about. */
  readonly govern: (sentence: Sentence, title: readonly Token[]) => readonly Governed[];
  readonly kindOf: (tokens: readonly Token[]) => DeadlineKind;
  /** IANA zone of the first place that the tokens name, for "local time". */
  readonly firstZoneIn: (tokens: readonly Token[]) => string | undefined;
}

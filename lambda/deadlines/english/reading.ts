import type { About } from '../language.js';
import type { Slot } from '../slot.js';
import { type Sentence, type Token, wordAt } from '../token.js';
import type { Cue, CueMeaning, CueRow } from './cue.js';
import { BLOWN_CUES, FORECAST_CUES, MOVE_CUES, PASS_CUES, WITHDRAW_CUES } from './cues/changes.js';
import { DEADLINE_NOUNS } from './cues/deadline-nouns.js';
import { EFFECT_CUES } from './cues/effect.js';
import { EVENT_CUES, SCHEDULE_CUES } from './cues/events.js';
import { EXPIRY_CUES } from './cues/expiry.js';
import { COMMIT_CUES, OBLIGE_CUES, SUBMIT_CUES } from './cues/oblige.js';
import { isDateline } from './dateline.js';
import { phraseTable } from './phrases.js';
import { readSlots } from './read-slots.js';
import { type Before, lastDateOf } from './told-before.js';
import { type ClassedWord, classedWords } from './word-classes.js';

/** A sentence with its times and its cues, both in their order. */
export interface Reading {
  readonly sentence: Sentence;
  readonly tokens: readonly Token[];
  readonly slots: readonly Slot[];
  readonly cues: readonly Cue[];
  readonly classes: readonly ClassedWord[];
  /** The words of the story's title: what the story is about. */
  readonly title: readonly Token[];
  readonly about: About;
}

const CUES: readonly (readonly CueRow[])[] = [
  DEADLINE_NOUNS,
  EXPIRY_CUES,
  EFFECT_CUES,
  OBLIGE_CUES,
  SUBMIT_CUES,
  COMMIT_CUES,
  EVENT_CUES,
  SCHEDULE_CUES,
  MOVE_CUES,
  WITHDRAW_CUES,
  PASS_CUES,
  BLOWN_CUES,
  FORECAST_CUES,
];
const cuesAt = phraseTable<CueMeaning>(...CUES);

const BEFORE_NOUN =
  /^(?:the|a|an|this|that|these|those|such|his|her|its|their|our|my|your|first|second|third|new|any|no|every|each|last|latest|court|executive|final|key|snap|further|of|another|some|both|all|two|three|four)$/;

/** "the rules", "an order", "his demands" are no verbs; "a waiver that expires" is one. */
const isVerbWhereItMust = (tokens: readonly Token[], cue: Cue): boolean =>
  (cue.form !== 'base' && cue.form !== 'present') ||
  (cue.form === 'present' && wordAt(tokens, cue.first - 1) === 'that') ||
  (!BEFORE_NOUN.test(wordAt(tokens, cue.first - 1)) &&
    !/^\d/.test(wordAt(tokens, cue.first - 1)) &&
    tokens[cue.first - 1]?.possessive !== true);

const readCues = (tokens: readonly Token[]): readonly Cue[] =>
  tokens.flatMap((_token, at) =>
    cuesAt(tokens, at)
      .map(({ value, past }): Cue => ({ ...value, first: at, past }))
      .filter((cue) => isVerbWhereItMust(tokens, cue)),
  );

const MOST_BACK = 2;

const NOTHING_BEFORE: Before = { date: () => undefined, clocked: () => undefined };

/** What was told last in the two sentences before, or else in the title; the date of a dateline does not count. */
const findBefore = <Told>(sentence: Sentence, about: About, find: (slots: readonly Slot[]) => Told | undefined): Told | undefined => {
  let before = sentence.before;
  for (let back = 0; back < MOST_BACK && before !== undefined; back += 1) {
    const { tokens } = before;
    const told = find(readSlots(tokens, NOTHING_BEFORE).filter((slot) => !isDateline(tokens, slot, false)));
    if (told !== undefined) return told;
    before = before.before;
  }
  return find(readSlots(about.title, NOTHING_BEFORE));
};

const beforeOf = (sentence: Sentence, about: About): Before => ({
  date: () => findBefore(sentence, about, lastDateOf),
  clocked: () => findBefore(sentence, about, (slots) => slots.findLast(({ clock }) => clock !== undefined)),
});

interface Words {
  readonly cues: readonly Cue[];
  readonly classes: readonly ClassedWord[];
}

/** A sentence is read for its own times, and for what the story is about: its words are looked at once. */
const known = new WeakMap<readonly Token[], Words>();

/** The cues of a sentence, and its words by class. */
export const wordsIn = (tokens: readonly Token[]): Words => {
  const words = known.get(tokens) ?? { cues: readCues(tokens), classes: classedWords(tokens) };
  known.set(tokens, words);
  return words;
};

interface Times {
  readonly title: readonly Token[];
  readonly slots: readonly Slot[];
}

const timesKnown = new WeakMap<readonly Token[], Times>();

/** The times of a sentence of a story with this title; a dateline's is none. */
const timesIn = (sentence: Sentence, about: About): readonly Slot[] => {
  const { tokens } = sentence;
  const told = timesKnown.get(tokens);
  if (told?.title === about.title) return told.slots;
  const slots = readSlots(tokens, beforeOf(sentence, about)).filter((slot) => !isDateline(tokens, slot, tokens === about.title));
  timesKnown.set(tokens, { title: about.title, slots });
  return slots;
};

/** Reads the times and cues of a sentence. */
export const readSentence = (sentence: Sentence, about: About): Reading => ({
  sentence,
  tokens: sentence.tokens,
  slots: timesIn(sentence, about),
  ...wordsIn(sentence.tokens),
  title: about.title,
  about,
});

const CLAUSE_MARK = /[;:—()]|\s-\s/;
const CLAUSE_WORDS = new Set(['but', 'while', 'whereas', 'although', 'though', 'because', 'after', 'when', 'since', 'as']);

/** True when a clause ends somewhere in `first … past`: a cue there does not reach across. */
export const crossesClause = (tokens: readonly Token[], first: number, past: number): boolean => {
  for (let at = first; at < past; at += 1) {
    if (at > first && CLAUSE_MARK.test(tokens[at]?.before ?? '')) return true;
    if (CLAUSE_WORDS.has(wordAt(tokens, at))) return true;
  }
  return CLAUSE_MARK.test(tokens[past]?.before ?? '');
};

/** True when one of the words stands in `first … past`. */
export const hasWord = (tokens: readonly Token[], first: number, past: number, words: ReadonlySet<string>): boolean => {
  for (let at = Math.max(0, first); at < Math.min(past, tokens.length); at += 1) {
    if (words.has(wordAt(tokens, at))) return true;
  }
  return false;
};

/** True when one of the words stands in `first … past` of the sentence, or in the story's title. */
export const speaksOf = (reading: Reading, words: ReadonlySet<string>, first: number, past: number): boolean =>
  hasWord(reading.tokens, first, past, words) || hasWord(reading.title, 0, reading.title.length, words);

import type { WordForm } from '../core/words.js';
import { FIELDS, type Field } from './expression.js';
import { EXACT_START, FIRST, HASH, LAST, LETTERS_START, PAIR_ENDS, RULES_START, type RuleIndex, SLOT_SIZE, STORY } from './rule-index.js';
import { LOWER, MOST_ROLLING, makeScanText } from './scan-text.js';
import { GATE_SIZE, GATE_UNITS, hashOn, hashPair, LONG_PREFIX, placeOf, SEED } from './vocabulary.js';

/** What rules are matched against; the language is a BCP 47 tag. All of it is plain text. */
export interface MatchableStory {
  readonly title: string;
  readonly summary: string;
  readonly source?: string;
  readonly author?: string;
  readonly language?: string;
  readonly link?: string;
  readonly tags?: readonly string[];
}

/** A story's words as the rules see them: where each word that a rule asks for stands. */
export interface StoryReading {
  /** Reads a story; what was read before is forgotten. Calls back for each rule that a word or pair points to. */
  readonly read: (story: MatchableStory) => void;
  /** The first occurrence of a slot, -1 when there is none; `next` gives the one after. In order of place. */
  readonly first: (slot: number) => number;
  readonly next: (occurrence: number) => number;
  /** The places of the words that an occurrence begins and ends with. */
  readonly startOf: (occurrence: number) => number;
  readonly endOf: (occurrence: number) => number;
  /** The field that a place is in, as a number of `FIELDS`. */
  readonly fieldAt: (place: number) => number;
  readonly isOneText: (place: number, other: number) => boolean;
  /** Which of the texts of its field a place is in, and the offsets of its word there. */
  readonly textAt: (place: number) => string;
  readonly from: (place: number) => number;
  readonly to: (place: number) => number;
  /** Whether the word at a place begins where the one before it ends. */
  readonly touches: (place: number) => boolean;
}

/** The root of a rule's tree × 2, + 1 when the word or pair alone is a match, with the field that it stands in. */
export type OnRule = (entry: number, field: number) => void;

const grown = (array: Int32Array<ArrayBuffer>, needed: number): Int32Array<ArrayBuffer> => {
  if (needed < array.length) return array;
  const larger = new Int32Array(Math.max(needed + 1, array.length * 2));
  larger.set(array);
  return larger;
};

/** The open pairs that end at a place or behind it. */
const closePairs = (openPairs: readonly number[], place: number): number[] =>
  openPairs.flatMap((slot, at) => (at % 2 === 0 && (openPairs[at + 1] as number) >= place ? [slot, openPairs[at + 1] as number] : []));

/** Makes the reader of stories for an index. Plain English words are hashed as they stand; all others go through `wordsOf`. */
export const makeStoryReading = (index: RuleIndex, onRule: OnRule): StoryReading => {
  const { letters, wordTable, prefixTable, prefixGate, longPrefixes, exactSlots } = index;
  const { slotRules, pairTable, pairSlots, pairStart, pairRules } = index;
  const { slots } = index;
  const hasPrefixes = (index.counts[2] ?? 0) > 0;
  const shortGate = prefixGate[GATE_SIZE] ?? 0;
  const wordMask = wordTable.length - 1;
  const prefixMask = prefixTable.length - 1;
  const pairMask = pairTable.length - 1;

  const rolling = new Int32Array(MOST_ROLLING + 1);
  /** One bit a slot that stands in the story: small enough to be near, since most words that rules ask for stand nowhere. */
  const present = new Int32Array(((index.counts[3] ?? 0) >> 5) + 1);
  let storyNumber = 0;
  let occurrences = 0;
  let occNext = new Int32Array(256);
  let occStart = new Int32Array(256);
  let occEnd = new Int32Array(256);
  let places = 0;
  let placeFrom = new Int32Array(512);
  let placeTo = new Int32Array(512);
  let placeText = new Int32Array(512);
  let placeField = new Int32Array(512);
  let texts: string[] = [];
  let field = 0;
  /** Slots that begin an indexed pair, and the place that they end at. */
  let openPairs: number[] = [];

  const pointTo = (rules: Int32Array, from: number, to: number): void => {
    for (let at = from; at < to; at += 1) onRule(rules[at] as number, field);
  };

  const pairsWith = (second: number, place: number): void => {
    for (let at = openPairs.length - 2; at >= 0; at -= 2) {
      const end = openPairs[at + 1] as number;
      if (end !== place - 1) continue;
      const first = openPairs[at] as number;
      let found = placeOf(hashPair(first, second), pairMask);
      for (let pair = pairTable[found] as number; pair !== -1; pair = pairTable[found] as number) {
        if (pairSlots[pair * 2] === first && pairSlots[pair * 2 + 1] === second) {
          pointTo(pairRules, pairStart[pair] as number, pairStart[pair + 1] as number);
          break;
        }
        found = (found + 1) & pairMask;
      }
    }
  };

  const occur = (slot: number, start: number, end: number): void => {
    const record = slot * SLOT_SIZE;
    const isFirst = slots[record + STORY] !== storyNumber;
    const before = slots[record + LAST] as number;
    // Two forms of one word may begin alike.
    if (!isFirst && occStart[before] === start && occEnd[before] === end) return;
    if (occurrences >= occNext.length) {
      occNext = grown(occNext, occurrences);
      occStart = grown(occStart, occurrences);
      occEnd = grown(occEnd, occurrences);
    }
    occNext[occurrences] = -1;
    occStart[occurrences] = start;
    occEnd[occurrences] = end;
    if (isFirst) {
      slots[record + STORY] = storyNumber;
      present[slot >> 5] = (present[slot >> 5] as number) | (1 << (slot & 31));
      slots[record + FIRST] = occurrences;
    } else occNext[before] = occurrences;
    slots[record + LAST] = occurrences;
    occurrences += 1;
    if (isFirst || field > 1) pointTo(slotRules, slots[record + RULES_START] as number, slots[record + SLOT_SIZE + RULES_START] as number);
    const pairEnd = slots[record + PAIR_ENDS] as number;
    if (pairEnd === 0) return;
    if (pairEnd >= 2) pairsWith(slot, start);
    if ((pairEnd & 1) === 1) openPairs.push(slot, end);
  };

  const lettersFrom = (slot: number): number => slots[slot * SLOT_SIZE + LETTERS_START] as number;
  const exactFrom = (slot: number): number => slots[slot * SLOT_SIZE + EXACT_START] as number;

  const isSlot = (slot: number, text: string, from: number, length: number): boolean => {
    const begin = lettersFrom(slot);
    if (lettersFrom(slot + 1) - begin !== length) return false;
    for (let at = 0; at < length; at += 1) {
      const unit = text.charCodeAt(from + at);
      const wanted = letters[begin + at];
      if (unit !== wanted && (unit >= 128 || LOWER[unit] !== wanted)) return false;
    }
    return true;
  };

  const isExactly = (slot: number, text: string, from: number, length: number, prefix: boolean): boolean => {
    const begin = lettersFrom(slot);
    const wanted = lettersFrom(slot + 1) - begin;
    if (prefix ? wanted > length : wanted !== length) return false;
    for (let at = 0; at < wanted; at += 1) if (text.charCodeAt(from + at) !== letters[begin + at]) return false;
    return true;
  };

  /** The word as it is exactly written, where its slot asks for that. */
  const occurExactly = (
    base: number,
    exact: string,
    from: number,
    length: number,
    place: Readonly<[number, number]>,
    prefix: boolean,
  ): void => {
    for (let at = exactFrom(base); at < exactFrom(base + 1); at += 1) {
      const slot = exactSlots[at] as number;
      if (isExactly(slot, exact, from, length, prefix)) occur(slot, place[0], place[1]);
    }
  };

  const found = (slot: number, start: number, end: number, exact: string, from: number, length: number, prefix: boolean): void => {
    occur(slot, start, end);
    if (exactFrom(slot) !== exactFrom(slot + 1)) occurExactly(slot, exact, from, length, [start, end], prefix);
  };

  const lookUp = (table: Int32Array, mask: number, hash: number, text: string, from: number, length: number): number => {
    let place = placeOf(hash, mask);
    for (let slot = table[place] as number; slot !== -1; slot = table[place] as number) {
      if (slots[slot * SLOT_SIZE + HASH] === hash && isSlot(slot, text, from, length)) return slot;
      place = (place + 1) & mask;
    }
    return -1;
  };

  interface Spelled {
    readonly text: string;
    readonly from: number;
    readonly length: number;
    /** As it is exactly written: in another text when the folded one differs. */
    readonly exact: string;
    readonly exactFrom: number;
    readonly exactLength: number;
  }

  const tryPrefix = (units: number, word: Spelled, start: number, end: number): void => {
    const slot = lookUp(prefixTable, prefixMask, rolling[units] as number, word.text, word.from, units);
    if (slot !== -1) found(slot, start, end, word.exact, word.exactFrom, word.exactLength, true);
  };

  // No function is made in here: this runs for every word of every story.
  const findPrefixes = (word: Spelled, start: number, end: number): void => {
    const { length } = word;
    for (let units = 1; shortGate >> units > 0 && units <= length; units += 1)
      if ((shortGate >> units) & 1) tryPrefix(units, word, start, end);
    if (length < GATE_UNITS) return;
    const gate = prefixGate[((rolling[GATE_UNITS] as number) ^ SEED) & (GATE_SIZE - 1)] as number;
    if (gate === 0) return;
    for (let units = GATE_UNITS; units < LONG_PREFIX && units <= length; units += 1)
      if ((gate >>> units) & 1) tryPrefix(units, word, start, end);
    if (gate >>> LONG_PREFIX === 0) return;
    for (const units of longPrefixes) if (units <= length && units <= MOST_ROLLING) tryPrefix(units, word, start, end);
  };

  const findForm = ({ folded, exact }: WordForm, start: number, end: number): void => {
    let hash = SEED;
    for (let at = 0; at < folded.length; at += 1) {
      hash = hashOn(hash, folded.charCodeAt(at));
      if (at < MOST_ROLLING) rolling[at + 1] = hash;
    }
    const slot = lookUp(wordTable, wordMask, hash, folded, 0, folded.length);
    if (slot !== -1) found(slot, start, end, exact, 0, exact.length, false);
    if (hasPrefixes)
      findPrefixes({ text: folded, from: 0, length: folded.length, exact, exactFrom: 0, exactLength: exact.length }, start, end);
  };

  const addPlace = (from: number, to: number): number => {
    if (places >= placeFrom.length) {
      placeFrom = grown(placeFrom, places);
      placeTo = grown(placeTo, places);
      placeText = grown(placeText, places);
      placeField = grown(placeField, places);
    }
    placeFrom[places] = from;
    placeTo[places] = to;
    placeText[places] = texts.length - 1;
    placeField[places] = field;
    places += 1;
    if (openPairs.length > 32) openPairs = closePairs(openPairs, places - 2);
    return places - 1;
  };

  const readText = makeScanText(
    {
      plain: (text, from, to, end, hash) => {
        const place = addPlace(from, end);
        const slot = lookUp(wordTable, wordMask, hash, text, from, to - from);
        if (slot !== -1) found(slot, place, place, text, from, to - from, false);
        if (hasPrefixes)
          findPrefixes({ text, from, length: to - from, exact: text, exactFrom: from, exactLength: to - from }, place, place);
      },
      word: ({ start, end, forms, compounds }, offset) => {
        const place = addPlace(offset + start, offset + end);
        for (const form of forms) findForm(form, place, place);
        for (const compound of compounds) findForm(compound, place, place + compound.length - 1);
      },
    },
    rolling,
  );

  const add = (name: Field, text: string): void => {
    // A place between two texts belongs to neither: nothing is adjacent across it.
    if (texts.length > 0) addPlace(0, 0);
    field = FIELDS.indexOf(name);
    texts.push(text);
    readText(text);
  };

  const readOthers = ({ source, author, language, link, tags = [] }: MatchableStory): void => {
    if (source !== undefined) add('source', source);
    if (author !== undefined) add('author', author);
    if (language !== undefined) add('lang', language);
    if (link !== undefined) add('url', link);
    for (const tag of tags) add('tag', tag);
  };

  return {
    read: (story) => {
      storyNumber += 1;
      present.fill(0);
      occurrences = 0;
      places = 0;
      texts = [];
      openPairs = [];
      add('title', story.title);
      add('body', story.summary);
      if (index.counts[4] === 1) readOthers(story);
    },
    first: (slot) => (((present[slot >> 5] as number) >> (slot & 31)) & 1 ? (slots[slot * SLOT_SIZE + FIRST] as number) : -1),
    next: (occurrence) => occNext[occurrence] as number,
    startOf: (occurrence) => occStart[occurrence] as number,
    endOf: (occurrence) => occEnd[occurrence] as number,
    fieldAt: (place) => placeField[place] as number,
    isOneText: (place, other) => placeText[place] === placeText[other],
    textAt: (place) => texts[placeText[place] as number] ?? '',
    from: (place) => placeFrom[place] as number,
    to: (place) => placeTo[place] as number,
    touches: (place) => place > 0 && placeText[place] === placeText[place - 1] && placeFrom[place] === placeTo[place - 1],
  };
};

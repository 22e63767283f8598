import { AND, BEFORE, CHECK_END, CHECK_START, FIELDS_SHIFT, NEAR, NOT, OF, OR, WORD } from './encode-tree.js';
import type { StoryReading } from './read-story.js';

/** The places of the first and the last word of something found. */
interface Found {
  readonly first: number;
  readonly last: number;
}

/** Evaluates encoded trees on the story that was read last. */
export interface Evaluation {
  readonly holds: (node: number) => boolean;
  /** Finds what makes a tree hold, in the order of its words, and gives how many places that is. */
  readonly evidence: (node: number) => number;
  /** The places of the first and the last word of the nth of the evidence found last. */
  readonly firstOf: (place: number) => number;
  readonly lastOf: (place: number) => number;
  /** A new story was read. */
  readonly forget: () => void;
}

const isEnough = (): boolean => true;

const OPERATOR = (1 << FIELDS_SHIFT) - 1;

/** Where words begin and end in a text without spaces; ICU's dictionaries know Chinese, Japanese, Thai, Lao, Khmer and Burmese. */
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

const IDEOGRAPH = /\p{Script=Han}/u;

const boundariesOf = (text: string, offset: number): ReadonlySet<number> => {
  const boundaries = new Set<number>([offset + text.length]);
  for (const { index } of segmenter.segment(text)) boundaries.add(offset + index);
  return boundaries;
};

export const makeEvaluation = (program: Int32Array, reading: StoryReading): Evaluation => {
  let runs = new Map<number, ReadonlySet<number>>();
  /** First and last of each place of the evidence; kept from story to story, so that nothing is made for it. */
  const found: number[] = [];
  let foundCount = 0;

  /** The boundaries of words in the unspaced run around a place. */
  const boundariesAround = (place: number): ReadonlySet<number> => {
    let first = place;
    while (reading.touches(first)) first -= 1;
    const known = runs.get(first);
    if (known !== undefined) return known;
    let last = place;
    while (reading.touches(last + 1)) last += 1;
    const from = reading.from(first);
    const boundaries = boundariesOf(reading.textAt(first).slice(from, reading.to(last)), from);
    runs.set(first, boundaries);
    return boundaries;
  };

  /** Part of one longer entry of the dictionary: 世界 of 世界中. */
  const isPart = (first: number, last: number): boolean => {
    if (last === first || !IDEOGRAPH.test(reading.textAt(first)[reading.from(first)] ?? '')) return false;
    const boundaries = boundariesAround(first);
    for (let place = first + 1; place <= last; place += 1) if (boundaries.has(reading.from(place))) return false;
    return boundaries.has(reading.from(first)) || boundaries.has(reading.to(last));
  };

  const endsWords = (checks: number, first: number, last: number): boolean => {
    const begins = (checks & CHECK_START) === 0 || boundariesAround(first).has(reading.from(first));
    const ends = (checks & CHECK_END) === 0 || boundariesAround(last).has(reading.to(last));
    return (begins && ends) || (checks === (CHECK_START | CHECK_END) && isPart(first, last));
  };

  /** The last place of the spelling's slots from `at` on, when the next of them begins at a place; -1 when it does not go on. */
  const follow = (at: number, slots: number, place: number): number => {
    if (slots === 0) return place - 1;
    for (let occ = reading.first(program[at] as number); occ !== -1; occ = reading.next(occ)) {
      const start = reading.startOf(occ);
      if (start > place) return -1;
      if (start < place) continue;
      const last = follow(at + 1, slots - 1, reading.endOf(occ) + 1);
      if (last !== -1) return last;
    }
    return -1;
  };

  /** Each place of a spelling, until `take` says enough. */
  const eachSpelling = (at: number, fields: number, take: (first: number, last: number) => boolean): boolean => {
    const checks = program[at] as number;
    const slots = program[at + 1] as number;
    for (let occ = reading.first(program[at + 2] as number); occ !== -1; occ = reading.next(occ)) {
      const first = reading.startOf(occ);
      if (((fields >> reading.fieldAt(first)) & 1) === 0) continue;
      const last = follow(at + 3, slots - 1, reading.endOf(occ) + 1);
      if (last !== -1 && endsWords(checks, first, last) && take(first, last)) return true;
    }
    return false;
  };

  /** Each place of words, alternatives and their fields; those that follow one another in one spelling are in order. */
  const eachPlace = (node: number, take: (first: number, last: number) => boolean): boolean => {
    const head = program[node] as number;
    const fields = head >> FIELDS_SHIFT;
    if ((head & OPERATOR) === WORD) {
      for (let occ = reading.first(program[node + 1] as number); occ !== -1; occ = reading.next(occ)) {
        const first = reading.startOf(occ);
        if (((fields >> reading.fieldAt(first)) & 1) === 1 && take(first, reading.endOf(occ))) return true;
      }
      return false;
    }
    const count = program[node + 1] as number;
    if ((head & OPERATOR) === OR) {
      for (let item = 0; item < count; item += 1) if (eachPlace(program[node + 2 + item] as number, take)) return true;
      return false;
    }
    let at = node + 2;
    for (let spelling = 0; spelling < count; spelling += 1) {
      if (eachSpelling(at, fields, take)) return true;
      at += 2 + (program[at + 1] as number);
    }
    return false;
  };

  const placesOf = (node: number): readonly Found[] => {
    const places: Found[] = [];
    eachPlace(node, (first, last) => {
      places.push({ first, last });
      return false;
    });
    return places.sort((left, right) => left.first - right.first || left.last - right.last);
  };

  /** The first of the places that begin behind another. */
  const behind = (places: readonly Found[], place: number): Found | undefined => {
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[middle] as Found).first > place) high = middle;
      else low = middle + 1;
    }
    return places[low];
  };

  const nearest = (lefts: readonly Found[], rights: readonly Found[], most: number): readonly [Found, Found] | undefined => {
    for (const left of lefts) {
      const right = behind(rights, left.last);
      if (right !== undefined && right.first - left.last - 1 <= most && reading.isOneText(left.last, right.first)) return [left, right];
    }
    return undefined;
  };

  const nearPair = (node: number, isOrdered: boolean): readonly [Found, Found] | undefined => {
    const most = program[node + 1] as number;
    const lefts = placesOf(program[node + 3] as number);
    if (lefts.length === 0) return undefined;
    const rights = placesOf(program[node + 4] as number);
    const inOrder = nearest(lefts, rights, most);
    if (inOrder !== undefined || isOrdered) return inOrder;
    const reversed = nearest(rights, lefts, most);
    return reversed === undefined ? undefined : [reversed[1], reversed[0]];
  };

  const countHolding = (node: number, enough: number): number => {
    const count = program[node + 2] as number;
    let holding = 0;
    for (let item = 0; item < count && holding < enough; item += 1) if (holds(program[node + 3 + item] as number)) holding += 1;
    return holding;
  };

  const everyItem = (node: number, wanted: boolean): boolean => {
    const count = program[node + 1] as number;
    for (let item = 0; item < count; item += 1) if (holds(program[node + 2 + item] as number) !== wanted) return false;
    return true;
  };

  const holds = (node: number): boolean => {
    switch ((program[node] as number) & OPERATOR) {
      case AND:
        return everyItem(node, true);
      case OR:
        return !everyItem(node, false);
      case NOT:
        return !holds(program[node + 2] as number);
      case OF:
        return countHolding(node, program[node + 1] as number) >= (program[node + 1] as number);
      case NEAR:
        return nearPair(node, false) !== undefined;
      case BEFORE:
        return nearPair(node, true) !== undefined;
      case WORD:
        return occurrenceOf(node) !== -1;
      default:
        return eachPlace(node, isEnough);
    }
  };

  const isLeaf = (node: number): boolean => ((program[node] as number) & OPERATOR) >= WORD;

  /** The first occurrence of a word that stands in the fields of its node; -1 when there is none. */
  const occurrenceOf = (node: number): number => {
    const fields = (program[node] as number) >> FIELDS_SHIFT;
    let occ = reading.first(program[node + 1] as number);
    while (occ !== -1 && ((fields >> reading.fieldAt(reading.startOf(occ))) & 1) === 0) occ = reading.next(occ);
    return occ;
  };

  const addFound = (first: number, last: number): void => {
    found[foundCount * 2] = first;
    found[foundCount * 2 + 1] = last;
    foundCount += 1;
  };

  const wordEvidence = (node: number): void => {
    const occ = occurrenceOf(node);
    if (occ !== -1) addFound(reading.startOf(occ), reading.endOf(occ));
  };

  /** The places of spellings are compared: the first of them. */
  const spellingEvidence = (node: number): void => {
    let best: Found | undefined;
    eachPlace(node, (first, last) => {
      if (best === undefined || first < best.first) best = { first, last };
      return false;
    });
    if (best !== undefined) addFound(best.first, best.last);
  };

  const pairEvidence = (node: number, isOrdered: boolean): void => {
    for (const { first, last } of nearPair(node, isOrdered) ?? []) addFound(first, last);
  };

  const itemsEvidence = (from: number, count: number): void => {
    for (let item = 0; item < count; item += 1) {
      const child = program[from + item] as number;
      if (isLeaf(child) || holds(child)) collect(child);
    }
  };

  const collect = (node: number): void => {
    const operator = (program[node] as number) & OPERATOR;
    if (operator === WORD) wordEvidence(node);
    else if (operator > WORD) spellingEvidence(node);
    else if (operator === AND || operator === OR) itemsEvidence(node + 2, program[node + 1] as number);
    else if (operator === OF) itemsEvidence(node + 3, program[node + 2] as number);
    else if (operator === NEAR || operator === BEFORE) pairEvidence(node, operator === BEFORE);
  };

  return {
    holds,
    evidence: (node) => {
      foundCount = 0;
      collect(node);
      return foundCount;
    },
    firstOf: (place) => found[place * 2] as number,
    lastOf: (place) => found[place * 2 + 1] as number,
    forget: () => {
      if (runs.size > 0) runs = new Map();
    },
  };
};

/** What is built once from the rules: tables of numbers only, so that it is saved and loaded as it stands. */
export interface RuleIndex {
  /** Where words may be: number of rules, of words, of prefixes, of slots in all, and of fields besides title and body (0 or 1). */
  readonly counts: Int32Array<ArrayBuffer>;
  /** The letters of all slots, as UTF-16 units. A slot is a word, a prefix, or either as it is exactly written. */
  readonly letters: Int32Array<ArrayBuffer>;
  /** A record of `SLOT_SIZE` numbers for each slot, and one behind the last: what is asked of a slot stands together in memory. */
  readonly slots: Int32Array<ArrayBuffer>;
  readonly wordTable: Int32Array<ArrayBuffer>;
  readonly prefixTable: Int32Array<ArrayBuffer>;
  /** Lengths of prefixes by the hash of their first three units; the last entry is for shorter ones. */
  readonly prefixGate: Int32Array<ArrayBuffer>;
  readonly longPrefixes: Int32Array<ArrayBuffer>;
  /** The exact spellings of a word or prefix that rules ask for. */
  readonly exactSlots: Int32Array<ArrayBuffer>;
  /** The rules that stand under a slot, each as the root of its tree × 2, + 1 when the word alone is a match. */
  readonly slotRules: Int32Array<ArrayBuffer>;
  readonly pairTable: Int32Array<ArrayBuffer>;
  readonly pairSlots: Int32Array<ArrayBuffer>;
  readonly pairStart: Int32Array<ArrayBuffer>;
  readonly pairRules: Int32Array<ArrayBuffer>;
  /** The rules' trees, as `encode-tree.ts` writes them. */
  readonly program: Int32Array<ArrayBuffer>;
  /** The roots of rules that no word points to. */
  readonly unindexed: Int32Array<ArrayBuffer>;
}

export const SLOT_SIZE = 8;
/** The numbers of a slot's record; what begins at one record ends where it begins at the next. */
export const HASH = 0;
export const LETTERS_START = 1;
export const EXACT_START = 2;
export const RULES_START = 3;
/** 1 begins an indexed pair, 2 ends one. */
export const PAIR_ENDS = 4;
/** Kept by the reader of stories: the story that the slot stood in last, and its first and last occurrence there. */
export const STORY = 5;
export const FIRST = 6;
export const LAST = 7;

const SECTIONS = [
  'counts',
  'letters',
  'slots',
  'wordTable',
  'prefixTable',
  'prefixGate',
  'longPrefixes',
  'exactSlots',
  'slotRules',
  'pairTable',
  'pairSlots',
  'pairStart',
  'pairRules',
  'program',
  'unindexed',
] as const satisfies readonly (keyof RuleIndex)[];

/** "NARI", and the version of everything that the tables depend on: folding, tokens, hashes, encoding. */
const MAGIC = 0x4e415249;
const VERSION = 2;
const HEADER = 2 + SECTIONS.length;

/** The index as one run of bytes, little-endian. */
export const saveIndex = (index: RuleIndex): Uint8Array<ArrayBuffer> => {
  const total = SECTIONS.reduce((sum, name) => sum + index[name].length, HEADER);
  const whole = new Int32Array(total);
  whole.set([MAGIC, VERSION, ...SECTIONS.map((name) => index[name].length)]);
  let at = HEADER;
  for (const name of SECTIONS) {
    whole.set(index[name], at);
    at += index[name].length;
  }
  return new Uint8Array(whole.buffer);
};

/** Reads what `saveIndex` wrote; undefined when it is of another version, or no index: build it again then. */
export const loadIndex = (bytes: Uint8Array): RuleIndex | undefined => {
  if (bytes.length < HEADER * 4 || bytes.length % 4 !== 0) return undefined;
  const whole = new Int32Array(Uint8Array.from(bytes).buffer);
  if (whole[0] !== MAGIC || whole[1] !== VERSION) return undefined;
  let at = HEADER;
  const sections = SECTIONS.map((name, section) => {
    const length = whole[2 + section] ?? 0;
    at += length;
    return [name, whole.subarray(at - length, at)] as const;
  });
  if (at !== whole.length) return undefined;
  const index = Object.fromEntries(sections);
  return index as unknown as RuleIndex;
};

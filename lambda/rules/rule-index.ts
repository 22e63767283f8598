/** What is built once from the rules: tables of numbers only, so that it is saved and loaded as it stands. */
export interface RuleIndex {
  /** Where words may be: number of rules, of words, of prefixes, of slots in all, and of fields besides title and body (0 or 1). */
  readonly counts: Int32Array<ArrayBuffer>;
  /** The letters of all slots, as UTF-16 units. A slot is a word, a prefix, or either as it is exactly written. */
  readonly letters: Int32Array<ArrayBuffer>;
  readonly letterStart: Int32Array<ArrayBuffer>;
  readonly hashes: Int32Array<ArrayBuffer>;
  readonly wordTable: Int32Array<ArrayBuffer>;
  readonly prefixTable: Int32Array<ArrayBuffer>;
  /** Lengths of prefixes by the hash of their first three units; the last entry is for shorter ones. */
  readonly prefixGate: Int32Array<ArrayBuffer>;
  readonly longPrefixes: Int32Array<ArrayBuffer>;
  /** The exact spellings of a word or prefix that rules ask for. */
  readonly exactStart: Int32Array<ArrayBuffer>;
  readonly exactSlots: Int32Array<ArrayBuffer>;
  /** Per slot: 1 begins an indexed pair, 2 ends one. */
  readonly pairEnds: Int32Array<ArrayBuffer>;
  /** The rules that stand under a slot, each as number × 2, + 1 when the word alone is a match. */
  readonly slotStart: Int32Array<ArrayBuffer>;
  readonly slotRules: Int32Array<ArrayBuffer>;
  readonly pairTable: Int32Array<ArrayBuffer>;
  readonly pairSlots: Int32Array<ArrayBuffer>;
  readonly pairStart: Int32Array<ArrayBuffer>;
  readonly pairRules: Int32Array<ArrayBuffer>;
  /** The rules' trees, as `encode-tree.ts` writes them. */
  readonly program: Int32Array<ArrayBuffer>;
  readonly roots: Int32Array<ArrayBuffer>;
  /** Rules that no word points to. */
  readonly unindexed: Int32Array<ArrayBuffer>;
}

const SECTIONS = [
  'counts',
  'letters',
  'letterStart',
  'hashes',
  'wordTable',
  'prefixTable',
  'prefixGate',
  'longPrefixes',
  'exactStart',
  'exactSlots',
  'pairEnds',
  'slotStart',
  'slotRules',
  'pairTable',
  'pairSlots',
  'pairStart',
  'pairRules',
  'program',
  'roots',
  'unindexed',
] as const satisfies readonly (keyof RuleIndex)[];

/** "NARI", and the version of everything that the tables depend on: folding, tokens, hashes, encoding. */
const MAGIC = 0x4e415249;
const VERSION = 1;
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

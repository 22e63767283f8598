// The hash under which words are found: FNV-1a over UTF-16 units, so that a word's hash at each length is its beginning's.

export const SEED = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/** The hash of a word that goes on by one unit. */
export const hashOn = (hash: number, unit: number): number => Math.imul(hash ^ unit, PRIME);

export const hashWord = (word: string): number => {
  let hash = SEED;
  for (let at = 0; at < word.length; at += 1) hash = hashOn(hash, word.charCodeAt(at));
  return hash;
};

/** Where a hash is looked for first in a table of a power of two. */
export const placeOf = (hash: number, mask: number): number => (hash ^ (hash >>> 15)) & mask;

export const hashPair = (first: number, second: number): number => {
  const hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  return hash ^ (hash >>> 16);
};

/** Of a table with open addressing that is at most half full. */
const tableSize = (entries: number): number => {
  let size = 4;
  while (size < entries * 2) size *= 2;
  return size;
};

/** A table of entry numbers by hash; -1 where there is none. */
export const makeTable = (hashes: readonly number[], firstEntry = 0): Int32Array<ArrayBuffer> => {
  const table = new Int32Array(tableSize(hashes.length)).fill(-1);
  const mask = table.length - 1;
  for (const [at, hash] of hashes.entries()) {
    let place = placeOf(hash, mask);
    while (table[place] !== -1) place = (place + 1) & mask;
    table[place] = firstEntry + at;
  }
  return table;
};

/** Prefixes are looked up by length only where one of that length begins like the word: by its first three units. */
export const GATE_UNITS = 3;
export const GATE_SIZE = 8_192;
/** Lengths from here share the last bit. */
export const LONG_PREFIX = 31;

export const gateBit = (units: number): number => 1 << Math.min(units, LONG_PREFIX);

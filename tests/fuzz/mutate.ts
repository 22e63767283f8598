import { makeRandom, type Random } from '../support/random.js';

const SNIPPETS = [
  '<item>', '</item>', '<entry>', '</entry>', '<title>', '</title>', '<![CDATA[', ']]>', '<!--', '-->', '<?xml', '?>', '&amp;', '&#x0;', '&#1114112;',
  '&lt;p', '<a href="', '"', "'", '<', '>', '/>', ' xmlns="urn:x"', ' xmlns:dc=""', ' xml:base="//"', '<link>', '<link/>', '\u0000', '\u202e', '\ufeff',
  '<!DOCTYPE x [<!ENTITY e "e">]>', '{', '}', '[', '"items":', 'null', '\\ud800', '<script>', '<style>', '<xhtml:div>', '<rdf:RDF>', '<feed>', '<rss>',
]; // biome-ignore format: a table of pieces

const insert = (bytes: Uint8Array, at: number, piece: Uint8Array): Uint8Array => {
  const joined = new Uint8Array(bytes.length + piece.length);
  joined.set(bytes.subarray(0, at));
  joined.set(piece, at);
  joined.set(bytes.subarray(at), at + piece.length);
  return joined;
};

const without = (bytes: Uint8Array, from: number, to: number): Uint8Array =>
  Uint8Array.from([...bytes.subarray(0, from), ...bytes.subarray(to)]);

const mutateOnce = (bytes: Uint8Array, random: Random): Uint8Array => {
  const at = random.below(bytes.length + 1);
  const length = 1 + random.below(Math.min(400, bytes.length + 1));
  switch (random.below(7)) {
    case 0: {
      const changed = Uint8Array.from(bytes);
      if (at < changed.length) changed[at] = random.below(256);
      return changed;
    }
    case 1:
      return without(bytes, at, Math.min(bytes.length, at + length));
    case 2:
      return insert(bytes, at, bytes.slice(at, at + length));
    case 3:
      return bytes.slice(0, at);
    case 4:
      return bytes.slice(at);
    default:
      return insert(bytes, at, new TextEncoder().encode(SNIPPETS[random.below(SNIPPETS.length)] ?? ''));
  }
};

/** The bytes with one to six changes that depend on the seed alone: bytes, ranges, ends, and pieces of markup. */
export const mutate = (bytes: Uint8Array, seed: number): Uint8Array => {
  const random = makeRandom(seed);
  let changed = bytes;
  for (let change = 1 + random.below(6); change > 0; change -= 1) changed = mutateOnce(changed, random);
  return changed;
};

import { loadRules, type Matcher, saveRules } from '../rules/match.js';
import type { Rule } from '../rules/rule.js';
import type { Watchlist } from '../watchlist/watchlist.js';

/** A watchlist as workers need it: read without YAML, and with its rules' index ready. */
export interface CompiledWatchlist {
  readonly watchlist: Watchlist;
  readonly matcher: Matcher<Rule>;
}

/** Changed with the shape of a watchlist; the index has a version of its own. */
const VERSION = 1;
const HEADER_BYTES = 8;

/** Version and length of the JSON, the JSON padded to four bytes, the index. Tests stay behind: no worker runs them. */
export const packWatchlist = (watchlist: Watchlist): Uint8Array => {
  const lean = { ...watchlist, rules: watchlist.rules.map((rule) => ({ ...rule, tests: [] })) };
  const json = new TextEncoder().encode(JSON.stringify(lean));
  const index = saveRules(watchlist.rules);
  const begin = HEADER_BYTES + Math.ceil(json.length / 4) * 4;
  const bytes = new Uint8Array(begin + index.length);
  new Int32Array(bytes.buffer, 0, 2).set([VERSION, json.length]);
  bytes.set(json, HEADER_BYTES);
  bytes.set(index, begin);
  return bytes;
};

/** What `packWatchlist` wrote; undefined when another version of the program did. */
export const unpackWatchlist = (bytes: Uint8Array): CompiledWatchlist | undefined => {
  if (bytes.length < HEADER_BYTES) return undefined;
  const [version, length = 0] = new Int32Array(Uint8Array.from(bytes.subarray(0, HEADER_BYTES)).buffer);
  if (version !== VERSION) return undefined;
  const watchlist = JSON.parse(new TextDecoder().decode(bytes.subarray(HEADER_BYTES, HEADER_BYTES + length))) as Watchlist;
  const matcher = loadRules(bytes.subarray(HEADER_BYTES + Math.ceil(length / 4) * 4), watchlist.rules);
  return matcher === undefined ? undefined : { watchlist, matcher };
};

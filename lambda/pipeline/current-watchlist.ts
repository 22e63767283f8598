import { type Instant, SECOND_MS } from '../core/time.js';
import { compileRules, type Matcher } from '../rules/match.js';
import type { Rule } from '../rules/rule.js';
import { parseWatchlist } from '../watchlist/parse-watchlist.js';
import type { Watchlist } from '../watchlist/watchlist.js';
import { type CompiledWatchlist, unpackWatchlist } from './compiled-watchlist.js';
import type { World } from './ports.js';

/** One revision of the watchlist, ready to match by. */
export interface LoadedWatchlist {
  readonly revision: number;
  /** A newer revision is pushed and not applied yet: feeds and channels may be there that this one does not name. */
  readonly isOutdated: boolean;
  readonly watchlist: Watchlist;
  readonly matcher: Matcher<Rule>;
}

/** `fresh` reads the head again, whatever the copy's age: for what the copy does not know. */
export type CurrentWatchlist = (age?: 'fresh') => Promise<LoadedWatchlist>;

/** A copy is used for so long before the head is read again. */
const FRESH_MS = 30 * SECOND_MS;

const EMPTY: LoadedWatchlist = {
  revision: 0,
  isOutdated: false,
  watchlist: { feeds: [], rules: [], channels: [] },
  matcher: { match: () => [] },
};

/** Reads one stored revision. @throws Error when its text has errors: only checked texts are ever pushed */
export const loadRevision = async (watchlists: World['watchlists'], revision: number): Promise<Watchlist> => {
  if (revision === 0) return EMPTY.watchlist;
  const parsed = parseWatchlist(await watchlists.text(revision));
  if (parsed.kind === 'errors') throw new Error(`stored watchlist revision ${revision} has ${parsed.errors.length} errors`);
  return parsed.watchlist;
};

/** The saved form of a revision; where that is missing or of another version of the program, it is made from the text. */
const loadCompiled = async (watchlists: World['watchlists'], revision: number): Promise<CompiledWatchlist> => {
  const bytes = revision === 0 ? undefined : await watchlists.compiled(revision);
  const compiled = bytes === undefined ? undefined : unpackWatchlist(bytes);
  if (compiled !== undefined) return compiled;
  const watchlist = await loadRevision(watchlists, revision);
  return { watchlist, matcher: compileRules(watchlist.rules) };
};

/** The applied revision, kept for 30 seconds; a worker asks once and keeps the answer for its whole run. */
export const makeCurrentWatchlist = ({ watchlists, clock }: Pick<World, 'watchlists' | 'clock'>): CurrentWatchlist => {
  let kept = EMPTY;
  let readAt: Instant | undefined;
  return async (age) => {
    const now = clock();
    if (age !== 'fresh' && readAt !== undefined && now - readAt < FRESH_MS && now >= readAt) return kept;
    const { revision, appliedRevision } = await watchlists.head();
    if (appliedRevision !== kept.revision) {
      kept = { revision: appliedRevision, isOutdated: false, ...(await loadCompiled(watchlists, appliedRevision)) };
    }
    kept = { ...kept, isOutdated: revision !== appliedRevision };
    readAt = now;
    return kept;
  };
};

import { hashId } from '../core/ids.js';
import { loadRevision } from '../pipeline/current-watchlist.js';
import type { World } from '../pipeline/ports.js';
import { makePushWatchlist } from '../pipeline/push-watchlist.js';
import type { Watchlist } from '../watchlist/watchlist.js';
import { personName } from './person.js';

export interface Adopted {
  /** What the store watches from now on. */
  readonly watchlist: Watchlist;
  readonly revision: number;
  /** Who wrote the revision that stands although the file says something else; absent when the file is what stands. */
  readonly standing?: { readonly who: string; readonly pushedAt: number };
}

const HISTORY = 200;

/** The same words for the same file, so that the history tells which text of it was last taken up. */
const reason = (file: string): string => `start with ${file}`;

/**
 * Takes up the file's watchlist, unless it is the text that an earlier start took up already: then whatever was pushed
 * since stands, and a restart undoes nothing.
 */
export const adoptWatchlist = async (
  world: Pick<World, 'watchlists' | 'deadlines' | 'clock' | 'hints'>,
  file: string,
  text: string,
): Promise<Adopted> => {
  const history = await world.watchlists.history(HISTORY);
  const taken = history.find((record) => record.why === reason(file));
  if (taken === undefined || taken.hash !== hashId('watchlist', text)) {
    await makePushWatchlist(world)({ text, who: personName(), why: reason(file) });
  }
  const { revision, hash } = await world.watchlists.head();
  const watchlist = await loadRevision(world.watchlists, revision);
  const newest = history.find((record) => record.revision === revision);
  const stands = hash !== hashId('watchlist', text) && newest !== undefined;
  return { watchlist, revision, ...(stands ? { standing: { who: newest.who, pushedAt: newest.pushedAt } } : {}) };
};

import { hashId } from '../core/ids.js';
import { checkWatchlist } from '../watchlist/check-watchlist.js';
import { compareWatchlists, type WatchlistChange } from '../watchlist/compare-watchlists.js';
import type { WatchlistError } from '../watchlist/parse-watchlist.js';
import type { Watchlist } from '../watchlist/watchlist.js';
import { loadRevision } from './current-watchlist.js';
import { WATCHLIST_ID } from './entries.js';
import type { World } from './ports.js';

export interface PushRequest {
  readonly text: string;
  readonly who: string;
  readonly why: string;
  /** The head that the text was made from; absent: whatever the head is now. */
  readonly expected?: number;
  /** Only say what would change. */
  readonly dryRun?: boolean;
}

/** An open deadline that no rule of the new watchlist has found. */
export interface OrphanedDeadline {
  readonly id: string;
  readonly headline: string;
}

export type PushOutcome =
  | {
      readonly kind: 'pushed';
      readonly revision: number;
      readonly changes: readonly WatchlistChange[];
      readonly orphanedDeadlines: readonly OrphanedDeadline[];
    }
  | {
      readonly kind: 'dry-run';
      readonly onto: number;
      readonly changes: readonly WatchlistChange[];
      readonly orphanedDeadlines: readonly OrphanedDeadline[];
    }
  | { readonly kind: 'unchanged'; readonly revision: number }
  | { readonly kind: 'invalid'; readonly errors: readonly WatchlistError[] }
  | { readonly kind: 'head-has-moved'; readonly head: number };

export type PushWatchlist = (request: PushRequest) => Promise<PushOutcome>;

type PushPorts = Pick<World, 'watchlists' | 'deadlines' | 'clock' | 'hints'>;

const following = ({ rules }: Watchlist): ReadonlySet<string> => new Set(rules.flatMap(({ id, deadlines }) => (deadlines ? [id] : [])));

/** Open deadlines that lose the last rule that follows them: their countdown goes on for the channels already told. */
const orphanedDeadlines = async ({ deadlines }: PushPorts, before: Watchlist, after: Watchlist): Promise<readonly OrphanedDeadline[]> => {
  const followed = await deadlines.followed();
  const [had, has] = [following(before), following(after)];
  return followed
    .filter(
      ({ deadline: { state, ruleIds } }) => state === 'open' && ruleIds.some((id) => had.has(id)) && !ruleIds.some((id) => has.has(id)),
    )
    .map(({ deadline: { id, headline } }) => ({ id, headline }));
};

/** Checks a watchlist and writes it as the next revision; nothing is written when it has an error or the head has moved. */
export const makePushWatchlist = (ports: PushPorts): PushWatchlist => {
  const { watchlists, clock, hints } = ports;
  return async ({ text, who, why, expected, dryRun = false }) => {
    const parsed = checkWatchlist(text);
    if (parsed.kind === 'errors') return { kind: 'invalid', errors: parsed.errors };
    const head = await watchlists.head();
    if (expected !== undefined && expected !== head.revision) return { kind: 'head-has-moved', head: head.revision };
    const hash = hashId('watchlist', text);
    if (hash === head.hash) return { kind: 'unchanged', revision: head.revision };
    const before = await loadRevision(watchlists, head.revision);
    const changes = compareWatchlists(before, parsed.watchlist);
    const orphaned = await orphanedDeadlines(ports, before, parsed.watchlist);
    if (dryRun) return { kind: 'dry-run', onto: head.revision, changes, orphanedDeadlines: orphaned };
    const pushed = await watchlists.push(text, { hash, who, why, pushedAt: clock() }, head.revision);
    if (pushed.kind === 'refused') return { kind: 'head-has-moved', head: pushed.head };
    await hints.send('watchlist', [WATCHLIST_ID]);
    return { kind: 'pushed', revision: pushed.revision, changes, orphanedDeadlines: orphaned };
  };
};

import { plus } from '../core/time.js';
import type { NextPoll } from '../feeds/next-poll.js';
import type { Watchlist } from '../watchlist/watchlist.js';
import type { World } from './ports.js';

const OWN_RHYTHM: ReadonlySet<string> = new Set([
  'usual-pace',
  'rarely-publishes',
  'publishes-fast',
] satisfies readonly NextPoll['because'][]);

/**
 * Brings the polls of the watchlist's feeds forward to a pace in milliseconds that a person asks for now, where a longer wait was planned
 * by the feed's own rhythm; what a publisher or its host asked for, and the back-off of a feed that fails, stay.
 */
export const holdToPace = async (
  { agenda, clock }: Pick<World, 'agenda' | 'clock'>,
  { feeds }: Watchlist,
  paceMs: number,
): Promise<void> => {
  const at = plus(clock(), paceMs);
  for (const { id } of feeds) {
    const entry = await agenda.read('feed', id);
    const waitsLonger = entry?.wakeAt !== undefined && entry.wakeAt > at;
    if (waitsLonger && OWN_RHYTHM.has(entry.state.because ?? '')) await agenda.nudge({ kind: 'feed', id }, at);
  }
};

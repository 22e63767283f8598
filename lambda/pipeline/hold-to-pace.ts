import { type NextPoll, nextPoll } from '../feeds/next-poll.js';
import type { Watchlist } from '../watchlist/watchlist.js';
import type { World } from './ports.js';

/** Waits that this program chose by what it knows of a feed. */
const OWN_RHYTHM: ReadonlySet<string> = new Set([
  'usual-pace',
  'rarely-publishes',
  'publishes-fast',
  'hub-tells',
] satisfies readonly NextPoll['because'][]);

/**
 * Brings the polls of the watchlist's feeds forward to a pace in milliseconds that a person asks for now, where a longer wait was planned
 * by the feed's own rhythm. What the feed's document asks for holds, and so do the pauses of a host and the back-off of a feed that fails.
 */
export const holdToPace = async (
  { agenda, clock }: Pick<World, 'agenda' | 'clock'>,
  { feeds }: Watchlist,
  paceMs: number,
): Promise<void> => {
  const [now, pace] = [clock(), { usualMs: paceMs, floorMs: paceMs, steady: true }];
  for (const { id } of feeds) {
    const entry = await agenda.read('feed', id);
    const { hints, because = '' } = entry?.state ?? {};
    const { at } = nextPoll(hints === undefined ? {} : { hints }, { kind: 'read' }, { pace, now, chance: 0 });
    if (entry?.wakeAt !== undefined && entry.wakeAt > at && OWN_RHYTHM.has(because)) await agenda.nudge({ kind: 'feed', id }, at);
  }
};

import type { EntryKind } from './entries.js';
import type { Held, NotHeld, World } from './ports.js';
import { leaseMs } from './workers.js';

export interface NotDone {
  readonly kind: 'not-held';
  readonly because: NotHeld;
}

const ALARMING_ATTEMPTS = 3;

/** Claims an entry and works on it; a claim that fails says why, and the hint that led here is done with. */
export const withEntry = async <K extends EntryKind, Outcome>(
  world: Pick<World, 'agenda' | 'clock' | 'newId' | 'measure' | 'log'>,
  ref: { readonly kind: K; readonly id: string },
  work: (held: Held<K>) => Promise<Outcome>,
): Promise<Outcome | NotDone> => {
  const claim = await world.agenda.claim(ref.kind, ref.id, { now: world.clock(), leaseMs: leaseMs(ref.kind), token: world.newId() });
  if (claim.kind === 'not-held') {
    if (claim.because === 'crashes-worker') {
      world.measure('EntriesAsleep', 1, ref.kind);
      world.log('entry sleeps for a day', { kind: ref.kind, id: ref.id, reason: claim.because });
    }
    return { kind: 'not-held', because: claim.because };
  }
  if (claim.held.attempts >= ALARMING_ATTEMPTS) world.measure('RepeatedAttempts', claim.held.attempts, ref.kind);
  return work(claim.held);
};

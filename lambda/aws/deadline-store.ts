import type { Instant } from '../core/time.js';
import type { DeadlineStore } from '../pipeline/ports.js';
import { readState } from './codec.js';
import { agendaOf, DEADLINES_PK, entryKey, waitingAt } from './keys.js';
import type { Table } from './table.js';

const MOST_FOLLOWED = 5_000;

/** Deadlines: one write makes or changes one, onto the edition that it was made from, and wakes its countdown. */
export const makeDeadlineStore = (table: Table): DeadlineStore => ({
  followed: async () => {
    const items = await table.query({
      index: 'waiting',
      keyCondition: '#pk = :pk',
      names: { '#pk': 'pk' },
      values: { ':pk': DEADLINES_PK },
      consistent: true,
      limit: MOST_FOLLOWED,
    });
    return items.map((item) => readState('deadline', item));
  },
  read: async (id) => {
    const item = await table.get(entryKey({ kind: 'deadline', id }));
    return item === undefined ? undefined : readState('deadline', item);
  },
  write: async ({ deadline, edition, wakes }, now: Instant) => {
    const ref = { kind: 'deadline', id: deadline.id } as const;
    const waits = { agenda: agendaOf(ref), wakeAt: now, waitingAt: waitingAt(deadline.due, deadline.id) };
    if (edition === 0) {
      const item = { ...entryKey(ref), deadline, edition: 1, version: 1, attempts: 0, ...waits };
      const put = await table.put({ item, condition: 'attribute_not_exists(#pk)', names: { '#pk': 'pk' } });
      return put === 'done' ? 'written' : 'conflict';
    }
    const wakeUp = wakes ? ', #wakeAt = :wakeAt, #agenda = :agenda, #waitingAt = :waitingAt ADD #version :one' : '';
    const written = await table.update({
      key: entryKey(ref),
      update: `SET #deadline = :deadline, #edition = :next${wakeUp}`,
      condition: '#edition = :edition AND attribute_exists(#waitingAt)',
      names: {
        '#deadline': 'deadline',
        '#edition': 'edition',
        '#waitingAt': 'waitingAt',
        ...(wakes ? { '#wakeAt': 'wakeAt', '#agenda': 'agenda', '#version': 'version' } : {}),
      },
      values: {
        ':deadline': deadline,
        ':edition': edition,
        ':next': edition + 1,
        ...(wakes ? { ':wakeAt': waits.wakeAt, ':agenda': waits.agenda, ':waitingAt': waits.waitingAt, ':one': 1 } : {}),
      },
    });
    return written === 'refused' ? 'conflict' : 'written';
  },
});

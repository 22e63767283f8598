import { DESK_ID, WATCHLIST_ID } from '../pipeline/entries.js';
import type { Stores } from '../pipeline/ports.js';
import { makeAgendaStore } from './agenda-store.js';
import {
  makeAlertStore,
  makeDeliveryLog,
  makeHostGates,
  makeMentionStore,
  makeSeenStore,
  makeStorylineStore,
  makeStoryStore,
} from './content-stores.js';
import { makeDeadlineStore } from './deadline-store.js';
import type { Table } from './table.js';
import { makeWatchlistStore } from './watchlist-store.js';

/** The layout of items that this program reads and writes. */
const SCHEMA_VERSION = 1;

const SCHEMA_KEY = { pk: 'meta', sk: 'schema' } as const;

/** All stores over one table. */
export const makeStores = (table: Table): Stores => ({
  agenda: makeAgendaStore(table),
  stories: makeStoryStore(table),
  seen: makeSeenStore(table),
  hosts: makeHostGates(table),
  alerts: makeAlertStore(table),
  mentions: makeMentionStore(table),
  deadlines: makeDeadlineStore(table),
  storylines: makeStorylineStore(table),
  deliveries: makeDeliveryLog(table),
  watchlists: makeWatchlistStore(table),
});

export type StoreReadiness = { readonly kind: 'ready' } | { readonly kind: 'newer'; readonly schemaVersion: number };

/** Makes an empty table ready, or says that a newer program wrote it. Repeatable. */
export const prepareStore = async (table: Table): Promise<StoreReadiness> => {
  await table.put({
    item: { ...SCHEMA_KEY, schemaVersion: SCHEMA_VERSION },
    condition: 'attribute_not_exists(#pk)',
    names: { '#pk': 'pk' },
  });
  const found = (await table.get(SCHEMA_KEY))?.['schemaVersion'];
  if (typeof found === 'number' && found > SCHEMA_VERSION) return { kind: 'newer', schemaVersion: found };
  const { agenda } = makeStores(table);
  await agenda.create('desk', DESK_ID, {}, undefined);
  await agenda.create('watchlist', WATCHLIST_ID, { revision: 0, hash: '', appliedRevision: 0 }, undefined);
  return { kind: 'ready' };
};

import type { Item, Table } from '../aws/table.js';
import { inParallel } from '../pipeline/in-parallel.js';
import type { DynaliteStore } from './dynalite-internals.js';

const WIDTH = 16;

const clearIndex = (store: DynaliteStore, scope: 'global' | 'local', tableName: string, index: string): Promise<void> => {
  const prefix = `index-${scope}~${tableName}~${index}~`;
  return store.db.clear({ gte: prefix, lt: `${prefix}\xff` });
};

const isIndexed = (item: Item): boolean => item['wakeAt'] !== undefined || item['waitingAt'] !== undefined;

const keyOf = (item: Item): Item & { readonly pk: string; readonly sk: string } => ({
  ...item,
  pk: String(item['pk']),
  sk: String(item['sk']),
});

/** Without its lease: this process alone has the store open, so whoever held the entry is gone. */
const released = ({ leaseUntil: _leaseUntil, token: _token, ...item }: Item): Item => item;

/**
 * Makes the index rows agree with the items. dynalite writes rows and item one after the other, so a killed process
 * leaves items without their rows, and rows without their items: all rows are dropped and written anew. The
 * leases of the former process are released, so that its work is taken up at once.
 *
 * @returns how many items stand in an index
 */
export const repairIndexes = async (store: DynaliteStore, table: Table, tableName: string): Promise<number> => {
  await clearIndex(store, 'global', tableName, 'agenda');
  await clearIndex(store, 'local', tableName, 'waiting');
  let repaired = 0;
  for await (const page of table.scan()) {
    const indexed = page.filter(isIndexed);
    await inParallel(indexed, WIDTH, (item) => table.put({ item: keyOf(released(item)) }));
    repaired += indexed.length;
  }
  return repaired;
};

/** Deletes what has expired, as TTL does on AWS. */
export const deleteExpired = async (table: Table, nowSeconds: number): Promise<number> => {
  let deleted = 0;
  for await (const page of table.scan()) {
    const expired = page.filter((item) => typeof item['expiresAt'] === 'number' && item['expiresAt'] < nowSeconds);
    await inParallel(expired, WIDTH, (item) => table.delete({ pk: String(item['pk']), sk: String(item['sk']) }));
    deleted += expired.length;
  }
  return deleted;
};

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openStack } from '../aws/open-stack.js';
import { makeStores, prepareStore } from '../aws/stores.js';
import type { Table } from '../aws/table.js';
import { type EngineOpening, openEngine } from '../local/engine.js';
import { connectToOwner, readOwner } from '../local/owner-file.js';
import type { Stores } from '../pipeline/ports.js';

export interface StoreOptions {
  readonly dataFolder: string;
  /** A deployed stack instead of the local store. */
  readonly stack?: string;
}

export type StoreOpening =
  | {
      readonly kind: 'open';
      readonly stores: Stores;
      readonly sample: boolean;
      readonly running: boolean;
      readonly close: () => Promise<void>;
    }
  | { readonly kind: 'refused'; readonly because: string };

const refused = (because: string): StoreOpening => ({ kind: 'refused', because });

export const sampleFolder = (dataFolder: string): string => join(dataFolder, 'sample');

export const hasStore = (folder: string): boolean => existsSync(join(folder, 'store'));

/** Why the embedded store cannot be opened, in one sentence with what to do. */
export const openingTrouble = (opening: Extract<EngineOpening, { kind: 'refused' }>, folder: string): string =>
  opening.because === 'locked'
    ? `another process holds the store in ${folder}; leave --data out to reach a \`start\` that runs, stop that process, or name another folder with --data`
    : `the data folder ${folder} cannot be written (${opening.detail}); name another with --data`;

export const newerTrouble = (folder: string, version: number): string =>
  `the store in ${folder} was written by a newer version of this program (layout ${version}); update, or name another folder with --data`;

interface Found {
  readonly table: Table;
  readonly sample: boolean;
  /** Somebody works on the store: a `start`, or the deployed workers. */
  readonly running: boolean;
  readonly where: string;
  readonly close: () => Promise<void>;
}

const ready = async ({ table, sample, running, where, close }: Found): Promise<StoreOpening> => {
  const readiness = await prepareStore(table);
  if (readiness.kind === 'ready') return { kind: 'open', stores: makeStores(table), sample, running, close };
  await close();
  return refused(newerTrouble(where, readiness.schemaVersion));
};

const openLocal = async (dataFolder: string): Promise<StoreOpening> => {
  const owner = await readOwner(dataFolder);
  if (owner !== undefined) {
    const { table, close } = connectToOwner(owner);
    return ready({ table, sample: owner.sample, running: true, where: dataFolder, close: async () => close() });
  }
  const sample = !hasStore(dataFolder) && hasStore(sampleFolder(dataFolder));
  const folder = sample ? sampleFolder(dataFolder) : dataFolder;
  if (!hasStore(folder)) return refused(`there is no store in ${dataFolder} yet; \`news-alert start\` makes one`);
  const opening = await openEngine(folder);
  if (opening.kind === 'refused') return refused(openingTrouble(opening, folder));
  return ready({ table: opening.engine.table, sample, running: false, where: folder, close: opening.engine.close });
};

/** The store that a command works on: a deployed stack's, the one that a running `start` holds, or the one on disk. */
export const openStore = async ({ dataFolder, stack }: StoreOptions): Promise<StoreOpening> => {
  if (stack === undefined) return openLocal(dataFolder);
  const opening = await openStack(stack);
  if (opening.kind === 'refused') return refused(opening.because);
  return ready({ table: opening.table, sample: false, running: true, where: stack, close: async () => opening.close() });
};

import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import type { WatchlistState } from '../pipeline/entries.js';
import type { RevisionRecord, WatchlistStore } from '../pipeline/ports.js';
import { readState, revisionSchema } from './codec.js';
import { agendaOf, entryKey, WATCHLIST_PK } from './keys.js';
import type { Item, Table } from './table.js';

const HEAD = { kind: 'watchlist', id: 'watchlist' } as const;
const CHUNK_BYTES = 300_000;
/** Revisions whose hashes the head itself remembers; the truth about which of two racing pushes won. */
const RECENT = 30;

const recentSchema = z.record(z.string(), z.string()).default({});

const revisionSk = (revision: number): string => `revision#${String(revision).padStart(6, '0')}`;
/** `chunk`: the text of a revision; `compiled`: what workers read instead. */
type Part = 'chunk' | 'compiled';
const chunkSk = (part: Part, hash: string, index: number): string => `${part}#${hash}#${String(index).padStart(3, '0')}`;

const readHead = async (table: Table): Promise<{ readonly state: WatchlistState; readonly recent: Readonly<Record<string, string>> }> => {
  const item = await table.get(entryKey(HEAD));
  if (item === undefined) return { state: { revision: 0, hash: '', appliedRevision: 0 }, recent: {} };
  return { state: readState('watchlist', item), recent: recentSchema.parse(item['recent']) };
};

const chunksOf = (packed: Uint8Array): readonly Uint8Array[] =>
  Array.from({ length: Math.ceil(packed.length / CHUNK_BYTES) }, (_, index) =>
    packed.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES),
  );

/** Each chunk knows how many there are: a run may die between two of them. */
const putChunks = async (table: Table, part: Part, hash: string, content: string | Uint8Array): Promise<void> => {
  const chunks = chunksOf(gzipSync(content));
  for (const [index, bytes] of chunks.entries()) {
    await table.put({ item: { pk: WATCHLIST_PK, sk: chunkSk(part, hash, index), bytes: Uint8Array.from(bytes), chunks: chunks.length } });
  }
};

const queryRevisions = (table: Table, prefix: string, limit: number): Promise<readonly Item[]> =>
  table.query({
    keyCondition: '#pk = :pk AND begins_with(#sk, :prefix)',
    names: { '#pk': 'pk', '#sk': 'sk' },
    values: { ':pk': WATCHLIST_PK, ':prefix': prefix },
    consistent: true,
    backward: true,
    limit,
  });

const recordsOf = (items: readonly Item[], recent: Readonly<Record<string, string>>): readonly RevisionRecord[] =>
  items.map((item) => revisionSchema.parse(item)).filter(({ revision, hash }) => (recent[revision] ?? hash) === hash);

const hashOf = async (table: Table, revision: number): Promise<string> => {
  const { recent } = await readHead(table);
  const known = recent[revision] ?? recordsOf(await queryRevisions(table, `${revisionSk(revision)}#`, 10), recent)[0]?.hash;
  if (known === undefined) throw new Error(`watchlist revision ${revision} is not in the store`);
  return known;
};

const readChunks = async (table: Table, part: Part, hash: string): Promise<Buffer | undefined> => {
  const items = await table.query({
    keyCondition: '#pk = :pk AND begins_with(#sk, :prefix)',
    names: { '#pk': 'pk', '#sk': 'sk' },
    values: { ':pk': WATCHLIST_PK, ':prefix': `${part}#${hash}#` },
    consistent: true,
    limit: 1_000,
  });
  const bytes = items.flatMap((item) => (item['bytes'] instanceof Uint8Array ? [item['bytes']] : []));
  const isWhole = bytes.length > 0 && items.every(({ chunks }) => chunks === undefined || chunks === bytes.length);
  return isWhole ? gunzipSync(Buffer.concat(bytes)) : undefined;
};

const readText = async (table: Table, hash: string): Promise<string> => {
  const text = await readChunks(table, 'chunk', hash);
  if (text === undefined) throw new Error(`the text of watchlist ${hash} is not in the store`);
  return text.toString('utf8');
};

const trimRecent = (recent: Readonly<Record<string, string>>, revision: number): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(recent).filter(([number]) => Number(number) > revision - RECENT));

const moveHead = async (
  table: Table,
  recent: Readonly<Record<string, string>>,
  { revision, hash, pushedAt }: RevisionRecord,
): Promise<boolean> => {
  const moved = await table.update({
    key: entryKey(HEAD),
    // A new text deserves a new try: the sleep belonged to the old one.
    update:
      'SET #revision = :revision, #hash = :hash, #recent = :recent, #wakeAt = :now, #agenda = :agenda, #attempts = :zero REMOVE #asleepUntil ADD #version :one',
    condition: '#revision = :expected',
    names: {
      '#revision': 'revision',
      '#hash': 'hash',
      '#recent': 'recent',
      '#wakeAt': 'wakeAt',
      '#agenda': 'agenda',
      '#version': 'version',
      '#attempts': 'attempts',
      '#asleepUntil': 'asleepUntil',
    },
    values: {
      ':zero': 0,
      ':revision': revision,
      ':hash': hash,
      ':recent': { ...trimRecent(recent, revision), [revision]: hash },
      ':now': pushedAt,
      ':agenda': agendaOf(HEAD),
      ':one': 1,
      ':expected': revision - 1,
    },
  });
  return moved !== 'refused';
};

/** Revisions are immutable gzipped chunks under their hash; one conditional write of the head makes one of them the newest. */
export const makeWatchlistStore = (table: Table): WatchlistStore => ({
  head: async () => (await readHead(table)).state,
  text: async (revision) => readText(table, await hashOf(table, revision)),
  push: async (text, record, expected) => {
    const { state, recent } = await readHead(table);
    if (state.revision !== expected) return { kind: 'refused', because: 'head-has-moved', head: state.revision };
    const complete = { ...record, revision: expected + 1 };
    await putChunks(table, 'chunk', record.hash, text);
    await table.put({ item: { pk: WATCHLIST_PK, sk: `${revisionSk(complete.revision)}#${record.hash}`, ...complete } });
    if (await moveHead(table, recent, complete)) return { kind: 'pushed', revision: complete.revision };
    return { kind: 'refused', because: 'head-has-moved', head: (await readHead(table)).state.revision };
  },
  compiled: async (revision) => readChunks(table, 'compiled', await hashOf(table, revision)),
  saveCompiled: async (revision, bytes) => putChunks(table, 'compiled', await hashOf(table, revision), bytes),
  history: async (limit) => recordsOf(await queryRevisions(table, 'revision#', limit), (await readHead(table)).recent),
});

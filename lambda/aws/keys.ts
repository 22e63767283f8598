import { shardOf, shortHash } from '../core/ids.js';
import type { Instant } from '../core/time.js';
import { dateKey, wallClockAt } from '../core/zone.js';
import type { EntryKind, EntryRef } from '../pipeline/entries.js';
import type { Key } from './table.js';

/**
 * Shards of the agenda's index, by kind. `written` spreads new entries; `read` is the highest number ever written, so
 * that entries made under an older, larger number stay in sight: it may rise and never fall.
 */
const AGENDA_SHARDS: Readonly<Record<EntryKind, { readonly written: number; readonly read: number }>> = {
  feed: { written: 8, read: 8 },
  desk: { written: 1, read: 1 },
  deadline: { written: 2, read: 2 },
  channel: { written: 2, read: 2 },
  watchlist: { written: 1, read: 1 },
};

export const STORY_SHARDS = 16;
export const DEADLINES_PK = 'deadlines';
export const DESK_PK = 'desk';
export const WATCHLIST_PK = 'watchlist';

const DEADLINE_PREFIX = 'deadline#';

export const entryKey = ({ kind, id }: EntryRef): Key => {
  if (kind === 'deadline') return { pk: DEADLINES_PK, sk: `${DEADLINE_PREFIX}${id}` };
  if (kind === 'desk') return { pk: DESK_PK, sk: 'entry' };
  if (kind === 'watchlist') return { pk: WATCHLIST_PK, sk: 'entry' };
  return { pk: `${kind}#${id}`, sk: 'entry' };
};

/** The entry's id, from its key. */
export const entryIdOf = (kind: EntryKind, { pk, sk }: Key): string => {
  if (kind === 'deadline') return sk.slice(DEADLINE_PREFIX.length);
  return kind === 'desk' || kind === 'watchlist' ? kind : pk.slice(kind.length + 1);
};

/** The index partition that an entry waits in. */
export const agendaOf = ({ kind, id }: EntryRef): string => `${kind}#${shardOf(id, AGENDA_SHARDS[kind].written)}`;

/** Every index partition in which entries of a kind may wait. */
export const agendasOf = (kind: EntryKind): readonly string[] =>
  Array.from({ length: AGENDA_SHARDS[kind].read }, (_, shard) => `${kind}#${shard}`);

export const channelPk = (channelId: string): string => `channel#${channelId}`;

export const storyKey = (id: string, at: Instant): Key => ({
  pk: storiesPk(dateKey(wallClockAt(at, 'UTC')), shardOf(id, STORY_SHARDS)),
  sk: id,
});

export const storiesPk = (day: string, shard: number): string => `stories#${day}#${shard}`;

/** The sort key of the waiting index: the moment, made unique by a fraction of a millisecond that depends on the item. */
export const waitingAt = (at: Instant, id: string): number => at + Number.parseInt(shortHash(id).slice(0, 3), 16) / 4096;

export const toSeconds = (at: Instant | number): number => Math.floor(at / 1000);

import { STORYLINE_MS } from '../alerts/storyline.js';
import type { Story } from '../core/story.js';
import { DAY_MS, type Instant, plus } from '../core/time.js';
import { dateKey, wallClockAt } from '../core/zone.js';
import type { SeenStory } from '../feeds/identity.js';
import type { AlertStore, DeliveryLog, HostGates, MentionStore, SeenStore, StorylineStore, StoryStore } from '../pipeline/ports.js';
import { alertOutcomeSchema, alertSchema, gateSchema, loggedMessageSchema, mentionSchema, storylineSchema, storySchema } from './codec.js';
import { channelPk, DESK_PK, STORY_SHARDS, storiesPk, storyKey, toSeconds, waitingAt } from './keys.js';
import type { Item, Key, Table } from './table.js';

/** Settled alerts, mentions and messages stay so long, as guards against putting them again. */
const GUARD_MS = 90 * DAY_MS;
const STORY_MS = 30 * DAY_MS;
const MOST_PER_SHARD = 2_000;
/** Of one channel in 72 hours, and what has expired and is not deleted yet. */
const MOST_STORYLINES = 50_000;

const PUT_ONCE = 'attribute_not_exists(#pk) OR #expiresAt < :now';

const putOnce = async (table: Table, item: Key & Item, now: Instant): Promise<'put' | 'exists'> => {
  const put = await table.put({
    item,
    condition: PUT_ONCE,
    names: { '#pk': 'pk', '#expiresAt': 'expiresAt' },
    values: { ':now': toSeconds(now) },
  });
  return put === 'done' ? 'put' : 'exists';
};

const isLive = (item: Item, now: Instant): boolean => typeof item['expiresAt'] !== 'number' || item['expiresAt'] > toSeconds(now);

const queryWaiting = (table: Table, pk: string, limit: number): Promise<readonly Item[]> =>
  table.query({ index: 'waiting', keyCondition: '#pk = :pk', names: { '#pk': 'pk' }, values: { ':pk': pk }, consistent: true, limit });

const settle = async (table: Table, key: Key, outcome: unknown, now: Instant): Promise<void> => {
  await table.update({
    key,
    update: 'SET #outcome = :outcome, #expiresAt = :expiresAt REMOVE #waitingAt',
    condition: 'attribute_exists(#waitingAt)',
    names: { '#outcome': 'outcome', '#expiresAt': 'expiresAt', '#waitingAt': 'waitingAt' },
    values: { ':outcome': outcome, ':expiresAt': toSeconds(plus(now, GUARD_MS)) },
  });
};

const daysBetween = (from: Instant, to: Instant): readonly string[] => {
  const days = new Set<string>();
  for (let at = to; at > from; at = plus(at, -DAY_MS)) days.add(dateKey(wallClockAt(at, 'UTC')));
  return [...days.add(dateKey(wallClockAt(from, 'UTC')))];
};

interface DayPart {
  readonly from: Instant;
  readonly to: Instant;
  /** Of one shard. */
  readonly limit: number;
}

/** The stories of a day that were published between two instants. */
const readDay = async (table: Table, day: string, { from, to, limit }: DayPart): Promise<readonly Story[]> => {
  const shards = Array.from({ length: STORY_SHARDS }, (_, shard) => storiesPk(day, shard));
  const pages = await Promise.all(
    shards.map((pk) => table.query({ keyCondition: '#pk = :pk', names: { '#pk': 'pk' }, values: { ':pk': pk }, limit })),
  );
  return pages
    .flat()
    .filter((item) => isLive(item, to))
    .map((item) => storySchema.parse(item))
    .filter((story) => story.publishedAt >= from && story.publishedAt <= to);
};

export const makeStoryStore = (table: Table): StoryStore => ({
  put: async (story, now) => {
    const day = story.publishedAt > now - STORY_MS ? story.publishedAt : story.seenAt;
    await putOnce(table, { ...storyKey(story.id, day), ...story, expiresAt: toSeconds(plus(day, STORY_MS)) }, now);
  },
  list: async (from, to, limit) => {
    const days = await Promise.all(daysBetween(from, to).map((day) => readDay(table, day, { from, to, limit: MOST_PER_SHARD })));
    return days
      .flat()
      .sort((left, right) => right.publishedAt - left.publishedAt)
      .slice(0, limit);
  },
  days: async function* (from, to) {
    for (const day of [...daysBetween(from, to)].reverse()) yield await readDay(table, day, { from, to, limit: Number.MAX_SAFE_INTEGER });
  },
});

const KEY_BYTES = 8;

/** Each story: the number of its keys in a byte, the keys, and its title's key; 8 bytes a key. */
const packStories = (stories: readonly SeenStory[]): Uint8Array => {
  const parts = stories.map(({ keys, titleKey }) => {
    const hex = [...keys, titleKey.padStart(KEY_BYTES * 2, '0')].join('');
    return Buffer.concat([Buffer.from([keys.length]), Buffer.from(hex, 'hex')]);
  });
  return Uint8Array.from(Buffer.concat(parts));
};

const NO_TITLE = '0'.repeat(KEY_BYTES * 2);

const unpackStories = (packed: unknown): readonly SeenStory[] => {
  if (!(packed instanceof Uint8Array)) return [];
  const bytes = Buffer.from(packed);
  const stories: SeenStory[] = [];
  const keyAt = (place: number): string => bytes.toString('hex', place, place + KEY_BYTES);
  for (let place = 0; place < bytes.length; ) {
    const count = bytes[place] ?? 0;
    const keys = Array.from({ length: count }, (_, index) => keyAt(place + 1 + index * KEY_BYTES));
    const titleKey = keyAt(place + 1 + count * KEY_BYTES);
    stories.push({ keys, titleKey: titleKey === NO_TITLE ? '' : titleKey });
    place += 1 + (count + 1) * KEY_BYTES;
  }
  return stories;
};

/** What a feed has shown, as one binary attribute of an item beside the feed's entry: about 30 bytes a story. */
export const makeSeenStore = (table: Table): SeenStore => {
  const key = (feedId: string): Key => ({ pk: `feed#${feedId}`, sk: 'seen' });
  return {
    read: async (feedId) => unpackStories((await table.get(key(feedId)))?.['stories']),
    write: async (feedId, stories) => {
      await table.put({ item: { ...key(feedId), stories: packStories(stories) } });
    },
  };
};

const GATE_KEPT_MS = 8 * DAY_MS;

export const makeHostGates = (table: Table): HostGates => {
  const key = (host: string): Key => ({ pk: `host#${host}`, sk: 'gate' });
  return {
    enter: async (host, { token, now, until }) => {
      const put = await table.put({
        item: { ...key(host), token, busyUntil: until, expiresAt: toSeconds(plus(until, GATE_KEPT_MS)) },
        condition: 'attribute_not_exists(#pk) OR #busyUntil <= :now',
        names: { '#pk': 'pk', '#busyUntil': 'busyUntil' },
        values: { ':now': now },
      });
      if (put === 'done') return { kind: 'entered' };
      const { busyUntil } = gateSchema.parse((await table.get(key(host))) ?? { busyUntil: now });
      return { kind: 'busy', until: busyUntil };
    },
    leave: async (host, token, notBefore) => {
      await table.update({
        key: key(host),
        update: 'SET #busyUntil = :until',
        condition: '#token = :token',
        names: { '#busyUntil': 'busyUntil', '#token': 'token' },
        values: { ':until': notBefore ?? 0, ':token': token },
      });
    },
  };
};

export const makeAlertStore = (table: Table): AlertStore => {
  const key = (channelId: string, alertId: string): Key => ({ pk: channelPk(channelId), sk: `alert#${alertId}` });
  return {
    put: (alert) =>
      putOnce(table, { ...key(alert.channelId, alert.id), ...alert, waitingAt: waitingAt(alert.createdAt, alert.id) }, alert.createdAt),
    fate: async (channelId, alertId) => {
      const item = await table.get(key(channelId, alertId));
      if (item === undefined) return undefined;
      return item['outcome'] === undefined ? { kind: 'waiting' } : alertOutcomeSchema.parse(item['outcome']);
    },
    waiting: async (channelId, limit) => (await queryWaiting(table, channelPk(channelId), limit)).map((item) => alertSchema.parse(item)),
    settle: (channelId, alertId, outcome, now) => settle(table, key(channelId, alertId), outcome, now),
  };
};

export const makeMentionStore = (table: Table): MentionStore => {
  const key = (mentionId: string): Key => ({ pk: DESK_PK, sk: `mention#${mentionId}` });
  return {
    put: (mention, now) => putOnce(table, { ...key(mention.id), ...mention, waitingAt: waitingAt(mention.publishedAt, mention.id) }, now),
    waiting: async (limit) => (await queryWaiting(table, DESK_PK, limit)).map((item) => mentionSchema.parse(item)),
    settle: (mentionId, now) => settle(table, key(mentionId), 'merged', now),
  };
};

export const makeStorylineStore = (table: Table): StorylineStore => ({
  told: async (channelId, now) => {
    const items = await table.query({
      keyCondition: '#pk = :pk AND begins_with(#sk, :prefix)',
      names: { '#pk': 'pk', '#sk': 'sk' },
      values: { ':pk': channelPk(channelId), ':prefix': 'storyline#' },
      consistent: true,
      limit: MOST_STORYLINES,
    });
    return items.filter((item) => isLive(item, now)).map((item) => storylineSchema.parse(item));
  },
  remember: async (channelId, storyline) => {
    await table.put({
      item: {
        pk: channelPk(channelId),
        sk: `storyline#${storyline.id}`,
        ...storyline,
        expiresAt: toSeconds(plus(storyline.toldAt, STORYLINE_MS)),
      },
    });
  },
});

/** Messages are kept under ids that begin with their time, so that the newest sort last. */
export const makeDeliveryLog = (table: Table): DeliveryLog => {
  const key = (channelId: string, messageId: string): Key => ({ pk: channelPk(channelId), sk: `message#${messageId}` });
  return {
    find: async (channelId, messageId) => {
      const item = await table.get(key(channelId, messageId));
      return item === undefined ? undefined : loggedMessageSchema.parse(item);
    },
    log: async (logged) => {
      await table.put({
        item: { ...key(logged.channelId, logged.messageId), ...logged, expiresAt: toSeconds(plus(logged.delivery.at, GUARD_MS)) },
      });
    },
    list: async (channelId, limit) => {
      const items = await table.query({
        keyCondition: '#pk = :pk AND begins_with(#sk, :prefix)',
        names: { '#pk': 'pk', '#sk': 'sk' },
        values: { ':pk': channelPk(channelId), ':prefix': 'message#' },
        backward: true,
        limit,
      });
      return items.map((item) => loggedMessageSchema.parse(item));
    },
  };
};

import type { Channel, Message } from '../../lambda/alerts/alert.js';
import { makeStores, prepareStore } from '../../lambda/aws/stores.js';
import { makeTable, type Send } from '../../lambda/aws/table.js';
import { earliest, type Instant, MINUTE_MS, plus } from '../../lambda/core/time.js';
import type { EntryKind } from '../../lambda/pipeline/entries.js';
import { makeWorkers, type Workers } from '../../lambda/pipeline/make-workers.js';
import type { FetchFeed, PipelineEvent, PollWorld, Published, WebSub } from '../../lambda/pipeline/ports.js';
import { makePushWatchlist } from '../../lambda/pipeline/push-watchlist.js';
import { makeTick } from '../../lambda/pipeline/tick.js';
import { makeMemoryTable } from './memory-table.js';
import { makeTestPublishers, type TestPublishers } from './test-feeds.js';

export interface SentMessage {
  readonly at: Instant;
  readonly channel: Channel;
  readonly message: Message;
}

export interface TestSystem {
  readonly world: PollWorld;
  readonly workers: Workers;
  readonly publishers: TestPublishers;
  readonly sent: readonly SentMessage[];
  readonly events: readonly PipelineEvent[];
  readonly measured: readonly { readonly name: string; readonly value: number; readonly kind: EntryKind }[];
  readonly now: () => Instant;
  readonly push: (watchlist: string) => Promise<void>;
  /** Lets the clock run to a moment: a tick each minute, hints at their time, everything that follows done at once. */
  readonly runTo: (at: Instant) => Promise<void>;
  /** What an answer takes: the clock goes on in the midst of a use case. */
  readonly pass: (ms: number) => void;
  /** What the publisher answers from now on; undefined: it sends. */
  publishAnswer: Published | undefined;
  /** Other publishers than the usual ones. */
  fetchFeed: FetchFeed | undefined;
  /** How hubs are asked; undefined: WebSub is off. */
  webSub: WebSub | undefined;
}

interface Hint {
  readonly kind: EntryKind;
  readonly id: string;
  readonly at: Instant;
}

/** The whole system on a fake clock: real use cases and real store code over a table in memory (or another sender). */
export const makeTestSystem = async (start: Instant, send: Send = makeMemoryTable().send): Promise<TestSystem> => {
  let now = start;
  let ids = 0;
  let hints: Hint[] = [];
  const sent: SentMessage[] = [];
  const events: PipelineEvent[] = [];
  const measured: { name: string; value: number; kind: EntryKind }[] = [];
  const publishers = makeTestPublishers();
  const table = makeTable(send);
  await prepareStore(table);

  const world: PollWorld = {
    ...makeStores(table),
    clock: () => now,
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
    chance: () => 0.5,
    log: () => {},
    measure: (name, value, kind) => measured.push({ name, value, kind }),
    observe: (event) => events.push(event),
    fetchFeed: (url, validators) => (system.fetchFeed ?? publishers.fetchFeed)(url, validators),
    get webSub() {
      return system.webSub as WebSub;
    },
    hints: {
      send: async (kind, entries, afterMs = 0) => {
        for (const id of entries) hints.push({ kind, id, at: plus(now, afterMs) });
      },
      backlog: async () => 0,
    },
    publisher: {
      ensureTopic: async (channel) => `topic:${channel.id}`,
      publish: async (_topic, messageId, channel, message) => {
        if (system.publishAnswer !== undefined) return system.publishAnswer;
        sent.push({ at: now, channel, message });
        return { kind: 'sent', receipt: messageId };
      },
    },
  };
  const workers = makeWorkers(world, { usualMs: 5 * MINUTE_MS, floorMs: MINUTE_MS });
  const work: Readonly<Record<EntryKind, (id: string) => Promise<unknown>>> = {
    ...workers,
    desk: () => workers.desk(),
    watchlist: () => workers.watchlist(),
  };
  const tick = makeTick(world);

  const drain = async (): Promise<void> => {
    for (;;) {
      const due = hints.filter((hint) => hint.at <= now);
      if (due.length === 0) return;
      hints = hints.filter((hint) => hint.at > now);
      for (const hint of due) await work[hint.kind](hint.id);
    }
  };
  const nextMoment = (to: Instant): Instant => {
    const minute = plus(now, MINUTE_MS - (now % MINUTE_MS));
    return earliest(to, minute, ...hints.map((hint) => hint.at).filter((moment) => moment > now));
  };

  const system: TestSystem = {
    world,
    workers,
    publishers,
    sent,
    events,
    measured,
    now: () => now,
    pass: (ms) => {
      now = plus(now, ms);
    },
    publishAnswer: undefined,
    fetchFeed: undefined,
    webSub: undefined,
    push: async (text) => {
      const outcome = await makePushWatchlist(world)({ text, who: 'test', why: 'test' });
      if (outcome.kind === 'invalid') throw new Error(`the test's watchlist has errors: ${JSON.stringify(outcome.errors)}`);
      await drain();
    },
    runTo: async (until) => {
      await drain();
      while (now < until) {
        now = nextMoment(until);
        if (now % MINUTE_MS === 0) await tick();
        await drain();
      }
    },
  };
  return system;
};

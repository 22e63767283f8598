import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Channel, Message } from '../alerts/alert.js';
import { makeStores } from '../aws/stores.js';
import type { Table } from '../aws/table.js';
import { instant } from '../core/time.js';
import { type HintQueue, makeHintQueue } from '../local/hint-queue.js';
import { makeOutboxPublisher } from '../local/outbox-publisher.js';
import { makeFetchFeed, makeHubPost } from '../net/fetch-feed.js';
import type { EntryKind } from '../pipeline/entries.js';
import type { FetchFeed, Observe, PollWorld } from '../pipeline/ports.js';

export const USER_AGENT = 'NewsAlert/0.1 (self-hosted, on a laptop)';

/** Another address for feeds of one origin: the sample newsroom's name stands for its port. */
export interface Alias {
  readonly origin: string;
  readonly target: string;
}

export interface LocalWorldOptions {
  readonly table: Table;
  readonly folder: string;
  readonly allowLoopback: boolean;
  readonly alias?: Alias;
  readonly show: (channel: Channel, message: Message) => void;
  readonly observe: Observe;
  readonly onFailure: (kind: EntryKind, error: unknown) => void;
  /** The public address at which hubs reach this machine. */
  readonly webSubUrl?: string;
}

export const systemClock = () => instant(Date.now());

const aliased = (fetchFeed: FetchFeed, alias: Alias | undefined): FetchFeed =>
  alias === undefined
    ? fetchFeed
    : (url, validators) => fetchFeed(url.startsWith(alias.origin) ? `${alias.target}${url.slice(alias.origin.length)}` : url, validators);

/** The laptop's world: embedded store, in-process queues, outbox on disk, the real fetcher and clock. */
export const makeLocalWorld = (options: LocalWorldOptions): PollWorld & { readonly hints: HintQueue } => {
  const fetching = { allowLoopback: options.allowLoopback, userAgent: USER_AGENT, clock: systemClock };
  const fetchFeed = makeFetchFeed(fetching);
  return {
    ...makeStores(options.table),
    clock: systemClock,
    newId: randomUUID,
    chance: Math.random,
    log: () => {},
    measure: () => {},
    observe: options.observe,
    hints: makeHintQueue(options.onFailure),
    publisher: makeOutboxPublisher(join(options.folder, 'outbox'), options.show),
    fetchFeed: aliased(fetchFeed, options.alias),
    ...(options.webSubUrl === undefined ? {} : { webSub: { callbackUrl: options.webSubUrl, post: makeHubPost(fetching) } }),
  };
};

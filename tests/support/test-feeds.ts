import { createHash } from 'node:crypto';
import { type Instant, instant } from '../../lambda/core/time.js';
import type { Fetched, FetchFeed } from '../../lambda/pipeline/ports.js';

/** One item that a test publisher shows. */
export interface TestItem {
  readonly guid: string;
  readonly title: string;
  readonly summary?: string;
  readonly published: Instant;
}

export interface TestPublishers {
  readonly fetchFeed: FetchFeed;
  readonly publish: (url: string, item: TestItem) => void;
  readonly withdraw: (url: string, guid: string) => void;
  /** Gives every item of a feed another id; links and titles stay. */
  readonly migrate: (url: string, prefix: string) => void;
  /** The feed answers at another address too, and redirects there for good. */
  readonly move: (url: string, to: string) => void;
  /** Answers the next polls of a feed with this instead; undefined: with its items again. */
  readonly answer: (url: string, fetched: Fetched | undefined) => void;
  readonly requests: readonly string[];
}

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const itemXml = (item: TestItem, prefix: string): string =>
  `<item><guid isPermaLink="false">${prefix}${item.guid}</guid><title>${escapeXml(item.title)}</title><link>https://news.example/${item.guid}</link><pubDate>${new Date(item.published).toUTCString()}</pubDate><description>${escapeXml(item.summary ?? '')}</description></item>`;

const sourceOf = (url: string): string => `The ${new URL(url).host.split('.')[0] ?? ''}`;

/** Publishers in memory, with validators: an unchanged feed answers "not modified". */
export const makeTestPublishers = (): TestPublishers => {
  const feeds = new Map<string, TestItem[]>();
  const answers = new Map<string, Fetched>();
  const requests: string[] = [];
  const prefixes = new Map<string, string>();
  const moves = new Map<string, string>();
  return {
    requests,
    publish: (url, item) => {
      feeds.set(url, [item, ...(feeds.get(url) ?? [])]);
    },
    withdraw: (url, guid) => {
      feeds.set(
        url,
        (feeds.get(url) ?? []).filter((item) => item.guid !== guid),
      );
    },
    migrate: (url, prefix) => {
      prefixes.set(url, prefix);
    },
    move: (url, to) => {
      moves.set(url, to);
    },
    answer: (url, fetched) => {
      if (fetched === undefined) answers.delete(url);
      else answers.set(url, fetched);
    },
    fetchFeed: async (asked, { etag }) => {
      requests.push(asked);
      const url = [...moves].find(([, to]) => to === asked)?.[0] ?? asked;
      const set = answers.get(url);
      if (set !== undefined) return set;
      const movedTo = asked === url ? moves.get(url) : undefined;
      const moved = movedTo === undefined ? {} : { movedTo };
      const items = feeds.get(url) ?? [];
      const body = `<?xml version="1.0"?><rss version="2.0"><channel><title>${sourceOf(url)}</title>${items.map((item) => itemXml(item, prefixes.get(url) ?? '')).join('')}</channel></rss>`;
      const own = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
      if (own === etag) return { kind: 'not-modified', ...moved };
      return { kind: 'body', bytes: new TextEncoder().encode(body), contentType: 'application/rss+xml', url, etag: own, ...moved };
    },
  };
};

/** An instant from ISO 8601. @throws Error when it is none */
export const at = (iso: string): Instant => {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) throw new Error(`no instant: ${iso}`);
  return instant(ms);
};

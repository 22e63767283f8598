import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, plus } from '../../lambda/core/time.js';
import type { Fetched, FetchFeed } from '../../lambda/pipeline/ports.js';
import { makeRandom } from './random.js';

export interface FleetFigures {
  readonly requests: number;
  readonly bytes: number;
  readonly notModified: number;
  /** Requests before the publisher, or the floor of a minute, allowed one. */
  readonly tooEarly: readonly string[];
  /** Milliseconds from a story's publication to the first answer that showed it. */
  readonly delays: readonly number[];
}

export interface PublisherFleet {
  readonly urls: readonly string[];
  readonly fetchFeed: FetchFeed;
  readonly figures: () => FleetFigures;
}

interface Publisher {
  readonly url: string;
  readonly gapMs: number;
  readonly ttlMinutes: number | undefined;
  readonly maxAgeSeconds: number | undefined;
  readonly skipHours: readonly number[];
  readonly validates: boolean;
  /** Every so many requests it answers 503 with Retry-After. */
  readonly busyEach: number;
  readonly published: readonly Instant[];
}

const WINDOW = 30;
const GAPS_MS = [10 * MINUTE_MS, 20 * MINUTE_MS, HOUR_MS, 3 * HOUR_MS, DAY_MS];
const RETRY_SECONDS = 900;

const publicationsOf = (start: Instant, end: Instant, gapMs: number, random: () => number): readonly Instant[] => {
  const published: Instant[] = [];
  for (let at = plus(start, -WINDOW * gapMs); at < end; at = plus(at, gapMs * (0.5 + random()))) published.push(at);
  return published;
};

const itemXml = (number: number, at: Instant): string =>
  `<item><guid isPermaLink="false">s${number}</guid><title>Sample story number ${number}</title><pubDate>${new Date(at).toUTCString()}</pubDate><description>${'Words of a sample story. '.repeat(12)}</description></item>`;

const bodyOf = ({ url, published, ttlMinutes, skipHours }: Publisher, now: Instant): { readonly xml: string; readonly newest: number } => {
  const count = published.filter((at) => at <= now).length;
  const shown = published.slice(Math.max(0, count - WINDOW), count);
  const items = shown.map((at, index) => itemXml(count - shown.length + index, at)).reverse();
  const ttl = ttlMinutes === undefined ? '' : `<ttl>${ttlMinutes}</ttl>`;
  const skip = skipHours.length === 0 ? '' : `<skipHours>${skipHours.map((hour) => `<hour>${hour}</hour>`).join('')}</skipHours>`;
  return { xml: `<rss version="2.0"><channel><title>${url}</title>${ttl}${skip}${items.join('')}</channel></rss>`, newest: count };
};

/** Publishers of every kind on a fake clock, that note who comes too early and how late each story is seen. */
export const makePublisherFleet = (count: number, clock: () => Instant, days: number, seed = 1): PublisherFleet => {
  const start = clock();
  const random = makeRandom(seed);
  const chance = (): number => random.below(1_000) / 1_000;
  const publishers = Array.from({ length: count }, (_, index): Publisher => {
    const gapMs = GAPS_MS[index % GAPS_MS.length] ?? HOUR_MS;
    return {
      // Every tenth shares its host with the one before.
      url: `https://p${index % 10 === 9 ? index - 1 : index}.example/${index}/rss`,
      gapMs,
      ttlMinutes: index % 4 === 1 ? 15 : undefined,
      maxAgeSeconds: index % 4 === 2 ? 600 : undefined,
      skipHours: index % 20 === 3 ? [2, 3, 4] : [],
      validates: index % 5 !== 4,
      busyEach: index % 7 === 6 ? 25 : 0,
      published: publicationsOf(start, plus(start, days * DAY_MS), gapMs, chance),
    };
  });
  const byUrl = new Map(publishers.map((publisher) => [publisher.url, publisher]));
  const requests = new Map<string, { count: number; allowedFrom: Instant; seen: number }>();
  let [bytes, notModified, total] = [0, 0, 0];
  const tooEarly: string[] = [];
  const delays: number[] = [];

  const allowed = (publisher: Publisher, now: Instant): Instant =>
    plus(now, Math.max(MINUTE_MS, (publisher.ttlMinutes ?? 0) * MINUTE_MS, (publisher.maxAgeSeconds ?? 0) * 1_000));

  const answer = (publisher: Publisher, now: Instant, etag: string | undefined): Fetched => {
    const visits = requests.get(publisher.url) ?? {
      count: 0,
      allowedFrom: start,
      seen: publisher.published.filter((at) => at <= start).length,
    };
    const hour = new Date(now).getUTCHours();
    if (now < visits.allowedFrom) tooEarly.push(`${publisher.url}: ${Math.round((visits.allowedFrom - now) / 1_000)} s`);
    else if (visits.count > 0 && publisher.skipHours.includes(hour)) tooEarly.push(`${publisher.url}: at ${hour} o’clock`);
    total += 1;
    visits.count += 1;
    requests.set(publisher.url, visits);
    if (publisher.busyEach > 0 && visits.count % publisher.busyEach === 0) {
      visits.allowedFrom = plus(now, RETRY_SECONDS * 1_000);
      return { kind: 'failed', reason: 'server-error', retryAt: visits.allowedFrom };
    }
    visits.allowedFrom = allowed(publisher, now);
    const { xml, newest } = bodyOf(publisher, now);
    for (const at of publisher.published.slice(visits.seen, newest)) delays.push(now - at);
    visits.seen = newest;
    const own = `"${newest}"`;
    const asked = publisher.maxAgeSeconds === undefined ? {} : { maxAgeSeconds: publisher.maxAgeSeconds };
    if (publisher.validates && etag === own) {
      notModified += 1;
      return { kind: 'not-modified', ...asked };
    }
    bytes += xml.length;
    return {
      kind: 'body',
      bytes: new TextEncoder().encode(xml),
      contentType: 'application/rss+xml',
      url: publisher.url,
      ...asked,
      ...(publisher.validates ? { etag: own } : {}),
    };
  };

  return {
    urls: publishers.map((publisher) => publisher.url),
    fetchFeed: async (url, { etag }) => {
      const publisher = byUrl.get(url);
      return publisher === undefined ? { kind: 'failed', reason: 'not-found' } : answer(publisher, clock(), etag);
    },
    figures: () => ({ requests: total, bytes, notModified, tooEarly, delays }),
  };
};

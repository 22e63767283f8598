import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { Agent, type Dispatcher, request } from 'undici';
import { type Instant, SECOND_MS } from '../core/time.js';
import { isPublicAddress, refuseUrl } from '../feeds/address-guard.js';
import type { FetchFailure } from '../feeds/feed-health.js';
import type { Clock, Fetched, FetchFeed, WebSub } from '../pipeline/ports.js';
import { BodyRefused, readBody, readByLooks } from './read-body.js';
import { expiresAtOf, maxAgeSeconds, retryAtOf } from './response-headers.js';

export interface FetchSettings {
  /** For local trials only: feeds may be fetched from 127.0.0.1. */
  readonly allowLoopback: boolean;
  /** Sent as User-Agent: the program, and an address where a publisher finds who is behind it. */
  readonly userAgent: string;
  readonly clock: Clock;
  /** How names become addresses; the system's own resolver unless a test says otherwise. */
  readonly resolve?: Resolve;
}

/** All addresses of a host name, as `dns.lookup` gives them with `all`. */
export type Resolve = (
  hostname: string,
  options: LookupOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

interface Attempt {
  readonly url: URL;
  /** Every redirect so far was a permanent one. */
  readonly permanent: boolean;
  readonly byLooks: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly dispatcher: Dispatcher;
}

/** The redirects behind an answer. */
interface Hops {
  readonly url: URL;
  readonly count: number;
  readonly permanent: boolean;
  /** The headers lied before: the packing is what the bytes look like. */
  readonly byLooks: boolean;
}

const TOTAL_MS = 20 * SECOND_MS;
const MOST_HOPS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const PERMANENT: ReadonlySet<number> = new Set([301, 308]);
const ACCEPT = 'application/rss+xml, application/atom+xml, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5';

const STATUS_FAILURES: Readonly<Record<number, FetchFailure>> = { 401: 'forbidden', 403: 'forbidden', 404: 'not-found', 429: 'throttled' };

const failed = (reason: FetchFailure): Fetched => ({ kind: 'failed', reason });

class PrivateAddress extends Error {}

/** A name look-up that refuses to give any address that is not public: what is judged is what is connected to. */
const systemResolve: Resolve = (hostname, options, callback) => lookup(hostname, { ...options, all: true }, callback);

const guardedLookup =
  (allowLoopback: boolean, resolve: Resolve): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, options, (error, addresses) => {
      if (error !== null) return callback(error, '');
      if (addresses.some(({ address }) => !isPublicAddress(address, allowLoopback)))
        return callback(new PrivateAddress(`${hostname} has a private address`), '');
      const [first] = addresses;
      return options.all === true ? callback(null, addresses) : callback(null, first?.address ?? '', first?.family);
    });
  };

const reasonOf = (error: unknown): FetchFailure => {
  if (error instanceof BodyRefused) return error.reason;
  if (error instanceof PrivateAddress || (error instanceof Error && error.cause instanceof PrivateAddress)) return 'private-address';
  const name = error instanceof Error ? error.name : '';
  return name === 'TimeoutError' || name === 'AbortError' || /Timeout/.test(name) ? 'timeout' : 'unreachable';
};

const textHeader = (headers: Dispatcher.ResponseData['headers'], name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};

const optional = <Name extends string, V>(name: Name, value: V | undefined): { readonly [K in Name]?: V } => {
  const fields: { [K in Name]?: V } = {};
  if (value !== undefined) fields[name] = value;
  return fields;
};

/** Of headers that are kept: a longer one would be refused when it is sent back. */
const LONGEST_KEPT = 300;

const kept = (value: string | undefined): string | undefined => (value !== undefined && value.length <= LONGEST_KEPT ? value : undefined);

/** What an answer says of the next visit, and of the address. */
const aboutVisits = ({ headers }: Dispatcher.ResponseData, hops: Hops, now: Instant) => ({
  ...optional('etag', kept(textHeader(headers, 'etag'))),
  ...optional('lastModified', kept(textHeader(headers, 'last-modified'))),
  ...optional('maxAgeSeconds', maxAgeSeconds(textHeader(headers, 'cache-control'))),
  ...optional('expiresAt', expiresAtOf(textHeader(headers, 'expires'), textHeader(headers, 'date'), now)),
  ...optional('movedTo', hops.count > 0 && hops.permanent ? kept(hops.url.href) : undefined),
});

const toBody = async (response: Dispatcher.ResponseData, hops: Hops, now: Instant): Promise<Fetched> => {
  const { headers } = response;
  const read = hops.byLooks
    ? readByLooks(response.body)
    : readBody(response.body, textHeader(headers, 'content-encoding'), textHeader(headers, 'content-length'));
  const { bytes, truncated } = await read;
  return {
    kind: 'body',
    bytes,
    contentType: textHeader(headers, 'content-type') ?? '',
    url: hops.url.href,
    ...aboutVisits(response, hops, now),
    ...(truncated ? { truncated } : {}),
  };
};

const discard = (body: Readable): void => {
  body.on('error', () => {});
  body.destroy();
};

const answer = async (response: Dispatcher.ResponseData, hops: Hops, clock: Clock): Promise<Fetched> => {
  const { statusCode, headers } = response;
  if (statusCode === 200) return toBody(response, hops, clock());
  discard(response.body);
  if (statusCode === 304) return { kind: 'not-modified', ...aboutVisits(response, hops, clock()) };
  if (statusCode === 410) return { kind: 'gone' };
  const reason = STATUS_FAILURES[statusCode] ?? (statusCode >= 500 ? 'server-error' : 'unexpected-status');
  return { kind: 'failed', reason, ...optional('retryAt', retryAtOf(textHeader(headers, 'retry-after'), clock())) };
};

const hopTarget = (response: Dispatcher.ResponseData, url: URL): URL | undefined => {
  const location = textHeader(response.headers, 'location');
  if (!REDIRECTS.has(response.statusCode) || location === undefined) return undefined;
  return URL.canParse(location, url.href) ? new URL(location, url) : undefined;
};

const makeDispatcher = ({ allowLoopback, resolve = systemResolve }: FetchSettings): Agent =>
  new Agent({
    connect: { lookup: guardedLookup(allowLoopback, resolve), timeout: 10 * SECOND_MS },
    headersTimeout: TOTAL_MS,
    bodyTimeout: TOTAL_MS,
    keepAliveTimeout: SECOND_MS,
    keepAliveMaxTimeout: 5 * SECOND_MS,
    maxHeaderSize: 32 * 1024,
  });

/** Sends a form to a WebSub hub, under the same guards as a feed is fetched; redirects are not followed. */
export const makeHubPost = (settings: FetchSettings): WebSub['post'] => {
  const { allowLoopback, userAgent } = settings;
  const dispatcher = makeDispatcher(settings);
  return async (address, form) => {
    if (!URL.canParse(address)) return 'not-http';
    const refusal = refuseUrl(new URL(address), allowLoopback);
    if (refusal !== undefined) return refusal;
    try {
      const { statusCode, body } = await request(address, {
        method: 'POST',
        body: form,
        headers: { 'user-agent': userAgent, 'content-type': 'application/x-www-form-urlencoded' },
        signal: AbortSignal.timeout(TOTAL_MS / 2),
        dispatcher,
      });
      discard(body);
      if (statusCode >= 200 && statusCode < 300) return 'accepted';
      return STATUS_FAILURES[statusCode] ?? (statusCode >= 500 ? 'server-error' : 'unexpected-status');
    } catch (error) {
      return reasonOf(error);
    }
  };
};

/**
 * The fetcher of feeds: http(s) only, at most five redirects with every hop judged anew, 20 seconds for everything,
 * 10 MB of unpacked bytes, private addresses refused by literal and by what is connected to. No cookies.
 */
export const makeFetchFeed = (settings: FetchSettings): FetchFeed => {
  const { allowLoopback, userAgent, clock } = settings;
  const dispatcher = makeDispatcher(settings);

  const follow = async (attempt: Attempt, hops: number): Promise<Fetched> => {
    const refusal = refuseUrl(attempt.url, allowLoopback);
    if (refusal !== undefined) return failed(refusal);
    const response = await request(attempt.url, { headers: attempt.headers, signal: attempt.signal, dispatcher });
    const target = hopTarget(response, attempt.url);
    if (target === undefined)
      return answer(response, { url: attempt.url, count: hops, permanent: attempt.permanent, byLooks: attempt.byLooks }, clock);
    discard(response.body);
    const permanent = attempt.permanent && PERMANENT.has(response.statusCode);
    return hops >= MOST_HOPS ? failed('too-many-redirects') : follow({ ...attempt, url: target, permanent }, hops + 1);
  };

  const tryOnce = async (
    url: string,
    headers: Readonly<Record<string, string>>,
    { signal, byLooks }: { readonly signal: AbortSignal; readonly byLooks: boolean },
  ): Promise<Fetched> => {
    try {
      return await follow({ url: new URL(url), permanent: true, byLooks, headers, signal, dispatcher }, 0);
    } catch (error) {
      return failed(signal.aborted ? 'timeout' : reasonOf(error));
    }
  };

  return async (url, { etag, lastModified }) => {
    const signal = AbortSignal.timeout(TOTAL_MS);
    const headers = {
      'user-agent': userAgent,
      accept: ACCEPT,
      ...(etag === undefined ? {} : { 'if-none-match': etag }),
      ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
    };
    const fetched = await tryOnce(url, { ...headers, 'accept-encoding': 'gzip, deflate, br' }, { signal, byLooks: false });
    const lied = fetched.kind === 'failed' && fetched.reason === 'bad-encoding';
    return lied ? tryOnce(url, { ...headers, 'accept-encoding': 'identity' }, { signal, byLooks: true }) : fetched;
  };
};

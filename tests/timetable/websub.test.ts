import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, plus } from '../../lambda/core/time.js';
import { isSigned, leaseEnd, wantsHub } from '../../lambda/feeds/websub.js';
import type { Fetched } from '../../lambda/pipeline/ports.js';
import { type HubCall, makeWebSubEndpoint } from '../../lambda/pipeline/websub-endpoint.js';
import { feedIdOf } from '../../lambda/watchlist/watchlist.js';
import { at } from '../support/test-feeds.js';
import { makeTestSystem, type TestSystem } from '../support/test-system.js';

const WIRE = 'https://wire.example/rss';
const SELF = 'https://wire.example/feed';
const HUB = 'https://hub.example/';
const START = at('2025-08-06T06:00:00Z');
const FEED_ID = feedIdOf(WIRE);

const WATCHLIST = `version: 1
feeds: [{ url: ${WIRE}, zone: UTC }]
rules: [{ id: all, name: All, any: [headline], deadlines: false, channels: [email] }]
channels: [{ id: email, medium: json, zone: UTC, group: 1s, gap: 1s }]
`;

const body = (...titles: readonly string[]): Fetched => ({
  kind: 'body',
  bytes: new TextEncoder().encode(
    `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>The wire</title><atom:link rel="hub" href="${HUB}"/><atom:link rel="self" href="${SELF}"/>${titles.map((title) => `<item><guid isPermaLink="false">${title}</guid><title>${title}</title></item>`).join('')}</channel></rss>`,
  ),
  contentType: 'application/rss+xml',
  url: WIRE,
});

interface Hub {
  readonly system: TestSystem;
  readonly asked: URLSearchParams[];
  readonly requests: () => number;
  readonly show: (...titles: readonly string[]) => void;
  readonly call: (call: Partial<HubCall>) => Promise<{ readonly status: number; readonly body: string }>;
}

const started = async (): Promise<Hub> => {
  const system = await makeTestSystem(START);
  const asked: URLSearchParams[] = [];
  let [shown, requests] = [body(), 0];
  system.fetchFeed = async () => {
    requests += 1;
    return shown;
  };
  system.webSub = {
    callbackUrl: 'https://alerts.example',
    post: async (url, form) => {
      expect(url).toBe(HUB);
      asked.push(new URLSearchParams(form));
      return 'accepted';
    },
  };
  await system.push(WATCHLIST);
  await system.runTo(plus(START, MINUTE_MS));
  const endpoint = makeWebSubEndpoint(system.world);
  return {
    system,
    asked,
    requests: () => requests,
    show: (...titles) => {
      shown = body(...titles);
    },
    call: (call) =>
      endpoint({
        method: 'GET',
        feedId: FEED_ID,
        token: (asked.at(-1)?.get('hub.callback') ?? '').split('/').at(-1) ?? '',
        query: new URLSearchParams(),
        signature: undefined,
        body: new Uint8Array(),
        ...call,
      }),
  };
};

const confirmation = (topic = SELF, seconds = 864_000) =>
  new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.topic': topic, 'hub.challenge': 'c-1', 'hub.lease_seconds': String(seconds) });

const signed = (secret: string, text: string, method = 'sha256') => ({
  method: 'POST',
  body: new TextEncoder().encode(text),
  signature: `${method}=${createHmac(method, secret).update(text).digest('hex')}`,
});

const told = (system: TestSystem): readonly string[] =>
  system.sent.flatMap(({ message }) => JSON.parse(message.json).alerts.map((alert: { title: string }) => alert.title));

describe('a feed with a hub', () => {
  it('is subscribed to under its own name, with a secret, and confirmed only for what was asked', async () => {
    const { asked, call } = await started();
    expect(Object.fromEntries(asked[0] ?? [])).toMatchObject({
      'hub.mode': 'subscribe',
      'hub.topic': SELF,
      'hub.callback': expect.stringMatching(new RegExp(`^https://alerts\\.example/websub/${FEED_ID}/[\\w-]+$`)),
      'hub.secret': expect.stringMatching(/.+/),
    });
    expect(asked).toHaveLength(1);
    expect(await call({ query: confirmation('https://other.example/') })).toMatchObject({ status: 404 });
    expect(await call({ feedId: 'ffffffffffff', query: confirmation() })).toMatchObject({ status: 404 });
    expect(await call({ token: 'guessed', query: confirmation() })).toMatchObject({ status: 404 });
    expect(await call({ token: '', query: confirmation() })).toMatchObject({ status: 404 });
    expect(await call({ query: confirmation() })).toEqual({ status: 200, body: 'c-1' });
    expect(await call({ method: 'PUT' })).toMatchObject({ status: 405 });
  });

  it('is polled once an hour while its hub tells, and told within the minute of a signed push', async () => {
    const { system, asked, call, requests, show } = await started();
    await call({ query: confirmation() });
    await system.runTo(plus(START, 2 * HOUR_MS));
    const before = requests();
    await system.runTo(plus(START, 8 * HOUR_MS));
    expect(requests() - before).toBeLessThanOrEqual(6);
    show('Headline of the hub');
    expect(await call(signed(asked[0]?.get('hub.secret') ?? '', 'anything'))).toMatchObject({ status: 202 });
    await system.runTo(plus(START, 8 * HOUR_MS + MINUTE_MS));
    expect(told(system)).toEqual(['Headline of the hub']);
  });

  it('takes nothing from a push that is not signed with its secret', async () => {
    const { system, call, requests } = await started();
    await call({ query: confirmation() });
    await system.runTo(plus(START, 10 * MINUTE_MS));
    const before = requests();
    expect(await call(signed('guessed', 'body'))).toMatchObject({ status: 202 });
    expect(await call({ method: 'POST' })).toMatchObject({ status: 202 });
    await system.runTo(plus(START, 12 * MINUTE_MS));
    expect(requests()).toBe(before);
  });

  it('does not come earlier to a publisher that asked for a pause, however often its hub tells', async () => {
    const { system, asked, call, requests } = await started();
    await call({ query: confirmation() });
    system.fetchFeed = async () => ({ kind: 'failed', reason: 'throttled', retryAt: plus(system.now(), 6 * HOUR_MS) });
    await system.runTo(plus(START, 70 * MINUTE_MS));
    let more = 0;
    system.fetchFeed = async () => {
      more += 1;
      return body();
    };
    for (let push = 0; push < 20; push += 1) await call(signed(asked[0]?.get('hub.secret') ?? '', 'again'));
    await system.runTo(plus(START, 3 * HOUR_MS));
    expect(more).toBe(0);
    expect(requests()).toBeGreaterThan(0);
  });

  it('is looked at again when the hub was faster than the feed', async () => {
    const { system, asked, call, show } = await started();
    await call({ query: confirmation() });
    await system.runTo(plus(START, 70 * MINUTE_MS));
    await call(signed(asked[0]?.get('hub.secret') ?? '', 'early', 'sha512'));
    await system.runTo(plus(START, 71 * MINUTE_MS));
    show('Headline that came late');
    await system.runTo(plus(START, 73 * MINUTE_MS));
    expect(told(system)).toEqual(['Headline that came late']);
  });

  it('is asked for again before its lease ends, and polled as usual when the hub says no more', async () => {
    const { system, asked, call, requests } = await started();
    await call({ query: confirmation(SELF, 3 * 86_400) });
    await system.runTo(plus(START, 2.5 * DAY_MS));
    expect(asked.length).toBeGreaterThanOrEqual(2);
    await system.runTo(plus(START, 3.2 * DAY_MS));
    const before = requests();
    await system.runTo(plus(START, 3.2 * DAY_MS + HOUR_MS));
    expect(requests() - before).toBeGreaterThan(8);
  });
});

describe('the parts of WebSub', () => {
  it.each(['sha1', 'sha256', 'sha384', 'sha512'])('checks a signature by %s', (method) => {
    const text = new TextEncoder().encode('the body');
    const signature = `${method}=${createHmac(method, 'secret').update(text).digest('hex')}`;
    expect(isSigned(signature, text, 'secret')).toBe(true);
    expect(isSigned(signature, text, 'other')).toBe(false);
    expect(isSigned(signature.slice(0, -1), text, 'secret')).toBe(false);
  });
  it.each([undefined, '', 'md5=00', 'sha256=', 'constructor=1'])('takes %s for no signature', (signature) => {
    expect(isSigned(signature, new Uint8Array(), 'secret')).toBe(false);
  });
  it('bounds a lease, and gives one where the hub names none', () => {
    expect(leaseEnd('60', START)).toBe(plus(START, 60_000));
    expect(leaseEnd('999999999', START)).toBe(plus(START, 30 * DAY_MS));
    expect(leaseEnd(null, START)).toBe(plus(START, 10 * DAY_MS));
  });
  it('asks a hub again when it did not confirm, or the feed has another one', () => {
    const request = { hub: HUB, topic: SELF, secret: 's', token: 't', askedAt: START };
    expect(wantsHub({ hub: HUB, topic: SELF }, request, undefined, plus(START, HOUR_MS))).toBe(false);
    expect(wantsHub({ hub: HUB, topic: SELF }, request, undefined, plus(START, 13 * HOUR_MS))).toBe(true);
    expect(wantsHub({ hub: 'https://new.example/', topic: SELF }, request, undefined, plus(START, 2 * HOUR_MS))).toBe(true);
    expect(wantsHub({ hub: 'https://new.example/', topic: SELF }, request, undefined, plus(START, HOUR_MS / 2))).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, plus } from '../../lambda/core/time.js';
import { loadRevision } from '../../lambda/pipeline/current-watchlist.js';
import { holdToPace } from '../../lambda/pipeline/hold-to-pace.js';
import type { Fetched } from '../../lambda/pipeline/ports.js';
import { readHealth } from '../../lambda/pipeline/views.js';
import { makePublisherFleet } from '../support/publisher-fleet.js';
import { at } from '../support/test-feeds.js';
import { makeTestSystem, type TestSystem } from '../support/test-system.js';

const WIRE = 'https://wire.example/rss';
const START = at('2025-08-06T06:00:00Z');

const watchlist = (urls: readonly string[]): string =>
  `version: 1\nfeeds:\n${urls.map((url) => `  - { url: ${url}, zone: UTC }`).join('\n')}\nrules:\n  - { id: all, name: All, any: [headline], deadlines: false, channels: [email] }\nchannels:\n  - { id: email, medium: json, zone: UTC, group: 1s, gap: 1s }\n`;

const started = async (...urls: readonly string[]): Promise<TestSystem> => {
  const system = await makeTestSystem(START);
  await system.push(watchlist(urls.length === 0 ? [WIRE] : urls));
  await system.runTo(plus(START, MINUTE_MS));
  return system;
};

const story = (number: number, published: Instant, title = `Headline number ${number}`) => ({ guid: `g${number}`, title, published });

const told = (system: TestSystem): readonly string[] =>
  system.sent.flatMap(({ message }) => JSON.parse(message.json).alerts.map((alert: { title: string }) => alert.title));

const healthOf = async (system: TestSystem, url = WIRE) =>
  (await readHealth(system.world, system.now())).feeds.find((feed) => feed.url === url);

const polls = (system: TestSystem, url = WIRE): number => system.publishers.requests.filter((each) => each === url).length;

const bodyOf = (items: string, parts: object = {}): Fetched => ({
  kind: 'body',
  bytes: new TextEncoder().encode(`<rss version="2.0"><channel><title>The wire</title>${items}</channel></rss>`),
  contentType: 'application/rss+xml',
  url: WIRE,
  ...parts,
});

const item = (number: number, published: Instant, parts = ''): string =>
  `<item><guid isPermaLink="false">g${number}</guid><title>Headline number ${number}</title><link>https://wire.example/${number}</link><pubDate>${new Date(published).toUTCString()}</pubDate>${parts}</item>`;

it('a feed comes at the pace that a person asks for, though a longer wait was planned', async () => {
  const system = await started();
  expect((await healthOf(system))?.nextPollAt).toBeGreaterThan(plus(system.now(), MINUTE_MS));
  await holdToPace(system.world, await loadRevision(system.world.watchlists, 1), 10_000);
  expect((await healthOf(system))?.nextPollAt).toBe(plus(system.now(), 10_000));
});

describe('a publisher that misbehaves', () => {
  it.each<[string, Fetched, string, string | undefined]>([
    ['is gone', { kind: 'gone' }, 'gone', 'gone'],
    ['turns us away', { kind: 'failed', reason: 'forbidden' }, 'refused', 'forbidden'],
    ['asks for a pause', { kind: 'failed', reason: 'throttled', retryAt: plus(START, 3 * HOUR_MS) }, 'refused', 'throttled'],
    ['has lost its feed', { kind: 'failed', reason: 'not-found' }, 'failing', 'not-found'],
    ['is in trouble', { kind: 'failed', reason: 'server-error' }, 'failing', 'server-error'],
    ['hangs', { kind: 'failed', reason: 'timeout' }, 'failing', 'timeout'],
    ['redirects in a circle', { kind: 'failed', reason: 'too-many-redirects' }, 'failing', 'too-many-redirects'],
    ['leads to a private address', { kind: 'failed', reason: 'private-address' }, 'failing', 'private-address'],
    ['is endless', { kind: 'failed', reason: 'too-large' }, 'failing', 'too-large'],
    [
      'gives a page',
      bodyOf('').kind === 'body'
        ? ({ ...bodyOf(''), bytes: new TextEncoder().encode('<html><body>Hello</body></html>') } as Fetched)
        : { kind: 'gone' },
      'failing',
      'html-page',
    ],
    ['shows no story at all', bodyOf(''), 'ok', undefined],
  ])('that %s has a state and a reason', async (_name, answer, state, reason) => {
    const system = await started();
    system.publishers.answer(WIRE, answer);
    await system.runTo(plus(START, 20 * MINUTE_MS));
    expect(await healthOf(system)).toMatchObject({ state, ...(reason === undefined ? {} : { reason }) });
  });

  it('that asks for half an hour and seldom publishes is asked after half an hour, whatever pace a person asks for', async () => {
    const system = await started();
    const old = [1, 2, 3, 4].map((number) => item(number, plus(START, -number * 12 * HOUR_MS))).join('');
    system.publishers.answer(WIRE, bodyOf(`<ttl>30</ttl>${old}`));
    await system.runTo(plus(START, 7 * MINUTE_MS));
    expect((await healthOf(system))?.because).toBe('rarely-publishes');
    await holdToPace(system.world, await loadRevision(system.world.watchlists, 1), 10_000);
    expect((await healthOf(system))?.nextPollAt).toBe(plus(system.now(), 30 * MINUTE_MS));
  });

  it('is asked no sooner than it wants, whatever pace a person asks for', async () => {
    const system = await started();
    const retryAt = plus(START, 3 * HOUR_MS);
    system.publishers.answer(WIRE, { kind: 'failed', reason: 'throttled', retryAt });
    await system.runTo(plus(START, 7 * MINUTE_MS));
    await holdToPace(system.world, await loadRevision(system.world.watchlists, 1), 10_000);
    expect((await healthOf(system))?.nextPollAt).toBeGreaterThanOrEqual(retryAt);
  });

  it('is asked ever less often, and at once well again when it recovers', async () => {
    const system = await started();
    system.publishers.answer(WIRE, { kind: 'failed', reason: 'server-error' });
    await system.runTo(plus(START, 24 * HOUR_MS));
    expect(polls(system)).toBeLessThan(14);
    system.publishers.answer(WIRE, undefined);
    system.publishers.publish(WIRE, story(1, system.now()));
    await system.runTo(plus(START, 48 * HOUR_MS));
    expect(await healthOf(system)).toMatchObject({ state: 'ok', failures: 0 });
    expect(told(system)).toEqual(['Headline number 1']);
  });

  it('that is gone is looked at once a week, and taken up again if it comes back', async () => {
    const system = await started();
    system.publishers.answer(WIRE, { kind: 'gone' });
    await system.runTo(plus(START, DAY_MS));
    const before = polls(system);
    await system.runTo(plus(START, 6 * DAY_MS));
    expect(polls(system)).toBe(before);
    system.publishers.answer(WIRE, undefined);
    await system.runTo(plus(START, 9 * DAY_MS));
    expect((await healthOf(system))?.state).toBe('ok');
  });

  it('that says "not modified" for ever is asked for everything once a week', async () => {
    const system = await started();
    const asked: boolean[] = [];
    system.fetchFeed = async (_url, { etag }) => {
      asked.push(etag === undefined);
      return etag === undefined ? bodyOf(item(1, START), { etag: '"x"' }) : { kind: 'not-modified' };
    };
    await system.runTo(plus(START, 15 * DAY_MS));
    expect(asked.filter((isWhole) => isWhole)).toHaveLength(2);
  });

  it('whose validators change each time costs no story twice', async () => {
    const system = await started();
    let count = 0;
    system.fetchFeed = async () => {
      count += 1;
      return bodyOf(item(1, plus(START, MINUTE_MS)), { etag: `"${count}"` });
    };
    await system.runTo(plus(START, 3 * HOUR_MS));
    expect(count).toBeGreaterThan(20);
    expect(told(system)).toEqual(['Headline number 1']);
  });

  it('that answers slowly is called slow, and is read', async () => {
    const system = await started();
    let takes = 9_000;
    system.fetchFeed = async () => {
      system.pass(takes);
      return bodyOf(item(1, plus(START, MINUTE_MS)));
    };
    await system.runTo(plus(START, 10 * MINUTE_MS));
    expect(await healthOf(system)).toMatchObject({ state: 'slow', failures: 0 });
    expect(told(system)).toEqual(['Headline number 1']);
    takes = 100;
    await system.runTo(plus(START, HOUR_MS));
    expect((await healthOf(system))?.state).toBe('ok');
  });

  it('that is empty every other time costs no story and tells none twice', async () => {
    const system = await started();
    let count = 0;
    system.fetchFeed = async () => {
      count += 1;
      return bodyOf(count % 2 === 0 ? '' : item(1, plus(START, MINUTE_MS)) + item(2, plus(START, 2 * MINUTE_MS)));
    };
    await system.runTo(plus(START, 3 * HOUR_MS));
    expect(count).toBeGreaterThan(20);
    expect([...told(system)].sort()).toEqual(['Headline number 1', 'Headline number 2']);
    expect(await healthOf(system)).toMatchObject({ state: 'ok', failures: 0 });
  });

  it('that gives every story the same id has each of them read', async () => {
    const system = await started();
    let newest = 2;
    system.fetchFeed = async () => {
      const items = Array.from({ length: newest }, (_, number) => item(number + 1, plus(START, (number + 1) * MINUTE_MS)));
      return bodyOf(items.join('').replaceAll(/>g\d+</g, '>0<'));
    };
    await system.runTo(plus(START, 20 * MINUTE_MS));
    newest = 4;
    await system.runTo(plus(START, HOUR_MS));
    expect([...told(system)].sort()).toEqual([1, 2, 3, 4].map((number) => `Headline number ${number}`));
    expect((await healthOf(system))?.state).toBe('ok');
  });

  it('that names the wrong encoding is read by what its bytes are', async () => {
    const system = await started();
    const body = bodyOf(item(1, START).replace('Headline number 1', 'Шторм у берегов: headline'));
    system.publishers.answer(WIRE, { ...body, contentType: 'application/rss+xml; charset=iso-8859-1' } as Fetched);
    await system.runTo(plus(START, 20 * MINUTE_MS));
    expect(told(system)).toEqual(['Шторм у берегов: headline']);
    expect((await healthOf(system))?.state).toBe('ok');
  });

  it('that breaks off gives its whole entries, and is asked again without validators', async () => {
    const system = await started();
    const validators: (string | undefined)[] = [];
    const whole = `<rss version="2.0"><channel><title>W</title>${item(1, system.now())}${item(2, system.now())}</channel></rss>`;
    system.fetchFeed = async (_url, { etag }) => {
      validators.push(etag);
      const bytes = new TextEncoder().encode(validators.length === 1 ? whole.slice(0, whole.indexOf('wire.example/2')) : whole);
      return { ...bodyOf(''), bytes, ...(validators.length === 1 ? { etag: '"half"', truncated: true } : {}) } as Fetched;
    };
    await system.runTo(plus(START, 8 * MINUTE_MS));
    expect(told(system)).toEqual(['Headline number 1']);
    expect(await healthOf(system)).toMatchObject({ state: 'failing', reason: 'truncated' });
    await system.runTo(plus(START, 20 * MINUTE_MS));
    expect(told(system)).toEqual(['Headline number 1', 'Headline number 2']);
    expect(validators).not.toContain('"half"');
  });
});

describe('no change of a publisher raises a storm', () => {
  const ten = Array.from({ length: 10 }, (_, number) => number);
  const withFeed = async (first: string): Promise<TestSystem> => {
    const system = await makeTestSystem(START);
    system.publishers.answer(WIRE, bodyOf(first));
    await system.push(watchlist([WIRE]));
    await system.runTo(plus(START, 10 * MINUTE_MS));
    return system;
  };
  const yesterday = plus(START, -DAY_MS);
  const original = ten.map((number) => item(number, yesterday)).join('');

  it.each<[string, string]>([
    ['every id', original.replaceAll('<guid isPermaLink="false">g', '<guid isPermaLink="false">tag:2025:')],
    [
      'every link, to https and tracking',
      original.replaceAll('https://wire.example/', 'http://www.wire.example/').replaceAll('</link>', '?utm_source=x</link>'),
    ],
    ['every id and link', original.replaceAll('g', 'h').replaceAll('wire.example/', 'new.example/x')],
    [
      'every title and date',
      original
        .replaceAll('Headline number', 'The new headline of')
        .replaceAll(new Date(yesterday).toUTCString(), new Date(START).toUTCString()),
    ],
    ['the order', ten.map((number) => item(9 - number, yesterday)).join('')],
    [
      'to a window of five hundred old stories',
      Array.from({ length: 500 }, (_, number) => item(number, plus(START, -number * HOUR_MS - DAY_MS))).join(''),
    ],
  ])('%s changes', async (_name, changed) => {
    const system = await withFeed(original);
    system.publishers.answer(WIRE, bodyOf(changed));
    await system.runTo(plus(START, 2 * HOUR_MS));
    expect(told(system)).toEqual([]);
    system.publishers.answer(WIRE, bodyOf(item(777, system.now()) + changed));
    await system.runTo(plus(START, 4 * HOUR_MS));
    expect(told(system)).toEqual(['Headline number 777']);
  });

  it('one edited title is matched again, and a rule tells a story once', async () => {
    const system = await started();
    const now = system.now();
    system.publishers.answer(WIRE, bodyOf(item(1, now).replace('Headline', 'Report') + item(2, now)));
    await system.runTo(plus(START, 10 * MINUTE_MS));
    expect(told(system)).toEqual(['Headline number 2']);
    system.publishers.answer(WIRE, bodyOf(item(1, now) + item(2, now).replace('number', 'edited number')));
    await system.runTo(plus(START, HOUR_MS));
    expect(told(system)).toEqual(['Headline number 2', 'Headline number 1']);
  });

  const warning = (number: number, published: Instant, id = `w${number}`): string =>
    `<item><guid isPermaLink="false">${id}</guid><title>Headline of a storm warning</title><link>https://wire.example/w${number}</link><pubDate>${new Date(published).toUTCString()}</pubDate></item>`;
  const stored = async (system: TestSystem): Promise<number> =>
    (await system.world.stories.list(plus(START, -2 * DAY_MS), system.now(), 500)).length;

  it('new stories under a title that recurs are new', async () => {
    const system = await withFeed(ten.map((number) => warning(number, yesterday)).join(''));
    const before = await stored(system);
    const now = system.now();
    system.publishers.answer(WIRE, bodyOf([20, 21, 22, 23, 24, 25].map((number) => warning(number, plus(now, MINUTE_MS))).join('')));
    await system.runTo(plus(now, HOUR_MS));
    expect((await stored(system)) - before).toBe(6);
    expect(told(system)).toHaveLength(1);
  });

  it('an id that a publisher uses again for another page hides no story', async () => {
    const system = await withFeed(item(1, yesterday).replace('>g1<', '>latest<'));
    for (let number = 2; number < 5; number += 1) {
      const now = system.now();
      system.publishers.answer(WIRE, bodyOf(item(number, plus(now, MINUTE_MS)).replace(`>g${number}<`, '>latest<')));
      await system.runTo(plus(now, HOUR_MS));
    }
    expect(told(system)).toEqual(['Headline number 2', 'Headline number 3', 'Headline number 4']);
  });

  it('an undated feed begins in silence, and what it puts on top is told', async () => {
    const undated = (number: number): string => item(number, START).replace(/<pubDate>.*<\/pubDate>/, '');
    const first = Array.from({ length: 30 }, (_, number) => undated(number)).join('');
    const system = await withFeed(first);
    expect(told(system)).toEqual([]);
    system.publishers.answer(WIRE, bodyOf(Array.from({ length: 25 }, (_, number) => undated(100 + number)).join('') + first));
    await system.runTo(plus(START, HOUR_MS));
    expect(told(system)).toHaveLength(25);
  });

  it('an archive that is longer than one poll stays untold to its end', async () => {
    const system = await withFeed(original);
    const archive = Array.from({ length: 219 }, (_, number) => item(1_000 + number, plus(START, -number * HOUR_MS - DAY_MS))).join('');
    system.publishers.answer(WIRE, bodyOf(original + archive));
    await system.runTo(plus(START, 3 * HOUR_MS));
    expect(told(system)).toEqual([]);
  });

  it('a feed that always breaks off is read at its usual pace', async () => {
    const system = await withFeed(original);
    for (let hour = 1; hour < 12; hour += 1) {
      const shown = Array.from({ length: 5 }, (_, back) => item(500 + hour - back, plus(START, (hour - back) * HOUR_MS))).join('');
      system.publishers.answer(WIRE, bodyOf(shown, { truncated: true }));
      await system.runTo(plus(START, hour * HOUR_MS + 30 * MINUTE_MS));
    }
    expect(told(system).filter((title) => /number 50[1-9]|number 51/.test(title)).length).toBeGreaterThanOrEqual(10);
  });

  it('stories that were published while we could not look are told when we can', async () => {
    const system = await started();
    for (let number = 0; number < 30; number += 1) system.publishers.publish(WIRE, story(number, plus(START, number * HOUR_MS)));
    system.publishers.answer(WIRE, { kind: 'failed', reason: 'unreachable' });
    await system.runTo(plus(START, 30 * HOUR_MS));
    system.publishers.answer(WIRE, undefined);
    await system.runTo(plus(START, 60 * HOUR_MS));
    expect(told(system)).toHaveLength(30);
  });
});

describe('permanent redirects and hosts', () => {
  it('asks the new address after a day of answers, and the old one when the new one fails', async () => {
    const system = await started();
    const asked: string[] = [];
    const moved = 'https://www.wire.example/feed';
    let movedWorks = true;
    system.fetchFeed = async (url) => {
      asked.push(url);
      if (url === moved) return movedWorks ? bodyOf(item(asked.length, system.now())) : { kind: 'failed', reason: 'not-found' };
      return bodyOf(item(asked.length, system.now()), { movedTo: moved });
    };
    await system.runTo(plus(START, 2 * DAY_MS));
    expect(asked[0]).toBe(WIRE);
    expect(asked.at(-1)).toBe(moved);
    expect((await healthOf(system))?.movedUrl).toBe(moved);
    movedWorks = false;
    await system.runTo(plus(START, 4 * DAY_MS));
    expect(asked.slice(-20)).toContain(WIRE);
  }, 120_000);

  it('visits a host of two feeds one at a time, and not before its Retry-After for either', async () => {
    const [first, second] = ['https://host.example/a', 'https://host.example/b'];
    const system = await started(first, second);
    const asked: { url: string; at: Instant }[] = [];
    system.fetchFeed = async (url) => {
      asked.push({ url, at: system.now() });
      return url === first ? { kind: 'failed', reason: 'throttled', retryAt: plus(system.now(), 2 * HOUR_MS) } : bodyOf('');
    };
    await system.runTo(plus(START, 20 * MINUTE_MS));
    const paused = asked.findIndex(({ url }) => url === first);
    expect(paused).toBeGreaterThanOrEqual(0);
    expect(asked.slice(paused + 1).every(({ at: when }) => when >= plus(asked[paused]?.at ?? START, 2 * HOUR_MS))).toBe(true);
    await system.runTo(plus(START, 3 * HOUR_MS));
    expect(asked.slice(paused + 1).some(({ url }) => url === second)).toBe(true);
  });
});

describe('a pause that a host asks for', () => {
  it('is a week at most, for every feed of the host', async () => {
    const [first, second] = ['https://host.example/a', 'https://host.example/b'];
    const system = await makeTestSystem(START);
    let pauses = 1;
    const asked: string[] = [];
    system.fetchFeed = async (url) => {
      asked.push(url);
      pauses -= 1;
      return pauses === 0 ? { kind: 'failed', reason: 'throttled', retryAt: plus(system.now(), 400 * DAY_MS) } : bodyOf('');
    };
    await system.push(watchlist([first, second]));
    await system.runTo(plus(START, 8 * DAY_MS));
    expect(new Set(asked)).toEqual(new Set([first, second]));
    const health = (await readHealth(system.world, system.now())).feeds;
    expect(health.every(({ state }) => state === 'ok')).toBe(true);
  });
});

describe('a day of many publishers', () => {
  it('comes too early to none of them, and is late by no more than they ask', async () => {
    const system = await makeTestSystem(START);
    const fleet = makePublisherFleet(40, system.now, 1);
    system.fetchFeed = fleet.fetchFeed;
    await system.push(watchlist(fleet.urls));
    await system.runTo(plus(START, DAY_MS));
    const { requests, tooEarly, delays, notModified } = fleet.figures();
    expect(tooEarly).toEqual([]);
    expect(requests).toBeGreaterThan(1_000);
    expect(notModified / requests).toBeGreaterThan(0.4);
    expect(Math.max(...delays)).toBeLessThan(5 * HOUR_MS);
  }, 120_000);
});

import { describe, expect, it } from 'vitest';
import { DAY_MS, type Instant, MINUTE_MS, plus } from '../../lambda/core/time.js';
import { makeMemoryTable } from '../support/memory-table.js';
import { at } from '../support/test-feeds.js';
import { makeTestSystem, type TestSystem } from '../support/test-system.js';

const WIRE = 'https://wire.example/rss';
const POST = 'https://post.example/rss';

const watchlist = (rules: string, channels: string): string =>
  `version: 1\nfeeds: [{ url: ${WIRE}, zone: UTC }, { url: ${POST}, zone: UTC }]\nrules:\n${rules}\nchannels:\n${channels}\n`;

const ONE_EMAIL = watchlist(
  '  - { id: r, name: R, any: [sanctions, ultimatum], severity: high, channels: [email] }',
  '  - { id: email, medium: email, zone: UTC, group: 30s, gap: 1m }',
);

const told = (system: TestSystem, channel = 'email'): readonly string[] =>
  system.sent
    .filter((each) => each.channel.id === channel)
    .map((each) => `${new Date(each.at).toISOString().slice(5, 16)} ${each.message.subject}`);

const publish = (system: TestSystem, url: string, guid: string, title: string, published: Instant, summary = ''): void =>
  system.publishers.publish(url, { guid, title, summary, published });

describe('what a subscriber is told, and when', () => {
  it('lets a critical alert through quiet hours, however many lesser ones wait before it', async () => {
    const system = await makeTestSystem(at('2025-08-06T20:00:00Z'));
    await system.push(
      watchlist(
        `  - { id: low, name: Low, any: [tariff], severity: medium, channels: [phone] }
  - { id: crit, name: Crit, any: [missile], severity: critical, channels: [phone] }`,
        '  - { id: phone, medium: sms, zone: UTC, minSeverity: high, group: 30s, gap: 1m, quiet: "22:00-07:00" }',
      ),
    );
    const evening = at('2025-08-06T22:10:00Z');
    await system.runTo(evening);
    for (let index = 0; index < 110; index += 1) publish(system, WIRE, `l${index}`, `tariff number ${index}`, evening);
    await system.runTo(at('2025-08-06T23:00:00Z'));
    publish(system, WIRE, 'c', 'missile attack on the capital', at('2025-08-06T23:00:00Z'));
    await system.runTo(at('2025-08-07T08:00:00Z'));
    expect(told(system, 'phone')).toEqual([expect.stringMatching(/^08-06T23:0\d CRITICAL: missile attack/)]);
  });

  it('gathers a digest for one message a day, and lets a critical alert through', async () => {
    const system = await makeTestSystem(at('2025-08-06T05:00:00Z'));
    await system.push(
      watchlist(
        `  - { id: low, name: Low, any: [tariff], severity: low, deadlines: false, channels: [digest] }
  - { id: crit, name: Crit, any: [missile], severity: critical, deadlines: false, channels: [digest] }`,
        '  - { id: digest, medium: email, zone: Europe/London, digest: "08:00" }',
      ),
    );
    for (const hour of [9, 12, 15]) {
      const moment = at(`2025-08-06T${String(hour).padStart(2, '0')}:00:00Z`);
      await system.runTo(moment);
      publish(system, WIRE, `t${hour}`, `tariff number ${hour}`, moment);
    }
    const evening = at('2025-08-06T20:00:00Z');
    await system.runTo(evening);
    publish(system, WIRE, 'm', 'missile attack on the capital', evening);
    await system.runTo(at('2025-08-06T21:00:00Z'));
    // It takes along what was gathered so far.
    expect(JSON.parse(system.sent[0]?.message.json ?? '{}').alerts).toHaveLength(4);
    for (const number of [1, 2]) publish(system, WIRE, `n${number}`, `a night of tariff talks ${number}`, at('2025-08-06T21:00:00Z'));
    await system.runTo(at('2025-08-07T12:00:00Z'));
    expect(told(system, 'digest').map((each) => each.slice(0, 11))).toEqual([expect.stringMatching(/^08-06T20:0\d/), '08-07T07:00']);
    expect(JSON.parse(system.sent[1]?.message.json ?? '{}').alerts).toHaveLength(2);
  });

  it('sends no more messages a day than the cap, the rest in one closing digest, and the next day begins anew', async () => {
    const system = await makeTestSystem(at('2025-08-06T05:00:00Z'));
    await system.push(
      watchlist(
        `  - { id: r, name: R, any: [tariff], severity: medium, deadlines: false, channels: [phone] }
  - { id: crit, name: Crit, any: [missile], severity: critical, deadlines: false, channels: [phone] }`,
        '  - { id: phone, medium: sms, zone: Europe/London, group: 30s, gap: 1m, quiet: "22:00-07:00", dailyCap: 2 }',
      ),
    );
    const places = ['steel', 'copper', 'wheat', 'sugar', 'timber', 'cotton', 'glass', 'paper', 'rice', 'coal'];
    for (const [index, place] of places.entries()) {
      const moment = at(`2025-08-06T${String(8 + index).padStart(2, '0')}:00:00Z`);
      await system.runTo(moment);
      publish(system, WIRE, place, `${place} tariff announced by ministers in the ${place} capital`, moment);
    }
    const evening = at('2025-08-06T19:00:00Z');
    await system.runTo(evening);
    publish(system, WIRE, 'm', 'missile attack', evening);
    await system.runTo(at('2025-08-06T20:30:00Z'));
    publish(system, WIRE, 'beef', 'beef tariff announced at dusk', at('2025-08-06T20:30:00Z'));
    await system.runTo(at('2025-08-06T21:30:00Z'));
    publish(system, WIRE, 'oil', 'oil tariff announced at night', at('2025-08-06T21:30:00Z'));
    await system.runTo(at('2025-08-07T08:00:00Z'));
    const sent = told(system, 'phone');
    expect(sent.map((each) => each.replace(/(\d):\d+ .*/, '$1'))).toEqual(['08-06T08', '08-06T09', '08-06T19', '08-06T21', '08-07T06']);
    expect(sent[2]).toMatch(/CRITICAL: missile attack \(\+2 more\)$/);
    expect(sent[3]).toBe('08-06T21:00 Rest of the day: timber tariff announced by ministers in the timber capital (+6 more)');
    expect(sent[4]).toMatch(/^08-07T06:00 oil tariff/);
  });

  /** What the only deadline's channel is told by and by, when these stories appear. */
  const hears = async (stories: readonly (readonly [string, string, string, string])[]): Promise<readonly string[]> => {
    const system = await makeTestSystem(at(stories[0]?.[0] ?? ''));
    await system.push(
      watchlist(
        '  - { id: r, name: R, any: [ultimatum, deadline, ceasefire, strike*], severity: high, channels: [email] }',
        '  - { id: email, medium: email, zone: UTC, group: 1s, gap: 1s, countdown: [24h] }',
      ),
    );
    for (const [published, url, title, summary] of stories) {
      await system.runTo(at(published));
      publish(system, url, title, title, at(published), summary);
    }
    await system.runTo(plus(at(stories.at(-1)?.[0] ?? ''), 2 * DAY_MS));
    return system.sent.map(
      ({ at: sentAt, message }) =>
        `${new Date(sentAt).toISOString().slice(5, 10)} ${/^(?:Deadline (?:tomorrow|passed|withdrawn))?/.exec(message.subject)?.[0]}: ${/^(?:Deadline|Moved to) {2,}(.*?)(?: \(|:|$)/m.exec(message.email)?.[1] ?? '-'}`,
    );
  };

  it('follows one ultimatum over its stories: a span of days, then the date, then the countdown', async () => {
    const said = [
      [
        '2025-07-28T12:00:00Z',
        WIRE,
        'Eastmark gives Northland new deadline of 10 or 12 days',
        'Eastmark gave Northland 10 or 12 days from Monday to agree to a ceasefire.',
      ],
      [
        '2025-07-29T15:00:00Z',
        POST,
        'Eastmark sets Aug. 8 deadline for Northland ceasefire',
        'Northland must agree to a ceasefire by August 8 or face tariffs.',
      ],
      [
        '2025-08-05T12:00:00Z',
        WIRE,
        'Northland unlikely to bow to Eastmark ultimatum',
        'Northland is unlikely to comply with the demand for a ceasefire. The ultimatum of Eastmark expires this Friday.',
      ],
      [
        '2025-08-07T12:00:00Z',
        POST,
        'Northland says deadline looms',
        'Friday is the deadline that Eastmark set for Northland to agree to a ceasefire.',
      ],
    ] as const;
    expect(await hears(said)).toEqual([
      '07-28 : Saturday 9 August',
      '07-29 : Friday 8 August',
      '08-05 : Friday 8 August',
      '08-07 Deadline tomorrow: Friday 8 August',
      '08-07 : Friday 8 August',
      '08-08 Deadline passed: Friday 8 August',
    ]);
  });

  it('follows one strike from its date to another and to its end', async () => {
    const said = [
      [
        '2025-08-04T12:00:00Z',
        WIRE,
        'Rail workers to strike on Friday',
        'Train drivers in the Railmen union will strike on Friday over pay.',
      ],
      [
        '2025-08-06T12:00:00Z',
        POST,
        'Union postpones rail strike to next week',
        'Railmen said the strike planned for Friday had been postponed until 15 August.',
      ],
      ['2025-08-07T12:00:00Z', WIRE, 'Rail strike called off', 'Railmen has called off the strike on 15 August after a new pay offer.'],
    ] as const;
    expect(await hears(said)).toEqual(['08-04 : Friday 8 August', '08-06 : Friday 15 August', expect.stringMatching(/^08-07 /)]);
  });

  it('moves the deadline whose date the story names, not another of the same people', async () => {
    const said = [
      [
        '2025-08-20T12:00:00Z',
        WIRE,
        'Council to vote on peacekeepers',
        'The ceasefire mission’s mandate expires on August 31. The council of Eastmark will vote on Monday on its renewal.',
      ],
      [
        '2025-08-24T18:00:00Z',
        POST,
        'Vote on Eastmark peacekeepers delayed',
        'The council of Eastmark postponed Monday’s vote on the ceasefire mission to Thursday.',
      ],
      [
        '2025-08-28T18:00:00Z',
        WIRE,
        'Mission in Eastmark extended one last time',
        'The council of Eastmark extended the ceasefire mission’s mandate, which expires on August 31, until December 31.',
      ],
    ] as const;
    const heard = await hears(said);
    expect(heard).toContain('08-24 : Thursday 28 August');
    expect(heard.filter((each) => each.includes('passed'))).toEqual([expect.stringMatching(/^08-28 /)]);
    expect(heard.filter((each) => each.includes('31 August')).every((each) => each < '08-21')).toBe(true);
  });

  it('takes one hour of the clock for one deadline, though another publisher writes another', async () => {
    const said = [
      [
        '2025-10-03T15:00:00Z',
        WIRE,
        'Eastmark gives Northland until Sunday',
        'Eastmark said Northland had until 6 p.m. GMT on Sunday to accept the ceasefire deal.',
      ],
      [
        '2025-10-03T17:00:00Z',
        POST,
        'Northland studies ceasefire deal of Eastmark',
        'Eastmark set a deadline of Sunday at 5pm GMT for Northland to accept the deal.',
      ],
      ['2025-10-05T19:00:00Z', POST, 'Silence of Northland on ceasefire', 'Northland and Eastmark said nothing.'],
    ] as const;
    const heard = await hears(said);
    expect(heard.filter((each) => each.includes('passed'))).toHaveLength(1);
  });

  it('tells a critical story and its deadline in one message', async () => {
    const system = await makeTestSystem(at('2025-08-06T13:00:00Z'));
    await system.push(
      watchlist(
        '  - { id: r, name: R, any: [ultimatum], severity: critical, channels: [email] }',
        '  - { id: email, medium: email, zone: UTC, group: 1s, gap: 1s, countdown: [1h] }',
      ),
    );
    const noon = at('2025-08-06T14:00:00Z');
    await system.runTo(noon);
    publish(system, WIRE, 'u', 'Northland rejects the ultimatum', noon, 'Eastmark’s ultimatum to Northland expires Friday at 5 p.m.');
    await system.runTo(plus(noon, 30 * MINUTE_MS));
    expect(told(system)).toHaveLength(1);
    expect(system.sent[0]?.message.email).toContain('Deadline   Friday 8 August, 17:00 UTC');
  });

  it('tells a step whose countdown was overtaken by a push and died before its nudge', async () => {
    const withSteps = (steps: string): string =>
      watchlist(
        '  - { id: r, name: R, any: [ultimatum], severity: high, channels: [email] }',
        `  - { id: email, medium: email, zone: UTC, group: 30s, gap: 1m, countdown: [${steps}] }`,
      );
    const { send } = makeMemoryTable();
    let plan: 'live' | 'overtaken' | 'dead' = 'live';
    const system = await makeTestSystem(at('2025-08-06T13:00:00Z'), async (action, input) => {
      const { pk, sk } = (input['Key'] ?? input['Item'] ?? {}) as { readonly pk?: string; readonly sk?: string };
      if (plan === 'dead' && pk === 'channel#email') throw new Error('died');
      if (plan !== 'overtaken' || action !== 'put' || sk?.startsWith('alert#') !== true) return send(action, input);
      plan = 'live';
      await system.push(withSteps('10m'));
      await system.workers.channel('email');
      plan = 'dead';
      return send(action, input);
    });
    await system.push(withSteps('1h'));
    await system.runTo(at('2025-08-06T14:00:00Z'));
    publish(
      system,
      WIRE,
      'u',
      'Northland rejects the ultimatum',
      system.now(),
      'Eastmark’s ultimatum to Northland expires Friday at 5 p.m.',
    );
    await system.runTo(at('2025-08-08T15:59:00Z'));
    const before = system.sent.length;
    plan = 'overtaken';
    await expect(system.runTo(at('2025-08-08T16:01:00Z'))).rejects.toThrow('died');
    plan = 'live';
    await system.runTo(at('2025-08-08T16:20:00Z'));
    expect(system.sent.slice(before).map((each) => each.message.subject)).toEqual([expect.stringMatching(/^5\d minutes left/)]);
  });

  it('remembers an event for 72 hours from its telling, not for ever', async () => {
    const system = await makeTestSystem(at('2025-08-01T05:00:00Z'));
    await system.push(ONE_EMAIL);
    for (let day = 0; day < 8; day += 1) {
      const morning = plus(at('2025-08-01T06:00:00Z'), day * DAY_MS);
      await system.runTo(morning);
      publish(system, WIRE, `day${day}`, 'Sanctions briefing', morning);
    }
    await system.runTo(at('2025-08-09T00:00:00Z'));
    expect(told(system).map((line) => line.slice(0, 5))).toEqual(['08-01', '08-04', '08-07']);
  });

  it('does not count an event as told when its message never got out', async () => {
    const system = await makeTestSystem(at('2025-08-01T05:00:00Z'));
    await system.push(ONE_EMAIL);
    system.publishAnswer = { kind: 'failed', reason: 'unreachable' };
    await system.runTo(at('2025-08-01T06:00:00Z'));
    publish(system, WIRE, 'a', 'Union adopts sanctions', at('2025-08-01T06:00:00Z'));
    await system.runTo(at('2025-08-01T08:00:00Z'));
    system.publishAnswer = undefined;
    publish(system, POST, 'b', 'Union adopts sanctions', at('2025-08-01T08:00:00Z'));
    await system.runTo(at('2025-08-01T12:00:00Z'));
    expect(told(system)).toEqual([expect.stringContaining('Union adopts sanctions')]);
  });

  it('sends nothing into quiet hours because it was late', async () => {
    const { send } = makeMemoryTable();
    const quiet = watchlist(
      '  - { id: r, name: R, any: [sanctions], severity: high, channels: [email] }',
      '  - { id: email, medium: email, zone: UTC, group: 5m, gap: 1m, quiet: "22:00-07:00" }',
    );
    const system = await makeTestSystem(at('2025-08-06T20:00:00Z'), send);
    await system.push(quiet);
    await system.runTo(at('2025-08-06T21:50:00Z'));
    publish(system, WIRE, 'a', 'Union adopts sanctions', at('2025-08-06T21:50:00Z'));
    await system.runTo(at('2025-08-06T21:55:00Z'));
    const awake = await makeTestSystem(at('2025-08-06T23:30:00Z'), send);
    await awake.runTo(at('2025-08-07T08:00:00Z'));
    expect([...told(system), ...told(awake)]).toEqual([expect.stringMatching(/^08-07T07:00/)]);
  });

  it('says that a deadline has passed even after four days of standing still', async () => {
    const { send } = makeMemoryTable();
    const system = await makeTestSystem(at('2025-08-06T13:00:00Z'), send);
    await system.push(ONE_EMAIL);
    await system.runTo(at('2025-08-06T14:00:00Z'));
    publish(
      system,
      WIRE,
      'u',
      'Northland rejects the ultimatum',
      at('2025-08-06T14:00:00Z'),
      'Eastmark’s ultimatum to Northland expires Friday at 5 p.m.',
    );
    await system.runTo(at('2025-08-06T15:00:00Z'));
    const back = await makeTestSystem(at('2025-08-12T12:00:00Z'), send);
    await back.runTo(at('2025-08-12T14:00:00Z'));
    expect(told(back)).toEqual([expect.stringContaining('Deadline passed')]);
    expect((await back.world.deadlines.followed()).length).toBe(1);
    await back.runTo(at('2025-08-16T14:00:00Z'));
    expect((await back.world.deadlines.followed()).length).toBe(0);
  });

  it('starts a feed that is put back after weeks with a baseline', async () => {
    const system = await makeTestSystem(at('2025-08-01T05:00:00Z'));
    await system.push(ONE_EMAIL);
    await system.runTo(at('2025-08-01T06:00:00Z'));
    await system.push(ONE_EMAIL.replace(`{ url: ${WIRE}, zone: UTC }, `, ''));
    for (let day = 1; day < 20; day += 1) publish(system, WIRE, `d${day}`, `Sanctions of day ${day}`, plus(system.now(), day * DAY_MS));
    await system.runTo(at('2025-08-25T06:00:00Z'));
    await system.push(ONE_EMAIL);
    await system.runTo(at('2025-08-25T08:00:00Z'));
    expect(told(system)).toEqual([]);
  });

  it('logs the longest message in an item that the store takes, and so sends it once', async () => {
    const system = await makeTestSystem(at('2025-08-01T05:00:00Z'));
    await system.push(ONE_EMAIL);
    const morning = at('2025-08-01T06:00:00Z');
    await system.runTo(morning);
    for (let number = 0; number < 60; number += 1)
      publish(system, WIRE, `${number}${'x'.repeat(1_900)}`, `Sanctions ${number} ${'ж'.repeat(400)}`, morning, 'щ'.repeat(3_000));
    await system.runTo(plus(morning, 8 * MINUTE_MS));
    const logged = await system.world.deliveries.list('email', 10);
    expect(logged.length).toBe(2);
    for (const each of logged) expect(Buffer.byteLength(JSON.stringify(each))).toBeLessThan(380_000);
    expect(system.sent.map(({ message }) => JSON.parse(message.json).alerts.length)).toEqual([50, 10]);
  });

  it('closes every channel that a later revision lacks, however many pushes came between', async () => {
    const system = await makeTestSystem(at('2025-08-01T05:00:00Z'));
    const withOld = ONE_EMAIL.replace('channels: [email] }', 'channels: [email, old] }').concat(
      '  - { id: old, medium: email, zone: UTC }\n',
    );
    await system.push(withOld);
    await system.runTo(at('2025-08-01T05:05:00Z'));
    const { watchlists } = system.world;
    for (let push = 0; push < 70; push += 1) {
      const { revision } = await watchlists.head();
      await watchlists.push(`${ONE_EMAIL}# ${push}\n`, { hash: `h${push}`, pushedAt: system.now(), who: 'admin', why: '' }, revision);
    }
    await system.runTo(at('2025-08-01T05:10:00Z'));
    expect((await system.world.agenda.read('channel', 'old'))?.state.closed).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { type Instant, MINUTE_MS, plus } from '../../lambda/core/time.js';
import { listDeadlines } from '../../lambda/pipeline/views.js';
import { at } from '../support/test-feeds.js';
import { makeTestSystem, type TestSystem } from '../support/test-system.js';

const WIRE = 'https://wire.example/rss';
const POST = 'https://post.example/rss';

const WATCHLIST = `
version: 1
feeds:
  - { url: ${WIRE}, zone: America/New_York }
  - { url: ${POST}, zone: America/New_York }
rules:
  - { id: ceasefire, name: Ceasefires, any: [ceasefire, ultimatum], severity: high, channels: [email, phone] }
channels:
  - { id: email, medium: email, zone: Europe/London, countdown: [24h, 6h, 1h], group: 30s, gap: 1m }
  - { id: phone, medium: sms, zone: America/New_York, countdown: [1h], group: 30s, gap: 1m, quiet: "22:00-07:00" }
`;

const story = (guid: string, published: Instant, title: string, summary: string) => ({ guid, published, title, summary });

const HEADLINE = 'Northland is unlikely to comply with Eastmark’s ceasefire demand';
const DEMAND = 'Eastmark’s ultimatum to Northland expires Friday at 5 p.m. and includes a threat of tariffs.';

/** Wednesday 6 August 2025, 10:00 in New York. */
const PUBLISHED = at('2025-08-06T14:00:00Z');

const started = async (): Promise<TestSystem> => {
  const system = await makeTestSystem(at('2025-08-06T13:00:00Z'));
  await system.push(WATCHLIST);
  await system.runTo(PUBLISHED);
  system.publishers.publish(WIRE, story('w1', PUBLISHED, HEADLINE, DEMAND));
  return system;
};

const subjects = (system: TestSystem, channel: string): readonly string[] =>
  system.sent
    .filter((each) => each.channel.id === channel)
    .map((each) => `${new Date(each.at).toISOString().slice(5, 16)} ${each.message.subject}`);

describe('the model story', () => {
  it('is told once, with the date in the reader’s zone and in its own', async () => {
    const system = await started();
    await system.runTo(plus(PUBLISHED, 20 * MINUTE_MS));
    expect(subjects(system, 'email')).toEqual([expect.stringContaining(HEADLINE)]);
    expect(system.sent[0]?.message.email).toContain(
      'Deadline   Friday 8 August, 22:00 BST (Friday 8 August, 17:00 EDT) (2 days 6 hours left when sent)',
    );
    expect(system.sent.find((each) => each.channel.id === 'phone')?.message.sms).toContain('Deadline Fri 8 Aug 17:00 EDT, 2 days');
  });

  it('is listed as told where a message went out, and as waiting where a digest is still to come', async () => {
    const system = await started();
    await system.push(
      `${WATCHLIST.replace('[email, phone]', '[email, paper]')}  - { id: paper, medium: email, zone: Europe/London, digest: "08:00" }\n`,
    );
    const told = async () => {
      const [view] = await listDeadlines(system.world, system.world.clock());
      return { toldTo: view?.toldTo, waitsFor: view?.waitsFor };
    };
    await system.runTo(plus(PUBLISHED, 20 * MINUTE_MS));
    expect(await told()).toEqual({ toldTo: ['email'], waitsFor: ['paper'] });
    await system.runTo(at('2025-08-07T07:30:00Z'));
    expect(await told()).toEqual({ toldTo: ['email', 'paper'], waitsFor: [] });
  });

  it('is not told again when a second publisher carries it', async () => {
    const system = await started();
    await system.runTo(plus(PUBLISHED, 20 * MINUTE_MS));
    system.publishers.publish(POST, story('p1', plus(PUBLISHED, 18 * MINUTE_MS), HEADLINE, DEMAND));
    await system.runTo(plus(PUBLISHED, 60 * MINUTE_MS));
    expect(subjects(system, 'email')).toHaveLength(1);
    expect(system.events).toContainEqual(expect.objectContaining({ kind: 'suppressed', because: 'already-told', source: 'The post' }));
    expect((await system.world.deadlines.followed()).map(({ deadline }) => deadline.sources.map((source) => source.source))).toEqual([
      ['The wire', 'The post'],
    ]);
  });

  it('counts down to the minute, on each channel’s own steps, and says when the moment has passed', async () => {
    const system = await started();
    await system.runTo(at('2025-08-09T00:00:00Z'));
    expect(subjects(system, 'email').slice(1)).toEqual([
      expect.stringMatching(/^08-07T21:00 1 day left/),
      expect.stringMatching(/^08-08T15:00 6 hours left/),
      expect.stringMatching(/^08-08T20:00 1 hour left/),
      expect.stringMatching(/^08-08T21:00 Deadline passed/),
    ]);
    expect(subjects(system, 'phone').slice(1)).toEqual([expect.stringContaining('08-08T20:0'), expect.stringContaining('Deadline passed')]);
  });

  it('tells the move, drops the old steps and counts down to the new moment', async () => {
    const system = await started();
    await system.runTo(at('2025-08-07T12:00:00Z'));
    system.publishers.publish(
      POST,
      story(
        'p2',
        at('2025-08-07T12:00:00Z'),
        'Eastmark extends its ultimatum to Northland',
        'Eastmark extended the ultimatum to Northland to August 12 at 5 p.m., its government said.',
      ),
    );
    await system.runTo(at('2025-08-12T22:00:00Z'));
    const told = subjects(system, 'email').slice(1);
    expect(told).toEqual([
      expect.stringMatching(/^08-07T12:.*Eastmark extends its ultimatum/),
      expect.stringMatching(/^08-11T21:0/),
      expect.stringMatching(/^08-12T15:0/),
      expect.stringMatching(/^08-12T20:0/),
      expect.stringMatching(/^08-12T21:0.*Deadline passed/),
    ]);
    const move = system.sent.find((each) => each.message.subject.includes('extends'))?.message.email;
    expect(move).toContain('Moved to   Tuesday 12 August, 22:00 BST');
    expect(move).toContain('Before     Friday 8 August, 22:00 BST');
  });

  it('is followed from a feed’s first reading, though the story is a day old, and nothing older is told', async () => {
    const system = await makeTestSystem(at('2025-08-06T13:00:00Z'));
    system.publishers.publish(WIRE, story('w1', PUBLISHED, HEADLINE, DEMAND));
    system.publishers.publish(
      WIRE,
      story('w0', at('2025-08-04T14:00:00Z'), 'Ceasefire ultimatum to Westland', 'The ultimatum to Westland expires on Tuesday at 5 p.m.'),
    );
    await system.runTo(at('2025-08-07T20:30:00Z'));
    await system.push(WATCHLIST);
    await system.runTo(at('2025-08-08T22:00:00Z'));
    expect(subjects(system, 'email')).toEqual([
      `08-07T20:30 New deadline: ${HEADLINE}`,
      `08-07T21:00 1 day left: ${HEADLINE}`,
      `08-08T15:00 6 hours left: ${HEADLINE}`,
      `08-08T20:00 1 hour left: ${HEADLINE}`,
      `08-08T21:00 Deadline passed: ${HEADLINE}`,
    ]);
  });

  it('is followed from the first reading of a feed of more stories than one poll records', async () => {
    const system = await makeTestSystem(at('2025-08-06T13:00:00Z'));
    for (let each = 0; each < 250; each += 1)
      system.publishers.publish(
        WIRE,
        story(`o${each}`, plus(PUBLISHED, -(300 - each) * MINUTE_MS), `Market report ${each}`, 'Prices held.'),
      );
    system.publishers.publish(WIRE, story('w1', PUBLISHED, HEADLINE, DEMAND));
    await system.runTo(at('2025-08-07T20:30:00Z'));
    await system.push(WATCHLIST);
    await system.runTo(at('2025-08-07T20:50:00Z'));
    expect(subjects(system, 'email')).toEqual([`08-07T20:31 New deadline: ${HEADLINE}`]);
  });

  it('keeps a quiet phone until morning, and a step that has passed by then is not sent', async () => {
    const system = await makeTestSystem(at('2025-08-06T01:00:00Z'));
    await system.push(WATCHLIST);
    await system.runTo(at('2025-08-06T03:00:00Z'));
    system.publishers.publish(
      WIRE,
      story('w1', at('2025-08-06T03:00:00Z'), HEADLINE, 'Eastmark’s ultimatum to Northland expires Wednesday at 6 a.m.'),
    );
    await system.runTo(at('2025-08-06T12:00:00Z'));
    const phone = system.sent.filter((each) => each.channel.id === 'phone');
    expect(phone.map((each) => new Date(each.at).toISOString())).toEqual(['2025-08-06T11:00:00.000Z']);
    expect(phone[0]?.message.sms).not.toContain('left');
  });

  it('knows of a withdrawal that was read before the late report of what it withdraws', async () => {
    const system = await makeTestSystem(at('2025-08-06T13:00:00Z'));
    await system.push(WATCHLIST);
    await system.runTo(PUBLISHED);
    const later = plus(PUBLISHED, 60 * MINUTE_MS);
    await system.runTo(later);
    system.publishers.publish(
      POST,
      story('p1', later, 'Eastmark withdraws its ultimatum to Northland', 'Eastmark has withdrawn the ultimatum to Northland.'),
    );
    await system.runTo(plus(later, 30 * MINUTE_MS));
    system.publishers.publish(WIRE, story('w1', PUBLISHED, HEADLINE, DEMAND));
    await system.runTo(plus(later, 120 * MINUTE_MS));
    const followed = await system.world.deadlines.followed();
    expect(followed.map(({ deadline }) => deadline.state)).toEqual(['withdrawn']);
    await system.runTo(plus(later, 4 * 24 * 60 * MINUTE_MS));
    expect(await system.world.mentions.waiting(10)).toEqual([]);
  });
});

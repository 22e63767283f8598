import { describe, expect, it } from 'vitest';
import { type Instant, MINUTE_MS, plus } from '../../lambda/core/time.js';
import { readMoment } from '../../lambda/deadlines/correct-deadline.js';
import { makeCorrectDeadlines } from '../../lambda/pipeline/correct-deadline.js';
import { makePushWatchlist } from '../../lambda/pipeline/push-watchlist.js';
import { at } from '../support/test-feeds.js';
import { makeTestSystem, type TestSystem } from '../support/test-system.js';

const WIRE = 'https://wire.example/rss';
const POST = 'https://post.example/rss';

const watchlist = (channels: string, rules = 'email'): string => `
version: 1
feeds:
  - { url: ${WIRE}, zone: UTC }
  - { url: ${POST}, zone: UTC }
rules:
  - { id: ceasefire, name: Ceasefires, any: [ceasefire, ultimatum], severity: high, channels: [${rules}] }
channels:
  - { id: email, medium: email, zone: UTC, countdown: [1h], group: 30s, gap: 1m }
${channels}
`;

/** A Wednesday. */
const PUBLISHED = at('2025-08-06T14:00:00Z');
const FRIDAY = at('2025-08-08T17:00:00Z');
const HAND = { who: 'admin', why: 'the ministry’s notice says so' };

const started = async (summary: string): Promise<TestSystem> => {
  const system = await makeTestSystem(plus(PUBLISHED, -60 * MINUTE_MS));
  await system.push(watchlist(''));
  await system.runTo(PUBLISHED);
  system.publishers.publish(WIRE, { guid: 'w1', published: PUBLISHED, title: 'Northland weighs Eastmark’s ceasefire demand', summary });
  await system.runTo(plus(PUBLISHED, 20 * MINUTE_MS));
  return system;
};

const SURE = 'Eastmark’s ultimatum to Northland expires Friday at 5 p.m.';
const UNSURE = 'The ceasefire could expire on Friday at 5 p.m. under a draft plan.';

const subjects = (system: TestSystem, from: Instant, channel = 'email'): readonly string[] =>
  system.sent.filter((each) => each.channel.id === channel && each.at >= from).map((each) => each.message.subject);

const onlyId = async (system: TestSystem): Promise<string> => {
  const [state, other] = await system.world.deadlines.followed();
  if (state === undefined || other !== undefined) throw new Error('one deadline was expected');
  return state.deadline.id;
};

const moment = (text: string) => {
  const read = readMoment(text, 'UTC');
  if (read === undefined) throw new Error(text);
  return read;
};

describe('a deadline corrected by hand', () => {
  it('is told as a revision, counted down anew, and kept against publishers who repeat the wrong date', async () => {
    const system = await started(SURE);
    const corrections = makeCorrectDeadlines(system.world);
    const before = system.now();
    const outcome = await corrections.correct(
      (await onlyId(system)).slice(0, 6),
      { kind: 'edit', moment: moment('2025-08-09 12:00') },
      HAND,
    );
    expect(outcome).toMatchObject({ kind: 'corrected', change: 'moved', told: ['email'] });
    await system.runTo(plus(before, 10 * MINUTE_MS));
    expect(subjects(system, before)).toEqual([expect.stringMatching(/^Deadline corrected: /)]);
    expect(system.sent.at(-1)?.message.email).toContain(`By hand    ${HAND.why}`);
    system.publishers.publish(WIRE, { guid: 'w2', published: system.now(), title: 'Northland silent on the ceasefire', summary: SURE });
    system.publishers.publish(POST, { guid: 'p1', published: system.now(), title: 'Eastmark presses Northland', summary: SURE });
    await system.runTo(at('2025-08-09T13:00:00Z'));
    expect(subjects(system, FRIDAY)).toEqual([expect.stringMatching(/^1 hour left/), expect.stringMatching(/^Deadline passed/)]);
  });

  it('is told from the moment that it is confirmed, where it was only proposed', async () => {
    const system = await started(UNSURE);
    expect((await system.world.deadlines.followed()).map(({ deadline }) => deadline.state)).toEqual(['proposed']);
    const before = system.now();
    expect(subjects(system, before)).toEqual([]);
    expect(await makeCorrectDeadlines(system.world).correct(await onlyId(system), { kind: 'confirm' }, HAND)).toMatchObject({
      change: 'set',
    });
    await system.runTo(plus(FRIDAY, MINUTE_MS * 5));
    expect(subjects(system, before)).toEqual([
      expect.stringMatching(/^New deadline: /),
      expect.stringMatching(/^1 hour left/),
      expect.stringMatching(/^Deadline passed/),
    ]);
  });

  it('stays dismissed, whatever stories say later', async () => {
    const system = await started(SURE);
    const before = system.now();
    await makeCorrectDeadlines(system.world).correct(await onlyId(system), { kind: 'dismiss' }, HAND);
    await system.runTo(plus(before, 10 * MINUTE_MS));
    expect(subjects(system, before)).toEqual([expect.stringMatching(/^Deadline withdrawn: /)]);
    const later = system.now();
    system.publishers.publish(POST, { guid: 'p1', published: later, title: 'Northland weighs Eastmark’s ceasefire demand', summary: SURE });
    await system.runTo(plus(FRIDAY, MINUTE_MS * 5));
    expect(subjects(system, later).filter((subject) => /Deadline|left/.test(subject))).toEqual([]);
  });

  it('is told to the channels of its rules when it is added', async () => {
    const system = await makeTestSystem(PUBLISHED);
    await system.push(watchlist(''));
    await system.runTo(plus(PUBLISHED, 5 * MINUTE_MS));
    const corrections = makeCorrectDeadlines(system.world);
    const given = { ...moment('2025-08-08 17:00'), headline: 'Truce talks end', kind: 'expiry' as const, ruleIds: ['ceasefire'] };
    expect(await corrections.add({ ...given, ruleIds: ['none'] }, HAND)).toEqual({
      kind: 'unknown-rule',
      ruleId: 'none',
      known: ['ceasefire'],
    });
    expect(await corrections.add(given, HAND)).toMatchObject({ kind: 'corrected', change: 'set' });
    expect(await corrections.add(given, HAND)).toMatchObject({ kind: 'exists' });
    await system.runTo(plus(FRIDAY, MINUTE_MS * 5));
    expect(subjects(system, PUBLISHED)).toEqual([
      'New deadline: Truce talks end',
      '1 hour left: Truce talks end',
      'Deadline passed: Truce talks end',
    ]);
  });

  it('says when no deadline, or more than one, begins with the id', async () => {
    const system = await started(SURE);
    const corrections = makeCorrectDeadlines(system.world);
    await corrections.add({ ...moment('2025-09-01'), headline: 'Another', kind: 'other', ruleIds: ['ceasefire'] }, HAND);
    expect(await corrections.correct('none', { kind: 'confirm' }, HAND)).toEqual({ kind: 'unknown-deadline' });
    expect(await corrections.correct('', { kind: 'confirm' }, HAND)).toMatchObject({
      kind: 'ambiguous',
      ids: [expect.any(String), expect.any(String)],
    });
  });
});

describe('a push that takes a deadline’s rule away', () => {
  const REST = watchlist('').replace(
    'rules:',
    'rules:\n  - { id: talks, name: Talks, any: [ultimatum], deadlines: false, channels: [email] }',
  );
  const orphans = async (system: TestSystem, text: string): Promise<readonly string[]> => {
    const push = makePushWatchlist(system.world);
    const outcome = await push({ text, who: 'admin', why: '', dryRun: true });
    if (outcome.kind !== 'dry-run') throw new Error(outcome.kind);
    return outcome.orphanedDeadlines.map(({ headline }) => headline);
  };

  it.each([
    ['removed, and a rule that follows no deadlines is left', (text: string) => text.replace(/ {2}- \{ id: ceasefire.*\n/, '')],
    ['told to follow no deadlines', (text: string) => text.replace('severity: high', 'severity: high, deadlines: false')],
    ['given another id', (text: string) => text.replace('id: ceasefire', 'id: truces')],
  ])('names the deadline: %s', async (_name, change) => {
    const system = await started(SURE);
    expect(await orphans(system, change(REST))).toEqual([expect.stringContaining('ceasefire demand')]);
  });

  it('names none while the rule that follows it stays', async () => {
    expect(await orphans(await started(SURE), REST)).toEqual([]);
  });
});

describe('a watchlist that changes while a deadline is open', () => {
  const DIGEST = '  - { id: digest, medium: email, zone: UTC, countdown: [3h], group: 30s, gap: 1m }';

  it('gives a channel that comes its next step', async () => {
    const system = await started(SURE);
    await system.push(watchlist(DIGEST, 'email, digest'));
    await system.runTo(plus(FRIDAY, MINUTE_MS * 5));
    expect(subjects(system, PUBLISHED, 'digest')).toEqual([
      expect.stringMatching(/^3 hours left/),
      expect.stringMatching(/^Deadline passed/),
    ]);
  });

  it('goes on for the channels that were told, when the rule is taken out', async () => {
    const system = await started(SURE);
    const before = system.now();
    await system.push(watchlist('').replace('id: ceasefire, name: Ceasefires', 'id: other, name: Others'));
    await system.runTo(plus(FRIDAY, MINUTE_MS * 5));
    expect(subjects(system, before)).toEqual([expect.stringMatching(/^1 hour left/), expect.stringMatching(/^Deadline passed/)]);
  });

  it('tells a channel that is taken out nothing more', async () => {
    const system = await started(SURE);
    await system.push(watchlist(DIGEST, 'email, digest'));
    await system.runTo(plus(system.now(), 5 * MINUTE_MS));
    await system.push(watchlist(''));
    await system.runTo(plus(FRIDAY, MINUTE_MS * 5));
    expect(subjects(system, PUBLISHED, 'digest')).toEqual([]);
  });
});

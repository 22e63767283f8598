import { describe, expect, it } from 'vitest';
import type { Alert, StoryAlert } from '../../lambda/alerts/alert.js';
import { makeStores, prepareStore } from '../../lambda/aws/stores.js';
import { makeTable, type Send } from '../../lambda/aws/table.js';
import { DAY_MS, HOUR_MS, type Instant, plus } from '../../lambda/core/time.js';
import type { Deadline, Mention } from '../../lambda/deadlines/deadline.js';
import { WATCHLIST_ID } from '../../lambda/pipeline/entries.js';
import type { Stores } from '../../lambda/pipeline/ports.js';
import { at } from '../support/test-feeds.js';

const NOW = at('2025-08-06T12:00:00Z');

let names = 0;
/** A name that no other test of this run uses: the tests share one table. */
const fresh = (kind: string): string => {
  names += 1;
  return `${kind}-${names}`;
};

const alertOn = (channelId: string, id: string, createdAt: Instant): StoryAlert => ({
  kind: 'story',
  id,
  channelId,
  ruleId: 'rule',
  ruleName: 'Rule',
  severity: 'high',
  story: { id: `story-${id}`, title: 'A title', summary: '', source: 'Wire', publishedAt: createdAt },
  evidence: ['title'],
  revision: 1,
  createdAt,
});

const deadlineOf = (id: string, due: Instant): Deadline => ({
  id,
  headline: 'A deadline',
  kind: 'ultimatum',
  due,
  precision: 'minute',
  zone: 'UTC',
  state: 'open',
  topic: { '@northland': 1 },
  ruleIds: ['rule'],
  sources: [],
  revisions: [{ number: 1, change: 'set', due, precision: 'minute', quote: 'q', source: 'Wire', publishedAt: NOW }],
  revision: 1,
});

/** What every engine behind lambda/aws must do alike: the fake of the tests, the embedded engine, DynamoDB itself. */
export const tableContract = (engine: string, openSend: () => Promise<Send>): void => {
  const open = async (): Promise<Stores> => {
    const table = makeTable(await openSend());
    await prepareStore(table);
    return makeStores(table);
  };
  const claim = (stores: Stores, id: string, now: Instant, token = 'token') =>
    stores.agenda.claim('channel', id, { now, leaseMs: 60_000, token });

  describe(`the agenda on ${engine}`, () => {
    it('claims an entry that is due, once, and doubles the lease with each attempt', async () => {
      const [stores, id] = [await open(), fresh('channel')];
      expect(await stores.agenda.create('channel', id, {}, NOW)).toBe('created');
      expect(await stores.agenda.create('channel', id, {}, NOW)).toBe('exists');
      expect(await claim(stores, id, NOW)).toMatchObject({ kind: 'held', held: { attempts: 1, leaseUntil: plus(NOW, 60_000) } });
      expect(await claim(stores, id, NOW)).toEqual({ kind: 'not-held', because: 'leased' });
      expect(await claim(stores, id, plus(NOW, 60_000))).toMatchObject({
        kind: 'held',
        held: { attempts: 2, leaseUntil: plus(NOW, 180_000) },
      });
    });

    it('says why an entry cannot be claimed', async () => {
      const [stores, id] = [await open(), fresh('channel')];
      expect(await claim(stores, id, NOW)).toEqual({ kind: 'not-held', because: 'missing' });
      await stores.agenda.create('channel', id, {}, plus(NOW, 1));
      expect(await claim(stores, id, NOW)).toEqual({ kind: 'not-held', because: 'not-due' });
    });

    it('creates nothing by a nudge, an amendment or a completion', async () => {
      const [stores, id] = [await open(), fresh('channel')];
      expect(await stores.agenda.nudge({ kind: 'channel', id }, NOW)).toBe('missing');
      expect(await stores.agenda.amend('channel', id, { closed: true })).toBe('missing');
      expect(await stores.agenda.read('channel', id)).toBeUndefined();
    });

    it('brings an entry forward by a nudge, and never puts it off', async () => {
      const [stores, id] = [await open(), fresh('channel')];
      await stores.agenda.create('channel', id, {}, undefined);
      await stores.agenda.nudge({ kind: 'channel', id }, plus(NOW, HOUR_MS));
      await stores.agenda.nudge({ kind: 'channel', id }, NOW);
      await stores.agenda.nudge({ kind: 'channel', id }, plus(NOW, HOUR_MS));
      expect((await stores.agenda.read('channel', id))?.wakeAt).toBe(NOW);
    });

    it('is due again at once when it was nudged while somebody held it', async () => {
      const [stores, id] = [await open(), fresh('channel')];
      await stores.agenda.create('channel', id, {}, NOW);
      const claimed = await claim(stores, id, NOW);
      await stores.agenda.nudge({ kind: 'channel', id }, NOW);
      if (claimed.kind !== 'held') throw new Error('not held');
      const later = plus(NOW, 5_000);
      expect(await stores.agenda.complete(claimed.held, { now: later, state: { lastSentAt: later } })).toBe('requeued');
      expect(await stores.agenda.read('channel', id)).toMatchObject({ wakeAt: later, attempts: 0, state: { lastSentAt: later } });
    });

    it('keeps an arming that came during the run, when the run is requeued and when it asks to forget', async () => {
      const [stores, id] = [await open(), fresh('channel')];
      await stores.agenda.create('channel', id, {}, NOW);
      const claimed = await claim(stores, id, NOW);
      await stores.agenda.nudge({ kind: 'channel', id }, plus(NOW, HOUR_MS), 'arm');
      if (claimed.kind !== 'held') throw new Error('not held');
      expect(await stores.agenda.complete(claimed.held, { now: NOW, forget: ['armedUntil'] })).toBe('requeued');
      expect((await stores.agenda.read('channel', id))?.state.armedUntil).toBe(plus(NOW, HOUR_MS));
      const again = await claim(stores, id, NOW);
      if (again.kind !== 'held') throw new Error('not held');
      expect(await stores.agenda.complete(again.held, { now: NOW, forget: ['armedUntil'] })).toBe('completed');
      expect((await stores.agenda.read('channel', id))?.state.armedUntil).toBeUndefined();
    });

    it('lets a holder that was overtaken write nothing', async () => {
      const [stores, id] = [await open(), fresh('channel')];
      await stores.agenda.create('channel', id, {}, NOW);
      const first = await claim(stores, id, NOW, 'first');
      await claim(stores, id, plus(NOW, 60_000), 'second');
      if (first.kind !== 'held') throw new Error('not held');
      expect(await stores.agenda.save(first.held, { lastSentAt: NOW })).toBe('lost');
      expect(await stores.agenda.complete(first.held, { now: NOW })).toBe('lost');
      expect(await stores.agenda.leaseEnd(first.held)).toBeUndefined();
    });

    it('puts an entry to sleep after five attempts, and a nudge does not wake it', async () => {
      const [stores, id] = [await open(), fresh('channel')];
      await stores.agenda.create('channel', id, {}, NOW);
      let now = NOW;
      for (let attempt = 0; attempt < 5; attempt += 1) {
        const claimed = await claim(stores, id, now);
        if (claimed.kind !== 'held') throw new Error(`attempt ${attempt}: ${claimed.because}`);
        now = claimed.held.leaseUntil;
      }
      expect(await claim(stores, id, now)).toEqual({ kind: 'not-held', because: 'crashes-worker' });
      await stores.agenda.nudge({ kind: 'channel', id }, plus(now, 1));
      expect(await claim(stores, id, plus(now, 2))).toEqual({ kind: 'not-held', because: 'asleep' });
      expect((await stores.agenda.read('channel', id))?.wakeAt).toBe(plus(now, DAY_MS));
      expect(await claim(stores, id, plus(now, DAY_MS))).toMatchObject({ kind: 'held', held: { attempts: 1 } });
    });

    it('lists what is due over all shards, oldest first, and only that', async () => {
      const stores = await open();
      const ids = Array.from({ length: 12 }, () => fresh('feed'));
      for (const [index, id] of ids.entries()) await stores.agenda.create('feed', id, { url: id }, plus(NOW, -index));
      await stores.agenda.create('feed', fresh('feed'), { url: 'later' }, plus(NOW, HOUR_MS));
      const due = (await stores.agenda.due('feed', NOW, 100)).filter((entry) => ids.includes(entry.id));
      expect(due.map((entry) => entry.id)).toEqual([...ids].reverse());
    });
  });

  describe(`the contents on ${engine}`, () => {
    it('puts an alert once, and not again after it was settled', async () => {
      const [stores, channelId] = [await open(), fresh('channel')];
      const alert: Alert = alertOn(channelId, 'a', NOW);
      expect(await stores.alerts.put(alert)).toBe('put');
      expect(await stores.alerts.put(alert)).toBe('exists');
      expect(await stores.alerts.waiting(channelId, 10)).toEqual([alert]);
      await stores.alerts.settle(channelId, 'a', { kind: 'told', messageId: 'm' }, NOW);
      expect(await stores.alerts.put(alert)).toBe('exists');
      expect(await stores.alerts.waiting(channelId, 10)).toEqual([]);
      expect(await stores.alerts.put({ ...alert, createdAt: plus(NOW, 91 * DAY_MS) })).toBe('put');
    });

    it('gives waiting alerts oldest first, no more than asked for', async () => {
      const [stores, channelId] = [await open(), fresh('channel')];
      for (const index of [3, 1, 2]) await stores.alerts.put(alertOn(channelId, `a${index}`, plus(NOW, index)));
      expect((await stores.alerts.waiting(channelId, 2)).map((alert) => alert.id)).toEqual(['a1', 'a2']);
    });

    it('writes a deadline only onto the edition that it was made from, and wakes it', async () => {
      const [stores, id] = [await open(), fresh('deadline')];
      const deadline = deadlineOf(id, plus(NOW, DAY_MS));
      const write = { mentionId: 'm', deadline, wakes: true };
      expect(await stores.deadlines.write({ ...write, edition: 0 }, NOW)).toBe('written');
      expect(await stores.deadlines.write({ ...write, edition: 0 }, NOW)).toBe('conflict');
      expect(await stores.deadlines.write({ ...write, edition: 1 }, plus(NOW, 5))).toBe('written');
      expect(await stores.deadlines.write({ ...write, edition: 1 }, NOW)).toBe('conflict');
      expect(await stores.agenda.read('deadline', id)).toMatchObject({ wakeAt: plus(NOW, 5), state: { edition: 2 } });
      expect((await stores.deadlines.followed()).some((each) => each.deadline.id === id)).toBe(true);
    });

    it('no longer follows a deadline that is settled, and never writes it again', async () => {
      const [stores, id] = [await open(), fresh('deadline')];
      const write = { mentionId: 'm', deadline: deadlineOf(id, NOW), wakes: true };
      await stores.deadlines.write({ ...write, edition: 0 }, NOW);
      const claimed = await stores.agenda.claim('deadline', id, { now: NOW, leaseMs: 1000, token: 't' });
      if (claimed.kind !== 'held') throw new Error('not held');
      expect(await stores.agenda.complete(claimed.held, { now: NOW, settleUntil: plus(NOW, DAY_MS) })).toBe('completed');
      expect((await stores.deadlines.followed()).some((each) => each.deadline.id === id)).toBe(false);
      expect(await stores.deadlines.write({ ...write, edition: 1 }, NOW)).toBe('conflict');
    });

    it('gives mentions in the order of their publication until they are settled', async () => {
      const stores = await open();
      const mention = (id: string, publishedAt: Instant): Mention => ({
        id,
        storyId: id,
        source: 'Wire',
        headline: 'h',
        titleKey: 'h',
        names: [],
        besides: [],
        publishedAt,
        ruleIds: [],
        finding: {
          due: NOW,
          precision: 'day',
          zone: 'UTC',
          zoneSource: 'feed',
          kind: 'other',
          status: 'set',
          confidence: 1,
          parts: [{ because: 'expiry', by: 1 }],
          quote: 'q',
          span: { in: 'title', start: 0, end: 1 },
        },
      });
      const [late, early] = [fresh('mention'), fresh('mention')];
      await stores.mentions.put(mention(late, plus(NOW, 1)), NOW);
      await stores.mentions.put(mention(early, NOW), NOW);
      const waiting = async () => (await stores.mentions.waiting(100)).map((each) => each.id).filter((id) => id === late || id === early);
      expect(await waiting()).toEqual([early, late]);
      await stores.mentions.settle(early, NOW);
      expect(await waiting()).toEqual([late]);
    });

    it('keeps thousands of seen stories in their order', async () => {
      const [stores, feedId] = [await open(), fresh('feed')];
      const key = (number: number): string => (number + 1).toString(16).padStart(16, '0');
      const seen = Array.from({ length: 3_000 }, (_, index) => ({
        keys: Array.from({ length: 1 + (index % 5) }, (_key, at) => key(index * 8 + at)),
        titleKey: index % 7 === 0 ? '' : key(index),
      }));
      await stores.seen.write(feedId, seen);
      expect(await stores.seen.read(feedId)).toEqual(seen);
      expect(await stores.seen.read(fresh('feed'))).toEqual([]);
    });

    it('lets one at a time visit a host, and none while it asked for a pause', async () => {
      const [stores, host] = [await open(), fresh('host')];
      const visit = (token: string, now: Instant) => stores.hosts.enter(host, { token, now, until: plus(now, 25_000) });
      expect(await visit('a', NOW)).toEqual({ kind: 'entered' });
      expect(await visit('b', plus(NOW, 1))).toEqual({ kind: 'busy', until: plus(NOW, 25_000) });
      await stores.hosts.leave(host, 'a', undefined);
      expect(await visit('b', plus(NOW, 2))).toEqual({ kind: 'entered' });
      await stores.hosts.leave(host, 'a', undefined);
      expect(await visit('c', plus(NOW, 3))).toMatchObject({ kind: 'busy' });
      await stores.hosts.leave(host, 'b', plus(NOW, HOUR_MS));
      expect(await visit('c', plus(NOW, 4))).toEqual({ kind: 'busy', until: plus(NOW, HOUR_MS) });
      expect(await visit('c', plus(NOW, HOUR_MS))).toEqual({ kind: 'entered' });
    });

    it('forgets a storyline after 72 hours', async () => {
      const [stores, channelId] = [await open(), fresh('channel')];
      const storyline = { id: 's', keys: ['k'], headline: 'h', sources: ['Wire'], toldAt: NOW };
      await stores.storylines.remember(channelId, storyline);
      expect(await stores.storylines.told(channelId, plus(NOW, 71 * HOUR_MS))).toEqual([storyline]);
      expect(await stores.storylines.told(channelId, plus(NOW, 73 * HOUR_MS))).toEqual([]);
    });

    it('lists stories by their publication, and messages with the newest first', async () => {
      const [stores, channelId] = [await open(), fresh('channel')];
      const story = (id: string, publishedAt: Instant) => ({
        id,
        feedId: 'f',
        title: id,
        summary: '',
        tags: [],
        source: 'Wire',
        publishedAt,
        seenAt: NOW,
      });
      const [old, recent] = [fresh('story'), fresh('story')];
      await stores.stories.put(story(old, plus(NOW, -DAY_MS)), NOW);
      await stores.stories.put(story(recent, plus(NOW, -HOUR_MS)), NOW);
      expect(
        (await stores.stories.list(plus(NOW, -2 * DAY_MS), NOW, 1_000)).map((each) => each.id).filter((id) => id === old || id === recent),
      ).toEqual([recent, old]);
      const message = { subject: 's', email: 'e', sms: 't', json: '{}' };
      for (const messageId of ['m1', 'm2'])
        await stores.deliveries.log({
          messageId,
          channelId,
          medium: 'sms',
          alertIds: [],
          delivery: { kind: 'sent', receipt: 'r', at: NOW },
          message,
        });
      expect((await stores.deliveries.list(channelId, 10)).map((each) => each.messageId)).toEqual(['m2', 'm1']);
      expect((await stores.deliveries.find(channelId, 'm1'))?.message.sms).toBe('t');
    });

    it('moves the watchlist’s head only from the revision that was expected, and keeps every text', async () => {
      const stores = await open();
      const { revision } = await stores.watchlists.head();
      const text = `${'# a long text\n'.repeat(50_000)}${fresh('text')}`;
      const record = { hash: fresh('hash'), pushedAt: NOW, who: 'admin', why: 'test' };
      expect(await stores.watchlists.push(text, record, revision)).toEqual({ kind: 'pushed', revision: revision + 1 });
      expect(await stores.watchlists.push('other', { ...record, hash: fresh('hash') }, revision)).toEqual({
        kind: 'refused',
        because: 'head-has-moved',
        head: revision + 1,
      });
      expect(await stores.watchlists.text(revision + 1)).toBe(text);
      expect((await stores.watchlists.history(5))[0]).toMatchObject({ revision: revision + 1, who: 'admin' });
    });

    it('wakes a watchlist that sleeps after its text crashed the worker, when a new text is pushed', async () => {
      const stores = await open();
      const take = (now: Instant) => stores.agenda.claim('watchlist', WATCHLIST_ID, { now, leaseMs: 60_000, token: fresh('token') });
      const { revision } = await stores.watchlists.head();
      const record = { hash: fresh('hash'), pushedAt: NOW, who: 'admin', why: 'test' };
      await stores.watchlists.push('crashes', record, revision);
      let now = NOW;
      for (let claimed = await take(now); claimed.kind === 'held'; claimed = await take(now)) now = claimed.held.leaseUntil;
      expect((await stores.agenda.read('watchlist', WATCHLIST_ID))?.asleepUntil).toBe(plus(now, DAY_MS));
      await stores.watchlists.push('mended', { ...record, hash: fresh('hash'), pushedAt: now }, revision + 1);
      expect(await take(now)).toMatchObject({ kind: 'held', held: { attempts: 1 } });
    });
  });
};

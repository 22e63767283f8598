import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Channel } from '../../lambda/alerts/alert.js';
import { makeDocumentSend } from '../../lambda/aws/document-send.js';
import { makeStores, prepareStore } from '../../lambda/aws/stores.js';
import { makeTable } from '../../lambda/aws/table.js';
import { DAY_MS, instant, isoInstant, plus } from '../../lambda/core/time.js';
import { alertThreshold, detectDeadlines } from '../../lambda/deadlines/detect-deadlines.js';
import { readFeed } from '../../lambda/feeds/read-feed.js';
import { type Engine, openEngine, TABLE_NAME } from '../../lambda/local/engine.js';
import { makeHintQueue } from '../../lambda/local/hint-queue.js';
import { makeOutboxPublisher } from '../../lambda/local/outbox-publisher.js';
import { readOwner, writeOwner } from '../../lambda/local/owner-file.js';
import { deleteExpired } from '../../lambda/local/repair-indexes.js';
import { openSampleNewsroom } from '../../lambda/local/sample-newsroom.js';
import { serveStore } from '../../lambda/local/store-server.js';
import { compileRules } from '../../lambda/rules/match.js';
import { at } from '../support/test-feeds.js';

const NOW = at('2025-08-06T12:00:00Z');
const root = mkdtempSync(join(tmpdir(), 'news-alert-local-'));
const engines: Engine[] = [];

const folder = (): string => mkdtempSync(join(root, 'data-'));

const open = async (path: string): Promise<Engine> => {
  const opening = await openEngine(path);
  if (opening.kind === 'refused') throw new Error(`${opening.because}: ${opening.detail}`);
  engines.push(opening.engine);
  return opening.engine;
};

const close = async (engine: Engine): Promise<void> => {
  engines.splice(engines.indexOf(engine), 1);
  await engine.close();
};

afterEach(async () => {
  for (const engine of [...engines]) await close(engine);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the embedded store', () => {
  it('keeps what was written when it is closed and opened again', async () => {
    const path = folder();
    const first = await open(path);
    await prepareStore(first.table);
    await makeStores(first.table).agenda.create('channel', 'c', {}, NOW);
    await close(first);
    const second = await open(path);
    expect(second.repaired).toBe(1);
    expect(await makeStores(second.table).agenda.due('channel', NOW, 10)).toEqual([{ id: 'c', wakeAt: NOW }]);
  });

  it('takes up at once what a killed process was at', async () => {
    const path = folder();
    const first = await open(path);
    await prepareStore(first.table);
    const { agenda } = makeStores(first.table);
    await agenda.create('channel', 'c', {}, NOW);
    await agenda.claim('channel', 'c', { now: NOW, leaseMs: 120_000, token: 'gone' });
    await close(first);
    const second = makeStores((await open(path)).table);
    expect(await second.agenda.claim('channel', 'c', { now: plus(NOW, 1), leaseMs: 120_000, token: 'new' })).toMatchObject({
      kind: 'held',
      held: { attempts: 2 },
    });
  });

  it('says that another process holds it', async () => {
    const path = folder();
    await open(path);
    expect(await openEngine(path)).toMatchObject({ kind: 'refused', because: 'locked' });
  });

  it('says that a folder cannot be written', async () => {
    expect(await openEngine(join(process.execPath, 'data'))).toMatchObject({ kind: 'refused', because: 'unwritable' });
  });

  it('refuses a table that a newer program wrote', async () => {
    const engine = await open(folder());
    await engine.table.put({ item: { pk: 'meta', sk: 'schema', schemaVersion: 99 } });
    expect(await prepareStore(engine.table)).toEqual({ kind: 'newer', schemaVersion: 99 });
  });

  it('deletes what has expired, and only that', async () => {
    const engine = await open(folder());
    for (const [sk, expiresAt] of [
      ['old', 10],
      ['new', 30],
      ['always', undefined],
    ] as const)
      await engine.table.put({ item: { pk: 'p', sk, expiresAt } });
    expect(await deleteExpired(engine.table, 20)).toBe(1);
    expect(await engine.table.get({ pk: 'p', sk: 'old' })).toBeUndefined();
    expect(await engine.table.get({ pk: 'p', sk: 'new' })).toBeDefined();
  });
});

describe('the store’s server', () => {
  const ask = (port: number, headers: Record<string, string>, body = '{}'): Promise<number> =>
    new Promise((resolve, reject) => {
      const sent = request(
        { port, host: '127.0.0.1', method: 'POST', headers: { 'x-amz-target': 'DynamoDB_20120810.DescribeTable', ...headers } },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      );
      sent.once('error', reject);
      sent.end(body);
    });
  const authorization = 'AWS4-HMAC-SHA256 Credential=the-key/20250101/local/dynamodb/aws4_request';
  const describeTable = JSON.stringify({ TableName: TABLE_NAME });

  it('serves a caller with the key, through the SDK’s own client', async () => {
    const server = await serveStore(await open(folder()), 'the-key', 0);
    const client = new DynamoDBClient({
      region: 'local',
      endpoint: `http://127.0.0.1:${server.port}`,
      credentials: { accessKeyId: 'the-key', secretAccessKey: 'x' },
    });
    const table = makeTable(makeDocumentSend(client, TABLE_NAME));
    await table.put({ item: { pk: 'p', sk: 's', value: 1 } });
    expect(await table.get({ pk: 'p', sk: 's' })).toMatchObject({ value: 1 });
    client.destroy();
    await server.close();
  });

  it('is how other commands learn who holds the store; what a killed process left behind names nobody', async () => {
    const path = folder();
    const server = await serveStore(await open(path), 'the-key', 0);
    const owner = { pid: process.pid, port: server.port, key: 'the-key', sample: false };
    writeOwner(path, owner);
    expect(await readOwner(path)).toEqual(owner);
    writeOwner(path, { ...owner, key: 'other' });
    expect(await readOwner(path)).toBeUndefined();
    await server.close();
    writeOwner(path, owner);
    expect(await readOwner(path)).toBeUndefined();
  });

  it('refuses a web page, another host, another key, and no key', async () => {
    const server = await serveStore(await open(folder()), 'the-key', 0);
    expect(await ask(server.port, { authorization }, describeTable)).toBe(200);
    expect(await ask(server.port, { authorization, origin: 'https://evil.example' }, describeTable)).toBe(403);
    expect(await ask(server.port, { authorization, host: 'evil.example' }, describeTable)).toBe(403);
    expect(await ask(server.port, { authorization: authorization.replace('the-key', 'bad-key') }, describeTable)).toBe(403);
    expect(await ask(server.port, {}, describeTable)).toBe(403);
    expect(await ask(server.port, { authorization }, 'null')).toBe(400);
    await server.close();
  });

  it('fails with EADDRINUSE on a port that is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(serveStore(await open(folder()), 'k', port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await new Promise((resolve) => taken.close(resolve));
  });
});

describe('the hint queue', () => {
  const nothing = async (): Promise<void> => {};
  const others = { feed: nothing, desk: nothing, deadline: nothing, watchlist: nothing };

  it('works on every hint, and queues an entry that waits already only once', async () => {
    const done: string[] = [];
    const queue = makeHintQueue(() => {});
    await queue.send('channel', ['a', 'b', 'a']);
    expect(await queue.backlog('channel')).toBe(2);
    queue.startWorking({ ...others, channel: async (id) => void done.push(id) });
    await queue.stop();
    expect(done).toEqual(['a', 'b']);
  });

  it('reports a run that fails and goes on', async () => {
    const failures: unknown[] = [];
    const done: string[] = [];
    const queue = makeHintQueue((_kind, error) => failures.push(error));
    queue.startWorking({
      ...others,
      channel: async (id) => {
        if (id === 'bad') throw new Error('broken');
        done.push(id);
      },
    });
    await queue.send('channel', ['bad', 'good']);
    await queue.stop();
    expect([failures.length, done]).toEqual([1, ['good']]);
  });

  it('takes nothing more once it is stopped, and drops what was to come later', async () => {
    const done: string[] = [];
    const queue = makeHintQueue(() => {});
    queue.startWorking({ ...others, channel: async (id) => void done.push(id) });
    await queue.send('channel', ['later'], 10);
    await queue.stop();
    await queue.send('channel', ['after']);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(done).toEqual([]);
  });
});

describe('the outbox', () => {
  const channel: Channel = { id: 'c', medium: 'sms', zone: 'UTC', countdown: [], groupMs: 0, gapMs: 0, minSeverity: 'low' };
  const message = { subject: 's', email: 'e', sms: 'the words', json: '{}' };

  it('shows a message once, however often it is published under its id', async () => {
    const shown: string[] = [];
    const path = folder();
    const outbox = makeOutboxPublisher(path, (_channel, { sms }) => shown.push(sms));
    const topic = await outbox.ensureTopic(channel);
    expect(await outbox.publish(topic, 'm1', channel, message)).toEqual({ kind: 'sent', receipt: 'm1' });
    expect(await outbox.publish(topic, 'm1', channel, message)).toEqual({ kind: 'sent', receipt: 'm1' });
    expect(shown).toEqual(['the words']);
    expect(readdirSync(join(path, 'c'))).toEqual(['m1.txt']);
  });
});

describe('the sample newsroom', () => {
  const rule = {
    id: 'r',
    name: 'R',
    any: ['ceasefire', 'sanction*'],
    all: [],
    none: [],
    severity: 'high' as const,
    deadlines: true,
    channels: ['c'],
  };

  it.each(Array.from({ length: 7 }, (_, day) => day))(
    'has its ultimatum, its extension and a date to confirm, whatever the day it opens (+%i)',
    async (day) => {
      const opened = plus(NOW, day * DAY_MS);
      const newsroom = await openSampleNewsroom(opened, () => plus(opened, 60_000));
      const feeds = await Promise.all(
        ['wire', 'post'].map(async (name) => {
          const response = await fetch(`${newsroom.origin}/${name}.rss`);
          return readFeed(new Uint8Array(await response.arrayBuffer()), 'application/rss+xml', newsroom.origin);
        }),
      );
      await newsroom.close();
      const stories = feeds.flatMap((feed) => (feed.kind === 'feed' ? feed.stories : []));
      expect(stories).toHaveLength(5);
      expect(stories.every((story) => story.title.startsWith('[Sample] ') && story.summary.includes('made up'))).toBe(true);
      const matched = stories.filter((story) => compileRules([rule]).match(story).length > 0);
      expect(matched).toHaveLength(4);
      const dues = stories.flatMap((story) =>
        detectDeadlines({
          title: story.title,
          summary: story.summary,
          publishedAt: instant(Date.parse(story.published ?? '')),
          zone: 'UTC',
        }).map(({ status, due, confidence }) => {
          const told = confidence >= alertThreshold ? status : 'proposed';
          return `${told} ${due === undefined ? '' : isoInstant(due).slice(11, 16)}`;
        }),
      );
      expect(dues.sort()).toEqual(['moved 20:00', 'proposed 23:59', 'set 20:00', 'set 20:00']);
    },
  );
});

import { createServer, type RequestListener, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { instant } from '../../lambda/core/time.js';
import { isPublicAddress, refuseUrl } from '../../lambda/feeds/address-guard.js';
import { makeFetchFeed, makeHubPost } from '../../lambda/net/fetch-feed.js';

const NOW = instant(Date.parse('2025-08-06T12:00:00Z'));
const fetchFeed = makeFetchFeed({ allowLoopback: true, userAgent: 'NewsAlert/test', clock: () => NOW });
const guarded = makeFetchFeed({ allowLoopback: false, userAgent: 'NewsAlert/test', clock: () => NOW });

let servers: Server[] = [];

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
};

afterEach(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  servers = [];
});

describe('the fetcher', () => {
  it('sends validators and an honest name, and takes "not modified" for an answer', async () => {
    const seen: unknown[] = [];
    const url = await serve((request, response) => {
      seen.push([
        request.headers['if-none-match'],
        request.headers['if-modified-since'],
        request.headers['user-agent'],
        request.headers.cookie,
      ]);
      response.writeHead(304).end();
    });
    expect(await fetchFeed(url, { etag: '"a"', lastModified: 'Wed, 06 Aug 2025 12:00:00 GMT' })).toEqual({ kind: 'not-modified' });
    expect(seen).toEqual([['"a"', 'Wed, 06 Aug 2025 12:00:00 GMT', 'NewsAlert/test', undefined]]);
  });

  it('unpacks gzip and keeps the validators verbatim', async () => {
    const url = await serve((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip', etag: 'W/"x"', 'cache-control': 'max-age=90' }).end(gzipSync('<rss/>')),
    );
    const fetched = await fetchFeed(url, {});
    expect(fetched).toMatchObject({ kind: 'body', etag: 'W/"x"', maxAgeSeconds: 90 });
    expect(fetched.kind === 'body' ? Buffer.from(fetched.bytes).toString() : '').toBe('<rss/>');
  });

  it.each<[string, RequestListener, unknown]>([
    ['a lost page', (_q, r) => r.writeHead(404).end(), { kind: 'failed', reason: 'not-found' }],
    ['a page that is gone', (_q, r) => r.writeHead(410).end(), { kind: 'gone' }],
    [
      'too many requests, with seconds',
      (_q, r) => r.writeHead(429, { 'retry-after': '120' }).end(),
      { kind: 'failed', reason: 'throttled', retryAt: NOW + 120_000 },
    ],
    [
      'a broken server, with a date',
      (_q, r) => r.writeHead(503, { 'retry-after': 'Wed, 06 Aug 2025 13:00:00 GMT' }).end(),
      { kind: 'failed', reason: 'server-error', retryAt: NOW + 3_600_000 },
    ],
    [
      'a redirect to itself',
      (q, r) => r.writeHead(302, { location: q.url ?? '/' }).end(),
      { kind: 'failed', reason: 'too-many-redirects' },
    ],
    [
      'a redirect into the private network',
      (_q, r) => r.writeHead(302, { location: 'http://127.0.0.2/secret' }).end(),
      { kind: 'failed', reason: 'private-address' },
    ],
    [
      'a redirect to a file',
      (_q, r) => r.writeHead(302, { location: 'file:///etc/hostname' }).end(),
      { kind: 'failed', reason: 'not-http' },
    ],
    [
      'a body that unpacks to 40 MB',
      (_q, r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(40_000_000, 32))),
      { kind: 'failed', reason: 'too-large' },
    ],
    [
      'a packed body that is cut',
      (_q, r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('<rss/>'.repeat(1000)).subarray(0, 30)),
      { kind: 'failed', reason: 'truncated' },
    ],
    [
      'gzip in gzip',
      (_q, r) => r.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(gzipSync(gzipSync('<rss/>'))),
      { kind: 'failed', reason: 'bad-encoding' },
    ],
  ])('says what is wrong with %s', async (_name, listener, expected) => {
    expect(await fetchFeed(await serve(listener), {})).toEqual(expected);
  });

  it('asks once more without packing when the header lies', async () => {
    const url = await serve((_request, response) =>
      response
        .writeHead(200, { 'content-encoding': response.req.headers['accept-encoding'] === 'identity' ? 'identity' : 'gzip' })
        .end('<rss/>'),
    );
    expect(await fetchFeed(url, {})).toMatchObject({ kind: 'body' });
  });

  it.each<[string, string, Buffer]>([
    ['a plain body that is called gzip', 'gzip', Buffer.from('<rss/>')],
    ['an encoding that nobody knows', 'UTF-8', Buffer.from('<rss/>')],
    ['no encoding, by name', 'none', Buffer.from('<rss/>')],
    ['gzip that is called deflate', 'deflate', gzipSync('<rss/>')],
    ['gzip that nobody announces', 'identity', gzipSync('<rss/>')],
    ['gzip with junk behind it', 'gzip', Buffer.concat([gzipSync('<rss/>'), Buffer.from('\n\njunk')])],
  ])('reads %s', async (_name, encoding, body) => {
    const url = await serve((_request, response) => response.writeHead(200, { 'content-encoding': encoding }).end(body));
    const fetched = await fetchFeed(url, {});
    expect(fetched.kind === 'body' ? Buffer.from(fetched.bytes).toString() : fetched).toBe('<rss/>');
  });

  it('lets no Retry-After last longer than a week', async () => {
    for (const after of ['999999999', 'Fri, 31 Dec 2100 00:00:00 GMT']) {
      const url = await serve((_request, response) => response.writeHead(503, { 'retry-after': after }).end());
      expect(await fetchFeed(url, {})).toMatchObject({ kind: 'failed', retryAt: NOW + 7 * 86_400_000 });
    }
  });

  it('keeps no validator that is too long to be sent back', async () => {
    const url = await serve((_request, response) =>
      response.writeHead(200, { etag: `"${'x'.repeat(1_000)}"`, 'last-modified': 'now' }).end('<rss/>'),
    );
    const fetched = await fetchFeed(url, {});
    expect(fetched).toMatchObject({ kind: 'body', lastModified: 'now' });
    expect(fetched).not.toHaveProperty('etag');
  });

  it('says that nobody answers', async () => {
    expect(await fetchFeed('http://127.0.0.1:1/', {})).toEqual({ kind: 'failed', reason: 'unreachable' });
  });

  it.each(['http://localhost/', 'http://localhost./', 'http://127.0.0.1/', 'http://[::1]/'])('connects to nothing at %s', async (url) => {
    expect(await guarded(url, {})).toEqual({ kind: 'failed', reason: 'private-address' });
  });
});

describe('the guard', () => {
  it.each([
    'http://2130706433/',
    'http://0x7f.1/',
    'http://127.1/',
    'http://0177.0.0.1/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://100.64.0.1/',
    'http://[fd00::1]/',
    'http://[fe80::1]/',
    'http://224.0.0.1/',
    'http://0.0.0.0/',
    'http://[::]/',
  ])('refuses %s', (address) => {
    expect(refuseUrl(new URL(address), false)).toBe('private-address');
  });

  it.each(['http://10.0.0.1/', 'http://127.0.0.2/', 'http://169.254.169.254/'])('refuses %s even in a trial', (address) => {
    expect(refuseUrl(new URL(address), true)).toBe('private-address');
  });

  it.each([
    ['ftp://news.example/', 'not-http'],
    ['https://user:secret@news.example/', 'credentials-in-url'],
  ])('refuses %s', (address, because) => {
    expect(refuseUrl(new URL(address), false)).toBe(because);
  });

  it.each(['https://news.example/rss', 'http://93.184.216.34/'])('lets %s pass', (address) => {
    expect(refuseUrl(new URL(address), false)).toBeUndefined();
  });

  it('judges the address that a name gives', () => {
    expect(['8.8.8.8', '2001:4860:4860::8888'].map((ip) => isPublicAddress(ip, false))).toEqual([true, true]);
    expect(['127.0.0.1', '::ffff:10.0.0.1', '', 'nonsense'].map((ip) => isPublicAddress(ip, false))).toEqual([false, false, false, false]);
  });
});

const PRIVATE_FORMS = [
  '127.0.0.2',
  '2130706434',
  '0x7f000002',
  '0x7f.2',
  '0177.0.0.2',
  '127.2',
  '[::ffff:127.0.0.2]',
  '[::ffff:7f00:2]',
  '[::127.0.0.2]',
  '[64:ff9b::7f00:2]',
  '[2002:7f00:2::]',
  '10.1.2.3',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '192.0.0.1',
  '198.18.0.1',
  '0.0.0.0',
  '0',
  '255.255.255.255',
  '224.0.0.251',
  '[::]',
  '[fe80::1]',
  '[fc00::1]',
  '[fec0::1]',
  '[ff02::1]',
];

/** What a resolver in somebody else's hands might say. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'intranet.example': ['10.0.0.5'],
  'metadata.example': ['169.254.169.254'],
  'mapped.example': ['::ffff:127.0.0.2'],
  'half.example': ['93.184.216.34', '192.168.1.1'],
  'local6.example': ['fd00::1'],
};

describe('private addresses, wherever they come from', () => {
  const asked: string[] = [];
  const tricked = makeFetchFeed({
    allowLoopback: true,
    userAgent: 'NewsAlert/test',
    clock: () => NOW,
    resolve: (hostname, _options, callback) => {
      asked.push(hostname);
      callback(
        null,
        (NAMES[hostname] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    },
  });
  const hosts = [...PRIVATE_FORMS, ...Object.keys(NAMES)];

  it.each(hosts)('%s is refused on the first hop', async (host) => {
    expect(await tricked(`http://${host}/feed`, {})).toEqual({ kind: 'failed', reason: 'private-address' });
  });

  it.each(hosts)('%s is refused behind a redirect', async (host) => {
    const url = await serve((_request, response) => response.writeHead(301, { location: `http://${host}/feed` }).end());
    expect(await tricked(url, {})).toEqual({ kind: 'failed', reason: 'private-address' });
  });

  it('does ask the resolver for names', async () => {
    asked.length = 0;
    for (const host of Object.keys(NAMES)) await tricked(`http://${host}/feed`, {});
    expect(new Set(asked)).toEqual(new Set(Object.keys(NAMES)));
  });

  it.each(['ftp://news.example/', 'gopher://news.example/', 'data:text/xml,<rss/>', 'javascript:1'])(
    '%s is refused behind a redirect',
    async (target) => {
      const url = await serve((_request, response) => response.writeHead(302, { location: target }).end());
      expect(await tricked(url, {})).toEqual({ kind: 'failed', reason: 'not-http' });
    },
  );

  it('hubs are asked under the same guard', async () => {
    const post = makeHubPost({ allowLoopback: false, userAgent: 'NewsAlert/test', clock: () => NOW });
    for (const host of ['127.0.0.1', '[::1]', '169.254.169.254', 'localhost'])
      expect(await post(`http://${host}/`, '')).toBe('private-address');
    expect(await post('file:///etc/hostname', '')).toBe('not-http');
    expect(await post('nonsense', '')).toBe('not-http');
  });
});

describe('what an answer says beside its body', () => {
  it('gives the beginning of a body that breaks off, and says so', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('<rss><channel>', () => response.destroy());
    });
    expect(await fetchFeed(url, {})).toMatchObject({ kind: 'body', truncated: true });
  });

  it('names the new address when every redirect was permanent, and only then', async () => {
    const answer = async (...statuses: readonly number[]) => {
      const url = await serve((request, response) => {
        const hop = Number(request.url?.slice(2) || 0);
        const status = statuses[hop];
        if (status === undefined) response.end('<rss/>');
        else response.writeHead(status, { location: `/h${hop + 1}` }).end();
      });
      const fetched = await fetchFeed(`${new URL('/h0', url).href}`, {});
      return fetched.kind === 'body' ? fetched.movedTo?.slice(-3) : fetched;
    };
    expect(await answer()).toBeUndefined();
    expect(await answer(301)).toBe('/h1');
    expect(await answer(308, 301)).toBe('/h2');
    expect(await answer(301, 302)).toBeUndefined();
    expect(await answer(307)).toBeUndefined();
  });

  it('takes Expires by the publisher’s own clock', async () => {
    const url = await serve((_request, response) =>
      response
        .writeHead(200, {
          date: 'Tue, 01 Jan 2030 00:00:00 GMT',
          expires: 'Tue, 01 Jan 2030 00:30:00 GMT',
          'cache-control': 'no-transform',
        })
        .end('<rss/>'),
    );
    expect(await fetchFeed(url, {})).toMatchObject({ expiresAt: NOW + 30 * 60_000 });
  });

  it('takes new validators from "not modified"', async () => {
    const url = await serve((_request, response) => response.writeHead(304, { etag: '"new"' }).end());
    expect(await fetchFeed(url, { etag: '"old"' })).toEqual({ kind: 'not-modified', etag: '"new"' });
  });

  it('asks a hub with a form, and says what it answers', async () => {
    const seen: string[] = [];
    const url = await serve((request, response) => {
      request.on('data', (chunk) => seen.push(`${request.method} ${request.headers['content-type']} ${chunk}`));
      request.on('end', () => response.writeHead(seen.length === 1 ? 202 : 500).end());
    });
    const post = makeHubPost({ allowLoopback: true, userAgent: 'NewsAlert/test', clock: () => NOW });
    expect(await post(url, 'hub.mode=subscribe')).toBe('accepted');
    expect(await post(url, 'hub.mode=subscribe')).toBe('server-error');
    expect(seen[0]).toBe('POST application/x-www-form-urlencoded hub.mode=subscribe');
  });
});

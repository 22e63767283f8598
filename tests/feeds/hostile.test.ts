import { describe, expect, it } from 'vitest';
import { readFeed } from '../../lambda/feeds/read-feed.js';
import { FEED_DOCUMENTS } from '../fixtures/feed-documents.js';
import { examineReading } from '../fuzz/examine-reading.js';
import { mutate } from '../fuzz/mutate.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const rss = (inside: string): string => `<rss version="2.0"><channel><title>Sample</title>${inside}</channel></rss>`;

const GOOD = '<item><title>Good item</title><link>https://wire.example/good</link></item>';

const BODIES: Readonly<Record<string, string>> = {
  'nested entities': `<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(50)}"><!ENTITY c "${'&b;'.repeat(50)}">]>${rss(`${GOOD}<item><title>&c;</title></item>`)}`,
  'an entity that points to a file': `<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/hostname">]>${rss(`${GOOD}<item><title>&f;</title></item>`)}`,
  '100,000 open tags': rss(`${GOOD}<item><title>x</title>${'<b>'.repeat(100_000)}`),
  '100,000 open tags in a text': rss(`${GOOD}<item><title>x</title><description>${'&lt;div&gt;'.repeat(100_000)}</description></item>`),
  '200,000 items': rss(GOOD + '<item/>'.repeat(200_000)),
  '100,000 attributes': rss(`${GOOD}<item><title ${Array.from({ length: 100_000 }, (_, at) => `a${at}="1"`).join(' ')}>x</title></item>`),
  'names of the prototype': rss(
    `${GOOD}<item><__proto__>x</__proto__><constructor>y</constructor><title __proto__="z" constructor="c">t</title></item>`,
  ),
  'a prefix of the prototype': `<rss version="2.0" xmlns:__proto__="urn:x" xmlns:constructor="urn:y"><channel>${GOOD}<item><constructor:title>x</constructor:title></item></channel></rss>`,
  'a comment that never ends': rss(`${GOOD}<!-- <item>`),
  'a section that never ends': rss(`${GOOD}<item><title><![CDATA[x`),
  'a control character in a link': rss(`${GOOD}<item><link>https://wire.example/a\u0000b\u202e</link></item>`),
  'a long author': rss(`${GOOD}<item><title>x</title><author>@ ${'a'.repeat(300_000)}</author></item>`),
  'many namespaces': `<rss version="2.0" ${Array.from({ length: 2_000 }, (_, at) => `xmlns:n${at}="urn:${at}"`).join(' ')}><channel>${GOOD}${'<i xmlns:a="urn:a"/>'.repeat(4_000)}</channel></rss>`,
  'long bases': `<rss version="2.0" xml:base="https://wire.example/${'x'.repeat(100_000)}"><channel>${GOOD}${'<i xml:base="b"/>'.repeat(4_000)}</channel></rss>`,
  'links that are none': rss(
    `${GOOD}<item><title>x</title><link>javascript:alert(1)</link></item><item><title>y</title><link>data:text/html,x</link></item>`,
  ),
};

describe('a hostile body', () => {
  it.each(Object.entries(BODIES))('of %s costs no other story', async (_name, text) => {
    const { faults } = await examineReading(bytes(text));
    expect(faults).toEqual([]);
    const reading = await readFeed(bytes(text), '', '');
    expect(reading.kind === 'feed' && reading.stories[0]?.title).toBe('Good item');
    expect(reading.kind === 'feed' && reading.stories.length).toBeLessThanOrEqual(5_000);
    expect(JSON.stringify(reading).length).toBeLessThan(2_000_000);
  });

  it('that stops in a link gives no half link', async () => {
    const cut = rss(`${GOOD}<item><title>Second</title><link>https://wire.example/sec`).replace('</channel></rss>', '');
    const reading = await readFeed(bytes(cut), '', '');
    expect(reading.kind === 'feed' && reading.stories.map((story) => story.link)).toEqual(['https://wire.example/good']);
  });

  it('that stops in its only story keeps what was whole', async () => {
    const reading = await readFeed(bytes('<rss><channel><item><title>Whole</title><link>https://wire.example/ha'), '', '');
    expect(reading.kind === 'feed' && reading.stories).toEqual([expect.objectContaining({ title: 'Whole' })]);
    expect(reading.kind === 'feed' && reading.stories[0]?.link).toBeUndefined();
  });

  it('of JSON whose version is an object is refused, not thrown at', async () => {
    for (const json of ['{"version":{"toString":1,"valueOf":1}}', '{"version":null}', '{"items":7}'])
      expect(await readFeed(bytes(json), '', '')).toMatchObject({ kind: 'refused' });
  });

  it('of wrong types in JSON gives what is right', async () => {
    const json = JSON.stringify({
      version: 7,
      title: ['x'],
      items: [null, 3, [], { title: {} }, { id: 'a', title: 'Good item', url: 'javascript:1', authors: 'x', tags: [1, {}, 'tag'] }],
      __proto__: { polluted: true },
    });
    const reading = await readFeed(bytes(json), 'application/feed+json', '');
    expect(reading.kind === 'feed' && reading.stories.find((story) => story.title === 'Good item')).toMatchObject({
      id: 'a',
      tags: ['1', 'tag'],
    });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

describe('2,000 mutations of the sample feeds', () => {
  it('are read or refused, and never break a promise', async () => {
    const bodies = Object.values(FEED_DOCUMENTS).map(bytes);
    const faulty: string[] = [];
    for (let seed = 1; seed <= 2_000; seed += 1) {
      const { faults } = await examineReading(mutate(bodies[seed % bodies.length] ?? bytes(''), seed));
      if (faults.length > 0) faulty.push(`seed ${seed}: ${faults[0]}`);
    }
    expect(faulty).toEqual([]);
  });
});

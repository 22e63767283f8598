import { describe, expect, it } from 'vitest';
import { readFeed } from '../../lambda/feeds/read-feed.js';
import { FEED_DOCUMENTS } from '../fixtures/feed-documents.js';

const read = async (text: string, url = 'https://wire.example/feed') => {
  const reading = await readFeed(new TextEncoder().encode(text), '', url);
  if (reading.kind === 'refused') throw new Error(reading.because);
  return reading;
};

const NOON = '2025-08-06T12:00:00.000Z';

describe('each format', () => {
  it('RSS 2.0 with its modules', async () => {
    const feed = await read(FEED_DOCUMENTS.RSS_2);
    expect(feed).toMatchObject({
      title: 'Sample Wire & Post',
      link: 'https://wire.example/',
      language: 'en-gb',
      hub: 'https://hub.example/',
      self: 'https://wire.example/rss',
      hints: { intervalMs: 30 * 60_000, skipHours: [3, 4], skipDays: [0] },
    });
    expect(feed.stories).toEqual([
      expect.objectContaining({
        id: 'urn:wire:1',
        title: 'Eastmark & Northland sign a truce',
        link: 'https://wire.example/1?utm_source=rss',
        summary: 'The council of Eastmark agreed & signed.',
        author: 'Ada Example',
        tags: ['World', 'Talks'],
        published: NOON,
      }),
      expect.objectContaining({
        title: 'Tariffs: 5 < 6 & “more”',
        link: 'https://wire.example/2',
        summary: 'Timber tariffs take effect é now',
        author: 'News Desk',
        published: '2025-08-06T09:00:00.000Z',
      }),
      expect.objectContaining({ title: 'Only words, and no title', published: '2025-08-06T15:00:00.000Z' }),
      expect.objectContaining({ id: 'urn:wire:4', title: 'Film of the day', summary: 'What it shows' }),
    ]);
  });

  it('RSS 1.0', async () => {
    expect((await read(FEED_DOCUMENTS.RSS_1)).stories).toEqual([
      expect.objectContaining({ id: 'https://wire.example/1', title: 'A truce', summary: 'Begins', author: 'Ada', published: NOON }),
    ]);
  });

  it('Atom 1.0, with bases, markup and base64', async () => {
    const feed = await read(FEED_DOCUMENTS.ATOM_1);
    expect(feed).toMatchObject({ title: 'Sample <Atom>', language: 'fr', self: 'https://wire.example/atom' });
    expect(feed.stories).toEqual([
      expect.objectContaining({
        id: 'tag:wire.example,2025:1',
        title: 'A truce <today>',
        link: 'https://wire.example/news/1.html',
        summary: 'Begins',
        author: 'Ada Example',
        tags: ['World'],
        published: NOON,
        updated: '2025-08-06T13:00:00.000Z',
      }),
      expect.objectContaining({ title: 'Plain bold title', link: 'https://wire.example/news/old/2.html', summary: 'The text' }),
    ]);
  });

  it('Atom 0.3', async () => {
    expect((await read(FEED_DOCUMENTS.ATOM_03)).stories).toEqual([
      expect.objectContaining({ title: 'A truce', link: 'https://wire.example/1', summary: 'The text', published: NOON }),
    ]);
  });

  it('CDF', async () => {
    expect(await read(FEED_DOCUMENTS.CDF)).toMatchObject({
      title: 'Sample CDF',
      link: 'https://wire.example/',
      stories: [{ title: 'A truce', link: 'https://wire.example/1', summary: 'Begins', updated: NOON }],
    });
  });

  it('JSON Feed with commas before closing brackets, as templates leave them; those in texts stay', async () => {
    const body = String.raw`{"version":"https://jsonfeed.org/version/1.1","title":"Sample","items":[{"id":"1","content_text":"one,] \"two,}\"",},  ],}`;
    expect(await read(body)).toMatchObject({ title: 'Sample', stories: [{ id: '1', summary: 'one,] "two,}"' }] });
  });

  it('JSON Feed', async () => {
    const feed = await read(FEED_DOCUMENTS.JSON_FEED);
    expect(feed).toMatchObject({
      title: 'Sample JSON',
      language: 'en',
      hub: 'https://hub.example/',
      self: 'https://wire.example/feed.json',
    });
    expect(feed.stories).toEqual([
      expect.objectContaining({ id: '1', title: 'A truce', link: 'https://wire.example/1', summary: 'Begins now', tags: ['World', '7'] }),
      expect.objectContaining({ id: 'two', title: 'Plain <words>', link: 'https://elsewhere.example/2' }),
    ]);
  });
});

const rss = (items: string): string => `<rss version="2.0"><channel>${items}</channel></rss>`;

describe('a detail that readers get wrong', () => {
  it.each<[string, string, object]>([
    ['references in an address', '<link>http://g.example/?a=1&amp;copy=2&lt=3</link>', { link: 'http://g.example/?a=1&copy=2&lt=3' }],
    ['an id, kept as it is', '<title>x</title><guid isPermaLink="false">a &lt;b&gt;  &amp;lt; c</guid>', { id: 'a <b>  &lt; c' }],
    ['references of windows-1252', '<title>It&#146;s &#x93;x&#x94;</title>', { title: 'It’s “x”' }],
    [
      'a second date where the first is none',
      '<title>x</title><pubDate>soon</pubDate><dc:date>2003-12-31</dc:date>',
      { published: '2003-12-31T00:00:00.000Z' },
    ],
    ['a title that is no markup', '<title>&lt;/example&gt;</title>', { title: '</example>' }],
    [
      'a name beside a title of office',
      '<author><name>F</name><title>VP</title></author><title>Test</title>',
      { title: 'Test', author: 'F' },
    ],
    ['an unclosed title', '<title>Broken<link>https://wire.example/1</link>', { title: 'Broken', link: 'https://wire.example/1' }],
  ])('%s', async (_name, item, expected) => {
    expect((await read(rss(`<item>${item}</item>`))).stories[0]).toMatchObject(expected);
  });

  it.each([
    ['utf-16le', 'le'],
    ['utf-16be', 'be'],
  ])('%s without any mark', async (_name, order) => {
    const text = rss('<item><title>Перемирие</title></item>');
    const bytes = Buffer.from(text, 'utf16le');
    const reading = await readFeed(order === 'le' ? bytes : bytes.swap16(), '', '');
    expect(reading.kind === 'feed' && reading.stories[0]?.title).toBe('Перемирие');
  });
});

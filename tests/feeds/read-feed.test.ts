import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFeed } from '../../lambda/feeds/read-feed.js';

const read = (text: string, contentType = '') => readFeed(new TextEncoder().encode(text), contentType, 'https://wire.example/rss');

const rss = (items: string): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><link>https://wire.example/</link>${items}</channel></rss>`;

const RSS_1 = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://wire.example/"><title>Wire</title><items><rdf:Seq><rdf:li resource="https://wire.example/1"/></rdf:Seq></items></channel>
<item rdf:about="https://wire.example/1"><title>A truce</title><link>https://wire.example/1</link><description>Begins</description><dc:date>2025-08-06T12:00:00Z</dc:date></item></rdf:RDF>`;

const ATOM = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><link rel="self" href="https://wire.example/atom"/>
<entry><id>urn:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <b>truce</b></div></title><link rel="alternate" href="/1"/><summary>Begins</summary><updated>2025-08-06T12:00:00Z</updated></entry></feed>`;

const storiesOf = async (text: string) => {
  const reading = await read(text);
  return reading.kind === 'feed' ? reading.stories : [];
};

describe('readFeed', () => {
  it.each([
    [
      'RSS 2.0',
      rss(
        '<item><guid>urn:1</guid><title>A truce</title><link>/1</link><description>Begins</description><pubDate>Wed, 06 Aug 2025 12:00:00 GMT</pubDate></item>',
      ),
    ],
    ['RSS 1.0', RSS_1],
    ['Atom', ATOM],
  ])('reads %s', async (_name, text) => {
    expect(await storiesOf(text)).toEqual([
      expect.objectContaining({ title: 'A truce', summary: 'Begins', link: 'https://wire.example/1' }),
    ]);
  });

  it.each([
    ['a bare ampersand', rss('<item><title>War & peace</title></item>'), 'War & peace'],
    ['an unclosed tag', rss('<item><title>A truce</title><description>Begins<p>today</description></item>'), 'A truce'],
    ['HTML entities', rss('<item><title>Caf&eacute; &amp;amp; bar</title></item>'), 'Café & bar'],
    ['markup in CDATA', rss('<item><title><![CDATA[A <b>bold</b> truce]]></title></item>'), 'A bold truce'],
    ['text before the document', `junk\n${rss('<item><title>A truce</title></item>')}`, 'A truce'],
    ['an item without a title', rss('<item><description>Only words</description></item>'), 'Only words'],
    ['control characters', rss('<item><title>A\u0007 truce\u202e</title></item>'), 'A truce'],
  ])('mends %s', async (_name, text, title) => {
    expect((await storiesOf(text)).map((story) => story.title)).toEqual([title]);
  });

  it.each([
    ['nothing', '', 'empty'],
    ['a page', '<!DOCTYPE html><html><head><title>News</title></head></html>', 'html-page'],
    ['prose', 'no feed at all', 'not-a-feed'],
    ['other XML', '<?xml version="1.0"?><opml><body/></opml>', 'not-a-feed'],
  ])('refuses %s', async (_name, text, because) => {
    const reading = await read(text);
    expect(
      reading.kind === 'refused' && (reading.because === because || (because === 'not-a-feed' && reading.because === 'html-page')),
    ).toBe(true);
  });

  it('drops links that are no web addresses', async () => {
    expect((await storiesOf(rss('<item><title>A</title><link>javascript:alert(1)</link></item>')))[0]?.link).toBeUndefined();
  });

  it('decodes windows-1252 where the bytes are no UTF-8', async () => {
    const bytes = Buffer.from(rss('<item><title>\x93Truce\x94</title></item>'), 'latin1');
    const reading = await readFeed(bytes, 'text/xml', '');
    expect(reading.kind === 'feed' ? reading.stories[0]?.title : '').toBe('“Truce”');
  });

  it('never throws, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('<item>', '</item>', '<title>', '<rss>', '&', '<![CDATA[', ']]>', 'x', '<!--', '"', '<a b="'), {
          maxLength: 40,
        }),
        async (pieces) => {
          const reading = await read(pieces.join(''));
          expect(['feed', 'refused']).toContain(reading.kind);
        },
      ),
      { numRuns: 300 },
    );
  });
});

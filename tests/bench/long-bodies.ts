const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const rss = (inside: string): Uint8Array =>
  bytes(`<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>${inside}</channel></rss>`);

const item = (inside: string): string => `<item><guid>1</guid>${inside}</item>`;

/** Bodies that have made readers quadratic, each for one scanner; `times` multiplies the hard part. */
export const LONG_BODIES: Readonly<Record<string, (times: number) => Uint8Array>> = {
  'many entries': (times) => rss(item('<title>Headline</title><description>Words of it</description>').repeat(2_000 * times)),
  'one long text': (times) => rss(item(`<title>a</title><description>${'word &amp; word '.repeat(60_000 * times)}</description>`)),
  'x&lt;p': (times) => rss(item(`<title>a</title><description>${'x&lt;p'.repeat(60_000 * times)}</description>`)),
  'less-than signs': (times) => rss(item(`<title>a</title><description>${'&lt;'.repeat(150_000 * times)}</description>`)),
  'spaces in a title': (times) => rss(item(`<title>a${' '.repeat(400_000 * times)}b</title>`)),
  'references without end': (times) => rss(item(`<title>a</title><description>${'&amp;amp'.repeat(80_000 * times)}</description>`)),
  'open tags': (times) => rss(item(`<title>a</title>${'<b>'.repeat(150_000 * times)}`)),
  attributes: (times) => rss(item(`<title ${Array.from({ length: 30_000 * times }, (_, index) => `a${index}="b"`).join(' ')}>a</title>`)),
  'unclosed comments': (times) => rss(item(`<title>a</title><description>${'&lt;!-- '.repeat(80_000 * times)}</description>`)),
  'quotation marks in a tag': (times) => rss(item(`<title>a</title><description>&lt;a ${'&quot;='.repeat(80_000 * times)}</description>`)),
  'marks on a letter': (times) => rss(item(`<title>a${'\u0301'.repeat(200_000 * times)}</title>`)),
  categories: (times) => rss(item(`<title>a</title>${'<category>c</category>'.repeat(20_000 * times)}`)),
  'digits of a date': (times) => rss(item(`<title>a</title><pubDate>${'1'.repeat(500_000 * times)}</pubDate>`)),
  'high bytes that are no UTF-8': (times) => {
    const body = rss(item(`<title>a</title><description>${'é'.repeat(200_000 * times)}</description>`));
    return Uint8Array.from(body, (byte) => (byte === 0xc3 ? 0xe9 : byte));
  },
  'letters of an author': (times) => rss(item(`<title>a</title><author>@ ${'a'.repeat(150_000 * times)}</author>`)),
  namespaces: (times) =>
    bytes(
      `<rss version="2.0" ${Array.from({ length: 2_000 * times }, (_, at) => `xmlns:n${at}="urn:${at}"`).join(' ')}><channel>${'<i xmlns:a="urn:a"/>'.repeat(4_000 * times)}</channel></rss>`,
    ),
  bases: (times) =>
    bytes(
      `<rss version="2.0" xml:base="https://w.example/${'x'.repeat(50_000 * times)}"><channel>${'<i xml:base="b"/>'.repeat(4_000 * times)}</channel></rss>`,
    ),
  'JSON items': (times) =>
    bytes(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        items: Array.from({ length: 2_000 * times }, (_, id) => ({ id, content_html: '<p>x'.repeat(20) })),
      }),
    ),
};

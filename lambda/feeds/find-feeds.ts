import { Parser } from 'htmlparser2';
import { plainText } from './plain-text.js';

/** An address that a page names, or that feeds often have; still to be looked at. */
export interface FeedCandidate {
  readonly url: string;
  readonly title?: string;
  readonly because: 'named-by-the-page' | 'linked-from-the-page' | 'usual-address';
}

const TYPES = /^(?:application\/(?:rss|atom|rdf|feed)\+(?:xml|json)|application\/(?:json|xml)|text\/xml)/i;
const FEED_LINK = /(?:\/|\.|=)(?:rss2?|atom|feeds?|rdf)(?:[/.?=_-]|$)|\.(?:rss|atom|rdf)$|[?&](?:feed|format)=(?:rss|atom)/i;
const USUAL = ['feed', 'rss', 'rss.xml', 'feed.xml', 'atom.xml', 'index.xml', 'feed.json', 'feeds/all.atom.xml', '?feed=rss2'];
const MOST_LINKED = 20;
const LONGEST_ADDRESS = 2_000;
const MOST_HTML = 1_000_000;

const absolute = (address: string | undefined, base: string): string | undefined => {
  if (address === undefined || address.length > LONGEST_ADDRESS || base.length > LONGEST_ADDRESS) return undefined;
  if (!URL.canParse(address.trim(), base)) return undefined;
  const url = new URL(address.trim(), base);
  url.hash = '';
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
};

const usualAddresses = (pageUrl: string): readonly FeedCandidate[] => {
  const page = new URL(pageUrl);
  const folder = new URL(page.pathname.endsWith('/') ? page.pathname : `${page.pathname}/`, page.origin).href;
  const bases = [...new Set([folder, `${page.origin}/`])];
  return bases.flatMap((base) => USUAL.map((name) => ({ url: new URL(name, base).href, because: 'usual-address' as const })));
};

/**
 * Where the feeds of a web page may be, the most likely first: what its head names, what it links to, the usual addresses
 * of its folder and its site. Nothing is fetched; the page is read linearly, up to a million characters.
 */
export const findFeeds = (html: string, pageUrl: string): readonly FeedCandidate[] => {
  const named: FeedCandidate[] = [];
  const linked: FeedCandidate[] = [];
  let base = pageUrl;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (name === 'base') base = absolute(attributes['href'], pageUrl) ?? base;
      if ((name !== 'link' && name !== 'a') || named.length + linked.length >= 2 * MOST_LINKED) return;
      const url = absolute(attributes['href'], base);
      if (url === undefined) return;
      const isAlternate = name === 'link' && /(?:^|\s)(?:alternate|feed)(?:\s|$)/i.test(attributes['rel'] ?? '');
      if (isAlternate && TYPES.test(attributes['type'] ?? '')) {
        const title = plainText(attributes['title'] ?? '');
        named.push({ url, because: 'named-by-the-page', ...(title === '' ? {} : { title }) });
      } else if (name === 'a' && linked.length < MOST_LINKED && FEED_LINK.test(url)) linked.push({ url, because: 'linked-from-the-page' });
    },
  });
  parser.end(html.slice(0, MOST_HTML));
  const candidates = [...named.slice(0, MOST_LINKED), ...linked, ...usualAddresses(pageUrl)];
  return [...new Map([...candidates].reverse().map((candidate) => [candidate.url, candidate])).values()].reverse();
};

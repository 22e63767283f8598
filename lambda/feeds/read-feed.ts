import RssParser from 'rss-parser';
import { isoInstant } from '../core/time.js';
import { canonicalFeed } from './canonical-feed.js';
import { decodeBody } from './decode.js';
import { readFeedDate } from './feed-date.js';
import { identityKeys } from './identity.js';
import { type PollingHints, readPollingHints } from './polling-hints.js';
import { looksLikeJson, scanJsonFeed } from './read-json-feed.js';
import { type Scan, type ScannedDocument, scanDocument } from './scan-document.js';

/** One story as its feed gives it, in plain text. */
export interface FeedStory {
  /** Identity keys, strongest first: id, link, title with day. 16 hexadecimal digits each. */
  readonly keys: readonly string[];
  /** The publisher's own id (guid), verbatim. */
  readonly id?: string;
  readonly title: string;
  /** Absolute, http(s). */
  readonly link?: string;
  readonly summary: string;
  /** A name, without the e-mail address that feeds put beside it. */
  readonly author?: string;
  readonly tags: readonly string[];
  /** ISO 8601, UTC; absent when the feed says none or one that makes no sense. */
  readonly published?: string;
  readonly updated?: string;
}

export type FeedRefusal = Extract<Scan, { kind: 'refused' }>['because'] | 'unreadable';

export type FeedReading =
  | {
      readonly kind: 'feed';
      readonly title: string;
      readonly link?: string;
      readonly language?: string;
      readonly hints: PollingHints;
      /** The WebSub hub that the publisher names, and the address under which it knows this feed. */
      readonly hub?: string;
      readonly self?: string;
      readonly stories: readonly FeedStory[];
    }
  | { readonly kind: 'refused'; readonly because: FeedRefusal };

interface CanonicalItem {
  readonly id?: string;
  readonly text?: string;
  readonly by?: string;
  readonly published?: string;
  readonly updated?: string;
}

interface CanonicalHead {
  readonly language?: string;
  readonly ttl?: string;
  readonly hub?: string;
  readonly self?: string;
  readonly period?: string;
  readonly frequency?: string;
  readonly hours?: string;
  readonly days?: string;
}

const PARSER = {
  customFields: {
    feed: ['language', 'ttl', 'hub', 'self', 'period', 'frequency', 'hours', 'days'],
    item: ['id', 'text', 'by', 'published', 'updated'],
  },
} satisfies RssParser.ParserOptions<CanonicalHead, CanonicalItem>;

/** It begins anew with each document; what it is given is always well-formed. */
const parser = new RssParser<CanonicalHead, CanonicalItem>(PARSER);

const present = <Name extends string>(name: Name, value: string | undefined): { readonly [K in Name]?: string } => {
  const fields: { [K in Name]?: string } = {};
  if (value !== undefined && value !== '') fields[name] = value;
  return fields;
};

const dateOf = (text: string | undefined): string | undefined => {
  const at = text === undefined ? undefined : readFeedDate(text);
  return at === undefined ? undefined : isoInstant(at);
};

const normaliseItem = (item: CanonicalItem & RssParser.Item, texts: readonly string[]): FeedStory => {
  const story = {
    title: item.title ?? '',
    summary: texts[Number(item.text ?? -1)] ?? '',
    tags: item.categories ?? [],
    ...present('id', item.id),
    ...present('link', item.link),
    ...present('author', item.by),
    ...present('published', dateOf(item.published)),
    ...present('updated', dateOf(item.updated)),
  };
  return { ...story, keys: identityKeys(story) };
};

const normalise = (feed: CanonicalHead & RssParser.Output<CanonicalItem>, texts: readonly string[]): FeedReading => ({
  kind: 'feed',
  title: feed.title ?? '',
  ...present('link', feed.link),
  ...present('language', feed.language),
  ...present('hub', feed.hub),
  ...present('self', feed.self),
  hints: readPollingHints(feed),
  stories: feed.items.map((item) => normaliseItem(item, texts)),
});

const scan = (text: string): Scan => {
  const json: ScannedDocument | undefined = looksLikeJson(text) ? scanJsonFeed(text) : undefined;
  return json === undefined ? scanDocument(text) : { kind: 'scanned', document: json };
};

/**
 * Reads a feed's body: decode, repair, rss-parser, normalise. Never throws; a document that is no feed is refused
 * with a reason. RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, CDF, JSON Feed; stories in the document's order.
 *
 * @param contentType the header's value, '' when unknown
 * @param url where the body came from, for relative links; '' when unknown
 */
export const readFeed = async (bytes: Uint8Array, contentType: string, url: string): Promise<FeedReading> => {
  try {
    const scanned = scan(decodeBody(bytes, contentType));
    if (scanned.kind === 'refused') return scanned;
    const { xml, texts } = canonicalFeed(scanned.document, url);
    return normalise(await parser.parseString(xml), texts);
  } catch {
    return { kind: 'refused', because: 'unreadable' };
  }
};

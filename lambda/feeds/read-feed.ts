import RssParser from 'rss-parser';
import { canonicalXml } from './canonical-xml.js';
import { decodeBody } from './decode.js';
import { identityKeys } from './identity.js';
import { type Repair, repairFeed } from './repair.js';

/** One story as its feed gives it: plain texts, dates still in the feed's own words. */
export interface FeedStory {
  /** Identity keys, strongest first: guid, link, title with day. */
  readonly keys: readonly string[];
  readonly guid?: string;
  readonly title: string;
  readonly link?: string;
  readonly summary: string;
  readonly author?: string;
  readonly tags: readonly string[];
  readonly published?: string;
  readonly updated?: string;
}

export type FeedRefusal = Extract<Repair, { kind: 'refused' }>['because'] | 'unreadable';

export type FeedReading =
  | {
      readonly kind: 'feed';
      readonly title: string;
      readonly link?: string;
      readonly language?: string;
      /** Minutes that the publisher asks pollers to wait. */
      readonly ttlMinutes?: number;
      readonly stories: readonly FeedStory[];
    }
  | { readonly kind: 'refused'; readonly because: FeedRefusal };

type ParsedItem = RssParser.Item & { readonly updated?: string; readonly author?: string };
type ParsedFeed = RssParser.Output<ParsedItem> & { readonly language?: string; readonly ttl?: string };

const present = <Name extends string>(name: Name, value: string | undefined): { readonly [K in Name]?: string } => {
  const fields: { [K in Name]?: string } = {};
  if (value !== undefined && value !== '') fields[name] = value;
  return fields;
};

const normaliseItem = (item: ParsedItem): FeedStory => {
  const story = {
    title: item.title ?? '',
    summary: item.content ?? '',
    tags: item.categories ?? [],
    ...present('guid', item.guid),
    ...present('link', item.link),
    ...present('author', item.author),
    ...present('published', item.pubDate),
    ...present('updated', item.updated),
  };
  return { ...story, keys: identityKeys(story) };
};

const normalise = (feed: ParsedFeed): FeedReading => {
  const ttl = Number(feed.ttl);
  return {
    kind: 'feed',
    title: feed.title ?? '',
    ...present('link', feed.link),
    ...present('language', feed.language),
    ...(ttl > 0 ? { ttlMinutes: ttl } : {}),
    stories: feed.items.map(normaliseItem),
  };
};

/**
 * Reads a feed's body: decode, repair, rss-parser, normalise. Never throws; a document that is no feed is refused
 * with a reason. RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0.
 *
 * @param url where the body came from, for relative links; '' when unknown
 */
export const readFeed = async (bytes: Uint8Array, contentType: string, url: string): Promise<FeedReading> => {
  const repair = repairFeed(decodeBody(bytes, contentType));
  if (repair.kind === 'refused') return repair;
  const parser = new RssParser<{ language?: string; ttl?: string }, { updated?: string; author?: string }>({
    customFields: { feed: ['language', 'ttl'], item: ['updated', 'author'] },
  });
  try {
    return normalise(await parser.parseString(canonicalXml(repair.feed, url)));
  } catch {
    return { kind: 'refused', because: 'unreadable' };
  }
};

import { isSeq, parseDocument } from 'yaml';

export interface NewFeed {
  readonly url: string;
  readonly zone?: string;
  readonly tags?: readonly string[];
  /** Written behind the address, for people. */
  readonly comment?: string;
}

export interface AddedFeeds {
  /** The watchlist with the feeds at the end of its list; rules, channels and comments stay as they are. */
  readonly text: string;
  readonly added: readonly NewFeed[];
  /** Those that the list had already, up to scheme and `www.`. */
  readonly known: readonly NewFeed[];
}

/** Scheme and `www.` apart; every parameter counts, since many sites name their feeds by one. */
const keyOf = (address: string): string => {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  return `${url.host.replace(/^www\./, '')}${url.pathname.replace(/\/+$/, '')}?${[...url.searchParams].sort().join('&')}`;
};

/** Adds feeds to a watchlist's text. @throws Error when the text is no watchlist with a list of feeds */
export const addFeeds = (text: string, feeds: readonly NewFeed[]): AddedFeeds => {
  const document = parseDocument(text);
  const list = document.get('feeds');
  if (!isSeq(list)) throw new Error('the watchlist has no list `feeds`');
  const before: unknown = list.toJSON();
  const urls = Array.isArray(before) ? before.map((feed: { url?: unknown }) => String(feed?.url ?? '')) : [];
  const taken = new Set(urls.map(keyOf));
  const [added, known]: [NewFeed[], NewFeed[]] = [[], []];
  for (const feed of feeds) {
    if (taken.has(keyOf(feed.url))) {
      known.push(feed);
      continue;
    }
    taken.add(keyOf(feed.url));
    added.push(feed);
    const { url, zone, tags = [], comment } = feed;
    const node = document.createNode({ url, ...(zone === undefined ? {} : { zone }), ...(tags.length === 0 ? {} : { tags }) });
    if (comment !== undefined) node.commentBefore = ` ${comment.replace(/\s+/g, ' ').slice(0, 80)}`;
    list.add(node);
  }
  list.flow = false;
  return { text: added.length === 0 ? text : document.toString({ lineWidth: 0, flowCollectionPadding: false }), added, known };
};

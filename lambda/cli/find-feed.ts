import { decodeBody } from '../feeds/decode.js';
import { troubleWords } from '../feeds/feed-health.js';
import { type FeedCandidate, findFeeds } from '../feeds/find-feeds.js';
import { type FeedReading, readFeed } from '../feeds/read-feed.js';
import type { FetchFeed } from '../pipeline/ports.js';

export interface FoundFeed {
  readonly url: string;
  readonly title: string;
  readonly stories: number;
  /** ISO 8601, UTC; of the newest story that is dated. */
  readonly newest?: string;
  readonly because: FeedCandidate['because'] | 'asked-for';
}

export type FeedSearch =
  | { readonly kind: 'found'; readonly feeds: readonly FoundFeed[] }
  | { readonly kind: 'nothing'; readonly words: string };

type Reading = Extract<FeedReading, { kind: 'feed' }>;

const MOST_FOUND = 8;
/** Usual addresses are guesses: they are tried only while nothing better was found. */
const MOST_GUESSES = 20;

const describe = (reading: Reading, url: string, because: FoundFeed['because']): FoundFeed => {
  const dates = reading.stories.flatMap((story) => story.published ?? story.updated ?? []).sort();
  const newest = dates.at(-1);
  return { url, title: reading.title, stories: reading.stories.length, because, ...(newest === undefined ? {} : { newest }) };
};

const tryCandidate = async (fetchFeed: FetchFeed, { url, because }: FeedCandidate): Promise<FoundFeed | undefined> => {
  const fetched = await fetchFeed(url, {});
  if (fetched.kind !== 'body') return undefined;
  const reading = await readFeed(fetched.bytes, fetched.contentType, fetched.url);
  return reading.kind === 'feed' ? describe(reading, fetched.movedTo ?? url, because) : undefined;
};

/** The feeds of an address: the address itself, or those that its page names, links to, or has where feeds usually are. */
export const findFeedsAt = async (url: string, fetchFeed: FetchFeed): Promise<FeedSearch> => {
  const fetched = await fetchFeed(url, {});
  if (fetched.kind !== 'body')
    return { kind: 'nothing', words: `${url}: ${troubleWords(fetched.kind === 'failed' ? fetched.reason : 'gone')}` };
  const reading = await readFeed(fetched.bytes, fetched.contentType, fetched.url);
  if (reading.kind === 'feed') return { kind: 'found', feeds: [describe(reading, fetched.movedTo ?? url, 'asked-for')] };
  if (reading.because !== 'html-page') return { kind: 'nothing', words: `${url}: ${troubleWords(reading.because)}` };
  const found: FoundFeed[] = [];
  let guesses = 0;
  for (const candidate of findFeeds(decodeBody(fetched.bytes, fetched.contentType), fetched.url)) {
    const isGuess = candidate.because === 'usual-address';
    if (isGuess && (found.length > 0 || guesses >= MOST_GUESSES)) break;
    if (isGuess) guesses += 1;
    const feed = await tryCandidate(fetchFeed, candidate);
    if (feed !== undefined && !found.some((each) => each.url === feed.url)) found.push(feed);
    if (found.length >= MOST_FOUND) break;
  }
  if (found.length > 0) return { kind: 'found', feeds: found };
  return { kind: 'nothing', words: `${url} is a page that names no feed, and none stands at the usual addresses of its site` };
};

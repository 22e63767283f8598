import { hashId } from '../core/ids.js';
import type { Story } from '../core/story.js';
import { earliest, type Instant, instant } from '../core/time.js';
import { cut } from '../feeds/canonical-feed.js';
import { isPlausible } from '../feeds/feed-date.js';
import type { FeedStory } from '../feeds/read-feed.js';
import type { WatchedFeed } from '../watchlist/watchlist.js';

export interface StoryOrigin {
  readonly feed: WatchedFeed;
  /** The feed's own title. */
  readonly source: string;
  /** The feed's own language. */
  readonly language?: string | undefined;
  readonly now: Instant;
}

/** What is stored of a story's title and text. */
const LONGEST_TITLE = 500;
const LONGEST_SUMMARY = 4_000;
const LONGEST_LANGUAGE = 35;

const hostOf = (url: string): string => new URL(url).host.replace(/^www\./, '');

const publishedAt = (story: FeedStory, now: Instant): Instant => {
  const stated = [story.published, story.updated].flatMap((date) => (date === undefined ? [] : [instant(Date.parse(date))]));
  return earliest(stated.find((at) => isPlausible(at, now)) ?? now, now);
};

/** The story that a feed's item becomes at first sight; its id depends on the feed and its strongest key. */
export const toStory = (item: FeedStory & { readonly key: string }, { feed, source, language, now }: StoryOrigin): Story => ({
  id: hashId('story', feed.id, item.key),
  feedId: feed.id,
  title: cut(item.title, LONGEST_TITLE),
  summary: cut(item.summary, LONGEST_SUMMARY),
  tags: item.tags,
  source: source === '' ? hostOf(feed.url) : source,
  publishedAt: publishedAt(item, now),
  seenAt: now,
  ...(item.link === undefined ? {} : { link: item.link }),
  ...(language === undefined || language === '' ? {} : { language: language.slice(0, LONGEST_LANGUAGE) }),
  ...(item.author === undefined ? {} : { author: item.author }),
});

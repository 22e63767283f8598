import { hashId } from '../core/ids.js';
import type { Story } from '../core/story.js';
import { earliest, type Instant } from '../core/time.js';
import { readFeedDate } from '../feeds/feed-date.js';
import type { FeedStory } from '../feeds/read-feed.js';
import type { WatchedFeed } from '../watchlist/watchlist.js';

export interface StoryOrigin {
  readonly feed: WatchedFeed;
  /** The feed's own title. */
  readonly source: string;
  readonly now: Instant;
}

const hostOf = (url: string): string => new URL(url).host.replace(/^www\./, '');

const publishedAt = (story: FeedStory, now: Instant): Instant => {
  const stated = readFeedDate(story.published ?? '', now) ?? readFeedDate(story.updated ?? '', now);
  return stated === undefined ? now : earliest(stated, now);
};

/** The story that a feed's item becomes at first sight; its id depends on the feed and its strongest key. */
export const toStory = (item: FeedStory & { readonly key: string }, { feed, source, now }: StoryOrigin): Story => ({
  id: hashId('story', feed.id, item.key),
  feedId: feed.id,
  title: item.title,
  summary: item.summary,
  tags: item.tags,
  source: source === '' ? hostOf(feed.url) : source,
  publishedAt: publishedAt(item, now),
  seenAt: now,
  ...(item.link === undefined ? {} : { link: item.link }),
  ...(item.author === undefined ? {} : { author: item.author }),
});

import type { Story } from '../core/story.js';
import type { MatchableStory } from '../rules/read-story.js';
import type { WatchedFeed } from '../watchlist/watchlist.js';

/** A story as the rules see it; its feed's tags are its tags. */
export const matchableStory = (story: Story, feed: Pick<WatchedFeed, 'tags'> | undefined): MatchableStory => ({
  title: story.title,
  summary: story.summary,
  source: story.source,
  tags: [...(feed?.tags ?? []), ...story.tags],
  ...(story.author === undefined ? {} : { author: story.author }),
  ...(story.language === undefined ? {} : { language: story.language }),
  ...(story.link === undefined ? {} : { link: story.link }),
});

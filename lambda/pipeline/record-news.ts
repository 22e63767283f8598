import type { Story } from '../core/story.js';
import { DAY_MS, HOUR_MS, type Instant, instant } from '../core/time.js';
import { rememberStories, type SeenStory, sortStories } from '../feeds/identity.js';
import type { FeedReading, FeedStory } from '../feeds/read-feed.js';
import { type Rhythm, rhythmOf } from '../feeds/rhythm.js';
import type { PollContext } from './poll-context.js';
import { type RecordedStory, recordStories } from './record-stories.js';
import { toStory } from './to-story.js';

export interface NewsRecorded {
  readonly fresh: number;
  readonly edited: number;
  readonly alerts: number;
  readonly mentions: number;
  /** More new stories than one poll records: the rest waits for the next, at once. */
  readonly moreWait: boolean;
  readonly inArchive: boolean;
  readonly rhythm: Rhythm;
}

type Reading = Extract<FeedReading, { kind: 'feed' }>;
type Keyed = FeedStory & { readonly key: string };

const MOST_FRESH = 200;
/** What a feed's first reading shows that is older is stored, and nobody is told. */
const BASELINE_AGE_MS = 6 * HOUR_MS;
/** Of what is older, so much is read for deadlines that are still ahead: a countdown that began before the feed was watched. */
const FOLLOWED_AGE_MS = 14 * DAY_MS;
/** An edit of an older story is no news. */
const EDIT_AGE_MS = 2 * DAY_MS;
/** From so many stories at once that lie before the last reading, or are not dated, an archive was put into the feed. */
const ARCHIVE = 20;
/** From so many, and half the document, a publisher has rewritten its titles. */
const REWRITTEN = 5;

const hasWords = ({ title, summary, link }: FeedStory): boolean => title !== '' || summary !== '' || link !== undefined;

interface NewsContext {
  readonly reading: Reading;
  readonly readAt: Instant | undefined;
  readonly now: Instant;
  /** The poll before found an archive, and this one goes on with it. */
  readonly inArchive: boolean;
  readonly isKnown: (story: FeedStory) => boolean;
}

const isUndated = (item: FeedStory): boolean => item.published === undefined && item.updated === undefined;

interface Found {
  readonly item: Keyed;
  readonly story: Story;
}

/** Undated stories above the first known one of the document are news; those below it were put in from an archive. */
const isBelowKnown = ({ reading, isKnown }: NewsContext, item: Keyed): boolean => {
  const firstKnown = reading.stories.findIndex((each) => isKnown(each));
  return firstKnown < 0 || reading.stories.findIndex((each) => each.keys === item.keys) > firstKnown;
};

/** Which of the new stories belong to the past: those of a first reading, or of a publisher that opens its archive. */
const archiveOf = (fresh: readonly Found[], context: NewsContext): readonly Found[] => {
  const { readAt, now, inArchive } = context;
  const since = readAt === undefined ? now - BASELINE_AGE_MS : readAt - BASELINE_AGE_MS;
  const old = fresh.filter(({ item, story }) =>
    isUndated(item) ? readAt === undefined || isBelowKnown(context, item) : story.publishedAt < since,
  );
  return readAt === undefined || inArchive || old.length >= ARCHIVE ? old : [];
};

/** Stories of a first reading that nobody is told of, and whose deadlines count: not those without a date. */
const followedOf = (archive: readonly Found[], { readAt, now }: NewsContext): ReadonlySet<string> =>
  new Set(
    archive
      .filter(({ item, story }) => readAt === undefined && !isUndated(item) && story.publishedAt > now - FOLLOWED_AGE_MS)
      .map(({ story }) => story.id),
  );

/** An edited title is matched again, unless the publisher edited them all or the story is old. */
const tellableEdits = (edited: readonly { readonly story: Story }[], { reading, readAt, now }: NewsContext): ReadonlySet<string> => {
  const isRewrite = edited.length >= REWRITTEN && edited.length * 2 >= reading.stories.length;
  if (isRewrite || readAt === undefined) return new Set();
  return new Set(edited.filter(({ story }) => story.publishedAt > now - EDIT_AGE_MS).map(({ story }) => story.id));
};

const datesOf = (stories: readonly FeedStory[]): readonly Instant[] =>
  stories.flatMap(({ published, updated }) => {
    const date = published ?? updated;
    return date === undefined ? [] : [instant(Date.parse(date))];
  });

/**
 * Finds what is new or edited in a document, records it oldest first, and then remembers what was shown: in that order,
 * so that a crash between the two only means that the same stories are new again.
 */
export const recordNews = async (context: PollContext, reading: Reading): Promise<NewsRecorded> => {
  const { world, feed, held, now } = context;
  const { readAt, archive: inArchive = false } = held.state;
  const seen = await world.seen.read(feed.id);
  const stories = reading.stories.filter(hasWords);
  const sorted = sortStories(stories, seen, readAt);
  const freshKeys = new Set(sorted.fresh.map((each) => each.keys));
  const newsContext = { reading, readAt, now, inArchive, isKnown: (story: FeedStory) => hasWords(story) && !freshKeys.has(story.keys) };
  const toRecord = (item: Keyed) => ({ item, story: toStory(item, { feed, source: reading.title, language: reading.language, now }) });
  const oldestFirst = sorted.fresh.map(toRecord).sort((left, right) => left.story.publishedAt - right.story.publishedAt);
  const batch = oldestFirst.slice(0, MOST_FRESH);
  const edited = sorted.edited.map(toRecord);
  const archive = archiveOf(oldestFirst, newsContext);
  const untold = new Set(archive.map(({ story }) => story.id));
  const followed = followedOf(archive, newsContext);
  const editsTold = tellableEdits(edited, newsContext);
  const titleKeys = new Map(sorted.shown.map((record) => [record.keys[0], record.titleKey]));
  const recorded = await recordStories(
    world,
    [
      ...batch.map(
        ({ story }): RecordedStory => ({ story, isTold: !untold.has(story.id), ...(followed.has(story.id) ? { isFollowed: true } : {}) }),
      ),
      ...edited
        .filter(({ story }) => editsTold.has(story.id))
        .map(({ story, item }): RecordedStory => ({ story, isTold: true, edition: titleKeys.get(item.key) ?? '' })),
    ],
    context,
  );
  const waiting = new Set(oldestFirst.slice(MOST_FRESH).map(({ item }) => item.key));
  const shown = sorted.shown.filter(({ keys }) => !waiting.has(keys[0] ?? ''));
  await rememberShown(context, shown, seen, sorted.learned);
  return {
    fresh: batch.length,
    edited: editsTold.size,
    ...recorded,
    moreWait: waiting.size > 0,
    inArchive: readAt !== undefined && archive.length > 0,
    rhythm: rhythmOf(datesOf(stories), now),
  };
};

const rememberShown = async (
  { world, feed }: PollContext,
  shown: readonly SeenStory[],
  seen: readonly SeenStory[],
  learned: boolean,
): Promise<void> => {
  if (learned) await world.seen.write(feed.id, rememberStories(shown, seen));
};

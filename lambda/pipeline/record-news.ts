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
  readonly rhythm: Rhythm;
}

type Reading = Extract<FeedReading, { kind: 'feed' }>;
type Keyed = FeedStory & { readonly key: string };

const MOST_FRESH = 200;
/** What a feed's first reading shows that is older is stored, and nobody is told. */
const BASELINE_AGE_MS = 6 * HOUR_MS;
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
}

const isUndated = (item: FeedStory): boolean => item.published === undefined && item.updated === undefined;

/** Which of the new stories are told: all but the archive of a first reading, or of a publisher that opens its cellar. */
const tellableFresh = (
  fresh: readonly { readonly item: Keyed; readonly story: Story }[],
  { readAt, now }: NewsContext,
): ReadonlySet<string> => {
  const isOld = ({ story }: { readonly story: Story }): boolean =>
    story.publishedAt < (readAt === undefined ? now - BASELINE_AGE_MS : readAt - BASELINE_AGE_MS);
  const archive = fresh.filter((each) => isOld(each) || (readAt !== undefined && isUndated(each.item)));
  const untold = readAt === undefined ? fresh.filter(isOld) : archive.length >= ARCHIVE ? archive : [];
  const untoldIds = new Set(untold.map(({ story }) => story.id));
  return new Set(fresh.map(({ story }) => story.id).filter((id) => !untoldIds.has(id)));
};

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
  const newsContext = { reading, readAt: held.state.readAt, now };
  const seen = await world.seen.read(feed.id);
  const stories = reading.stories.filter(hasWords);
  const sorted = sortStories(stories, seen);
  const toRecord = (item: Keyed) => ({ item, story: toStory(item, { feed, source: reading.title, now }) });
  const oldestFirst = sorted.fresh.map(toRecord).sort((left, right) => left.story.publishedAt - right.story.publishedAt);
  const batch = oldestFirst.slice(0, MOST_FRESH);
  const edited = sorted.edited.map(toRecord);
  const [freshTold, editsTold] = [tellableFresh(oldestFirst, newsContext), tellableEdits(edited, newsContext)];
  const titleKeys = new Map(sorted.shown.map((record) => [record.keys[0], record.titleKey]));
  const recorded = await recordStories(
    world,
    [
      ...batch.map(({ story }): RecordedStory => ({ story, isTold: freshTold.has(story.id) })),
      ...edited
        .filter(({ story }) => editsTold.has(story.id))
        .map(({ story, item }): RecordedStory => ({ story, isTold: true, edition: titleKeys.get(item.key) ?? '' })),
    ],
    context,
  );
  const waiting = new Set(oldestFirst.slice(MOST_FRESH).map(({ item }) => item.key));
  const shown = sorted.shown.filter(({ keys }) => !waiting.has(keys[0] ?? ''));
  await rememberShown(context, shown, seen, sorted.learned);
  return { fresh: batch.length, edited: editsTold.size, ...recorded, moreWait: waiting.size > 0, rhythm: rhythmOf(datesOf(stories), now) };
};

const rememberShown = async (
  { world, feed }: PollContext,
  shown: readonly SeenStory[],
  seen: readonly SeenStory[],
  learned: boolean,
): Promise<void> => {
  if (learned) await world.seen.write(feed.id, rememberStories(shown, seen));
};

import { fold } from '../core/fold.js';
import { shortHash } from '../core/ids.js';
import type { Instant } from '../core/time.js';

const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|igshid|yclid|mc_[ce]id|at_(?:medium|campaign|link\w*|bbc\w*|format|ptr\w*|custom\d*)|cmp|cmpid|ocid|ns_\w+|smid|src|ref|rss|xtor|wt\.\w+|ito|traffic_source|partner|_hs\w+|feature|ncid|cid|ss_source|sr_share)$/i;

/** Fragments that lead to a part of one page, or track; any other may be an item of a page of many. */
const IDLE_FRAGMENT = /^#?$|=|^#(?:comments?|respond|disqus_thread|top|main|content)$/i;

/** An address without what changes between two mentions of one page: scheme, `www.`, tracking parameters. */
export const canonicalLink = (link: string): string => {
  const url = new URL(link);
  const kept = [...url.searchParams].filter(([name]) => !TRACKING.test(name)).sort();
  const query = kept.map(([name, value]) => `${name}=${value}`).join('&');
  const path = url.pathname.replace(/\/+$/, '');
  const fragment = IDLE_FRAGMENT.test(url.hash) ? '' : url.hash;
  return `${url.host.replace(/^www\./, '')}${path}${query === '' ? '' : `?${query}`}${fragment}`;
};

/** A title as two publishers of one wire story would both have it: case, accents, quotes and punctuation folded. */
export const canonicalTitle = (title: string): string =>
  fold(title)
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();

interface Identified {
  readonly id?: string;
  readonly link?: string;
  readonly title: string;
  readonly published?: string;
}

/** The keys under which a story is known in its feed, strongest first: 16 hexadecimal digits each. */
export const identityKeys = (story: Identified): readonly string[] => [
  ...(story.id === undefined ? [] : [shortHash('guid', story.id)]),
  ...(story.link === undefined ? [] : [shortHash('link', canonicalLink(story.link))]),
  shortHash('title', canonicalTitle(story.title), (story.published ?? '').slice(0, 10)),
];

/** What a feed's memory holds of one story. */
export interface SeenStory {
  /** Keys under which it was shown, 16 hexadecimal digits each; the first fixed its id at first sight. */
  readonly keys: readonly string[];
  /** Of its title when it was last shown, 16 hexadecimal digits; `''` when not known. */
  readonly titleKey: string;
}

interface Shown {
  /** Strongest first; the last one is that of title and day. */
  readonly keys: readonly string[];
  readonly title: string;
  /** ISO 8601. */
  readonly published?: string;
}

export interface SortedStories<S> {
  /** Never seen before, in the document's order. */
  readonly fresh: readonly (S & { readonly key: string })[];
  /** Seen before under another title. */
  readonly edited: readonly (S & { readonly key: string })[];
  /** The feed's memory of every story of the document, in its order. */
  readonly shown: readonly SeenStory[];
  /** Whether the memory holds something that it did not hold before. */
  readonly learned: boolean;
}

const MOST_KEYS = 5;
/** From so many new stories at once, and half the document, a publisher is taken to have changed its ids. */
const MIGRATION = 5;

const countKeys = (stories: readonly Shown[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const key of stories.flatMap((story) => story.keys)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

const titleKeyOf = (title: string): string => shortHash('title', canonicalTitle(title));

interface Recognised<S> {
  readonly story: S;
  readonly keys: readonly string[];
  readonly titleKey: string;
  readonly before: SeenStory | undefined;
}

/** The keys that identify a story: those that do not repeat inside the document; title and day only when nothing else does. */
const ownKeys = (
  story: Shown,
  counts: ReadonlyMap<string, number>,
): { readonly all: readonly string[]; readonly asked: readonly string[] } => {
  const single = story.keys.filter((key) => counts.get(key) === 1);
  const all = single.length > 0 ? single : story.keys;
  const titleDay = story.keys.at(-1);
  const strong = all.filter((key) => key !== titleDay);
  return { all, asked: strong.length > 0 ? strong : all };
};

const isAfter = ({ published }: Shown, readAt: Instant | undefined): boolean =>
  readAt !== undefined && published !== undefined && Date.parse(published) > readAt;

const recognise = <S extends Shown>(
  stories: readonly S[],
  seen: readonly SeenStory[],
  readAt: Instant | undefined,
): readonly Recognised<S>[] => {
  const counts = countKeys(stories);
  const known = new Map(seen.flatMap((record) => record.keys.map((key) => [key, record] as const)).reverse());
  return stories.map((story) => {
    const { all, asked } = ownKeys(story, counts);
    const titleKey = titleKeyOf(story.title);
    const records = asked.flatMap((key) => known.get(key) ?? []);
    // The weakest that is known: an id that is used again for another page says less than the page's address.
    const before = records.at(-1);
    const isReused =
      before !== undefined &&
      asked.length > 1 &&
      records.length === 1 &&
      known.get(asked[0] ?? '') === before &&
      before.titleKey !== titleKey &&
      isAfter(story, readAt);
    const keys = isReused ? all.slice(1) : all;
    const fresh = before === undefined || isReused;
    if (fresh) for (const key of keys) known.set(key, { keys, titleKey });
    return { story, keys, titleKey, before: fresh ? undefined : before };
  });
};

const singly = <T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, T> => {
  const found = new Map<string, T | undefined>();
  for (const item of items) found.set(key(item), found.has(key(item)) ? undefined : item);
  return new Map([...found].flatMap(([name, item]) => (item === undefined ? [] : [[name, item] as const])));
};

/**
 * When most of a document is new at once, its publisher may have changed every id and address. Those are no news whose title
 * was seen: once in the memory, once in the document, of a story that is not in it otherwise, and not dated since the last reading.
 */
const seeThroughMigration = <S extends Shown>(
  stories: readonly Recognised<S>[],
  seen: readonly SeenStory[],
  readAt: Instant | undefined,
): readonly Recognised<S>[] => {
  const fresh = stories.filter((each) => each.before === undefined).length;
  if (seen.length === 0 || fresh < MIGRATION || fresh * 2 < stories.length) return stories;
  const present = new Set(stories.map((each) => each.before));
  const remembered = singly(seen, (record) => record.titleKey);
  const shown = singly(stories, (each) => each.titleKey);
  return stories.map((each) => {
    const record = remembered.get(each.titleKey);
    const isSame = record !== undefined && shown.has(each.titleKey) && !present.has(record) && !isAfter(each.story, readAt);
    return each.before === undefined && isSame ? { ...each, before: record } : each;
  });
};

const remember = <S>({ keys, titleKey, before }: Recognised<S>): SeenStory => ({
  keys: [...new Set([...(before?.keys.slice(0, 1) ?? []), ...keys, ...(before?.keys ?? [])])].slice(0, MOST_KEYS),
  titleKey,
});

/**
 * Sorts a document's stories into new, edited and known. Known is whose id or link was seen, or, where it has neither,
 * whose title of the day was, so that no change of ids, links or scheme by a publisher makes old news new. Linear.
 *
 * @param readAt when the feed was last read; what is dated later is not taken for an old story under new ids
 */
export const sortStories = <S extends Shown>(stories: readonly S[], seen: readonly SeenStory[], readAt?: Instant): SortedStories<S> => {
  const recognised = seeThroughMigration(recognise(stories, seen, readAt), seen, readAt);
  const keyed = ({ story, keys, before }: Recognised<S>) => ({ ...story, key: before?.keys[0] ?? keys[0] ?? '' });
  const isEdited = ({ before, titleKey }: Recognised<S>): boolean =>
    before !== undefined && before.titleKey !== '' && before.titleKey !== titleKey;
  return {
    fresh: recognised.filter((each) => each.before === undefined).map(keyed),
    edited: recognised.filter(isEdited).map(keyed),
    shown: recognised.map(remember),
    learned: recognised.some(
      ({ before, keys, titleKey }) =>
        before === undefined || before.titleKey !== titleKey || keys.some((key) => !before.keys.includes(key)),
    ),
  };
};

const LEAST_REMEMBERED = 800;

/** The memory after a reading: what the document shows, then the newest of what was seen before; bounded. */
export const rememberStories = (shown: readonly SeenStory[], before: readonly SeenStory[]): readonly SeenStory[] => {
  const taken = new Set<string>();
  const kept: SeenStory[] = [];
  for (const record of [...shown, ...before]) {
    const [key = ''] = record.keys;
    if (taken.has(key) || kept.length >= Math.max(LEAST_REMEMBERED, shown.length + 200)) continue;
    taken.add(key);
    kept.push(record);
  }
  return kept;
};

import { shortHash } from '../core/ids.js';
import { fold } from '../core/words.js';

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
  readonly keys: readonly string[];
  readonly title: string;
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

const recognise = <S extends Shown>(stories: readonly S[], seen: readonly SeenStory[]): readonly Recognised<S>[] => {
  const counts = countKeys(stories);
  const known = new Map(seen.flatMap((record) => record.keys.map((key) => [key, record] as const)).reverse());
  return stories.map((story) => {
    // A key that repeats inside the document identifies nothing, unless it is all that a story has.
    const own = story.keys.filter((key) => counts.get(key) === 1);
    const keys = own.length > 0 ? own : story.keys;
    const titleKey = titleKeyOf(story.title);
    const before = keys.map((key) => known.get(key)).find((record) => record !== undefined);
    if (before === undefined) for (const key of keys) known.set(key, { keys, titleKey });
    return { story, keys, titleKey, before };
  });
};

/** When most of a document is new at once and its titles are known, its publisher changed every id: those are no news. */
const seeThroughMigration = <S>(stories: readonly Recognised<S>[], seen: readonly SeenStory[]): readonly Recognised<S>[] => {
  const fresh = stories.filter((each) => each.before === undefined).length;
  if (seen.length === 0 || fresh < MIGRATION || fresh * 2 < stories.length) return stories;
  const byTitle = new Map(seen.map((record) => [record.titleKey, record]));
  return stories.map((each) => ({ ...each, before: each.before ?? byTitle.get(each.titleKey) }));
};

const remember = <S>({ keys, titleKey, before }: Recognised<S>): SeenStory => ({
  keys: [...new Set([...(before?.keys.slice(0, 1) ?? []), ...keys, ...(before?.keys ?? [])])].slice(0, MOST_KEYS),
  titleKey,
});

/**
 * Sorts a document's stories into new, edited and known. Known is whose id, link, or title of the day was seen, so
 * that no change of ids, links or scheme by a publisher makes old news new. Linear in stories and memory.
 */
export const sortStories = <S extends Shown>(stories: readonly S[], seen: readonly SeenStory[]): SortedStories<S> => {
  const recognised = seeThroughMigration(recognise(stories, seen), seen);
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

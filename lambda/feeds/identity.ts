import { shortHash } from '../core/ids.js';
import { fold } from '../core/words.js';

const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|mc_[ce]id|at_(?:medium|campaign|link\w*|bbc\w*|format|ptr\w*)|cmp|ocid|ns_\w+|smid|src|ref|xtor)$/i;

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
  shortHash('title', canonicalTitle(story.title), (story.published ?? '').slice(0, 16)),
];

const countKeys = (stories: readonly { readonly keys: readonly string[] }[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const key of stories.flatMap((story) => story.keys)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

/**
 * Sorts a document's stories into new and known: known when any key was seen before or stands on an earlier story
 * of the document. A key that repeats inside the document identifies nothing, unless it is all that a story has.
 */
export const newStories = <S extends { readonly keys: readonly string[] }>(
  stories: readonly S[],
  seen: ReadonlySet<string>,
): readonly (S & { readonly key: string })[] => {
  const counts = countKeys(stories);
  const known = new Set(seen);
  return stories.flatMap((story) => {
    const own = story.keys.filter((key) => counts.get(key) === 1);
    const keys = own.length > 0 ? own : story.keys;
    const [key] = keys;
    if (key === undefined || keys.some((candidate) => known.has(candidate))) return [];
    for (const each of keys) known.add(each);
    return [{ ...story, key }];
  });
};

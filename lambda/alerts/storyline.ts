import { shortHash } from '../core/ids.js';
import { HOUR_MS, type Instant } from '../core/time.js';
import { canonicalLink, canonicalTitle } from '../feeds/identity.js';
import type { StoryBrief } from './alert.js';

/** An event that one channel has been told of, and how to recognise more stories of it. */
export interface Storyline {
  readonly id: string;
  readonly keys: readonly string[];
  readonly headline: string;
  readonly sources: readonly string[];
  readonly toldAt: Instant;
}

/** How long a channel remembers what it was told. */
export const STORYLINE_MS = 72 * HOUR_MS;
const MOST_SOURCES = 8;
const MOST_KEYS = 12;

/** Keys by which two stories are one event: the page's address, and the headline without its punctuation. */
const storylineKeys = (story: Pick<StoryBrief, 'link' | 'title'>): readonly string[] => [
  ...(story.link === undefined ? [] : [shortHash('link', canonicalLink(story.link))]),
  shortHash('title', canonicalTitle(story.title)),
];

export const findStoryline = (told: readonly Storyline[], story: StoryBrief): Storyline | undefined => {
  const keys = storylineKeys(story);
  return told.find((storyline) => storyline.keys.some((key) => keys.includes(key)));
};

export const beginStoryline = (story: StoryBrief, now: Instant): Storyline => {
  const keys = storylineKeys(story);
  return { id: shortHash('storyline', ...keys), keys, headline: story.title.slice(0, 120), sources: [story.source], toldAt: now };
};

/** The storyline with one more story of it. */
export const extendStoryline = (storyline: Storyline, story: StoryBrief): Storyline => ({
  ...storyline,
  keys: [...new Set([...storyline.keys, ...storylineKeys(story)])].slice(0, MOST_KEYS),
  sources: [...new Set([...storyline.sources, story.source])].slice(0, MOST_SOURCES),
});

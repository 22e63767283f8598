import { type FeedReading, readFeed } from '../../lambda/feeds/read-feed.js';

const REFUSALS = ['empty', 'html-page', 'not-a-feed', 'unreadable'];

const isLink = (link: unknown): boolean =>
  link === undefined || (typeof link === 'string' && /^https?:\/\//i.test(link) && URL.canParse(link));

const isDate = (date: unknown): boolean => date === undefined || (typeof date === 'string' && !Number.isNaN(Date.parse(date)));

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e]/;

const isText = (text: unknown): boolean => typeof text === 'string' && text.isWellFormed() && !CONTROLS.test(text);

/** What is wrong with a reading, whatever the bytes were; nothing when it keeps its promises. */
const faultsOf = (reading: FeedReading): readonly string[] => {
  if (reading.kind === 'refused') return REFUSALS.includes(reading.because) ? [] : [`refused for ${reading.because}`];
  const faults = reading.stories.flatMap((story, index) => [
    ...(isText(story.title) && isText(story.summary) ? [] : [`story ${index} has no plain text`]),
    ...(isLink(story.link) ? [] : [`story ${index} links to ${story.link}`]),
    ...(isDate(story.published) && isDate(story.updated) ? [] : [`story ${index} has a date that is none`]),
    ...(story.keys.length > 0 && story.keys.every((key) => /^[\da-f]{16}$/.test(key)) ? [] : [`story ${index} has no keys`]),
    ...(story.tags.every(isText) ? [] : [`story ${index} has a tag that is no text`]),
  ]);
  return isText(reading.title) ? faults : [...faults, 'the feed’s title is no text'];
};

export interface Examined {
  readonly faults: readonly string[];
  readonly stories: number;
  readonly ms: number;
}

/** Reads a body and says what is wrong: a throw, a fault of the reading, a polluted prototype. */
export const examineReading = async (bytes: Uint8Array): Promise<Examined> => {
  const begun = performance.now();
  try {
    const reading = await readFeed(bytes, '', 'https://wire.example/feed');
    const polluted = Object.keys(Object.prototype).length > 0 ? ['Object.prototype was changed'] : [];
    return {
      faults: [...faultsOf(reading), ...polluted],
      stories: reading.kind === 'feed' ? reading.stories.length : 0,
      ms: performance.now() - begun,
    };
  } catch (error) {
    return { faults: [`threw ${error instanceof Error ? error.stack : String(error)}`], stories: 0, ms: performance.now() - begun };
  }
};

import { readFeed as read } from '../../lambda/feeds/read-feed.js';

// The reader in the shape that scorers of feed readers ask for: entries, and a throw where there is no feed.

/** @throws Error with the reason when the bytes are no feed */
export const readFeed = async (bytes: Uint8Array, contentType: string, url: string) => {
  const reading = await read(bytes, contentType, url);
  if (reading.kind === 'refused') throw new Error(reading.because);
  return { title: reading.title, link: reading.link, entries: reading.stories };
};

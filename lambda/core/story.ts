import type { Instant } from './time.js';

/** One item of a feed. Its id is fixed at first sight and found again by any of its identity keys. */
export interface Story {
  readonly id: string;
  readonly feedId: string;
  /** Plain text, never empty. */
  readonly title: string;
  /** Plain text; empty when the feed gives none. */
  readonly summary: string;
  /** An absolute http(s) address. */
  readonly link?: string;
  readonly author?: string;
  /** As the feed names it: a BCP 47 tag such as `en-GB`. */
  readonly language?: string;
  readonly tags: readonly string[];
  /** The publisher as the feed calls itself. */
  readonly source: string;
  /** When the publisher says that it appeared; the moment of first sight where it says nothing. */
  readonly publishedAt: Instant;
  readonly seenAt: Instant;
  /** It came with a feed's first reading or out of an archive: nobody was told of it. */
  readonly untold?: true;
}

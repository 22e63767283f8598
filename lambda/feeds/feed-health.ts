import type { Instant } from '../core/time.js';
import type { FeedRefusal } from './read-feed.js';
import { isSilent, type Rhythm } from './rhythm.js';

/** Why a feed could not be fetched. */
export type FetchFailure =
  | 'timeout'
  | 'unreachable'
  | 'not-found'
  | 'forbidden'
  | 'throttled'
  | 'server-error'
  | 'too-large'
  | 'too-many-redirects'
  | 'private-address'
  | 'not-http'
  | 'credentials-in-url'
  | 'truncated'
  | 'bad-encoding'
  | 'unexpected-status';

export type FeedTrouble = FetchFailure | FeedRefusal | 'gone';

/** Each reason in words, with what can be done about it. */
const TROUBLE_WORDS: Readonly<Record<FeedTrouble, string>> = {
  timeout: 'no whole answer within 20 seconds',
  unreachable: 'its server cannot be reached: wrong name, no network, or a broken certificate',
  'not-found': 'nothing is at this address any more (404); look for the feed with `news-alert feeds add` and the site’s address',
  forbidden: 'the publisher refuses this program (401 or 403)',
  throttled: 'the publisher asks to be visited less often (429)',
  'server-error': 'the publisher’s server is in trouble (5xx)',
  'too-large': 'it is larger than 10 MB',
  'too-many-redirects': 'it redirects more than five times, or in a circle',
  'private-address': 'it leads to a private address, which is not fetched',
  'not-http': 'it leads to an address that is neither http nor https',
  'credentials-in-url': 'its address holds a password, which is not sent',
  truncated: 'its answer broke off; what was whole of it is read',
  'bad-encoding': 'it is packed in a way that cannot be unpacked',
  'unexpected-status': 'it answers with a status that no feed gives',
  empty: 'it answers with nothing',
  'html-page': 'a web page stands in its place; `news-alert feeds add` finds the feed of a page',
  'not-a-feed': 'what it answers is no feed',
  unreadable: 'it is damaged beyond reading',
  gone: 'the publisher says that it is gone for good (410); take it out of the watchlist',
};

const isTrouble = (reason: string): reason is FeedTrouble => Object.hasOwn(TROUBLE_WORDS, reason);

/** A reason in words; the reason itself when it is none of a feed. */
export const troubleWords = (reason: string): string => (isTrouble(reason) ? TROUBLE_WORDS[reason] : reason);

export type FeedStateName = 'new' | 'ok' | 'slow' | 'silent' | 'failing' | 'refused' | 'gone' | 'asleep';

export interface FeedFacts extends Rhythm {
  readonly reason?: string;
  readonly failures?: number;
  readonly polledAt?: Instant;
  readonly slowMs?: number;
  readonly asleep: boolean;
}

/** The one word for how a feed is; `silent` when it publishes less than it usually does, `refused` when its publisher turns us away. */
export const feedStateName = (facts: FeedFacts, now: Instant): FeedStateName => {
  if (facts.asleep) return 'asleep';
  if (facts.reason === 'gone') return 'gone';
  if (facts.reason === 'forbidden' || facts.reason === 'throttled') return 'refused';
  if ((facts.failures ?? 0) > 0) return 'failing';
  if (facts.polledAt === undefined) return 'new';
  if (isSilent(facts, now)) return 'silent';
  return facts.slowMs === undefined ? 'ok' : 'slow';
};

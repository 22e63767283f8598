import { DAY_MS, earliest, HOUR_MS, type Instant, instant, MINUTE_MS, plus } from '../core/time.js';
import type { PollingHints } from './polling-hints.js';

/** How often feeds are polled; milliseconds. */
export interface PollPace {
  readonly usualMs: number;
  readonly floorMs: number;
  /** Always the usual pace, whatever the feed's own rhythm: for trials. */
  readonly steady?: boolean;
}

/** What a feed is known for when its next poll is planned. */
export interface FeedHistory {
  /** Usual time between two of its stories. */
  readonly gapMs?: number;
  /** The time over which the stories of one document were published: what is older has left the feed. */
  readonly windowMs?: number;
  readonly hints?: PollingHints;
  /** Its hub tells of news, so that polls are only the safety net. */
  readonly hubTells?: boolean;
}

export type PollResult =
  | { readonly kind: 'read'; readonly maxAgeSeconds?: number; readonly expiresAt?: Instant }
  | { readonly kind: 'failed'; readonly failures: number; readonly retryAt?: Instant }
  | { readonly kind: 'more-waiting' }
  /** A hub told of news that the feed does not show yet. */
  | { readonly kind: 'push-awaited' }
  | { readonly kind: 'host-busy'; readonly until: Instant }
  | { readonly kind: 'gone' };

export interface NextPoll {
  readonly at: Instant;
  readonly because:
    | 'usual-pace'
    | 'rarely-publishes'
    | 'publishes-fast'
    | 'publisher-asks'
    | 'hub-tells'
    | 'backing-off'
    | 'publisher-says-later'
    | 'host-busy'
    | 'more-waiting'
    | 'gone';
}

interface Planning {
  readonly pace: PollPace;
  readonly now: Instant;
  /** A number in [0, 1) that spreads feeds over time. */
  readonly chance: number;
}

const LONGEST_MS = DAY_MS;
/** A feed that publishes once a week is still looked at this often: its one story may be the one. */
const QUIET_MS = HOUR_MS;
const HUB_MS = HOUR_MS;
const GONE_MS = 7 * DAY_MS;
const LONGEST_RETRY_MS = 7 * DAY_MS;
const JITTER = 0.1;
/** Polls in a usual gap between stories, and in the time that a story stays in the document. */
const POLLS_A_GAP = 4;
const POLLS_A_WINDOW = 3;

type Paced = readonly [ms: number, because: NextPoll['because']];

/** The feed's own rhythm: seldom for one that seldom publishes, oftener for one whose stories leave it soon. */
const ownPace = ({ gapMs, windowMs, hubTells }: FeedHistory, { usualMs, floorMs, steady }: PollPace): Paced => {
  if (steady === true) return [Math.max(usualMs, floorMs), 'usual-pace'];
  const rare = Math.min((gapMs ?? 0) / POLLS_A_GAP, QUIET_MS);
  const fast = Math.max((windowMs ?? Number.POSITIVE_INFINITY) / POLLS_A_WINDOW, floorMs);
  if (hubTells === true && usualMs < HUB_MS && fast > usualMs) return [Math.min(HUB_MS, fast), 'hub-tells'];
  if (fast < usualMs) return [fast, 'publishes-fast'];
  return rare > usualMs ? [rare, 'rarely-publishes'] : [Math.max(usualMs, floorMs), 'usual-pace'];
};

const afterReading = (feed: FeedHistory, result: Extract<PollResult, { kind: 'read' }>, { pace, now }: Planning): Paced => {
  const own = ownPace(feed, pace);
  const expiresMs = result.expiresAt === undefined ? 0 : result.expiresAt - now;
  const askedMs = Math.max(feed.hints?.intervalMs ?? 0, (result.maxAgeSeconds ?? 0) * 1000, expiresMs);
  const boundedMs = Math.min(askedMs, LONGEST_MS);
  return boundedMs > own[0] ? [boundedMs, 'publisher-asks'] : own;
};

const isSkipped = (at: Instant, { skipHours, skipDays }: PollingHints): boolean => {
  const date = new Date(at);
  return skipHours.includes(date.getUTCHours()) || skipDays.includes(date.getUTCDay());
};

/** The first moment from `at` on that lies outside the hours and days in which the publisher asks nobody to come. */
const outsideSkipped = (at: Instant, hints: PollingHints): Instant => {
  let moment = at;
  const latestMoment = plus(at, 7 * DAY_MS);
  while (isSkipped(moment, hints) && moment < latestMoment) moment = instant((Math.floor(moment / HOUR_MS) + 1) * HOUR_MS);
  return moment;
};

const afterFailure = (feed: FeedHistory, result: Extract<PollResult, { kind: 'failed' }>, { pace, now, chance }: Planning): NextPoll => {
  const backOffMs = pace.usualMs * 2 ** Math.min(result.failures - 1, 12) * (1 + JITTER * chance);
  const backOff = plus(now, Math.min(LONGEST_MS, Math.max(backOffMs, pace.floorMs, feed.hints?.intervalMs ?? 0)));
  if (result.retryAt === undefined || result.retryAt <= backOff) return { at: backOff, because: 'backing-off' };
  const until = earliest(result.retryAt, plus(now, LONGEST_RETRY_MS));
  return { at: plus(until, FIRST_FREE_MS + MINUTE_MS * chance), because: 'publisher-says-later' };
};

const ANSWER_MS = 30_000;

/** After a pause the feeds that it kept waiting go first, then the one that was told to pause. */
const FIRST_FREE_MS = 20_000;

/** A request of another feed is over in seconds; a host that asked for a pause gets it whole. */
const whenHostIsFree = (until: Instant, { pace, now, chance }: Planning): Instant => {
  const free = earliest(until, plus(now, LONGEST_RETRY_MS));
  if (until - now > ANSWER_MS) return plus(free, 1_000 + (FIRST_FREE_MS - 1_000) * chance);
  return plus(now, pace.steady === true ? Math.max(pace.floorMs, 1_000) : 3_000 + ANSWER_MS * chance);
};

/** Feeds that were kept waiting until the full hour do not all come at once. */
const SPREAD_MS = 5 * MINUTE_MS;

const planned = (feed: FeedHistory, result: PollResult, planning: Planning): NextPoll => {
  const { now, chance } = planning;
  if (result.kind === 'more-waiting') return { at: now, because: 'more-waiting' };
  if (result.kind === 'push-awaited') return { at: plus(now, MINUTE_MS), because: 'hub-tells' };
  if (result.kind === 'host-busy') return { at: whenHostIsFree(result.until, planning), because: 'host-busy' };
  if (result.kind === 'gone') return { at: plus(now, GONE_MS * (1 + JITTER * chance)), because: 'gone' };
  if (result.kind === 'failed') return afterFailure(feed, result, planning);
  const [ms, because] = afterReading(feed, result, planning);
  return { at: plus(now, ms * (1 + JITTER * chance)), because };
};

/**
 * When to poll a feed again, and why. After a reading: the feed's own rhythm, or later where the publisher asks (`ttl`,
 * `sy:`, max-age, Expires, up to a day), outside its skipped hours and days. After a failure: doubling up to a day, or what Retry-After
 * says. A feed that is gone is looked at once a week.
 */
export const nextPoll = (feed: FeedHistory, result: PollResult, planning: Planning): NextPoll => {
  const next = planned(feed, result, planning);
  if (feed.hints === undefined || result.kind === 'more-waiting') return next;
  const allowed = outsideSkipped(next.at, feed.hints);
  return allowed > next.at ? { at: plus(allowed, SPREAD_MS * planning.chance), because: 'publisher-asks' } : next;
};

import { getDomain } from 'tldts';
import { DAY_MS, type Instant } from '../core/time.js';

/** A permanent redirect that a publisher has given for a while. */
export interface Move {
  readonly to: string;
  readonly since: Instant;
  readonly times: number;
}

const LOGIN = /\b(?:log-?in|sign-?in|auth|sso|account|consent|captcha|challenge|paywall|subscribe)\b/i;

const SAME_DOMAIN = { times: 3, ms: DAY_MS };
/** A lapsed domain is bought by strangers: another one must answer with the feed for a week. */
const OTHER_DOMAIN = { times: 10, ms: 7 * DAY_MS };

const isTrustworthy = (from: string, to: string): boolean => {
  const [before, after] = [new URL(from), new URL(to)];
  return !LOGIN.test(after.pathname) && !(before.protocol === 'https:' && after.protocol === 'http:');
};

/** One more answer that redirected permanently to `to` and gave a feed; undefined when it is not to be followed for good. */
export const noteMove = (from: string, to: string, before: Move | undefined, now: Instant): Move | undefined => {
  if (from === to || !isTrustworthy(from, to)) return undefined;
  return before?.to === to ? { ...before, times: before.times + 1 } : { to, since: now, times: 1 };
};

/**
 * Whether the new address is to be asked directly from now on: after three answers over a day, or, where it belongs to
 * another registrable domain, ten over a week.
 */
export const isSettled = (from: string, move: Move, now: Instant): boolean => {
  const isSame = getDomain(new URL(from).hostname) === getDomain(new URL(move.to).hostname);
  const { times, ms } = isSame ? SAME_DOMAIN : OTHER_DOMAIN;
  return move.times >= times && now - move.since >= ms;
};

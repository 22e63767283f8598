import { DAY_MS, earliest, type Instant, instant, plus } from '../core/time.js';

/** Longer pauses than this are mistakes. */
const LONGEST_PAUSE_MS = 7 * DAY_MS;

/** The seconds that a Cache-Control header lets a copy be used; undefined when it says nothing. */
export const maxAgeSeconds = (cacheControl: string | undefined): number | undefined => {
  const age = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,12})/i.exec(cacheControl ?? '')?.[1];
  return age === undefined ? undefined : Number(age);
};

/** When a Retry-After header (seconds or an HTTP date, RFC 9110 section 10.2.3) lets one come again, within a week. */
export const retryAtOf = (retryAfter: string | undefined, now: Instant): Instant | undefined => {
  if (retryAfter === undefined) return undefined;
  const longest = plus(now, LONGEST_PAUSE_MS);
  if (/^\s*\d{1,9}\s*$/.test(retryAfter)) return earliest(longest, plus(now, Number(retryAfter) * 1000));
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? undefined : earliest(longest, instant(date));
};

/** When an Expires header lets a copy grow old, on our clock: the publisher's own clock is told by its Date header. */
export const expiresAtOf = (expires: string | undefined, date: string | undefined, now: Instant): Instant | undefined => {
  const until = Date.parse(expires ?? '');
  if (Number.isNaN(until)) return undefined;
  const theirs = Date.parse(date ?? '');
  const aheadMs = until - (Number.isNaN(theirs) ? now : theirs);
  return aheadMs > 0 ? plus(now, aheadMs) : undefined;
};

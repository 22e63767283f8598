import { type Instant, instant, plus } from '../core/time.js';

/** The seconds that a Cache-Control header lets a copy be used; undefined when it says nothing. */
export const maxAgeSeconds = (cacheControl: string | undefined): number | undefined => {
  const age = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,12})/i.exec(cacheControl ?? '')?.[1];
  return age === undefined ? undefined : Number(age);
};

/** When a Retry-After header (seconds or an HTTP date, RFC 9110 section 10.2.3) lets one come again. */
export const retryAtOf = (retryAfter: string | undefined, now: Instant): Instant | undefined => {
  if (retryAfter === undefined) return undefined;
  if (/^\s*\d{1,9}\s*$/.test(retryAfter)) return plus(now, Number(retryAfter) * 1000);
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? undefined : instant(date);
};

/** When an Expires header lets a copy grow old, on our clock: the publisher's own clock is told by its Date header. */
export const expiresAtOf = (expires: string | undefined, date: string | undefined, now: Instant): Instant | undefined => {
  const until = Date.parse(expires ?? '');
  if (Number.isNaN(until)) return undefined;
  const theirs = Date.parse(date ?? '');
  const aheadMs = until - (Number.isNaN(theirs) ? now : theirs);
  return aheadMs > 0 ? plus(now, aheadMs) : undefined;
};

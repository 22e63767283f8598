import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { DAY_MS, HOUR_MS, type Instant, plus } from '../core/time.js';

// WebSub (https://www.w3.org/TR/websub/): a hub tells of news, so that nobody has to poll for it.

/** What we asked a hub for; written by the poll. */
export interface HubRequest {
  readonly hub: string;
  /** The feed's address as its publisher names it to the hub. */
  readonly topic: string;
  /** Signs what the hub sends. */
  readonly secret: string;
  /** Stands in the callback's path, so that nobody else can confirm or deny. */
  readonly token: string;
  readonly askedAt: Instant;
}

/** What a hub has confirmed; written when it calls back. */
export interface HubLease {
  readonly topic: string;
  readonly until: Instant;
}

const LEASE_MS = 10 * DAY_MS;
const RENEWAL_MS = DAY_MS;
/** A hub that did not confirm is asked again. */
const PATIENCE_MS = 12 * HOUR_MS;
const LONGEST_LEASE_MS = 30 * DAY_MS;

/** Whether a hub is to be asked now: it is new, its lease runs out, or it never confirmed. */
export const wantsHub = (
  offered: { readonly hub: string; readonly topic: string },
  asked: HubRequest | undefined,
  lease: HubLease | undefined,
  now: Instant,
): boolean => {
  if (asked === undefined) return true;
  if (asked.hub !== offered.hub || asked.topic !== offered.topic) return now - asked.askedAt > HOUR_MS;
  const isLeased = lease !== undefined && lease.topic === offered.topic && lease.until > plus(now, RENEWAL_MS);
  return !isLeased && now - asked.askedAt > PATIENCE_MS;
};

/** The form of a subscription request, section 5.1. */
export const subscriptionForm = ({ topic, secret }: HubRequest, callback: string): string =>
  new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.topic': topic,
    'hub.callback': callback,
    'hub.secret': secret,
    'hub.lease_seconds': String(LEASE_MS / 1000),
  }).toString();

/** When a confirmed lease ends: what the hub says, at most 30 days; ten days when it says nothing. */
export const leaseEnd = (leaseSeconds: string | null, now: Instant): Instant => {
  const seconds = /^\d{1,9}$/.test(leaseSeconds ?? '') ? Number(leaseSeconds) : 0;
  return plus(now, seconds > 0 ? Math.min(seconds * 1000, LONGEST_LEASE_MS) : LEASE_MS);
};

/** Whether a hub tells of this feed now: it is still the one that the feed names, and its lease runs. */
export const hubTells = (hub: string | undefined, asked: HubRequest | undefined, lease: HubLease | undefined, now: Instant): boolean =>
  asked !== undefined && asked.hub === hub && lease !== undefined && lease.topic === asked.topic && lease.until > now;

const METHODS = { sha1, sha256, sha384, sha512 } as const;

const isMethod = (name: string): name is keyof typeof METHODS => Object.hasOwn(METHODS, name);

/** Whether two secrets are the same, in constant time. */
export const isSame = (left: string, right: string): boolean => {
  let difference = left.length ^ right.length;
  for (let at = 0; at < left.length; at += 1) difference |= left.charCodeAt(at) ^ right.charCodeAt(at % Math.max(1, right.length));
  return difference === 0;
};

/** Whether an X-Hub-Signature (section 7) was made of this body with this secret; in constant time. */
export const isSigned = (signature: string | undefined, body: Uint8Array, secret: string): boolean => {
  const [method = '', given = ''] = (signature ?? '').split('=');
  if (!isMethod(method)) return false;
  return isSame(bytesToHex(hmac(METHODS[method], utf8ToBytes(secret), body)), given.toLowerCase());
};

import * as z from 'zod';
import { SEVERITIES } from '../core/severity.js';
import { parseDuration } from '../core/time.js';
import { isZone } from '../core/zone.js';
import { type AddressRefusal, refuseUrl } from '../feeds/address-guard.js';

const LONGEST_LIST = 5_000;

const identifier = z
  .string('an id is a text')
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'an id is 1 to 40 small letters, digits and hyphens, and begins with a letter or digit');

const zone = z.string('a zone is a text').refine(isZone, 'this is not an IANA time zone such as Europe/London or America/New_York');

const duration = z
  .string('a duration is a text such as 30s, 5m, 6h or 7d')
  .refine((text) => parseDuration(text) !== undefined, 'a duration is written as 30s, 5m, 6h or 7d');

const quietHours = z
  .string('quiet hours are a text such as "22:00-07:00"')
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d-(?:[01]\d|2[0-3]):[0-5]\d$/, 'quiet hours are written as "22:00-07:00"');

const ADDRESS_TROUBLE: Readonly<Record<AddressRefusal, string>> = {
  'not-http': 'a feed’s address begins with https:// or http://',
  'private-address': 'this address is private: feeds are fetched from public addresses only',
  'credentials-in-url': 'this address holds a user name or password, which would stand in logs and messages',
};

const addressTrouble = (text: string): string | undefined => {
  if (!/^https?:\/\//i.test(text)) return ADDRESS_TROUBLE['not-http'];
  if (!URL.canParse(text)) return 'this is no address that can be reached: look at its host and port';
  // 127.0.0.1 passes here, for trials with --allow-loopback; the fetcher refuses it without.
  const refusal = refuseUrl(new URL(text), true);
  return refusal === undefined ? undefined : ADDRESS_TROUBLE[refusal];
};

const feedUrl = z.string('a feed needs its address').check((context) => {
  const message = addressTrouble(context.value);
  if (message !== undefined) context.issues.push({ code: 'custom', message, input: context.value });
});

const expressions = z
  .array(
    z.string('each item is an expression: a word, a "phrase", or several with operators').min(1, 'the expression is empty'),
    'this is a list of expressions',
  )
  .max(LONGEST_LIST, `at most ${LONGEST_LIST} expressions`);

const feed = z.strictObject(
  {
    url: feedUrl,
    zone: zone.exactOptional(),
    tags: z.array(z.string('a tag is a text'), 'tags is a list of texts').exactOptional(),
  },
  'a feed is written as `url:` with its address, and `zone:` and `tags:` under it',
);

const moment = z
  .string('a moment is written as 2026-03-14T00:00:00Z')
  .refine(
    (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)),
    'a moment is written as 2026-03-14T00:00:00Z',
  )
  .meta({ format: 'date-time' });

const headline = z.string('a test holds a headline').min(1, 'a test holds a headline');

/** A story that the rule must alert on, or must ignore. */
const ruleTest = z
  .strictObject(
    {
      alert: headline.exactOptional(),
      ignore: headline.exactOptional(),
      body: z.string('a body is a text').exactOptional(),
      source: z.string('a source is a text').exactOptional(),
      author: z.string('an author is a text').exactOptional(),
      lang: z.string('a language is a text such as en').exactOptional(),
      url: z.string('a url is a text').exactOptional(),
      tags: z.array(z.string('a tag is a text'), 'tags is a list').exactOptional(),
      published: moment.exactOptional(),
      deadline: z.union([z.literal('none'), moment], 'a deadline is a moment such as 2026-03-14T00:00:00Z, or none').exactOptional(),
      zone: zone.exactOptional(),
    },
    'a test is written as `alert:` or `ignore:` with a headline',
  )
  .check((context) => {
    const { alert, ignore, deadline, published } = context.value;
    if ((alert === undefined) === (ignore === undefined))
      context.issues.push({ code: 'custom', message: 'a test has either `alert:` or `ignore:`, with a headline', input: context.value });
    if (deadline !== undefined && published === undefined)
      context.issues.push({
        code: 'custom',
        message: 'a test with a `deadline:` needs `published:`, from which it is counted',
        input: context.value,
      });
  });

const rule = z.strictObject(
  {
    id: identifier,
    name: z
      .string('a rule needs a name that subscribers understand')
      .min(1, 'a name has at least 1 character')
      .max(80, 'a name has at most 80 characters'),
    any: expressions.exactOptional(),
    all: expressions.exactOptional(),
    none: expressions.exactOptional(),
    severity: z.enum(SEVERITIES, `severity is one of ${SEVERITIES.join(', ')}`).exactOptional(),
    deadlines: z.boolean('deadlines is true or false').exactOptional(),
    channels: z
      .array(z.string('a channel is named by its id'), 'a rule needs a list of channels')
      .min(1, 'a rule needs at least one channel'),
    tests: z.array(ruleTest, 'tests is a list').max(500, 'a rule has at most 500 tests').exactOptional(),
  },
  'a rule is written as `id:`, `name:`, `any:` and `channels:`, one under the other',
);

const channel = z.strictObject(
  {
    id: identifier,
    medium: z.enum(['email', 'sms', 'json'], 'a medium is one of email, sms, json'),
    zone: zone.exactOptional(),
    countdown: z.array(duration, 'a countdown is a list of durations').max(20, 'a countdown has at most 20 steps').exactOptional(),
    group: duration.exactOptional(),
    gap: duration.exactOptional(),
    minSeverity: z.enum(SEVERITIES, `minSeverity is one of ${SEVERITIES.join(', ')}`).exactOptional(),
    quiet: quietHours.exactOptional(),
    digest: z
      .string('a digest is a time of the day such as "08:00"')
      .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a digest is a time of the day, written as "08:00"')
      .exactOptional(),
    dailyCap: z
      .int('dailyCap is a whole number of messages, such as 10')
      .min(1, 'dailyCap is at least 1 message a day')
      .max(1_000, 'dailyCap is at most 1,000 messages a day')
      .exactOptional(),
  },
  'a channel is written as `id:` and `medium:`, one under the other',
);

/** The shape of a watchlist file. */
export const watchlistSchema = z.strictObject(
  {
    version: z.literal(1, 'this program reads version 1 of the watchlist'),
    feeds: z.array(feed, 'feeds is a list').max(LONGEST_LIST, `at most ${LONGEST_LIST} feeds`),
    rules: z.array(rule, 'rules is a list').max(LONGEST_LIST, `at most ${LONGEST_LIST} rules`),
    channels: z.array(channel, 'channels is a list').max(LONGEST_LIST, `at most ${LONGEST_LIST} channels`),
  },
  'a watchlist has `version:`, `feeds:`, `rules:` and `channels:` at the beginning of lines',
);

export type WatchlistFile = z.infer<typeof watchlistSchema>;

/** A watchlist of which some items are not right: those are undefined, so that the others keep their places. */
export interface LooseWatchlistFile {
  readonly feeds: readonly (WatchlistFile['feeds'][number] | undefined)[];
  readonly rules: readonly (WatchlistFile['rules'][number] | undefined)[];
  readonly channels: readonly (WatchlistFile['channels'][number] | undefined)[];
  /** The ids of all channels, right or not: a rule that names one is not wrong. */
  readonly channelIds: readonly string[];
}

const looseSchema = z.object({
  feeds: z.array(feed.optional().catch(undefined)).catch([]),
  rules: z.array(rule.optional().catch(undefined)).catch([]),
  channels: z.array(channel.optional().catch(undefined)).catch([]),
});
const listsSchema = z.object({
  rules: z
    .array(
      z
        .object({
          any: z.array(z.unknown()).optional().catch(undefined),
          all: z.array(z.unknown()).optional().catch(undefined),
          none: z.array(z.unknown()).optional().catch(undefined),
        })
        .optional()
        .catch(undefined),
    )
    .catch([]),
});

/** The expressions of all rules, of those too whose shape is not right, each at its place; undefined where there is no text. */
export const expressionsIn = (value: unknown): readonly Readonly<Record<'any' | 'all' | 'none', readonly (string | undefined)[]>>[] => {
  const lists = listsSchema.safeParse(value);
  const texts = (items: readonly unknown[] = []) => items.map((item) => (typeof item === 'string' && item !== '' ? item : undefined));
  return (lists.success ? lists.data.rules : []).map((rule) => ({ any: texts(rule?.any), all: texts(rule?.all), none: texts(rule?.none) }));
};

const idsSchema = z.object({ channels: z.array(z.object({ id: z.string() }).optional().catch(undefined)).catch([]) });

/** What is right in a file that is not right as a whole. */
export const readLoosely = (value: unknown): LooseWatchlistFile => {
  const loose = looseSchema.safeParse(value);
  const ids = idsSchema.safeParse(value);
  return {
    ...(loose.success ? loose.data : { feeds: [], rules: [], channels: [] }),
    channelIds: ids.success ? ids.data.channels.flatMap((each) => each?.id ?? []) : [],
  };
};

const KEYS: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(watchlistSchema.shape),
  feeds: Object.keys(feed.shape),
  rules: Object.keys(rule.shape),
  channels: Object.keys(channel.shape),
  tests: Object.keys(ruleTest.shape),
};

/** The keys that may stand in this part of the file; `''` is the top. */
export const keysIn = (part: string): readonly string[] => KEYS[part] ?? [];

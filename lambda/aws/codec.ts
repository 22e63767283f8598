import * as z from 'zod';
import type { Alert, Delivery, Message } from '../alerts/alert.js';
import type { Storyline } from '../alerts/storyline.js';
import { SEVERITIES } from '../core/severity.js';
import type { Story } from '../core/story.js';
import type { Instant } from '../core/time.js';
import { DEADLINE_KINDS, type Deadline, type DeadlineTelling, type DeadlineTold, type Mention } from '../deadlines/deadline.js';
import type { EntryKind, StateOf } from '../pipeline/entries.js';
import type { AlertOutcome, LoggedMessage, RevisionRecord } from '../pipeline/ports.js';

const at = z.custom<Instant>((value) => Number.isInteger(value), 'an instant is a whole number of milliseconds');
const text = z.string();
const texts = z.array(text);
const optionalText = text.exactOptional();
const severity = z.enum(SEVERITIES);
const precision = z.enum(['day', 'hour', 'minute']);

export const storySchema: z.ZodType<Story> = z.object({
  id: text,
  feedId: text,
  title: text,
  summary: text,
  link: optionalText,
  author: optionalText,
  language: optionalText,
  tags: texts,
  source: text,
  publishedAt: at,
  seenAt: at,
  untold: z.literal(true).exactOptional(),
});

const brief = z.object({ id: text, title: text, summary: text, link: optionalText, source: text, publishedAt: at });

export const alertSchema: z.ZodType<Alert> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('story'),
    id: text,
    channelId: text,
    ruleId: text,
    ruleName: text,
    severity,
    story: brief,
    evidence: texts,
    revision: z.number(),
    createdAt: at,
  }),
  z.object({
    kind: z.literal('deadline'),
    id: text,
    channelId: text,
    deadlineId: text,
    change: z.enum(['set', 'moved', 'withdrawn', 'step', 'passed']),
    revision: z.number(),
    from: at.exactOptional(),
    stepMs: z.number().exactOptional(),
    severity,
    ruleName: text,
    createdAt: at,
  }),
]);

const confidencePart = z.object({ because: text, by: z.number() });

const finding = z.object({
  due: at.exactOptional(),
  earliest: at.exactOptional(),
  formerDue: at.exactOptional(),
  precision,
  zone: text,
  zoneSource: z.enum(['stated', 'place', 'feed', 'utc']),
  kind: z.enum(DEADLINE_KINDS),
  status: z.enum(['set', 'moved', 'withdrawn', 'passed']),
  confidence: z.number(),
  // Mentions that were stored before these were kept have none.
  parts: z.array(confidencePart).default([]),
  quote: text,
  span: z.object({ in: z.enum(['title', 'summary']), start: z.number(), end: z.number() }).default({ in: 'summary', start: 0, end: 0 }),
});

export const alertOutcomeSchema: z.ZodType<AlertOutcome> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('told'), messageId: text }),
  z.object({ kind: z.literal('suppressed'), because: z.enum(['already-told', 'below-severity', 'superseded', 'channel-closed']) }),
  z.object({ kind: z.literal('failed'), reason: z.enum(['throttled', 'topic-missing', 'unreachable', 'refused']) }),
]);

export const mentionSchema: z.ZodType<Mention> = z.object({
  id: text,
  storyId: text,
  source: text,
  link: optionalText,
  headline: text,
  titleKey: text,
  names: texts,
  besides: z.array(at).default([]),
  publishedAt: at,
  ruleIds: texts,
  finding,
});

const deadline: z.ZodType<Deadline> = z.object({
  id: text,
  headline: text,
  kind: z.enum(DEADLINE_KINDS),
  due: at,
  precision,
  zone: text,
  state: z.enum(['open', 'proposed', 'withdrawn']),
  topic: z.record(text, z.number()).default({}),
  ruleIds: texts,
  sources: z.array(
    z.object({
      mentionId: text,
      storyId: text,
      source: text,
      link: optionalText,
      titleKey: text,
      publishedAt: at,
      due: at.exactOptional(),
      precision: precision.exactOptional(),
      zone: optionalText,
    }),
  ),
  revisions: z.array(
    z.object({
      number: z.number(),
      change: z.enum(['set', 'refined', 'moved', 'withdrawn', 'passed']),
      due: at,
      precision,
      quote: text,
      source: text,
      publishedAt: at,
      confidence: z.number().exactOptional(),
      parts: z.array(confidencePart).exactOptional(),
      who: optionalText,
    }),
  ),
  revision: z.number(),
  earliest: at.exactOptional(),
  disputed: z.object({ due: at, source: text }).exactOptional(),
});

const told: z.ZodType<DeadlineTold> = z.object({
  withdrawn: z.boolean().exactOptional(),
  revision: z.number(),
  due: at.exactOptional(),
  until: at,
  passed: z.boolean(),
  channels: texts,
});

const telling: z.ZodType<DeadlineTelling> = z.object({
  withdrawn: z.boolean().exactOptional(),
  revision: z.number(),
  due: at,
  channels: texts,
});

export const storylineSchema: z.ZodType<Storyline> = z.object({ id: text, keys: texts, headline: text, sources: texts, toldAt: at });

const plan = z.object({
  messageId: text,
  tell: texts,
  suppress: z.array(z.object({ alertId: text, because: z.enum(['already-told', 'below-severity', 'superseded', 'channel-closed']) })),
  storylines: z.array(storylineSchema),
  failures: z.number(),
  closes: optionalText,
});

const delivery: z.ZodType<Delivery> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sent'), receipt: text, at }),
  z.object({ kind: z.literal('failed'), reason: z.enum(['throttled', 'topic-missing', 'unreachable', 'refused']), at }),
]);

const message: z.ZodType<Message> = z.object({ subject: text, email: text, sms: text, json: text });

export const loggedMessageSchema: z.ZodType<LoggedMessage> = z.object({
  messageId: text,
  channelId: text,
  medium: z.enum(['email', 'sms', 'json']),
  alertIds: texts,
  delivery,
  message,
});

export const revisionSchema: z.ZodType<RevisionRecord> = z.object({ revision: z.number(), hash: text, pushedAt: at, who: text, why: text });

const optionalAt = at.exactOptional();

const STATES: { readonly [K in EntryKind]: z.ZodType<StateOf[K]> } = {
  feed: z.object({
    url: text,
    title: optionalText,
    etag: optionalText,
    lastModified: optionalText,
    bodyHash: optionalText,
    polledAt: optionalAt,
    readAt: optionalAt,
    failures: z.number().exactOptional(),
    failingSince: optionalAt,
    reason: optionalText,
    because: optionalText,
    fullAt: optionalAt,
    gapMs: z.number().exactOptional(),
    windowMs: z.number().exactOptional(),
    newestAt: optionalAt,
    hints: z
      .object({ intervalMs: z.number().exactOptional(), skipHours: z.array(z.number()), skipDays: z.array(z.number()) })
      .exactOptional(),
    slowMs: z.number().exactOptional(),
    move: z.object({ to: text, since: at, times: z.number() }).exactOptional(),
    movedUrl: optionalText,
    hub: optionalText,
    self: optionalText,
    hubRequest: z.object({ hub: text, topic: text, secret: text, token: text, askedAt: at }).exactOptional(),
    hubLease: z.object({ topic: text, until: at }).exactOptional(),
    pushedAt: optionalAt,
    archive: z.boolean().exactOptional(),
  }),
  desk: z.object({
    plan: z.object({ mentionId: text, deadline, edition: z.number(), wakes: z.boolean() }).exactOptional(),
    armedUntil: optionalAt,
  }),
  deadline: z.object({ deadline, edition: z.number(), told: told.exactOptional(), telling: telling.exactOptional() }),
  channel: z.object({
    topic: optionalText,
    closed: z.boolean().exactOptional(),
    lastSentAt: optionalAt,
    sentOn: optionalText,
    sentCount: z.number().exactOptional(),
    closedOn: optionalText,
    plan: plan.exactOptional(),
    armedUntil: optionalAt,
  }),
  watchlist: z.object({ revision: z.number(), hash: text, appliedRevision: z.number() }),
};

/** An entry's state, from its item. @throws Error when the item is not what this program writes */
export const readState = <K extends EntryKind>(kind: K, item: unknown): StateOf[K] => STATES[kind].parse(item);

const claimSchema = z.object({
  wakeAt: optionalAt,
  leaseUntil: optionalAt,
  version: z.number().default(0),
  attempts: z.number().default(0),
  asleepUntil: optionalAt,
  token: optionalText,
});

export type ClaimFields = z.infer<typeof claimSchema>;

/** The agenda's own fields of an entry. */
export const readClaimFields = (item: unknown): ClaimFields => claimSchema.parse(item);

export const keySchema = z.object({ pk: text, sk: text, wakeAt: at });

/** The gate of a host that several feeds share. */
export const gateSchema = z.object({ busyUntil: at });

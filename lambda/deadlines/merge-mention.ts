import type { Instant } from '../core/time.js';
import { isByHand } from './correct-deadline.js';
import type { Deadline, DeadlineSource, Mention, Revision } from './deadline.js';
import { alertThreshold } from './detect-deadlines.js';
import { findDeadline, isBesideAnother, wordsOf } from './find-deadline.js';
import { type Dated, isFormer, isWithin, sameDate } from './same-date.js';
import { withWords } from './topic.js';

export type MergeOutcome =
  | { readonly kind: 'opened' | 'revised' | 'joined'; readonly deadline: Deadline }
  | { readonly kind: 'ignored'; readonly because: 'already-merged' | 'nothing-to-withdraw' | 'no-date' | 'passed' | 'past' };

const MOST_SOURCES = 30;
const MOST_REVISIONS = 30;

const sourceOf = (mention: Mention): DeadlineSource => ({
  mentionId: mention.id,
  storyId: mention.storyId,
  source: mention.source,
  titleKey: mention.titleKey,
  publishedAt: mention.publishedAt,
  ...(mention.link === undefined ? {} : { link: mention.link }),
  ...(mention.finding.due === undefined
    ? {}
    : { due: mention.finding.due, precision: mention.finding.precision, zone: mention.finding.zone }),
});

const union = (left: readonly string[], right: readonly string[], most: number): readonly string[] =>
  [...new Set([...left, ...right])].slice(0, most);

const join = (deadline: Deadline, mention: Mention): Deadline => ({
  ...deadline,
  sources: [...deadline.sources, sourceOf(mention)].slice(-MOST_SOURCES),
  topic: withWords(deadline.topic, wordsOf(mention)),
  ruleIds: union(deadline.ruleIds, mention.ruleIds, 100),
});

const spanOf = ({ earliest }: { readonly earliest?: Instant }): Pick<Deadline, 'earliest'> => (earliest === undefined ? {} : { earliest });

const datedBy = (finding: Mention['finding'], due: Instant): Pick<Deadline, 'due' | 'precision' | 'zone' | 'earliest'> => ({
  due,
  precision: finding.precision,
  zone: finding.zone,
  ...spanOf(finding),
});

const revise = (deadline: Deadline, mention: Mention, change: Revision['change']): Deadline => {
  const joined = join(deadline, mention);
  const { finding } = mention;
  const { earliest: _before, ...kept } = joined;
  const changed = {
    ...kept,
    ...(finding.due === undefined ? spanOf(joined) : datedBy(finding, finding.due)),
    revision: deadline.revision + 1,
    state: change === 'withdrawn' ? 'withdrawn' : 'open',
  } as const;
  const revision: Revision = {
    number: changed.revision,
    change,
    due: changed.due,
    precision: changed.precision,
    quote: finding.quote,
    source: mention.source,
    publishedAt: mention.publishedAt,
    confidence: finding.confidence,
    parts: finding.parts,
  };
  const { disputed: _settled, ...settled } = changed;
  return { ...settled, revisions: [...deadline.revisions, revision].slice(-MOST_REVISIONS) };
};

const open = (mention: Mention, due: Instant, isSure: boolean): Deadline => {
  const { finding } = mention;
  const revision: Revision = {
    number: 1,
    change: 'set',
    due,
    precision: finding.precision,
    quote: finding.quote,
    source: mention.source,
    publishedAt: mention.publishedAt,
    confidence: finding.confidence,
    parts: finding.parts,
  };
  return {
    id: mention.id,
    headline: mention.headline,
    kind: finding.kind,
    ...datedBy(finding, due),
    state: isSure && finding.confidence >= alertThreshold ? 'open' : 'proposed',
    topic: withWords({}, wordsOf(mention)),
    ruleIds: mention.ruleIds,
    sources: [sourceOf(mention)],
    revisions: [revision],
    revision: 1,
  };
};

const lastPublished = (deadline: Deadline): number => Math.max(...deadline.revisions.map((revision) => revision.publishedAt));

/** The publishers that gave this date, at or after a moment. */
const publishersOf = ({ sources, ...deadline }: Deadline, moment: Dated, since: number): Set<string> =>
  new Set(
    sources.flatMap(({ source, publishedAt, due, precision = 'day', zone = deadline.zone }) =>
      publishedAt >= since && due !== undefined && sameDate({ due, precision, zone }, moment) ? [source] : [],
    ),
  );

/** Two publishers or more give this date, and fewer give only the one that it has: who corrects himself counts for the new. */
const othersSaySo = (deadline: Deadline, mention: Mention, moment: Dated): boolean => {
  const others = publishersOf(deadline, moment, lastPublished(deadline)).add(mention.source);
  const holders = [...publishersOf(deadline, deadline, 0)].filter((source) => !others.has(source));
  return others.size > 1 && others.size > holders.length;
};

const mergeOtherDate = (deadline: Deadline, mention: Mention, moment: Dated): MergeOutcome => {
  const { status, confidence } = mention.finding;
  const joined: MergeOutcome = { kind: 'joined', deadline: join(deadline, mention) };
  if (mention.publishedAt < lastPublished(deadline)) return joined;
  if (status !== 'moved' && isFormer(deadline, moment)) return joined;
  // What a person has set, only a reported move undoes.
  const agreed = !isByHand(deadline) && othersSaySo(deadline, mention, moment);
  if (confidence >= alertThreshold && (status === 'moved' || agreed))
    return { kind: 'revised', deadline: revise(deadline, mention, 'moved') };
  return { kind: 'joined', deadline: { ...joined.deadline, disputed: { due: moment.due, source: mention.source } } };
};

/** Of "10 or 12 days", the date is told now. What a person has set stands. */
const narrow = (deadline: Deadline, mention: Mention): MergeOutcome =>
  mention.finding.confidence < alertThreshold || isByHand(deadline) || mention.publishedAt < lastPublished(deadline)
    ? { kind: 'joined', deadline: join(deadline, mention) }
    : { kind: 'revised', deadline: revise(deadline, mention, 'refined') };

/** A sure report confirms what was doubted for its wording; what stood against another date needs another story. */
const isNews = ({ revisions: [first], sources }: Deadline, { storyId }: Mention): boolean =>
  (first?.confidence ?? 1) < alertThreshold || sources.some((each) => each.storyId !== storyId);

const mergeDated = (deadline: Deadline, mention: Mention, due: Instant): MergeOutcome => {
  if (deadline.state === 'withdrawn') {
    const renewed = !isByHand(deadline) && mention.publishedAt > lastPublished(deadline) && mention.finding.confidence >= alertThreshold;
    return renewed
      ? { kind: 'revised', deadline: revise(deadline, mention, 'moved') }
      : { kind: 'joined', deadline: join(deadline, mention) };
  }
  const moment = { ...mention.finding, due };
  if (mention.finding.earliest === undefined && isWithin(moment, deadline)) return narrow(deadline, mention);
  if (deadline.earliest === undefined && isWithin(deadline, moment)) return { kind: 'joined', deadline: join(deadline, mention) };
  if (!sameDate(deadline, moment)) return mergeOtherDate(deadline, mention, moment);
  const confirms = deadline.state === 'proposed' && mention.finding.confidence >= alertThreshold && isNews(deadline, mention);
  const finer = deadline.precision === 'day' && mention.finding.precision !== 'day';
  if (finer) {
    const refined = revise(deadline, mention, 'refined');
    return { kind: 'revised', deadline: deadline.state === 'proposed' && !confirms ? { ...refined, state: 'proposed' } : refined };
  }
  return confirms ? { kind: 'revised', deadline: revise(deadline, mention, 'set') } : { kind: 'joined', deadline: join(deadline, mention) };
};

const mergeInto = (deadline: Deadline, mention: Mention): MergeOutcome => {
  if (deadline.sources.some((source) => source.mentionId === mention.id)) return { kind: 'ignored', because: 'already-merged' };
  const { due, status } = mention.finding;
  if (status === 'passed') return { kind: 'joined', deadline: join(deadline, mention) };
  if (status === 'withdrawn') {
    const unsure = mention.finding.confidence < alertThreshold;
    const stale = unsure || deadline.state === 'withdrawn' || mention.publishedAt < lastPublished(deadline);
    return stale
      ? { kind: 'joined', deadline: join(deadline, mention) }
      : { kind: 'revised', deadline: revise(deadline, mention, 'withdrawn') };
  }
  return due === undefined ? { kind: 'ignored', because: 'no-date' } : mergeDated(deadline, mention, due);
};

/**
 * What a mention does to the followed deadlines: opens one, revises one (moved, refined, withdrawn), or adds a source.
 * The newest publication wins, not the newest arrival; another date without a move cue is only noted as disputed
 * until a second publisher gives it too.
 *
 * @param followed deadlines that are open or passed only a short while ago
 */
export const mergeMention = (followed: readonly Deadline[], mention: Mention, now: Instant): MergeOutcome => {
  const { due, status } = mention.finding;
  const deadline = findDeadline(followed, mention);
  if (deadline !== undefined) return mergeInto(deadline, mention);
  if (status === 'passed') return { kind: 'ignored', because: 'passed' };
  if (status === 'withdrawn') return { kind: 'ignored', because: 'nothing-to-withdraw' };
  if (due === undefined) return { kind: 'ignored', because: 'no-date' };
  if (due <= now) return { kind: 'ignored', because: 'past' };
  return { kind: 'opened', deadline: open(mention, due, status === 'moved' || !isBesideAnother(followed, mention)) };
};

import { HOUR_MS, type Instant } from '../core/time.js';
import { dateKey, wallClockAt } from '../core/zone.js';
import { isByHand } from './correct-deadline.js';
import type { Deadline, DeadlineSource, Mention, Revision } from './deadline.js';
import { alertThreshold } from './detect-deadlines.js';

export type MergeOutcome =
  | { readonly kind: 'opened' | 'revised' | 'joined'; readonly deadline: Deadline }
  | { readonly kind: 'ignored'; readonly because: 'already-merged' | 'nothing-to-withdraw' | 'no-date' | 'passed' | 'past' };

const SHARED_NAMES = 2;
const MOST_SOURCES = 30;
const MOST_REVISIONS = 30;

const sameTopic = (deadline: Deadline, mention: Mention): boolean => {
  if (deadline.sources.some((source) => source.storyId === mention.storyId || source.titleKey === mention.titleKey)) return true;
  const shared = mention.names.filter((name) => deadline.names.includes(name)).length;
  const kinds = deadline.kind === mention.finding.kind || deadline.kind === 'other' || mention.finding.kind === 'other';
  return shared >= SHARED_NAMES && kinds;
};

const sameDate = (deadline: Deadline, due: Instant, precision: Mention['finding']['precision']): boolean => {
  const date = (at: Instant): string => dateKey(wallClockAt(at, deadline.zone));
  if (deadline.precision === 'day' || precision === 'day') return date(deadline.due) === date(due);
  const toleranceMs = deadline.precision === 'hour' || precision === 'hour' ? HOUR_MS : 0;
  return Math.abs(deadline.due - due) <= toleranceMs;
};

const sourceOf = (mention: Mention): DeadlineSource => ({
  mentionId: mention.id,
  storyId: mention.storyId,
  source: mention.source,
  titleKey: mention.titleKey,
  publishedAt: mention.publishedAt,
  ...(mention.link === undefined ? {} : { link: mention.link }),
  ...(mention.finding.due === undefined ? {} : { due: mention.finding.due }),
});

const union = (left: readonly string[], right: readonly string[], most: number): readonly string[] =>
  [...new Set([...left, ...right])].slice(0, most);

const join = (deadline: Deadline, mention: Mention): Deadline => ({
  ...deadline,
  sources: [...deadline.sources, sourceOf(mention)].slice(-MOST_SOURCES),
  names: union(deadline.names, mention.names, 40),
  ruleIds: union(deadline.ruleIds, mention.ruleIds, 100),
});

const revise = (deadline: Deadline, mention: Mention, change: Revision['change']): Deadline => {
  const joined = join(deadline, mention);
  const { finding } = mention;
  const dated = finding.due === undefined ? {} : { due: finding.due, precision: finding.precision, zone: finding.zone };
  const changed = { ...joined, ...dated, revision: deadline.revision + 1, state: change === 'withdrawn' ? 'withdrawn' : 'open' } as const;
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

const open = (mention: Mention, due: Instant): Deadline => {
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
    due,
    precision: finding.precision,
    zone: finding.zone,
    state: finding.confidence >= alertThreshold ? 'open' : 'proposed',
    names: mention.names,
    ruleIds: mention.ruleIds,
    sources: [sourceOf(mention)],
    revisions: [revision],
    revision: 1,
  };
};

const lastPublished = (deadline: Deadline): number => Math.max(...deadline.revisions.map((revision) => revision.publishedAt));

const othersSaySo = (deadline: Deadline, mention: Mention, due: Instant): boolean =>
  deadline.sources.some(
    (source) =>
      source.source !== mention.source &&
      source.due !== undefined &&
      source.due !== deadline.due &&
      Math.abs(source.due - due) < 24 * HOUR_MS,
  );

const mergeOtherDate = (deadline: Deadline, mention: Mention, due: Instant): MergeOutcome => {
  if (mention.publishedAt < lastPublished(deadline)) return { kind: 'joined', deadline: join(deadline, mention) };
  const told = mention.finding.confidence >= alertThreshold;
  // What a person has set, only a reported move undoes.
  const agreed = !isByHand(deadline) && othersSaySo(deadline, mention, due);
  if (told && (mention.finding.status === 'moved' || agreed)) {
    return { kind: 'revised', deadline: revise(deadline, mention, 'moved') };
  }
  return { kind: 'joined', deadline: { ...join(deadline, mention), disputed: { due, source: mention.source } } };
};

const mergeDated = (deadline: Deadline, mention: Mention, due: Instant): MergeOutcome => {
  if (deadline.state === 'withdrawn') {
    const renewed = !isByHand(deadline) && mention.publishedAt > lastPublished(deadline) && mention.finding.confidence >= alertThreshold;
    return renewed
      ? { kind: 'revised', deadline: revise(deadline, mention, 'moved') }
      : { kind: 'joined', deadline: join(deadline, mention) };
  }
  if (!sameDate(deadline, due, mention.finding.precision)) return mergeOtherDate(deadline, mention, due);
  const finer = deadline.precision === 'day' && mention.finding.precision !== 'day';
  if (finer) return { kind: 'revised', deadline: revise(deadline, mention, 'refined') };
  const confirms = deadline.state === 'proposed' && mention.finding.confidence >= alertThreshold;
  return confirms ? { kind: 'revised', deadline: revise(deadline, mention, 'set') } : { kind: 'joined', deadline: join(deadline, mention) };
};

const mergeInto = (deadline: Deadline, mention: Mention): MergeOutcome => {
  if (deadline.sources.some((source) => source.mentionId === mention.id)) return { kind: 'ignored', because: 'already-merged' };
  const { due, status } = mention.finding;
  if (status === 'passed') return { kind: 'joined', deadline: join(deadline, mention) };
  if (status === 'withdrawn') {
    const stale = deadline.state === 'withdrawn' || mention.publishedAt < lastPublished(deadline);
    return stale
      ? { kind: 'joined', deadline: join(deadline, mention) }
      : { kind: 'revised', deadline: revise(deadline, mention, 'withdrawn') };
  }
  return due === undefined ? { kind: 'ignored', because: 'no-date' } : mergeDated(deadline, mention, due);
};

const closeness = (deadline: Deadline, due: Instant | undefined): number => (due === undefined ? 0 : Math.abs(deadline.due - due));

/**
 * What a mention does to the followed deadlines: opens one, revises one (moved, refined, withdrawn), or adds a source.
 * The newest publication wins, not the newest arrival; another date without a move cue is only noted as disputed
 * until a second publisher gives it too.
 *
 * @param followed deadlines that are open or passed only a short while ago
 */
export const mergeMention = (followed: readonly Deadline[], mention: Mention, now: Instant): MergeOutcome => {
  const { due, status } = mention.finding;
  const candidates = followed
    .filter((deadline) => sameTopic(deadline, mention))
    .sort((left, right) => closeness(left, due) - closeness(right, due));
  const [deadline] = candidates;
  if (deadline !== undefined) return mergeInto(deadline, mention);
  if (status === 'passed') return { kind: 'ignored', because: 'passed' };
  if (status === 'withdrawn') return { kind: 'ignored', because: 'nothing-to-withdraw' };
  if (due === undefined) return { kind: 'ignored', because: 'no-date' };
  return due <= now ? { kind: 'ignored', because: 'past' } : { kind: 'opened', deadline: open(mention, due) };
};

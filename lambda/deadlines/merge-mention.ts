import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, plus } from '../core/time.js';
import { dateKey, wallClockAt } from '../core/zone.js';
import { isByHand } from './correct-deadline.js';
import type { Deadline, DeadlineSource, Mention, Revision } from './deadline.js';
import { alertThreshold } from './detect-deadlines.js';
import { isName, MAYBE_MARK, NAME_MARK, topicWords } from './english/topic-words.js';
import { likenessOf, type WeightedWords, weighWords, withWords } from './topic.js';

export type MergeOutcome =
  | { readonly kind: 'opened' | 'revised' | 'joined'; readonly deadline: Deadline }
  | { readonly kind: 'ignored'; readonly because: 'already-merged' | 'nothing-to-withdraw' | 'no-date' | 'passed' | 'past' };

const MOST_SOURCES = 30;
const MOST_REVISIONS = 30;

const WEIGHTS = { quote: 1, headline: 0.5, names: 0.3, maybeName: 0.4 };

/** What a mention is about: the sentence itself says it best, then the headline, then the names of the rest. */
const wordsOf = ({ headline, finding, names }: Mention): WeightedWords => {
  const known = new Set([...names, ...topicWords(headline).filter(isName), ...topicWords(finding.quote).filter(isName)]);
  const weighted = (words: readonly string[], weight: number): readonly (readonly [string, number])[] =>
    words.map((word) =>
      word.startsWith(MAYBE_MARK) ? [`${NAME_MARK}${word.slice(MAYBE_MARK.length)}`, weight * WEIGHTS.maybeName] : [word, weight],
    );
  return new Map([
    ...weighted(names, WEIGHTS.names),
    ...weighted(topicWords(headline, known), WEIGHTS.headline),
    ...weighted(topicWords(finding.quote, known), WEIGHTS.quote),
  ]);
};

type Dated = Pick<Deadline, 'due' | 'precision' | 'zone'>;

const dateIn = (at: Instant, zone: string): string => dateKey(wallClockAt(at, zone));

/** A date alone is a date wherever it is read; a moment falls on it by the calendar of either zone. A midnight ends its day. */
const sameDate = (left: Dated, right: Dated): boolean => {
  const [leftDate, rightDate] = [dateIn(left.due, left.zone), dateIn(right.due, right.zone)];
  if (left.precision === 'day' && right.precision === 'day') return leftDate === rightDate;
  const isOn = (moment: Dated, date: string): boolean =>
    [left.zone, right.zone].some((zone) => dateIn(moment.due, zone) === date || dateIn(plus(moment.due, -MINUTE_MS), zone) === date);
  if (left.precision === 'day') return isOn(right, leftDate);
  if (right.precision === 'day') return isOn(left, rightDate);
  const toleranceMs = left.precision === 'hour' || right.precision === 'hour' ? HOUR_MS : 0;
  return Math.abs(left.due - right.due) <= toleranceMs;
};

/** The same date, whatever the clocks say. */
const sameDay = (left: Dated, right: Dated): boolean => sameDate({ ...left, precision: 'day' }, right) || sameDate(left, right);

/** A date within "10 or 12 days" of another story: the same deadline, said more exactly. */
const isWithin = (moment: Pick<Deadline, 'due'>, { earliest, due }: { readonly earliest?: Instant; readonly due: Instant }): boolean =>
  earliest !== undefined && moment.due > plus(earliest, -DAY_MS) && moment.due <= due;

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
    ...datedBy(finding, due),
    state: finding.confidence >= alertThreshold ? 'open' : 'proposed',
    topic: withWords({}, wordsOf(mention)),
    ruleIds: mention.ruleIds,
    sources: [sourceOf(mention)],
    revisions: [revision],
    revision: 1,
  };
};

const lastPublished = (deadline: Deadline): number => Math.max(...deadline.revisions.map((revision) => revision.publishedAt));

/** Another publisher has given this date since the deadline was last revised. */
const othersSaySo = (deadline: Deadline, mention: Mention, moment: Dated): boolean =>
  deadline.sources.some(
    ({ source, publishedAt, due, precision = 'day', zone = deadline.zone }) =>
      source !== mention.source &&
      publishedAt >= lastPublished(deadline) &&
      due !== undefined &&
      sameDate({ due, precision, zone }, moment),
  );

/** A date that the deadline had before it was moved: whoever repeats it has not heard of the move. */
const isFormer = (deadline: Deadline, moment: Dated): boolean =>
  deadline.revisions.some(({ due, precision }) => sameDate({ due, precision, zone: deadline.zone }, moment));

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

/** How much alike a mention and a deadline must be: the more, the less else speaks for it. Set by the simulated months. */
interface Needed {
  /** Of the words besides names, 0 to 1. */
  readonly words: number;
  /** The same where two names are shared. */
  readonly wordsWithNames: number;
  /** Of names and words together. */
  readonly both: number;
  /** The same where three names are shared. */
  readonly bothWithNames: number;
}
const SAME_DATE: Needed = { words: 0.2, wordsWithNames: 0, both: 0.4, bothWithNames: 0.3 };
/** A story that reports a move or a withdrawal. */
const CHANGE: Needed = { words: 0.3, wordsWithNames: 0, both: 0.5, bothWithNames: 0.5 };
/** Another date, and no word of a move: most often another deadline. */
const OTHER_DATE: Needed = { words: 0.5, wordsWithNames: 0.5, both: 0.8, bothWithNames: 0.8 };
/** So many names in common, and the same date: little is asked of the words. */
const MANY_NAMES = 3;
const ENOUGH_NAMES = 2;
const OTHER_KIND = 0.1;
const LEAST_NAMES = 0.6;
const SHARE_OF_NAMES = 0.55;
/** Where one of the two names nobody. */
const UNKNOWN_NAMES = 0.5;
/** The same headline is the same text sent on by an agency; or it is one that says next to nothing. */
const SAME_HEADLINE = 0.8;

/** What is alike, 0 to 1, as far as it reaches what is needed; undefined when it does not. */
const likeness = ({ deadline, mention, words, needed, weigh }: Comparison): number | undefined => {
  const { names = UNKNOWN_NAMES, sharedNames, words: likeWords } = likenessOf(deadline.topic, words, weigh);
  const shared = sameText(deadline, mention) ? Math.max(likeWords, SAME_HEADLINE) : likeWords;
  const leastWords = sharedNames >= ENOUGH_NAMES ? needed.wordsWithNames : needed.words;
  const differ = names < LEAST_NAMES && names !== UNKNOWN_NAMES;
  if (differ || shared < leastWords) return undefined;
  const alike = SHARE_OF_NAMES * names + (1 - SHARE_OF_NAMES) * shared;
  const least = sharedNames >= MANY_NAMES ? needed.bothWithNames : needed.both;
  return alike >= least + (kindsDiffer(deadline, mention) ? OTHER_KIND : 0) ? alike : undefined;
};

interface Comparison {
  readonly deadline: Deadline;
  readonly mention: Mention;
  /** What the mention is about. */
  readonly words: WeightedWords;
  readonly needed: Needed;
  readonly weigh: (word: string) => number;
}

interface Candidate {
  readonly deadline: Deadline;
  readonly alike: number;
  readonly agrees: boolean;
}

const sameText = (deadline: Deadline, mention: Mention): boolean =>
  deadline.sources.some((source) => source.storyId === mention.storyId || source.titleKey === mention.titleKey);

const kindsDiffer = (deadline: Deadline, { finding }: Mention): boolean =>
  deadline.kind !== finding.kind && deadline.kind !== 'other' && finding.kind !== 'other';

/** The deadline of another sentence of the same story is not the one that this sentence is about. */
const isBeside = (deadline: Deadline, { besides, finding }: Mention): boolean =>
  besides.some((due) => sameDate(deadline, { ...finding, due })) &&
  !(finding.due !== undefined && sameDate(deadline, { ...finding, due: finding.due }));

/** The move names the date that this deadline has. */
const hadFormer = (deadline: Deadline, { finding: { formerDue, zone } }: Mention): boolean =>
  formerDue !== undefined && sameDate(deadline, { due: formerDue, precision: 'day', zone });

/** The followed deadline that a mention is about: as alike as the circumstances ask, and of several the most. */
const findDeadline = (followed: readonly Deadline[], mention: Mention): Deadline | undefined => {
  const { due, status, precision, zone } = mention.finding;
  const words = wordsOf(mention);
  const weigh = weighWords(followed.map((deadline) => deadline.topic));
  const candidates = followed.flatMap((deadline): readonly Candidate[] => {
    // What is unlike whatever the dates are is most of them, and dates take longer to compare.
    if (likeness({ deadline, mention, words, needed: SAME_DATE, weigh }) === undefined || isBeside(deadline, mention)) return [];
    const moment = due === undefined ? undefined : { due, precision, zone };
    const agrees =
      moment !== undefined &&
      (sameDay(deadline, moment) ||
        hadFormer(deadline, mention) ||
        isFormer(deadline, moment) ||
        isWithin(moment, deadline) ||
        isWithin(deadline, { ...moment, ...spanOf(mention.finding) }));
    const otherwise = status === 'set' ? OTHER_DATE : CHANGE;
    const needed = agrees ? SAME_DATE : otherwise;
    const alike = likeness({ deadline, mention, words, needed, weigh });
    // Of two that it may be about, the one of its kind.
    return alike === undefined ? [] : [{ deadline, alike: alike - (kindsDiffer(deadline, mention) ? OTHER_KIND : 0), agrees }];
  });
  const [best] = candidates.sort(
    (left, right) =>
      Number(right.agrees) - Number(left.agrees) ||
      right.alike - left.alike ||
      closeness(left.deadline, due) - closeness(right.deadline, due),
  );
  return best?.deadline;
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
  return due <= now ? { kind: 'ignored', because: 'past' } : { kind: 'opened', deadline: open(mention, due) };
};

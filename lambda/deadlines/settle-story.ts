import { DAY_MS, type Instant, instant, MINUTE_MS } from '../core/time.js';
import { addDays, dateKey, instantOf, wallClockAt } from '../core/zone.js';
import type { Finding } from './deadline.js';
import { type Candidate, isClockAlone, isDayOfNextWeek, isOfKind, isSaidBetter, isSameDay, isSameHour } from './said-better.js';

const dayOf = (finding: Finding, due: Instant): string =>
  // A midnight is the end of its day: the same day as the date before it.
  dateKey(wallClockAt(instant(finding.precision === 'day' ? due : due - 1), finding.zone));

/** "from Wednesday" is "midnight on Tuesday". */
const isStartOf = (finding: Finding, day: Finding): boolean => {
  if (finding.due === undefined || day.due === undefined || finding.precision === 'day' || day.precision !== 'day') return false;
  const { hour, minute } = wallClockAt(finding.due, finding.zone);
  return hour === 0 && minute <= 1 && dateKey(wallClockAt(finding.due, finding.zone)) === dayOf(day, day.due);
};

const sayTheSame = (left: Finding, right: Finding): boolean => {
  if (left.due === undefined || right.due === undefined) return left.due === right.due && left.status === right.status;
  if (isStartOf(left, right) || isStartOf(right, left)) return true;
  if (left.precision !== 'day' && right.precision !== 'day') return Math.abs(left.due - right.due) <= MINUTE_MS;
  return dayOf(left, left.due) === dayOf(right, right.due);
};

const STATUS_RANK = { set: 0, passed: 1, withdrawn: 2, moved: 3 } as const;

/** What lies ahead has not passed; of a date, its day may be under way. */
const mayHavePassed = ({ due, precision }: Finding, publishedAt: Instant): boolean =>
  due === undefined || due <= publishedAt + (precision === 'day' ? DAY_MS : 0);

/** One of two findings that say the same: the finer time, the surer reason, and the change, if one of them tells of one. */
const merge = (one: Finding, other: Finding, publishedAt: Instant): Finding => {
  const finer = one.precision === 'day' && other.precision !== 'day' ? other : one;
  const surer = one.confidence >= other.confidence ? one : other;
  const changed = STATUS_RANK[one.status] >= STATUS_RANK[other.status] ? one : other;
  const kind = one.kind === 'other' ? other.kind : one.kind;
  const status = changed.status === 'passed' && !mayHavePassed(finer, publishedAt) ? 'set' : changed.status;
  return { ...finer, kind, status, confidence: surer.confidence, parts: surer.parts };
};

/**
 * "Deadline Friday for bids" in the title, "offers must be in by 6pm" in the text: a clock time alone is meant on the one date that the
 * title gave, unless it is a deadline of another kind.
 */
const onDateBefore = (candidates: readonly Candidate[], publishedAt: Instant): readonly Candidate[] =>
  candidates.map((each, at) => {
    const { finding, slot } = each;
    if (!isClockAlone(each) || slot?.clock === undefined || finding.due === undefined || finding.status === 'passed') return each;
    const days = candidates
      .slice(0, at)
      .filter(({ finding: other }) => other.due !== undefined && other.status !== 'passed' && other.due > publishedAt);
    const [first] = days;
    if (first?.finding.due === undefined || first.finding.precision !== 'day' || first.finding.quote === finding.quote) return each;
    const day = dayOf(first.finding, first.finding.due);
    if (first.slot?.date === undefined || days.some(({ finding: other }) => other.due !== undefined && dayOf(other, other.due) !== day))
      return each;
    // what must be left tonight is not put off to the day on which its order ends
    if (first.finding.kind === 'evacuation' || finding.kind === 'evacuation') return each;
    if (first.finding.span.in !== 'title' || !isOfKind(each, first)) return each;
    const { hour, minute, endOfDay } = slot.clock;
    const date = { ...wallClockAt(first.finding.due, first.finding.zone), hour, minute };
    return { ...each, finding: { ...finding, due: instant(instantOf(endOfDay ? addDays(date, 1) : date, finding.zone)) } };
  });

/** "7am on Friday" in the title, "7am local time" in the text: the zone that the words name is meant in both. */
const inNamedZone = (candidates: readonly Candidate[]): readonly Candidate[] =>
  candidates.map((each) => {
    const { finding, slot } = each;
    if (finding.due === undefined || slot?.date === undefined || slot.clock === undefined || slot.stated !== undefined) return each;
    const stated = candidates.find((other) => isClockAlone(other) && other.slot?.stated !== undefined && isSameHour(each, other));
    if (stated === undefined || finding.span.in !== 'title') return each;
    const { zone, zoneSource } = stated.finding;
    return { ...each, finding: { ...finding, zone, zoneSource, due: instant(instantOf(wallClockAt(finding.due, finding.zone), zone)) } };
  });

const isVote = ({ finding }: Candidate): boolean => finding.kind === 'vote' && finding.status === 'set';

/** "votes on Wednesday", and "polling stations shut at 6pm" elsewhere: the hour is of the one day of the vote. */
const onVotingDay = (candidates: readonly Candidate[], publishedAt: Instant): readonly Candidate[] =>
  candidates.map((each) => {
    const { finding, slot } = each;
    if (!isClockAlone(each) || slot?.clock === undefined || !isVote(each) || finding.due === undefined) return each;
    const [day, ...others] = candidates.filter((other) => isVote(other) && other.slot?.date !== undefined);
    if (day?.finding.due === undefined || others.some((other) => !isSameDay(day, other))) return each;
    const { hour, minute, endOfDay } = slot.clock;
    const lasting = day.finding.precision === 'day' ? day.finding.due : instant(day.finding.due - 1);
    const date = { ...wallClockAt(lasting, day.finding.zone), hour, minute };
    const due = instant(instantOf(endOfDay ? addDays(date, 1) : date, finding.zone));
    return due > publishedAt ? { ...each, finding: { ...finding, due } } : each;
  });

const WEEK = 7;

/** "order by Dec. 22" in the title, "by 11 p.m. Monday" in the text, a week before: the weekday is the date's. */
const onExactDate = (candidates: readonly Candidate[]): readonly Candidate[] =>
  candidates.map((each) => {
    const { finding, slot } = each;
    if (slot?.clock === undefined || finding.due === undefined) return each;
    const exact = candidates.find((other) => other.finding.precision === 'day' && isOfKind(each, other) && isDayOfNextWeek(each, other));
    if (exact === undefined) return each;
    const due = instant(instantOf(addDays(wallClockAt(finding.due, finding.zone), WEEK), finding.zone));
    return { ...each, finding: { ...finding, due } };
  });

/** "to March 12", and "by two weeks" beside it: the date that is given is the new one. */
const withoutShifts = (candidates: readonly Candidate[]): readonly Candidate[] => {
  const isMoved = ({ finding }: Candidate): boolean => finding.status === 'moved' && finding.due !== undefined;
  const given = candidates.some((each) => isMoved(each) && each.slot?.date !== undefined);
  return given ? candidates.filter((each) => !isMoved(each) || each.slot !== undefined) : candidates;
};

const mergeSame = (kept: readonly Finding[], next: Finding, publishedAt: Instant): readonly Finding[] => {
  const twin = kept.find((each) => sayTheSame(each, next));
  return twin === undefined ? [...kept, next] : kept.map((each) => (each === twin ? merge(twin, next, publishedAt) : each));
};

/** A change without a date of its own takes the dates that the story gives. */
const dateChange = (change: Finding, findings: readonly Finding[], publishedAt: Instant): readonly Finding[] => {
  const set = findings.filter((each) => each.status === 'set' && (change.status !== 'passed' || mayHavePassed(each, publishedAt)));
  const last = set.reduce<Finding | undefined>((best, each) => ((each.due ?? 0) > (best?.due ?? 0) ? each : best), undefined);
  if (last === undefined) return findings;
  const settled = { status: change.status, quote: change.quote, span: change.span } as const;
  const rest = findings.filter((each) => each !== change && !set.includes(each));
  if (change.status === 'moved') return [...rest, { ...last, status: 'moved' }];
  return [...rest, ...set.map((each) => ({ ...each, ...settled }))];
};

const LIMITS = /^(?:deadline-noun|obliged|called-to|time-given|or-else|expiry|ends|restricted-until)$/;

/** Of the same kind as what was moved, a later date is rather the old one of what was brought forward. */
const LIKELY = 0.75;

/** The date before a move is old: no deadline beside the new one. */
const dropOld = (findings: readonly Finding[]): readonly Finding[] => {
  const moved = findings.find((each) => each.status === 'moved');
  if (moved?.due === undefined) return findings;
  const { due, kind } = moved;
  const isLater = (each: Finding): boolean => each.due !== undefined && each.due > due && (each.kind !== kind || each.confidence > LIKELY);
  return findings.filter(
    (each) => each.status !== 'set' || isLater(each) || (each.kind !== kind && !LIMITS.test(each.parts[0]?.because ?? '')),
  );
};

/** A change that one sentence dates needs no second finding from a sentence that does not. */
const dropUndated = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter((each) => each.due !== undefined || !findings.some((other) => other.due !== undefined && other.status === each.status));

/** Settles what the sentences of a story say into its deadlines: each once, in its finest form, old dates left out. */
export const settleStory = (candidates: readonly Candidate[], publishedAt: Instant): readonly Finding[] => {
  const dated = onExactDate(inNamedZone(withoutShifts(candidates)));
  const placed = onVotingDay(onDateBefore(dated, publishedAt), publishedAt);
  const firm = placed.filter((each) => !isSaidBetter(each, placed)).map(({ finding }) => finding);
  const findings = dropUndated(firm.reduce<readonly Finding[]>((kept, next) => mergeSame(kept, next, publishedAt), []));
  const undated = findings.find((each) => each.due === undefined);
  const told = findings.some((each) => each.status !== 'set' && each.due !== undefined);
  return dropOld(undated === undefined || told ? findings : dateChange(undated, findings, publishedAt));
};

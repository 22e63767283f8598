import { DAY_MS, type Instant, MINUTE_MS } from '../core/time.js';
import { dateKey, wallClockAt } from '../core/zone.js';
import type { Finding } from './deadline.js';
import { dayOf, placeTimes } from './place-times.js';
import { type Candidate, isSaidBetter } from './said-better.js';

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
  const placed = placeTimes(candidates, publishedAt);
  const firm = placed.filter((each) => !isSaidBetter(each, placed)).map(({ finding }) => finding);
  const findings = dropUndated(firm.reduce<readonly Finding[]>((kept, next) => mergeSame(kept, next, publishedAt), []));
  const undated = findings.find((each) => each.due === undefined);
  const told = findings.some((each) => each.status !== 'set' && each.due !== undefined);
  return dropOld(undated === undefined || told ? findings : dateChange(undated, findings, publishedAt));
};

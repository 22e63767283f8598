import { DAY_MS, HOUR_MS, MINUTE_MS } from '../core/time.js';
import type { DeadlineKind, Finding } from './deadline.js';
import { type DatePart, isHourAlone, type Slot } from './slot.js';
import { dayIn } from './weigh-time.js';

/** What one sentence says. */
export interface Candidate {
  readonly finding: Finding;
  /** The words that give its time: a duration is often a round figure, a clock time alone leaves the day open. */
  readonly slot?: Slot;
}

/** A clock time whose day the words leave open. */
export const isClockAlone = ({ slot }: Pick<Candidate, 'slot'>): boolean => slot !== undefined && isHourAlone(slot);

/** The same hour and minute on the clock. */
export const isSameHour = ({ slot: one }: Candidate, { slot: other }: Candidate): boolean =>
  one?.clock?.hour === other?.clock?.hour && one?.clock?.minute === other?.clock?.minute;

/** A vote that is to come, as it was set or as it was moved. */
export const isVote = ({ finding }: Candidate): boolean =>
  finding.kind === 'vote' && (finding.status === 'set' || finding.status === 'moved');

/** The same date, each in its zone. */
export const isSameDay = ({ finding: one }: Candidate, { finding: other }: Candidate): boolean =>
  one.due !== undefined && other.due !== undefined && dayIn(one.due, one.zone) === dayIn(other.due, other.zone);

/** "noon" in the title, "noon local time on Wednesday" or "noon local time (1000 GMT)" in the text. */
const isClockOf = (alone: Candidate, dated: Candidate): boolean =>
  isClockAlone(alone) &&
  (dated.slot?.date !== undefined || (dated.slot?.stated !== undefined && alone.slot?.stated === undefined)) &&
  isSameHour(alone, dated);

/** "noon Monday" in the title, "noon on Monday, Israel time" or "noon (0630 GMT)" in the text: the zone that the words name is meant in both. */
const isOfNamedZone = (plain: Candidate, stated: Candidate): boolean =>
  plain.finding.span.in === 'title' &&
  plain.slot?.clock !== undefined &&
  plain.slot.stated === undefined &&
  stated.slot?.clock !== undefined &&
  (stated.slot.stated !== undefined || stated.slot.also !== undefined) &&
  !(isClockAlone(stated) && plain.slot.date !== undefined) &&
  isSameHour(plain, stated) &&
  isSameDay(plain, stated);

const UNIT_MS = {
  minute: MINUTE_MS,
  hour: HOUR_MS,
  day: DAY_MS,
  'working-day': 2 * DAY_MS,
  week: 2 * DAY_MS,
  month: 5 * DAY_MS,
  year: 31 * DAY_MS,
} as const;

/** A time counted from publication is no more exact than its unit, and than a fifth of it: "72 hours" of Tuesday's 12:58 a.m. */
const isRoundOf = ({ slot, finding }: Candidate, exact: Candidate): boolean => {
  const duration = slot?.duration;
  if (duration === undefined || (duration.anchor !== undefined && duration.anchor.kind !== 'publication')) return false;
  if (exact.slot?.duration !== undefined || finding.due === undefined || exact.finding.due === undefined) return false;
  const unitMs = UNIT_MS[duration.unit];
  const most = Math.max(duration.unit === 'hour' ? 3 * HOUR_MS : unitMs, (duration.amount * unitMs) / 5);
  // two days and more were rather counted from when the order was given, up to a day ago
  const mostBefore = duration.unit === 'hour' && duration.amount >= 48 ? Math.max(DAY_MS, most) : most;
  const end = exact.finding.due;
  const begin = exact.finding.precision === 'day' ? end - DAY_MS : end;
  return finding.due >= begin - most && finding.due <= end + mostBefore;
};

/** "to stop for 24 hours next Monday", "a five-day walkout": no cue governs the time, and the story gives a date. */
const isLength = ({ slot, finding }: Candidate, dated: Candidate): boolean =>
  slot?.duration !== undefined &&
  slot.duration.anchor === undefined &&
  finding.parts[0]?.because === 'wording' &&
  dated.slot?.date !== undefined &&
  dated.slot.duration === undefined;

const EXACT: ReadonlySet<DatePart['form']> = new Set(['month-day', 'numeric', 'day-of-month']);

const daysBetween = (left: Pick<Candidate, 'finding'>, right: Pick<Candidate, 'finding'>): number | undefined =>
  left.finding.due === undefined || right.finding.due === undefined ? undefined : (right.finding.due - left.finding.due) / DAY_MS;

const MOST_BEFORE_FEAST = 31;

/** "out before Christmas" in the title, "until 18 December" in the text. */
const isFeastAfter = (feast: Candidate, exact: Candidate): boolean => {
  const days = daysBetween(exact, feast);
  if (feast.slot?.date?.form !== 'named-day' || exact.slot?.date === undefined || !EXACT.has(exact.slot.date.form)) return false;
  return days !== undefined && days >= 0 && days <= MOST_BEFORE_FEAST;
};

/** "verdict on Monday" in the title, "Monday 20 July" in the text: the next week's. */
export const isDayOfNextWeek = ({ slot, ...day }: Candidate, exact: Candidate): boolean => {
  if (slot?.date?.form !== 'weekday' || slot.date.which !== 'plain' || exact.slot?.date === undefined) return false;
  if (!EXACT.has(exact.slot.date.form) || day.finding.span.in === exact.finding.span.in) return false;
  return Math.round(daysBetween(day, exact) ?? 0) === 7;
};

const BINDS = /^(?:deadline-noun|obliged|called-to|time-given|or-else)$/;

/** Both are told as what somebody must do: no ban that begins on the other date. */
export const isOneLimit = ({ finding: one }: Candidate, { finding: other }: Candidate): boolean =>
  isOfAlikeKind(one, other) && BINDS.test(one.parts[0]?.because ?? '') && BINDS.test(other.parts[0]?.because ?? '');

const isWeekdayOf = (day: Candidate, exact: Candidate): boolean =>
  isDayOfNextWeek(day, exact) && (isSameKind(day.finding, exact.finding) || isOneLimit(day, exact));

/** What begins is another matter than what must be done before. */
const BEGINS = /^(?:begins|takes-effect|from-then)$/;

const ENDS: ReadonlySet<DatePart['form']> = new Set(['end-of', 'end-of-month', 'weekend']);
const MOST_FROM_END = 3;

/** "by end of October" in the title, "until November 1" in the text. */
const isEndNear = ({ slot, ...end }: Candidate, exact: Candidate): boolean =>
  slot?.date !== undefined &&
  ENDS.has(slot.date.form) &&
  slot.clock === undefined &&
  exact.slot?.date !== undefined &&
  EXACT.has(exact.slot.date.form) &&
  end.finding.span.in !== exact.finding.span.in &&
  isSameKind(end.finding, exact.finding) &&
  !BEGINS.test(exact.finding.parts[0]?.because ?? '') &&
  Math.abs(daysBetween(end, exact) ?? Number.POSITIVE_INFINITY) <= MOST_FROM_END;

const MOST_HOURS_OF_LIGHT = 36;

/** "until dawn" in the title, "by 6 a.m. on Thursday" in the text. */
const isLightOf = ({ slot, ...light }: Candidate, exact: Candidate): boolean =>
  slot?.date?.form === 'daylight' &&
  exact.slot?.clock !== undefined &&
  Math.abs(daysBetween(light, exact) ?? Number.POSITIVE_INFINITY) * DAY_MS <= MOST_HOURS_OF_LIGHT * HOUR_MS;

/** Kinds that newsrooms tell in each other's words: a demand to pay, an order to file. */
const LIMITS: ReadonlySet<DeadlineKind> = new Set(['ultimatum', 'filing', 'expiry', 'evacuation', 'other']);

const isSameKind = (one: Finding, other: Finding): boolean => one.kind === other.kind || one.kind === 'other' || other.kind === 'other';

const isOfAlikeKind = (one: Finding, other: Finding): boolean => isSameKind(one, other) || (LIMITS.has(one.kind) && LIMITS.has(other.kind));

const LIKELY_PASSED = 0.75;

/** "bids by Friday" in the title, "nobody came by Friday's close" behind it: the weekday, or the hour, that has passed is the same. */
const isOfPassed = (each: Candidate, other: Candidate): boolean => {
  const [ahead, passed] = [each.finding, other.finding];
  if (ahead.status !== 'set' || passed.status !== 'passed' || passed.confidence < LIKELY_PASSED) return false;
  if (ahead.due === undefined || passed.due === undefined || !isOfAlikeKind(ahead, passed)) return false;
  const [date, before] = [each.slot?.date, other.slot?.date];
  if (date?.form === 'weekday' && date.which === 'plain' && before?.form === 'weekday')
    return date.weekday === before.weekday && Math.round((ahead.due - passed.due) / DAY_MS) === 7;
  return isClockAlone(each) && isSameHour(each, other);
};

/** "eleven o'clock on Thursday" in the title, "11pm on Thursday" in the text. */
const isHalfOf = ({ slot: open, finding: one }: Candidate, { slot: exact, finding: other }: Candidate): boolean =>
  open?.clock?.eitherHalf === true &&
  exact?.clock !== undefined &&
  exact.clock.eitherHalf !== true &&
  open.clock.hour % 12 === exact.clock.hour % 12 &&
  open.clock.minute === exact.clock.minute &&
  (open.date === undefined) === (exact.date === undefined) &&
  isSameDay({ finding: one }, { finding: other });

/** "72-hour limit" in the title, "72 hours from 8 p.m. on Friday" in the text. */
const isUnanchored = ({ slot }: Candidate, { slot: other }: Candidate): boolean =>
  slot?.duration !== undefined &&
  slot.duration.anchor === undefined &&
  other?.duration?.anchor?.kind === 'date' &&
  other.duration.amount === slot.duration.amount &&
  other.duration.unit === slot.duration.unit;

const BY_ANOTHER_SENTENCE = [isUnanchored, isHalfOf, isClockOf, isOfNamedZone, isRoundOf, isFeastAfter, isWeekdayOf, isEndNear, isLightOf];

/** The same matter as far as kinds tell: what is still to come is not told by what has passed. */
export const isOfKind = ({ finding: one }: Candidate, { finding: other }: Candidate): boolean =>
  (other.status !== 'passed' || one.status === 'passed') && isOfAlikeKind(one, other);

/** The same hour of the same day in two zones is one moment, whatever it is called. */
const isOneMoment = (each: Candidate, other: Candidate): boolean =>
  other.finding.quote !== each.finding.quote && isOfNamedZone(each, other) && each.finding.status === other.finding.status;

const isVaguerThan = (each: Candidate, other: Candidate): boolean =>
  other.finding.quote !== each.finding.quote && BY_ANOTHER_SENTENCE.some((says) => says(each, other));

/** True when other words of the story say the same better: a length beside its date, or a vaguer form of a time in another sentence. */
export const isSaidBetter = (each: Candidate, candidates: readonly Candidate[]): boolean =>
  candidates.some(
    (other) =>
      other !== each &&
      (isOneMoment(each, other) ||
        (isOfPassed(each, other) && candidates.indexOf(each) < candidates.indexOf(other)) ||
        (isOfKind(each, other) && (isLength(each, other) || isVaguerThan(each, other)))),
  );

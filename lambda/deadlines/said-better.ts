import { DAY_MS, HOUR_MS, MINUTE_MS } from '../core/time.js';
import type { Finding } from './deadline.js';
import type { DatePart, Slot } from './slot.js';

/** What one sentence says. */
export interface Candidate {
  readonly finding: Finding;
  /** The words that give its time: a duration is often a round figure, a clock time alone leaves the day open. */
  readonly slot?: Slot;
  /** Too unlikely to be a deadline of its own; it may say the hour of one that the story gives by the day. */
  readonly isFaint: boolean;
}

/** A clock time whose day the words leave open. */
export const isClockAlone = ({ slot }: Candidate): boolean =>
  slot?.clock !== undefined && slot.date === undefined && slot.duration === undefined;

/** "noon" in the title, "noon local time on Wednesday" or "noon local time (1000 GMT)" in the text. */
const isClockOf = (alone: Candidate, dated: Candidate): boolean =>
  isClockAlone(alone) &&
  (dated.slot?.date !== undefined || (dated.slot?.stated !== undefined && alone.slot?.stated === undefined)) &&
  dated.slot.clock?.hour === alone.slot?.clock?.hour &&
  dated.slot.clock?.minute === alone.slot?.clock?.minute;

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
  return Math.abs(finding.due - exact.finding.due) <= most;
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
const isDayOfNextWeek = ({ slot, ...day }: Candidate, exact: Candidate): boolean => {
  if (slot?.date?.form !== 'weekday' || slot.date.which !== 'plain' || exact.slot?.date === undefined) return false;
  if (!EXACT.has(exact.slot.date.form) || day.finding.span.in === exact.finding.span.in) return false;
  return Math.round(daysBetween(day, exact) ?? 0) === 7;
};

const MOST_HOURS_OF_LIGHT = 36;

/** "until dawn" in the title, "by 6 a.m. on Thursday" in the text. */
const isLightOf = ({ slot, ...light }: Candidate, exact: Candidate): boolean =>
  slot?.date?.form === 'daylight' &&
  exact.slot?.clock !== undefined &&
  Math.abs(daysBetween(light, exact) ?? Number.POSITIVE_INFINITY) * DAY_MS <= MOST_HOURS_OF_LIGHT * HOUR_MS;

const BY_ANOTHER_SENTENCE = [isClockOf, isRoundOf, isFeastAfter, isDayOfNextWeek, isLightOf];

/** The same matter, as far as kinds tell. */
const isOfKind = ({ finding: one }: Candidate, { finding: other }: Candidate): boolean =>
  other.status !== 'passed' && (one.kind === other.kind || one.kind === 'other' || other.kind === 'other');

/** True when other words of the story say the same better: a length beside its date, or a vaguer form of a time in another sentence. */
export const isSaidBetter = (each: Candidate, candidates: readonly Candidate[]): boolean =>
  candidates.some(
    (other) =>
      other !== each &&
      isOfKind(each, other) &&
      (isLength(each, other) || (other.finding.quote !== each.finding.quote && BY_ANOTHER_SENTENCE.some((says) => says(each, other)))),
  );

import { DAY_MS, HOUR_MS, type Instant, instant } from '../core/time.js';
import { addDays, dateKey, instantOf, wallClockAt } from '../core/zone.js';
import type { Finding } from './deadline.js';
import { type Candidate, isClockAlone, isDayOfNextWeek, isOfKind, isOneLimit, isSameDay, isSameHour, isVote } from './said-better.js';
import { toldEnds } from './told-ends.js';
import { dayIn } from './weigh-time.js';

/** The calendar day on which a finding is due, in its zone, as YYYY-MM-DD. */
export const dayOf = (finding: Finding, due: Instant): string =>
  // A midnight is the end of its day: the same day as the date before it.
  dateKey(wallClockAt(instant(finding.precision === 'day' ? due : due - 1), finding.zone));

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
    // what is called off has no hour
    if (first.finding.status === 'withdrawn' && finding.status !== 'withdrawn') return each;
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

const OF_POLLS = /\b(?:polls|polling (?:stations|places|booths)|voting|ballot (?:boxes|booths)|(?:polling|election) day)\b/i;
const CLOSES = /\b(?:clos(?:e|es|ing)|shut(?:s|ting)?|open|ends?|ending|until|till|from)\b/i;
const OF_CHOICE = /\b(?:decid|choos|elect|vot(?:e|ing|ers)|poll|referendum|ballot|settle|pick)/i;
const OF_OTHERS = /\b(?:strik(?:e|es|ing)|walk-?outs?|walk out|stoppages?|court|judges?|trial|verdict)\b/i;
const BINDS = /^(?:obliged|takes-effect|called-to|time-given|or-else|expiry|deadline-noun)$/;

/** "polls close at 6pm" is of a vote, whatever the story calls that. */
const endsVote = ({ finding }: Candidate): boolean => finding.parts[0]?.because === 'ends';

/** "decide on Monday whether to leave", and "polling stations will be open from 7 a.m. to 6 p.m.": the day may be that of a vote. */
const mayBeVote = (hour: Candidate, { finding: { quote, parts } }: Candidate): boolean =>
  OF_POLLS.test(hour.finding.quote) &&
  CLOSES.test(hour.finding.quote) &&
  OF_CHOICE.test(quote) &&
  !OF_OTHERS.test(quote) &&
  !BINDS.test(parts[0]?.because ?? '');

/**
 * The day of the vote that an hour is of: the one of its sentence, or the only one that the story names before it. Where no vote is
 * named, the end of one is of the only date before it.
 */
const votingDayOf = (hour: Candidate, before: readonly Candidate[]): Candidate | undefined => {
  const dated = before.filter(({ finding, slot }) => slot?.date !== undefined && (finding.status === 'set' || finding.status === 'moved'));
  const votes = dated.filter(isVote);
  const days = votes.length > 0 ? votes : endsVote(hour) ? dated : dated.filter((each) => mayBeVote(hour, each));
  const said = days.filter(({ finding }) => finding.quote === hour.finding.quote);
  const [day, ...others] = said.length > 0 ? said.slice(-1) : days;
  return day === undefined || others.some((other) => !isSameDay(day, other)) ? undefined : day;
};

/** "votes on Wednesday", and "polling stations shut at 6pm" elsewhere: the hour is of the one day of the vote. */
const onVotingDay = (candidates: readonly Candidate[], publishedAt: Instant): readonly Candidate[] =>
  candidates.map((each, at) => {
    const { finding, slot } = each;
    if (!isClockAlone(each) || slot?.clock === undefined || !isVote(each) || finding.due === undefined) return each;
    const day = votingDayOf(each, candidates.slice(0, at));
    if (day?.finding.due === undefined) return each;
    const { hour, minute, endOfDay } = slot.clock;
    const lasting = day.finding.precision === 'day' ? day.finding.due : instant(day.finding.due - 1);
    const date = { ...wallClockAt(lasting, day.finding.zone), hour, minute };
    const due = instant(instantOf(endOfDay ? addDays(date, 1) : date, finding.zone));
    return due > publishedAt ? { ...each, finding: { ...finding, status: day.finding.status, due } } : each;
  });

const MOST_SINCE_CLOSE_MS = 10 * HOUR_MS;

/** "Polls close at eight, and the count drips in", told at eleven: the hour of the vote is over, and tomorrow's is none of it. */
const withoutClosed = (candidates: readonly Candidate[], publishedAt: Instant): readonly Candidate[] =>
  candidates.filter((each) => {
    const { due, zone, quote } = each.finding;
    if (!isClockAlone(each) || each.slot?.clock?.eitherHalf === true || !isVote(each) || due === undefined || !OF_POLLS.test(quote))
      return true;
    const isTomorrow = dayIn(due, zone) - dayIn(publishedAt, zone) === 1 && each.slot?.clock?.endOfDay !== true;
    const isOfDay = candidates.some((other) => other !== each && isSameDay(other, each));
    const closed = instantOf(addDays(wallClockAt(due, zone), -1), zone);
    return !isTomorrow || isOfDay || closed > publishedAt || publishedAt - closed > MOST_SINCE_CLOSE_MS;
  });

const WEEK = 7;

/** "order by Dec. 22" in the title, "by 11 p.m. Monday" in the text, a week before: the weekday is the date's. */
const onExactDate = (candidates: readonly Candidate[]): readonly Candidate[] =>
  candidates.map((each) => {
    const { finding, slot } = each;
    if (slot?.clock === undefined || finding.due === undefined) return each;
    const exact = candidates.find((other) => other.finding.precision === 'day' && isOneLimit(each, other) && isDayOfNextWeek(each, other));
    if (exact === undefined) return each;
    const due = instant(instantOf(addDays(wallClockAt(finding.due, finding.zone), WEEK), finding.zone));
    return { ...each, finding: { ...finding, due } };
  });

/** A shift in round words and the date that it comes to lie no further apart than this. */
const MOST_APART_MS = 4 * DAY_MS;

/** "to March 12", "would be on March 12", and "by two weeks" beside it: the date that is given is the new one. */
const withoutShifts = (candidates: readonly Candidate[]): readonly Candidate[] => {
  const shifts = candidates.filter(({ finding, slot }) => finding.status === 'moved' && finding.due !== undefined && slot === undefined);
  if (shifts.length === 0) return candidates;
  const isNewOf = (shift: Candidate, each: Candidate): boolean => {
    const { due, status } = each.finding;
    if (each.slot?.date === undefined || due === undefined || (status !== 'moved' && status !== 'set')) return false;
    return Math.abs(due - (shift.finding.due ?? 0)) <= MOST_APART_MS && isOfKind(each, shift);
  };
  const dropped = shifts.filter((shift) => candidates.some((each) => isNewOf(shift, each)));
  return candidates
    .filter((each) => !dropped.includes(each))
    .map((each) =>
      dropped.some((shift) => isNewOf(shift, each)) ? { ...each, finding: { ...each.finding, status: 'moved' as const } } : each,
    );
};

/** Told within so long behind an hour of today, the words mean that hour, not tomorrow's. */
const JUST_PAST_MS = 2 * HOUR_MS;

/** "the pause runs out at 7am", told at 7:40 in a story that names no day. */
const asJustPast = (candidates: readonly Candidate[], publishedAt: Instant): readonly Candidate[] =>
  candidates.some(({ finding, slot }) => slot?.date !== undefined || finding.status === 'passed')
    ? candidates
    : candidates.map((each) => {
        const { finding, slot } = each;
        if (!isClockAlone(each) || slot?.clock?.eitherHalf === true || finding.due === undefined || finding.status !== 'set') return each;
        const due = instant(instantOf(addDays(wallClockAt(finding.due, finding.zone), -1), finding.zone));
        const isPast = due <= publishedAt && publishedAt - due < JUST_PAST_MS;
        return isPast ? { ...each, finding: { ...finding, status: 'passed', due } } : each;
      });

/** Puts what one sentence leaves open where others of the story have it: hours on their dates, dates in their zones, moves on their day. */
export const placeTimes = (candidates: readonly Candidate[], publishedAt: Instant): readonly Candidate[] =>
  [toldEnds, withoutShifts, inNamedZone, onExactDate, onDateBefore, onVotingDay, asJustPast, withoutClosed].reduce(
    (placed, place) => place(placed, publishedAt),
    candidates,
  );

import { instant } from '../core/time.js';
import { addDays, instantOf, wallClockAt } from '../core/zone.js';
import { type Candidate, isSameDay, isVote } from './said-better.js';

const isSameSentence = (one: Candidate, other: Candidate): boolean => one.finding.quote === other.finding.quote;

/** `end` is the other end of a range of hours that begins with `begin`. */
const isEndOf = (end: Candidate, begin: Candidate): boolean =>
  end !== begin &&
  isSameSentence(end, begin) &&
  isSameDay(end, begin) &&
  end.slot?.begins !== undefined &&
  begin.slot?.clock?.hour === end.slot.begins.hour &&
  begin.slot.clock.minute === end.slot.begins.minute;

/** "polls open at 7am and close at 10pm": of the hours of a vote, the end counts. */
const lastHourOfVote = (candidates: readonly Candidate[]): readonly Candidate[] =>
  candidates.filter((each) => !(isVote(each) && candidates.some((other) => isVote(other) && isEndOf(other, each))));

const STOPS =
  /\b(?:strik(?:e|ing|es)|walk(?:s|ing)? out|walk-?outs?|stop(?:s|ping)? work|down(?:s|ing)? tools|stoppages?|stay(?:s|ing)? (?:off|away|out)|off the job|picket(?:s|ing)?)\b/i;
const OF_OTHERS = /\b(?:register|nominations|bids|applications?|claims|consultation|offer|ceasefire|truce|pause|halt strikes|suspended)\b/i;

const TILL_ITS_END = /^(?:deadline-noun|obliged|called-to|time-given|or-else|expiry|ends|restricted-until)$/;

/** "will walk out from 6am to 2pm on Tuesday": a strike is told by the hour at which it begins. */
const firstHourOfStrike = (candidates: readonly Candidate[]): readonly Candidate[] =>
  candidates.flatMap((each) => {
    const { finding, slot } = each;
    const isTold = candidates.some((other) => other.finding.kind === 'strike' && isEndOf(each, other));
    if (isTold) return [];
    // "must decide between 9am and 5pm whether to strike"
    const isLimit = TILL_ITS_END.test(finding.parts[0]?.because ?? '') || /\b(?:must|has to|have to|had to|should)\b/.test(finding.quote);
    if (isLimit || finding.status === 'moved' || !STOPS.test(finding.quote) || OF_OTHERS.test(finding.quote)) return each;
    if (finding.kind !== 'strike' || slot?.begins === undefined || slot.clock === undefined || finding.due === undefined) return each;
    const { hour, minute } = slot.begins;
    const end = wallClockAt(finding.due, finding.zone);
    const isNightly = 60 * hour + minute > 60 * end.hour + end.minute;
    const begins = { ...addDays(end, isNightly ? -1 : 0), hour, minute };
    return { ...each, finding: { ...finding, due: instant(instantOf(begins, finding.zone)) } };
  });

/** Of the two ends of a range of hours, the one that newsrooms tell. */
export const toldEnds = (candidates: readonly Candidate[]): readonly Candidate[] => firstHourOfStrike(lastHourOfVote(candidates));

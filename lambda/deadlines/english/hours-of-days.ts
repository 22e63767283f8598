import { isDayAlone, isHourAlone, type Slot } from '../slot.js';
import { type Token, wordAt } from '../token.js';
import { endDateOf } from './hour-ranges.js';

const CLOSES = /^(?:closes?|closing|shuts?|shutting|ends?|ending|finish|finishes|finishing)$/;
const MOST_TO_CLOSE = 6;
const MOST_TO_OPEN = 6;

/** "polls open at 8 a.m. on Saturday and close at 6 p.m.": the hour of closing is of the day of the hour before it. */
export const closeOnDay = (tokens: readonly Token[], slots: readonly Slot[]): readonly Slot[] =>
  slots.map((slot, at) => {
    const open = slots[at - 1];
    if (!isHourAlone(slot) || open?.date === undefined || open.clock === undefined || open.possessive === true) return slot;
    const between = tokens.slice(open.past, slot.first);
    const before = tokens.slice(Math.max(0, open.first - MOST_TO_OPEN), open.first);
    const isOpened = before.some(({ text }) => /^open(?:s|ing)?$/.test(text));
    // "accreditation begins at 8 a.m. on Saturday and finishes at 1 p.m."
    const goesOn = between.length <= 3 && between[0]?.text === 'and' && !before.some(({ text }) => /^(?:began|started|opened)$/.test(text));
    const isClose = (isOpened || goesOn) && between.length <= MOST_TO_CLOSE && between.some(({ text }) => CLOSES.test(text));
    const date = endDateOf(open, slot);
    return isClose && date !== undefined && /^,?$/.test(between.map(({ before }) => before).join(''))
      ? { ...slot, date, begins: open.clock }
      : slot;
  });

const OF_POLLS = /^(?:polls|polling|booths|voting|ballots?)$/;
const MOST_TO_POLLS = 5;

/** "polls open at 7am on Sunday", and nothing of when they close: the day is what is told. */
export const withoutOpening = (tokens: readonly Token[], slots: readonly Slot[]): readonly Slot[] =>
  slots.map((slot, at) => {
    if (slot.clock === undefined || slot.date === undefined || slot.begins !== undefined || slots[at + 1]?.begins !== undefined)
      return slot;
    const verb = /^(?:at|from|on)$/.test(wordAt(tokens, slot.first - 1)) ? slot.first - 2 : slot.first - 1;
    const isStart = /^(?:starts?|begins?)$/.test(wordAt(tokens, verb)) && /^(?:voting|polling|balloting)$/.test(wordAt(tokens, verb - 1));
    if (
      !(isStart || /^(?:open|opens|opening)$/.test(wordAt(tokens, verb))) ||
      !tokens.slice(Math.max(0, verb - MOST_TO_POLLS), verb).some(({ text }) => OF_POLLS.test(text))
    )
      return slot;
    const { clock: _clock, also: _also, ...day } = slot;
    return day;
  });

const MOST_BEHIND_DAY = 8;
/** What goes on over a day, and what may stand between the day and its hour. */
const LASTS =
  /^(?:at|from|by|until|till|about|around|and|with|starting|beginning|ending|closing|to|starts?|begins?|lasts?|goes?|on|runs?|stays?|opens?|ends?|finish|finishes|closes?|shuts?|doors|votes?|voting|polling|the|polls|booths|stations|ballot|boxes|halls|will|be|walkout|strike|stoppage|hearing|session|launch|liftoff|try|attempt)$/;

/**
 * "Voting on Friday goes on from 7am to 10pm", "a vote on Saturday, starting at five in the afternoon", "on Sunday the booths stay open until
 * 8pm": an hour of the day before it, where nothing else happens in between; "the truce agreed on Monday expires at midnight" is of today.
 */
export const onDayBefore = (tokens: readonly Token[], slots: readonly Slot[]): readonly Slot[] =>
  slots.map((slot, at) => {
    const day = slots[at - 1];
    if (!isHourAlone(slot) || day?.date === undefined || !isDayAlone(day) || day.possessive === true || day.earliest !== undefined)
      return slot;
    const between = tokens.slice(day.past, slot.first);
    const verb = wordAt(tokens, day.first - 1) === 'on' ? wordAt(tokens, day.first - 2) : wordAt(tokens, day.first - 1);
    // "from Thursday, lamps go off at 11pm"; "the truce agreed on Monday"
    if (/^(?:from|since|after|began|begun|set|came|took|went|was|were|failed|talks)$|ed$/.test(verb)) return slot;
    const lasts = between.every(({ before, text }, place) => (place === 0 ? /^[,:]?$/ : /^,?$/).test(before) && LASTS.test(text));
    return lasts && between.length > 0 && between.length <= MOST_BEHIND_DAY && /^,?$/.test(tokens[slot.first]?.before ?? '')
      ? { ...slot, date: day.date }
      : slot;
  });

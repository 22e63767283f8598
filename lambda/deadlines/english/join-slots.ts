import type { ClockPart, DatePart, Slot } from '../slot.js';
import { type Token, wordAt } from '../token.js';

const MOST_NAMING = 2;

const OF_A_DAY =
  /^(?:hearing|deadline|vote|ballot|session|launch|liftoff|strike|walkout|cutoff|trial|sentencing|arraignment|verdict|ruling|ultimatum|limit)$/;

const isDayAlone = (slot: Slot): boolean => slot.date !== undefined && slot.clock === undefined;
const isHourAlone = (slot: Slot): boolean => slot.clock !== undefined && slot.date === undefined && slot.duration === undefined;

/** "a 4:50 p.m. launch on Thursday": the day behind the noun is the clock's. */
const isHourOfNoun = (tokens: readonly Token[], hour: Slot, day: Slot): boolean => {
  if (!isHourAlone(hour) || !isDayAlone(day) || day.possessive === true) return false;
  const opens = hour.first === 0 || tokens[hour.first]?.before === ',';
  if (!opens && !/^(?:a|an|the|its|their)$/.test(wordAt(tokens, hour.first - 1))) return false;
  const between = tokens.slice(hour.past, day.first + 1);
  const nouns = between.slice(0, -2);
  return between.at(-2)?.text === 'on' && nouns.length > 0 && nouns.length <= MOST_NAMING && between.every(({ before }) => before === '');
};

/** "sets Thursday hearing at 1:30 p.m.", "Friday's deadline at noon": the clock behind the noun is the day's. */
const isDayOfNoun = (tokens: readonly Token[], day: Slot, hour: Slot): boolean =>
  isDayAlone(day) &&
  isHourAlone(hour) &&
  hour.first - day.past === 2 &&
  OF_A_DAY.test(wordAt(tokens, day.past)) &&
  wordAt(tokens, day.past + 1) === 'at' &&
  tokens.slice(day.past, hour.first + 1).every(({ before }) => before === '');

/** A day with its hour; it stands where the day stands. */
const withHour = (day: Slot, { clock, stated, also }: Slot): Slot => ({
  ...day,
  ...(clock === undefined ? {} : { clock }),
  ...(stated === undefined ? {} : { stated }),
  ...(also === undefined ? {} : { also }),
});

/** Days and hours that a noun stands between are one. */
const joinByNoun = (tokens: readonly Token[], slots: readonly Slot[]): readonly Slot[] => {
  const joined: Slot[] = [];
  for (const slot of slots) {
    const last = joined.at(-1);
    if (last !== undefined && isHourOfNoun(tokens, last, slot)) joined.splice(-1, 1, withHour(slot, last));
    else if (last !== undefined && isDayOfNoun(tokens, last, slot)) joined.splice(-1, 1, withHour(last, slot));
    else joined.push(slot);
  }
  return joined;
};

/** How two clock times make a range: "from 6am to noon" has two ends, of "between 11am and 1pm" the later counts. */
const rangeOf = (tokens: readonly Token[], left: Slot | undefined, right: Slot | undefined): 'ends' | 'later' | undefined => {
  if (left?.clock === undefined || right?.clock === undefined || right.first - left.past !== 1) return undefined;
  if (left.duration !== undefined || right.duration !== undefined) return undefined;
  const isOpen = tokens.slice(left.first - 1, right.first).every(({ before }, at) => at === 0 || before === '' || before === ',');
  const word = wordAt(tokens, left.past);
  const lead = [left.first - 1, left.first, left.first + 1, left.first + 2].map((at) => wordAt(tokens, at));
  if (word === 'and') return isOpen && lead.includes('between') ? 'later' : undefined;
  return isOpen && /^(?:to|until|till)$/.test(word) ? 'ends' : undefined;
};

const minutesOf = ({ hour, minute, endOfDay }: ClockPart): number => 60 * (endOfDay ? 24 : hour) + minute;

/** Of a range that begins on a date and passes midnight, the day behind it: "from 9 p.m. on Saturday until 5 a.m.". */
const endDateOf = (left: Slot, right: Slot): DatePart | undefined => {
  if (left.date === undefined || left.clock === undefined || right.clock === undefined) return left.date ?? right.date;
  return minutesOf(right.clock) <= minutesOf(left.clock) ? { form: 'shifted', from: left.date, days: 1 } : left.date;
};

/** "extended from noon to 5pm" has an old and a new hour. */
const MOVES = /^(?:extend|postpone|push|move|delay|change|shift|put|bring|brought|advance|reschedule)(?:d|ed|s|es)?$/;

/** The two ends of a range of clock times with their dates: one date for both, or the second weekday behind the first. */
const endsOf = (left: Slot, right: Slot, isMoved: boolean): readonly Slot[] => {
  if (left.date?.form === 'weekday' && right.date?.form === 'weekday')
    return [left, { ...right, date: { ...right.date, listedAfter: left.date } }];
  if ((left.date === undefined) === (right.date === undefined) || left.possessive === true) return [left, right];
  const date = endDateOf(left, right);
  // "from 8 p.m. to 6 a.m. on Friday" leaves open whose day it is
  const isOpen =
    left.date === undefined && left.clock !== undefined && right.clock !== undefined && minutesOf(right.clock) <= minutesOf(left.clock);
  if (date === undefined || isOpen) return [left, right];
  const begins = left.clock === undefined || isMoved ? {} : { begins: left.clock };
  return [left.date === undefined ? { ...left, date } : left, { ...right, ...(right.date === undefined ? { date } : {}), ...begins }];
};

/** "from 6 am to 6 pm on January 3": both clock times are of the one date; "on May 10, between 11 am and 1 pm": the later counts. */
const dateRanges = (tokens: readonly Token[], slots: readonly Slot[]): readonly Slot[] => {
  const dated: Slot[] = [];
  for (const slot of slots) {
    const left = dated.at(-1);
    const range = rangeOf(tokens, left, slot);
    if (left === undefined || range === undefined) dated.push(slot);
    else {
      const isMoved = [1, 2, 3, 4, 5].some((offset) => MOVES.test(wordAt(tokens, left.first - offset)));
      const [first = left, last = slot] = endsOf(left, slot, isMoved);
      const isOne = range === 'later' && first.date !== undefined && last.date !== undefined;
      const whole = { ...last, first: first.first, past: Math.max(first.past, last.past) };
      const isOneDay = left.date === undefined || slot.date === undefined;
      const begins = first.clock === undefined || isMoved || !isOneDay ? {} : { begins: first.clock };
      dated.splice(-1, 1, ...(isOne ? [{ ...whole, ...begins }] : [first, last]));
    }
  }
  return dated;
};

const CLOSES = /^(?:closes?|closing|shuts?|shutting|ends?|ending|finish|finishes|finishing)$/;
const MOST_TO_CLOSE = 6;
const MOST_TO_OPEN = 6;

/** "polls open at 8 a.m. on Saturday and close at 6 p.m.": the hour of closing is of the day of the hour before it. */
const closeOnDay = (tokens: readonly Token[], slots: readonly Slot[]): readonly Slot[] =>
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
const withoutOpening = (tokens: readonly Token[], slots: readonly Slot[]): readonly Slot[] =>
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
const onDayBefore = (tokens: readonly Token[], slots: readonly Slot[]): readonly Slot[] =>
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

const MOST_CARRIED = 8;

/** "from 10pm local time on Friday until 10am on Sunday", "by noon Damascus time on Friday or by 8 p.m. on Saturday": one clause. */
const isCarried = (tokens: readonly Token[], from: Slot, to: Slot): boolean => {
  const between = tokens.slice(from.past, to.first);
  return (
    between.length <= MOST_CARRIED &&
    between.some(({ text }) => /^(?:to|until|till|or)$/.test(text)) &&
    [...between, tokens[to.first]].every((token) => token?.before === '' && (token.capital === false || token === tokens[to.first]))
  );
};

/** The zone that is named holds for the other end of its range, and for what stands instead; GMT is named for its own hour. */
const carryZones = (tokens: readonly Token[], slots: readonly Slot[]): readonly Slot[] => {
  const carried: Slot[] = [];
  for (const slot of slots) {
    const last = carried.findLast(({ clock }) => clock !== undefined);
    const isOpen = slot.clock !== undefined && slot.stated === undefined && !/^(?:here|our)$/.test(wordAt(tokens, slot.past));
    const isNamed = last?.stated !== undefined && last.stated.zone !== 'Etc/GMT' && last.stated.zone !== 'UTC';
    carried.push(isOpen && isNamed && isCarried(tokens, last, slot) ? { ...slot, stated: last.stated } : slot);
  }
  return carried;
};

/** What the times of a sentence say of each other: a day and an hour beside one noun, the ends of a range, the zone of both. */
export const joinSlots = (tokens: readonly Token[], slots: readonly Slot[]): readonly Slot[] =>
  [joinByNoun, onDayBefore, dateRanges, closeOnDay, withoutOpening, carryZones].reduce((joined, join) => join(tokens, joined), slots);

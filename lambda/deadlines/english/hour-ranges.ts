import type { ClockPart, DatePart, Slot } from '../slot.js';
import { type Token, wordAt } from '../token.js';

/** How two clock times make a range: "from 6am to noon" has two ends, of "between 11am and 1pm" the later counts. */
export const rangeOf = (tokens: readonly Token[], left: Slot | undefined, right: Slot | undefined): 'ends' | 'later' | undefined => {
  if (left?.clock === undefined || right?.clock === undefined || right.first - left.past !== 1) return undefined;
  if (left.duration !== undefined || right.duration !== undefined) return undefined;
  const isOpen = tokens.slice(left.first - 1, right.first).every(({ before }, at) => at === 0 || before === '' || before === ',');
  const word = wordAt(tokens, left.past);
  const lead = [left.first - 1, left.first, left.first + 1, left.first + 2].map((at) => wordAt(tokens, at));
  if (word === 'and') return isOpen && lead.includes('between') ? 'later' : undefined;
  return isOpen && /^(?:to|until|till)$/.test(word) ? 'ends' : undefined;
};

/** Minutes from midnight; a midnight as a deadline ends its day. */
export const minutesOf = ({ hour, minute, endOfDay }: ClockPart): number => 60 * (endOfDay ? 24 : hour) + minute;

/** Of a range that begins on a date and passes midnight, the day behind it: "from 9 p.m. on Saturday until 5 a.m.". */
export const endDateOf = (left: Slot, right: Slot): DatePart | undefined => {
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
export const dateRanges = (tokens: readonly Token[], slots: readonly Slot[]): readonly Slot[] => {
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

import type { Slot } from '../slot.js';
import { type Token, wordAt } from '../token.js';
import { durationSlot } from './duration-slots.js';
import { clockFirst, dateFirst } from './exact-slots.js';
import { monthOf } from './forms/month-day.js';
import { mayBeginNamedDay } from './forms/named-day.js';
import { isNumberWord } from './forms/numbers.js';
import { readVague } from './forms/vague.js';
import { weekdayOf } from './forms/weekday.js';
import { hourOfBothDays } from './hours-of-days.js';
import { joinSlots } from './join-slots.js';
import { dayOfSameMonth, earlierDays, furtherDays, listDays } from './list-days.js';
import { type Before, readFromBefore } from './told-before.js';

const readSlot = (tokens: readonly Token[], at: number): Slot | undefined => {
  const exact = clockFirst(tokens, at) ?? dateFirst(tokens, at);
  if (exact !== undefined) return exact;
  const vague = readVague(tokens, at);
  if (vague !== undefined) return { first: at, past: vague.past, vague: true };
  return durationSlot(tokens, at);
};

/** Words that a time may begin with, beside figures, spelled numbers and the names of days and months. */
const STARTS: ReadonlySet<string> = new Set(
  'the a an next this last past coming today tonight tomorrow yesterday later day end close year month quarter week weekend early mid late half noon midday midnight dawn daybreak sunrise dusk sundown sunset nightfall first fortnight that stroke just only about around exactly up between another under few several some many following recent previous monday tuesday wednesday thursday friday saturday sunday calendar'.split(
    ' ',
  ),
);

const isNameOfTime = (token: Token): boolean =>
  token.capital && (monthOf(token) !== undefined || weekdayOf(token) !== undefined || mayBeginNamedDay(token.text));

const FIGURE = /^\d/;

const mayStart = (token: Token): boolean =>
  STARTS.has(token.text) || isNameOfTime(token) || FIGURE.test(token.text) || isNumberWord(token.text);

/**
 * The time expressions of a sentence in their order, nothing resolved yet. None overlaps another. `before` gives what was told before the
 * sentence.
 */
export const readSlots = (tokens: readonly Token[], before: Before): readonly Slot[] => {
  const slots: Slot[] = [];
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at];
    if (token === undefined || !mayStart(token)) {
      at += 1;
      continue;
    }
    const told = readFromBefore(tokens, at, slots, before);
    if (told !== undefined) {
      slots.splice(slots.length - told.replaces, told.replaces, told.slot);
      at = told.slot.past;
      continue;
    }
    const earlier = earlierDays(tokens, at);
    slots.push(...earlier);
    const start = earlier.at(-1)?.past ?? at;
    const read = readSlot(tokens, wordAt(tokens, start) === 'and' && earlier.length > 0 ? start + 1 : start);
    if (read === undefined) {
      at = start + 1;
      continue;
    }
    const slot = dayOfSameMonth(tokens, read, slots.at(-1));
    const further = furtherDays(tokens, slot);
    const last = further.at(-1);
    // "on September 3, 4 or 5": the last is due
    const isEither =
      last?.date !== undefined &&
      slot.date !== undefined &&
      wordAt(tokens, last.first - 1) === 'or' &&
      !tokens.slice(slot.past, last.first).some(({ text }) => text === 'and');
    slots.push(...(isEither ? [{ ...slot, past: last.past, date: last.date, earliest: slot.date }] : [slot, ...further]));
    at = last?.past ?? slot.past;
  }
  const counted = new Set(slots.flatMap(({ countsFrom }) => countsFrom ?? []));
  const own = counted.size === 0 ? slots : slots.filter(({ first }) => !counted.has(first));
  return hourOfBothDays(tokens, listDays(tokens, joinSlots(tokens, own)));
};

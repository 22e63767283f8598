import type { DatePart, Slot } from '../slot.js';
import { type Token, wordAt } from '../token.js';
import { isDateline } from './dateline.js';
import { durationSlot } from './duration-slots.js';
import { clockAfterDate, clockFirst, dateFirst } from './exact-slots.js';
import { readDate } from './forms/date.js';
import { monthOf } from './forms/month-day.js';
import { mayBeginNamedDay } from './forms/named-day.js';
import { isNumberWord } from './forms/numbers.js';
import { readSameDay, type SameDay } from './forms/same-day.js';
import { readVague } from './forms/vague.js';
import { weekdayOf } from './forms/weekday.js';
import { joinSlots } from './join-slots.js';
import { dayOfSameMonth, earlierDays, furtherDays, listDays } from './list-days.js';

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

/** The last date among the slots, for "the same day" behind them. */
export const lastDateOf = (slots: readonly Slot[]): DatePart | undefined => slots.findLast((slot) => slot.date !== undefined)?.date;

/** Behind a weekday, another weekday is the next of its name, as everywhere: "signed on Tuesday, takes effect the following Monday". */
const shiftedFrom = (from: DatePart, { days, weekday }: SameDay): DatePart | undefined => {
  if (weekday === undefined) return days === 0 ? from : { form: 'shifted', from, days };
  if (from.form === 'weekday' && from.weekday !== weekday) return undefined;
  return { form: 'shifted', from, days, weekday };
};

/** What was told before a sentence, looked for when its words ask for it. */
export interface Before {
  readonly date: () => DatePart | undefined;
  /** The last clock time, with its zone. */
  readonly clocked: () => Slot | undefined;
}

/** "the following day", after a date; a clock time before it is meant on that day: "at midnight the same day". */
const readShifted = (tokens: readonly Token[], at: number, slots: readonly Slot[], before: Before): Slot | undefined => {
  const shift = readSameDay(tokens, at);
  if (shift === undefined) return undefined;
  const last = lastDateOf(slots.filter((slot) => !isDateline(tokens, slot, false)));
  // "under the timetable agreed tonight, the chamber votes at 4 p.m. that day"
  const isToday = last?.form === 'day-offset' && last.days <= 0 && shift.value.days === 0 && shift.value.weekday === undefined;
  const from = isToday ? (before.date() ?? last) : (last ?? before.date());
  if (from === undefined) return undefined;
  const date = shiftedFrom(from, shift.value);
  if (date === undefined) return undefined;
  const timed = clockAfterDate(tokens, shift.past);
  return { first: at, past: timed?.past ?? shift.past, date, ...timed?.value };
};

/** "has until the same hour on Monday", "good until Thursday at the same time": the clock time that was told last. */
const readSameHour = (tokens: readonly Token[], at: number, slots: readonly Slot[], before: Before): Slot | undefined => {
  if (!/^(?:same|hour)$/.test(wordAt(tokens, at + 1))) return undefined;
  const words = [0, 1, 2].map((offset) => wordAt(tokens, at + offset)).join(' ');
  const length = /^th(?:e|at) same (?:hour|time)$/.test(words) ? 3 : /^that hour on$/.test(words) ? 2 : 0;
  if (length === 0) return undefined;
  const last = slots.findLast(({ clock }) => clock !== undefined) ?? before.clocked();
  if (last?.clock === undefined) return undefined;
  const told = { clock: last.clock, ...(last.stated === undefined ? {} : { stated: last.stated }) };
  const past = at + length;
  const behind = readDate(tokens, wordAt(tokens, past) === 'on' ? past + 1 : past);
  if (behind !== undefined) return { first: at, past: behind.past, date: behind.value, ...told };
  const day = slots.at(-1);
  const isOfDay = day?.date !== undefined && day.clock === undefined && at - day.past === 1 && wordAt(tokens, day.past) === 'at';
  const ends = (tokens[past]?.before ?? '.') !== '' || /^(?:if|and|but|or|unless|when|after|with|to|for)$/.test(wordAt(tokens, past));
  return isOfDay && ends ? { ...day, past, ...told } : undefined;
};

/** A clock time and the day right behind it are one: "at midnight the same day". */
const joinsClock = (last: Slot | undefined, next: Slot): last is Slot =>
  last?.clock !== undefined && last.date === undefined && next.clock === undefined && next.first - last.past <= 1;

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
    const same = readSameHour(tokens, at, slots, before);
    if (same !== undefined) {
      if (same.first < at) slots.splice(-1, 1, same);
      else slots.push(same);
      at = same.past;
      continue;
    }
    const shifted = readShifted(tokens, at, slots, before);
    if (shifted !== undefined) {
      const last = slots.at(-1);
      if (joinsClock(last, shifted)) slots.splice(-1, 1, { ...shifted, ...last, past: shifted.past });
      else slots.push(shifted);
      at = shifted.past;
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
    const slot = dayOfSameMonth(tokens, read, slots.at(-1)?.date);
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
  return listDays(tokens, joinSlots(tokens, slots));
};

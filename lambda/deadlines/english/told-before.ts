import type { Weekday } from '../../core/zone.js';
import { type DatePart, isDayAlone, isHourAlone, type Slot } from '../slot.js';
import { phraseAt, type Token, wordAt } from '../token.js';
import { isDateline } from './dateline.js';
import { clockAfterDate, readAlso } from './exact-slots.js';
import { readDate } from './forms/date.js';
import { readDuration } from './forms/duration.js';
import { readSameDay, readSameWeekday, type SameDay } from './forms/same-day.js';
import { minutesOf, rangeOf } from './hour-ranges.js';

/** The last date among the slots, for "the same day" behind them. */
export const lastDateOf = (slots: readonly Slot[]): DatePart | undefined => slots.findLast((slot) => slot.date !== undefined)?.date;

/** Behind a weekday, another weekday is the next of its name, as everywhere: "signed on Tuesday, takes effect the following Monday". */
const shiftedFrom = (from: DatePart, { days, weekday }: SameDay, isOver: boolean): DatePart | undefined => {
  if (weekday === undefined) return days === 0 ? from : { form: 'shifted', from, days, ...(isOver ? { isOver } : {}) };
  if (from.form === 'weekday' && from.weekday !== weekday) return undefined;
  return { form: 'shifted', from, days, weekday };
};

const HAPPENED =
  /^(?:served|issued|signed|handed|published|approved|announced|delivered|filed|posted|sent|launched|adopted|imposed|died|arrested|ruled|agreed)$/;
const TO_COME = /^(?:be|being|to|will|is|are|if|once|when|unless|until|by|gets?|have|has|likely|plans?|wants?|expected|due|with)$/;

/** "The notice was served on Monday": that weekday lies behind publication. */
const hasHappenedOn = (tokens: readonly Token[], slots: readonly Slot[], from: DatePart): boolean => {
  const slot = slots.findLast(({ date }) => date === from);
  if (slot === undefined || from.form !== 'weekday' || from.which !== 'plain') return false;
  const verb = wordAt(tokens, slot.first - 1) === 'on' ? slot.first - 2 : slot.first - 1;
  return HAPPENED.test(wordAt(tokens, verb)) && ![1, 2, 3, 4, 5].some((back) => TO_COME.test(wordAt(tokens, verb - back)));
};

/** What was told before a sentence, looked for when its words ask for it. */
export interface Before {
  readonly date: () => DatePart | undefined;
  /** The last clock time, with its zone. */
  readonly clocked: () => Slot | undefined;
}

const sameDateOf = (named: DatePart | undefined, weekday: Weekday): DatePart => {
  if (named?.form === 'weekday' && named.weekday === weekday) return named;
  // "due on 19 August, and named by 5pm that same Tuesday"
  if (named?.form === 'month-day' || named?.form === 'day-of-month')
    return { form: 'shifted', from: named, days: 0, weekday, isSame: true };
  return { form: 'weekday', weekday, which: 'plain' };
};

/** "until 10am that same Tuesday": the Tuesday that was named last, or else the next. */
const readSameWeekdayOf = (tokens: readonly Token[], at: number, slots: readonly Slot[], before: Before): Slot | undefined => {
  const same = readSameWeekday(tokens, at);
  if (same === undefined) return undefined;
  const isNamed = (date: DatePart | undefined): date is DatePart => date?.form === 'weekday' && date.weekday === same.value;
  const named = slots.map(({ date }) => date).findLast(isNamed) ?? lastDateOf(slots) ?? before.date();
  const date = sameDateOf(named, same.value);
  const timed = clockAfterDate(tokens, same.past);
  return { first: at, past: timed?.past ?? same.past, date, ...timed?.value };
};

/** "the following day", after a date; a clock time before it is meant on that day: "at midnight the same day". */
const readShifted = (tokens: readonly Token[], at: number, slots: readonly Slot[], before: Before): Slot | undefined => {
  const shift = readSameDay(tokens, at);
  if (shift === undefined) return undefined;
  const last = lastDateOf(slots.filter((slot) => !isDateline(tokens, slot, false)));
  // "under the timetable agreed tonight, the chamber votes at 4 p.m. that day"
  const isToday = last?.form === 'day-offset' && last.days <= 0 && shift.value.days === 0 && shift.value.weekday === undefined;
  const from = isToday ? (before.date() ?? last) : (last ?? before.date());
  if (from === undefined) return undefined;
  const date = shiftedFrom(from, shift.value, hasHappenedOn(tokens, slots, from));
  if (date === undefined) return undefined;
  // "noon the next day (0630 GMT)" has its hour before it
  const hour = slots.at(-1);
  const isTimed = hour !== undefined && isHourAlone(hour) && at - hour.past <= 1;
  const timed = isTimed ? undefined : clockAfterDate(tokens, shift.past);
  return { first: at, past: timed?.past ?? shift.past, date, ...timed?.value };
};

/** "has until the same hour on Monday", "good until Thursday at the same time": the clock time that was told last. */
const readSameHour = (tokens: readonly Token[], at: number, slots: readonly Slot[], before: Before): Slot | undefined => {
  if (!/^(?:same|hour)$/.test(wordAt(tokens, at + 1))) return undefined;
  const words = phraseAt(tokens, at, 3);
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

/** "the Senate votes on Monday, and the House later in the day", "who go to the polls later in the day": of the day of its sentence, or today. */
const readLaterInDay = (tokens: readonly Token[], at: number, slots: readonly Slot[]): Slot | undefined => {
  if (wordAt(tokens, at) !== 'later' || phraseAt(tokens, at, 4) !== 'later in the day') return undefined;
  const past = at + 4;
  const isOfAnother = wordAt(tokens, past) === 'than' || readDate(tokens, wordAt(tokens, past) === 'on' ? past + 1 : past) !== undefined;
  return isOfAnother ? undefined : { first: at, past, date: lastDateOf(slots) ?? { form: 'day-offset', days: 0 } };
};

const MOST_HOURS_LATER = 12;
/** How far behind its beginning "later", or "after that", may stand: "two and a half hours later". */
const LATER_AT: readonly number[] = [2, 3, 4, 5];
const IS_LATER = /^(?:later|after)$/;
const NOT_LATER = /^(?:not|than|to|of|least|most)$/;

/** "will walk out at 5:30 a.m., and guards two hours later": so long after the clock time that was told last. */
const readHoursLater = (tokens: readonly Token[], at: number, slots: readonly Slot[], before: Before): Slot | undefined => {
  if (!LATER_AT.some((offset) => IS_LATER.test(wordAt(tokens, at + offset)))) return undefined;
  const length = readDuration(tokens, at);
  if (length === undefined || !/^(?:hour|minute)$/.test(length.value.unit) || length.value.least !== undefined) return undefined;
  const words = [0, 1].map((offset) => wordAt(tokens, length.past + offset));
  const isThat = words.join(' ') === 'after that';
  const past = length.past + (isThat ? 2 : 1);
  // "not a minute later", "up to two hours later", "an hour later on Sunday"
  const isOther = NOT_LATER.test(wordAt(tokens, at - 1)) || wordAt(tokens, at) === 'up' || wordAt(tokens, past) === 'than';
  const isOfAnother = readDate(tokens, wordAt(tokens, past) === 'on' ? past + 1 : past) !== undefined;
  if ((words[0] !== 'later' && !isThat) || isOther || isOfAnother) return undefined;
  const told = slots.findLastIndex(({ clock }) => clock !== undefined);
  const last = slots[told] ?? before.clocked();
  // "from 5am to 9am on Friday, and drivers two hours later"
  const begin = slots[told - 1];
  const from = rangeOf(tokens, begin, last) === 'ends' ? begin?.clock : (last?.begins ?? last?.clock);
  if (last === undefined || from === undefined || from.eitherHalf === true) return undefined;
  const added = length.value.amount * (length.value.unit === 'hour' ? 60 : 1);
  if (added > 60 * MOST_HOURS_LATER) return undefined;
  const then = minutesOf(from) + added;
  const days = Math.floor(then / (24 * 60));
  const clock = { hour: Math.floor(then / 60) % 24, minute: then % 60, endOfDay: false };
  const { date, stated } = last;
  // whose day stands elsewhere, or is the next
  if (date === undefined && (days > 0 || slots.some(isDayAlone))) return undefined;
  const dated = date === undefined ? {} : { date: days === 0 ? date : ({ form: 'shifted', from: date, days } as const) };
  return { first: at, past, clock, ...dated, ...(stated === undefined ? {} : { stated }) };
};

/** A clock time and the day right behind it are one: "at midnight the same day". */
const joinsClock = (last: Slot | undefined, next: Slot): last is Slot =>
  last?.clock !== undefined && last.date === undefined && next.clock === undefined && next.first - last.past <= 1;

/** A time that is counted from what was told before. */
export interface FromBefore {
  readonly slot: Slot;
  /** How many of the slots before it are part of it: 0 or 1. */
  readonly replaces: number;
}

/** The time at a token that another time tells: "the same hour on Monday", "an hour later", "that same Tuesday", "at midnight the same day". */
export const readFromBefore = (tokens: readonly Token[], at: number, slots: readonly Slot[], before: Before): FromBefore | undefined => {
  const sameHour = readSameHour(tokens, at, slots, before);
  if (sameHour !== undefined) return { slot: sameHour, replaces: sameHour.first < at ? 1 : 0 };
  const later = readHoursLater(tokens, at, slots, before) ?? readLaterInDay(tokens, at, slots);
  if (later !== undefined) return { slot: later, replaces: 0 };
  const shifted = readSameWeekdayOf(tokens, at, slots, before) ?? readShifted(tokens, at, slots, before);
  if (shifted === undefined) return undefined;
  const last = slots.at(-1);
  if (!joinsClock(last, shifted)) return { slot: shifted, replaces: 0 };
  // "noon the next day (0630 GMT)"
  const also = last.also === undefined ? readAlso(tokens, shifted.past) : undefined;
  const slot = { ...shifted, ...last, past: also?.past ?? shifted.past, ...(also === undefined ? {} : { also: also.value }) };
  return { slot, replaces: 1 };
};

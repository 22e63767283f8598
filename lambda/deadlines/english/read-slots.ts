import type { Anchor, ClockPart, DatePart, Duration, Slot, StatedZone } from '../slot.js';
import { joined, type Read, type Token, wordAt } from '../token.js';
import { isDateline } from './dateline.js';
import { inHalf, readClock } from './forms/clock.js';
import { readDate } from './forms/date.js';
import { readDuration } from './forms/duration.js';
import { readMonthDay } from './forms/month-day.js';
import { isNumberWord } from './forms/numbers.js';
import { readSameDay, type SameDay } from './forms/same-day.js';
import { readVague } from './forms/vague.js';
import { readZone } from './forms/zone.js';
import { joinSlots } from './join-slots.js';
import { dayOfSameMonth, earlierDays, furtherDays, listDays } from './list-days.js';

interface Timed {
  readonly clock: ClockPart;
  readonly stated?: StatedZone;
  readonly also?: NonNullable<Slot['also']>;
}

/** The same moment on another clock, in parentheses: "(2200 GMT)". */
const readAlso = (tokens: readonly Token[], at: number): Read<NonNullable<Slot['also']>> => {
  if (!/^[(,/]+$/.test(tokens[at]?.before ?? '') && wordAt(tokens, at) !== 'or') return undefined;
  const start = wordAt(tokens, at) === 'or' ? at + 1 : at;
  const clock = readClock(tokens, start);
  const stated = clock === undefined ? undefined : readZone(tokens, clock.past);
  const zone = stated?.value.zone;
  return clock === undefined || zone === undefined ? undefined : { value: { clock: clock.value, zone }, past: stated?.past ?? clock.past };
};

const readTimed = (tokens: readonly Token[], at: number): Read<Timed> => {
  const clock = readClock(tokens, at);
  if (clock === undefined) return undefined;
  const stated = readZone(tokens, clock.past);
  const past = stated?.past ?? clock.past;
  const also = readAlso(tokens, past);
  const value = {
    clock: clock.value,
    ...(stated === undefined ? {} : { stated: stated.value }),
    ...(also === undefined ? {} : { also: also.value }),
  };
  return { value, past: also?.past ?? past };
};

const skipWord = (tokens: readonly Token[], at: number, words: RegExp): number => (words.test(wordAt(tokens, at)) ? at + 1 : at);

const closes = (tokens: readonly Token[], at: number): boolean => /^[),]*$/.test(tokens[at]?.before ?? '.');

const possessiveAt = (tokens: readonly Token[], past: number): { readonly possessive?: true } =>
  tokens[past - 1]?.possessive === true ? { possessive: true } : {};

/** "midnight Damascus time at the end of Friday" is the midnight of Friday. */
const skipEndOf = (tokens: readonly Token[], at: number, { endOfDay }: ClockPart): number => {
  const start = skipWord(tokens, at, /^at$/);
  return endOfDay && [0, 1, 2].map((offset) => wordAt(tokens, start + offset)).join(' ') === 'the end of' ? start + 3 : at;
};

const OF_TWO_DAYS = /^(?:between|(?:on|of|in) the night (?:of|from|between))$/;

/** "22 to 23 September": the first of the two. */
const readDayOfTwo = (tokens: readonly Token[], at: number): Read<DatePart> => {
  const day = /^\d{1,2}(?:st|nd|rd|th)?$/.test(wordAt(tokens, at)) ? Number.parseInt(wordAt(tokens, at), 10) : 0;
  const second = /^(?:and|to)$/.test(wordAt(tokens, at + 1)) ? readMonthDay(tokens, at + 2)?.value : undefined;
  return second?.form === 'month-day' && second.day === day + 1 ? { value: { ...second, day }, past: at + 1 } : undefined;
};

/** "midnight between Wednesday and Thursday", "midnight on the night of Friday to Saturday": the end of the first. */
const midnightBetween = (tokens: readonly Token[], at: number, timed: Timed, past: number): Slot | undefined => {
  if (!timed.clock.endOfDay) return undefined;
  const length = [1, 4].find((words) =>
    OF_TWO_DAYS.test(Array.from({ length: words }, (_, offset) => wordAt(tokens, past + offset)).join(' ')),
  );
  const first = length === undefined ? undefined : (readDate(tokens, past + length) ?? readDayOfTwo(tokens, past + length));
  if (first === undefined || !/^(?:and|to)$/.test(wordAt(tokens, first.past))) return undefined;
  const [second, day] = [readDate(tokens, first.past + 1), /^\d{1,2}(?:st|nd|rd|th)?$/.test(wordAt(tokens, first.past + 1))];
  const end = second?.past ?? (day ? first.past + 2 : undefined);
  return end === undefined ? undefined : { first: at, past: end, ...timed, date: first.value };
};

const AT_MIDNIGHT =
  /^(?:funding|spending|government|budget|shutdown|deadline|cutoff|cut-off|lapse|expiry|limit|target|ultimatum|default|strike|walkout)$/;

const ofNoun = (tokens: readonly Token[], past: number, { endOfDay }: ClockPart): Pick<Slot, 'ofNoun'> =>
  endOfDay && tokens[past]?.before === '' && AT_MIDNIGHT.test(wordAt(tokens, past)) ? { ofNoun: true } : {};

/** "5 p.m. ET on Friday", "midnight local time (2200 GMT) on Sunday", or a clock time alone. */
const clockFirst = (tokens: readonly Token[], at: number): Slot | undefined => {
  const timed = readTimed(tokens, at);
  if (timed === undefined) return undefined;
  const between = midnightBetween(tokens, at, timed.value, timed.past);
  if (between !== undefined) return between;
  const start = skipEndOf(tokens, skipWord(tokens, timed.past, /^(?:on|of)$/), timed.value.clock);
  const date = closes(tokens, timed.past) && start < tokens.length ? readDate(tokens, start) : undefined;
  if (date === undefined || (start === timed.past && !/^[,)]*$/.test(tokens[start]?.before ?? '.')))
    return { first: at, past: timed.past, ...timed.value, ...ofNoun(tokens, timed.past, timed.value.clock) };
  const zone = timed.value.stated ?? readZone(tokens, date.past)?.value;
  const past = timed.value.stated === undefined ? (readZone(tokens, date.past)?.past ?? date.past) : date.past;
  const also = timed.value.also === undefined ? readAlso(tokens, past) : undefined;
  return {
    first: at,
    past: also?.past ?? past,
    ...timed.value,
    ...(zone === undefined ? {} : { stated: zone }),
    ...(also === undefined ? {} : { also: also.value }),
    clock: inHalf(timed.value.clock, wordAt(tokens, date.past - 1)),
    date: date.value,
    ...possessiveAt(tokens, past),
  };
};

/** "Friday or Saturday": the later is due. */
const laterDate = (tokens: readonly Token[], at: number): Read<DatePart> =>
  wordAt(tokens, at) === 'or' ? readDate(tokens, at + 1) : undefined;

const clockAfterDate = (tokens: readonly Token[], at: number): Read<Timed> => {
  if (!/^[,(]?$/.test(tokens[at]?.before ?? '.')) return undefined;
  const lead = skipWord(tokens, at, /^(?:at|by|before|until|from|between)$/);
  const timed = readTimed(tokens, skipWord(tokens, lead, /^(?:about|around|approximately|roughly|exactly|precisely)$/));
  // "due today until 9.30 on Thursday" is an hour of Thursday
  const isOfAnother =
    timed !== undefined &&
    (/^(?:today|tonight|tomorrow)$/.test(wordAt(tokens, timed.past)) ||
      (wordAt(tokens, timed.past) === 'on' && readDate(tokens, timed.past + 1) !== undefined));
  if (timed === undefined || isOfAnother) return undefined;
  return { ...timed, value: { ...timed.value, clock: inHalf(timed.value.clock, wordAt(tokens, at - 1)) } };
};

/** "Friday at 5 p.m. ET", "Friday, August 8, by noon", "Friday or Saturday". */
const dateFirst = (tokens: readonly Token[], at: number): Slot | undefined => {
  const date = readDate(tokens, at);
  if (date === undefined) return undefined;
  const later = laterDate(tokens, date.past);
  const dated = later === undefined ? { date: date.value } : { date: later.value, earliest: date.value };
  const past = later?.past ?? date.past;
  const timed =
    possessiveAt(tokens, past).possessive === true && readTimed(tokens, past) === undefined ? undefined : clockAfterDate(tokens, past);
  return { first: at, past: timed?.past ?? past, ...dated, ...timed?.value, ...possessiveAt(tokens, timed?.past ?? past) };
};

const MOST_EVENT_WORDS = 6;
const LIMIT_NOUN = /^(?:deadline|ultimatum|cut-off|cutoff|limit|target)$/;

/** What a duration counts from, and the zone that is named with it. */
interface Anchored {
  readonly anchor: Anchor;
  readonly stated?: StatedZone;
}

/** The date that an anchor names within a few words: "after signing on Monday", "from Dec. 10", "of the August 1 ruling". */
const anchorDate = (tokens: readonly Token[], at: number): Read<Anchored> => {
  for (let place = at; place < Math.min(tokens.length, at + MOST_EVENT_WORDS); place += 1) {
    if (place > at && !joined(tokens, place)) break;
    const slot = clockFirst(tokens, place) ?? dateFirst(tokens, place);
    if (slot?.date !== undefined) {
      const { date, clock, stated } = slot;
      // "a day after the Monday deadline": that date is told for itself too
      const past = LIMIT_NOUN.test(wordAt(tokens, slot.past)) ? at : slot.past;
      const anchor: Anchor = { kind: 'date', date, ...(clock === undefined ? {} : { clock }) };
      return { value: { anchor, ...(stated === undefined ? {} : { stated }) }, past };
    }
  }
  return undefined;
};

const readAnchor = (tokens: readonly Token[], at: number): Read<Anchored> => {
  const word = wordAt(tokens, at);
  if (word === 'from' && /^(?:now|today|publication)$/.test(wordAt(tokens, at + 1)))
    return { value: { anchor: { kind: 'publication' } }, past: at + 2 };
  if (!/^(?:from|after|of|following|since)$/.test(word) || tokens[at]?.before !== '') return undefined;
  return anchorDate(tokens, at + 1) ?? { value: { anchor: { kind: 'unknown' } }, past: at + 1 };
};

const ISSUED =
  /^(?:issued|announced|declared|delivered|agreed|began|begun|begins|beginning|starting|started|signed|given|imposed|opened|posted|served|counting|counted|calculated|handed|sent|taped|pinned|made|launched|published|broadcast|relayed|came|took|went)$/;
const ISSUED_HOW = /^(?:up|out|down|over|in|into|to|force|effect|hold|on|door|doors|the|late|last)$/;
/** What has happened already, unless it is to be. */
const HAPPENED = /^(?:issued|announced|declared|delivered|began|begun|started|imposed|opened|served|handed|sent|came|took|went|gave)$/;
const TO_BE = /^(?:be|being|to|will|is|are)$/;

/** "72-hour ultimatum, issued Tuesday at 8 p.m.", "the two-week pause that began on Monday": the anchor behind the noun. */
const laterAnchor = (tokens: readonly Token[], at: number): Anchored | undefined => {
  for (let place = at; place < Math.min(tokens.length, at + MOST_EVENT_WORDS); place += 1) {
    if (!/^[,\-–—]?$/.test(tokens[place]?.before ?? '.')) return undefined;
    if (!ISSUED.test(wordAt(tokens, place))) continue;
    let when = place + 1;
    while (ISSUED_HOW.test(wordAt(tokens, when)) && joined(tokens, when)) when += 1;
    const anchored = anchorDate(tokens, when)?.value;
    const isOver = HAPPENED.test(wordAt(tokens, place)) && !TO_BE.test(wordAt(tokens, place - 1));
    return anchored?.anchor.kind === 'date' && isOver ? { ...anchored, anchor: { ...anchored.anchor, isOver } } : anchored;
  }
  return undefined;
};

const SERVES = /^(?:served?|serves|issued?|issues|gave|handed|delivered?|declared|posted|sent)$/;
const MOST_SERVED_WORDS = 12;

/** "served a 72-hour notice on 700 foremen at 4:30 p.m. on Friday": the anchor is when it was served. */
const servedAnchor = (tokens: readonly Token[], at: number, past: number): Anchored | undefined => {
  if (![1, 2, 3].some((offset) => SERVES.test(wordAt(tokens, at - offset)))) return undefined;
  for (let place = past; place < Math.min(tokens.length, past + MOST_SERVED_WORDS); place += 1) {
    if (place > past && !joined(tokens, place)) return undefined;
    if (wordAt(tokens, place) !== 'at') continue;
    const slot = clockFirst(tokens, place + 1);
    if (slot?.date === undefined || slot.clock === undefined) return undefined;
    const { date, clock, stated } = slot;
    return { anchor: { kind: 'date', date, clock }, ...(stated === undefined ? {} : { stated }) };
  }
  return undefined;
};

/** Who stops work "for 24 hours from Monday" begins then; what is closed or agreed for so long is told by its end. */
const STOPS =
  /^(?:strikes?|striking|stop|stops|walk|walkouts?|stoppages?|down|withhold|picket|close|closes|closing|shut|shuts|shutting|halve|halt)$/;

const durationSlot = (tokens: readonly Token[], at: number): Slot | undefined => {
  const duration = readDuration(tokens, at);
  if (duration === undefined) return undefined;
  const near = readAnchor(tokens, duration.past);
  // "to stop work for 24 hours from 8am on Monday": what is told is when it begins
  const isLasting = wordAt(tokens, at - 1) === 'for' && [2, 3, 4, 5, 6].some((offset) => STOPS.test(wordAt(tokens, at - offset)));
  if (isLasting && wordAt(tokens, duration.past) === 'from' && near?.value.anchor.kind === 'date') {
    const { anchor, stated } = near.value;
    const zoned = stated === undefined ? {} : { stated };
    return {
      first: duration.past + 1,
      past: near.past,
      date: anchor.date,
      ...(anchor.clock === undefined ? {} : { clock: anchor.clock }),
      ...zoned,
    };
  }
  const from = near?.value ?? laterAnchor(tokens, duration.past) ?? servedAnchor(tokens, at, duration.past);
  const value: Duration = from === undefined ? duration.value : { ...duration.value, anchor: from.anchor };
  const past = near?.past ?? duration.past;
  return { first: at, past, duration: value, ...(from?.stated === undefined ? {} : { stated: from.stated }) };
};

const readSlot = (tokens: readonly Token[], at: number): Slot | undefined => {
  const exact = clockFirst(tokens, at) ?? dateFirst(tokens, at);
  if (exact !== undefined) return exact;
  const vague = readVague(tokens, at);
  if (vague !== undefined) return { first: at, past: vague.past, vague: true };
  return durationSlot(tokens, at);
};

/** Words in lower case that a time may begin with; others begin with a figure or a capital. */
const STARTS: ReadonlySet<string> = new Set(
  'the a an next this last past coming today tonight tomorrow yesterday later day end close year month quarter week weekend early mid late half noon midday midnight dawn daybreak sunrise dusk sundown sunset nightfall first fortnight that stroke just only about around exactly up between another under few several some many following recent previous monday tuesday wednesday thursday friday saturday sunday calendar'.split(
    ' ',
  ),
);

const mayStart = ({ text, capital }: Token): boolean => capital || STARTS.has(text) || /^\d/.test(text) || isNumberWord(text);

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
  const length = /^the same (?:hour|time)$/.test(words) ? 3 : /^that hour on$/.test(words) ? 2 : 0;
  if (length === 0) return undefined;
  const last = slots.findLast(({ clock }) => clock !== undefined) ?? before.clocked();
  if (last?.clock === undefined) return undefined;
  const told = { clock: last.clock, ...(last.stated === undefined ? {} : { stated: last.stated }) };
  const past = at + length;
  const behind = wordAt(tokens, past) === 'on' ? readDate(tokens, past + 1) : undefined;
  if (behind !== undefined) return { first: at, past: behind.past, date: behind.value, ...told };
  const day = slots.at(-1);
  const isOfDay = day?.date !== undefined && day.clock === undefined && at - day.past === 1 && wordAt(tokens, day.past) === 'at';
  const ends = (tokens[past]?.before ?? '.') !== '' || /^(?:if|and|but|or|unless|when|after|with|to|for|in|as)$/.test(wordAt(tokens, past));
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
    const slot = dayOfSameMonth(
      tokens,
      read,
      read.date?.form === 'day-of-month' ? (lastDateOf(slots) ?? before.date()) : slots.at(-1)?.date,
    );
    const further = furtherDays(tokens, slot);
    const last = further.at(-1);
    // "on September 3, 4 or 5": the last is due
    const isEither = last?.date !== undefined && slot.date !== undefined && wordAt(tokens, last.first - 1) === 'or';
    slots.push(...(isEither ? [{ ...slot, past: last.past, date: last.date, earliest: slot.date }] : [slot, ...further]));
    at = last?.past ?? slot.past;
  }
  return listDays(tokens, joinSlots(tokens, slots));
};

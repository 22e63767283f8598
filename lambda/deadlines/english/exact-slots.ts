import type { ClockPart, DatePart, Slot, StatedZone } from '../slot.js';
import { phraseAt, type Read, type Token, wordAt } from '../token.js';
import { inHalf, readClock } from './forms/clock.js';
import { readDate } from './forms/date.js';
import { readMonthDay } from './forms/month-day.js';
import { readZone } from './forms/zone.js';

interface Timed {
  readonly clock: ClockPart;
  readonly isLimit?: true;
  readonly stated?: StatedZone;
  readonly also?: NonNullable<Slot['also']>;
}

/** The same moment on another clock, in parentheses: "(2200 GMT)". */
export const readAlso = (tokens: readonly Token[], at: number): Read<NonNullable<Slot['also']>> => {
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
  return endOfDay && phraseAt(tokens, start, 3) === 'the end of' ? start + 3 : at;
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

/** "as midnight shutdown nears", "with midnight funding lapse hours away": it is to come. */
const IS_NEAR =
  /^(?:nears?|nearing|looms?|looming|approach(?:es|ing)?|hours|minutes|away|rac(?:e|es|ing)|brac(?:e|es|ing)|tick(?:s|ing)?|fac(?:e|es|ing)|left)$/;

const ofNoun = (tokens: readonly Token[], past: number, { endOfDay }: ClockPart): Pick<Slot, 'ofNoun'> =>
  endOfDay && tokens[past]?.before === '' && AT_MIDNIGHT.test(wordAt(tokens, past)) && tokens.some(({ text }) => IS_NEAR.test(text))
    ? { ofNoun: true }
    : {};

const MOST_OF_DAY = 4;

/** "noon on the day of the sale, Thursday 19 October", "5pm on polling day, 2 May": where the date begins. */
const dateOfThatDay = (tokens: readonly Token[], at: number): number | undefined => {
  const words = phraseAt(tokens, at, 3);
  if (/^on (?:polling|election) day$/.test(words)) return tokens[at + 3]?.before === ',' ? at + 3 : undefined;
  if (words !== 'on the day' || wordAt(tokens, at + 3) !== 'of') return undefined;
  const place = tokens.findIndex(({ before }, index) => index > at + 3 && before !== '');
  return place > 0 && place - at - 4 <= MOST_OF_DAY && tokens[place]?.before === ',' ? place : undefined;
};

/** "5 p.m. ET on Friday", "midnight local time (2200 GMT) on Sunday", or a clock time alone. */
export const clockFirst = (tokens: readonly Token[], at: number): Slot | undefined => {
  const timed = readTimed(tokens, at);
  if (timed === undefined) return undefined;
  const between = midnightBetween(tokens, at, timed.value, timed.past);
  if (between !== undefined) return between;
  const ofDay = dateOfThatDay(tokens, timed.past);
  const start = ofDay ?? skipEndOf(tokens, skipWord(tokens, timed.past, /^(?:on|of)$/), timed.value.clock);
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

/** The clock time behind a date: "at 5 p.m.", ", by noon", "at about 1500 GMT"; none that another day follows. */
export const clockAfterDate = (tokens: readonly Token[], at: number): Read<Timed> => {
  if (!/^[,(]?$/.test(tokens[at]?.before ?? '.')) return undefined;
  const later = wordAt(tokens, at) === 'by' ? at + 1 : at;
  const isLimit = /^(?:no|not) later than$/.test(phraseAt(tokens, later, 3));
  const lead = isLimit ? later + 3 : skipWord(tokens, at, /^(?:at|by|before|until|from|between)$/);
  const timed = readTimed(tokens, skipWord(tokens, lead, /^(?:about|around|approximately|roughly|exactly|precisely)$/));
  // "due today until 9.30 on Thursday" is an hour of Thursday
  const isOfAnother =
    timed !== undefined &&
    (/^(?:today|tonight|tomorrow)$/.test(wordAt(tokens, timed.past)) ||
      (wordAt(tokens, timed.past) === 'on' && readDate(tokens, timed.past + 1) !== undefined));
  if (timed === undefined || isOfAnother) return undefined;
  const clock = inHalf(timed.value.clock, wordAt(tokens, at - 1));
  return { ...timed, value: { ...timed.value, clock, ...(isLimit ? { isLimit } : {}) } };
};

/** "Friday at 5 p.m. ET", "Friday, August 8, by noon", "Friday or Saturday". */
export const dateFirst = (tokens: readonly Token[], at: number): Slot | undefined => {
  const date = readDate(tokens, at);
  if (date === undefined) return undefined;
  const later = laterDate(tokens, date.past);
  const dated = later === undefined ? { date: date.value } : { date: later.value, earliest: date.value };
  const past = later?.past ?? date.past;
  const timed =
    possessiveAt(tokens, past).possessive === true && readTimed(tokens, past) === undefined ? undefined : clockAfterDate(tokens, past);
  return { first: at, past: timed?.past ?? past, ...dated, ...timed?.value, ...possessiveAt(tokens, timed?.past ?? past) };
};

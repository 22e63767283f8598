import type { DatePart } from '../../slot.js';
import { type Form, type Read, type Token, wordAt } from '../../token.js';
import { readEndOf, readWeekend } from './end-of.js';
import { readDayOfMonth, readMonthDay } from './month-day.js';
import { readNamedDay } from './named-day.js';
import { readNumeric } from './numeric.js';
import { readOffset } from './offset.js';
import { readWeekday } from './weekday.js';

const DAYPART = /^(?:morning|afternoon|evening|night|lunchtime|noontime|sunset|sundown|dawn|dusk|nightfall)$/;

const skipDaypart = (tokens: readonly Token[], at: number): number =>
  DAYPART.test(wordAt(tokens, at)) && tokens[at]?.before === '' ? at + 1 : at;

/** `Friday, August 8`, `Friday the 8th`: the date says more than the weekday. */
const weekdayAndDate: Form<DatePart> = (tokens, at) => {
  const weekday = readWeekday(tokens, at);
  if (weekday === undefined) return undefined;
  const place = skipDaypart(tokens, weekday.past);
  if (tokens[place - 1]?.possessive === true) return { ...weekday, past: place };
  const near = /^[,(]?$/.test(tokens[place]?.before ?? '.');
  const exact = near ? (readMonthDay(tokens, place) ?? readNumeric(tokens, place)) : undefined;
  return exact ?? { ...weekday, past: place };
};

const MOST_LISTED = 3;

/** "Thursday 15 and Tuesday 20 December": the month stands behind the last day. */
const weekdayAndDay: Form<DatePart> = (tokens, at) => {
  const weekday = readWeekday(tokens, at);
  const day = Number(/^(\d{1,2})(?:st|nd|rd|th)?$/.exec(weekday === undefined ? '' : wordAt(tokens, weekday.past))?.[1]);
  if (weekday === undefined || !(day >= 1 && day <= 31) || tokens[weekday.past]?.before !== '') return undefined;
  let place = weekday.past + 1;
  for (let listed = 0; listed < MOST_LISTED; listed += 1) {
    if (!/^(?:and|to|or)$/.test(wordAt(tokens, place)) && tokens[place]?.before !== ',') return undefined;
    const next = readWeekday(tokens, /^(?:and|to|or)$/.test(wordAt(tokens, place)) ? place + 1 : place);
    if (next === undefined) return undefined;
    const exact = readMonthDay(tokens, next.past);
    if (exact?.value.form === 'month-day') return { value: { ...exact.value, day }, past: weekday.past + 1 };
    place = next.past + 1;
  }
  return undefined;
};

const FORMS: readonly Form<DatePart>[] = [
  weekdayAndDay,
  weekdayAndDate,
  readMonthDay,
  readNumeric,
  readEndOf,
  readWeekend,
  readNamedDay,
  readOffset,
  readDayOfMonth,
];

/** "dusk on Saturday", "first light tomorrow": the date says more than the hour. */
const dayOfEdge = (tokens: readonly Token[], found: NonNullable<Read<DatePart>>): Read<DatePart> => {
  if (found.value.form !== 'daylight') return undefined;
  const start = /^(?:on|of)$/.test(wordAt(tokens, found.past)) ? found.past + 1 : found.past;
  return tokens[start]?.before === '' ? readDate(tokens, start) : undefined;
};

/** The date that begins at a token, in any of the forms. */
export const readDate: Form<DatePart> = (tokens, at) => {
  for (const form of FORMS) {
    const found = form(tokens, at);
    if (found !== undefined) return dayOfEdge(tokens, found) ?? { value: found.value, past: skipDaypart(tokens, found.past) };
  }
  return undefined;
};

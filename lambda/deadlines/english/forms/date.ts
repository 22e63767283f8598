import type { DatePart } from '../../slot.js';
import { type Form, type Token, wordAt } from '../../token.js';
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

const FORMS: readonly Form<DatePart>[] = [
  weekdayAndDate,
  readMonthDay,
  readNumeric,
  readEndOf,
  readWeekend,
  readNamedDay,
  readOffset,
  readDayOfMonth,
];

/** The date that begins at a token, in any of the forms. */
export const readDate: Form<DatePart> = (tokens, at) => {
  for (const form of FORMS) {
    const found = form(tokens, at);
    if (found !== undefined) return { value: found.value, past: skipDaypart(tokens, found.past) };
  }
  return undefined;
};

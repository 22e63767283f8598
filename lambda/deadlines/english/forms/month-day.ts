import type { DatePart } from '../../slot.js';
import { type Form, phraseAt, type Read, type Token, wordAt } from '../../token.js';
import { weekdayOf } from './weekday.js';

const NAMES = 'january february march april may june july august september october november december'.split(' ');
const MONTHS: ReadonlyMap<string, number> = new Map<string, number>([
  ...NAMES.map((name, index) => [name, index + 1] as const),
  ...NAMES.map((name, index) => [name.slice(0, 3), index + 1] as const),
  ['sept', 9],
]);

/** The month that a token names, with a capital: "may", "march" and "mar" are words. */
export const monthOf = (token: Token | undefined): number | undefined => (token?.capital === true ? MONTHS.get(token.text) : undefined);

const ORDINALS: ReadonlyMap<string, number> = new Map(
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth'
    .split(' ')
    .map((name, index) => [name, index + 1] as const),
);

/** A day of the month: `8`, `8th`, `the first`; 1 to 31. */
const dayOf = (word: string): number | undefined => {
  const day = ORDINALS.get(word) ?? Number(/^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word)?.[1]);
  return day >= 1 && day <= 31 ? day : undefined;
};

/** A year of four figures, 1900 to 2099. */
export const readYear: Form<number> = (tokens, at) => {
  const year = Number(/^((?:19|20)\d\d)$/.exec(wordAt(tokens, at))?.[1]);
  return year > 0 && /^[,]?$/.test(tokens[at]?.before ?? '.') ? { value: year, past: at + 1 } : undefined;
};

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const withYear = (tokens: readonly Token[], date: { readonly month: number; readonly day: number }, past: number): Read<DatePart> => {
  if (date.day > (DAYS_IN_MONTH[date.month - 1] ?? 0)) return undefined;
  const year = readYear(tokens, past);
  const value = { form: 'month-day', ...date } as const;
  const lead = wordAt(tokens, past) === 'of' ? past + 1 : past;
  const which = wordAt(tokens, lead);
  if (phraseAt(tokens, lead, 4) === 'the year after next') return { value: { ...value, yearsAhead: 2 }, past: lead + 4 };
  if (/^(?:this|next)$/.test(which) && wordAt(tokens, lead + 1) === 'year' && tokens[past]?.before === '')
    return { value: { ...value, yearsAhead: which === 'next' ? 1 : 0 }, past: lead + 2 };
  return year === undefined ? { value, past } : { value: { ...value, year: year.value }, past: year.past };
};

const monthFirst: Form<DatePart> = (tokens, at) => {
  const month = monthOf(tokens[at]);
  const place = wordAt(tokens, at + 1) === 'the' ? at + 2 : at + 1;
  const day = dayOf(wordAt(tokens, place));
  if (month === undefined || day === undefined || tokens[place]?.before !== '') return undefined;
  // "June 24,000", "May 10 per cent"
  if (/^(?:per|percent|million|billion)$/.test(wordAt(tokens, place + 1))) return undefined;
  return withYear(tokens, { month, day }, place + 1);
};

const dayFirst: Form<DatePart> = (tokens, at) => {
  const start = wordAt(tokens, at) === 'the' ? at + 1 : at;
  const day = dayOf(wordAt(tokens, start));
  const place = wordAt(tokens, start + 1) === 'of' ? start + 2 : start + 1;
  // "the first June election in a century"
  if (ORDINALS.has(wordAt(tokens, start)) && place === start + 1) return undefined;
  const month = monthOf(tokens[place]);
  return day === undefined || month === undefined || tokens[place]?.before !== '' ? undefined : withYear(tokens, { month, day }, place + 1);
};

/** "April 23, a Wednesday,": what day of the week it is tells nothing new. */
const pastWeekday = (tokens: readonly Token[], past: number): number => {
  const isApart = tokens[past]?.before === ',' && wordAt(tokens, past) === 'a' && weekdayOf(tokens[past + 1]) !== undefined;
  return isApart && /^[,.)]/.test(tokens[past + 2]?.before ?? '.') ? past + 2 : past;
};

/** `August 8`, `Aug. 8, 2025`, `8 August`, `the 8th of August 2025`, `August 8, a Friday,`. */
export const readMonthDay: Form<DatePart> = (tokens, at) => {
  const read = monthFirst(tokens, at) ?? dayFirst(tokens, at);
  return read === undefined ? undefined : { ...read, past: pastWeekday(tokens, read.past) };
};

/** What follows a day of the month, and what may follow it behind "on", "by" or "until" alone: "the 15th floor" is no date. */
const AFTER_DAY = /^(?:at|to|for|or|and|as|if|unless|before|after|is|was|deadline)$/;
const AFTER_LED_DAY = /^(?:in|over|on|when|with|by|because|but|while|from|until|instead|too|also|since|than|the|a|an|he|she|it|they|said)$/;
const LEADS_DAY = /^(?:on|by|until|till|before|from|since)$/;

/** `the 15th`, `on 15th`, `the 15th of this month`: the coming one. */
export const readDayOfMonth: Form<DatePart> = (tokens, from) => {
  // without its article only where a preposition leads it
  const at = wordAt(tokens, from) !== 'the' && LEADS_DAY.test(wordAt(tokens, from - 1)) ? from - 1 : from;
  if ((at === from && wordAt(tokens, at) !== 'the') || !/^\d{1,2}(?:st|nd|rd|th)$/.test(wordAt(tokens, at + 1))) return undefined;
  const day = dayOf(wordAt(tokens, at + 1));
  if (day === undefined) return undefined;
  const ofMonth = wordAt(tokens, at + 2) === 'of' && wordAt(tokens, at + 4) === 'month';
  const which = wordAt(tokens, at + 3);
  if (ofMonth && /^(?:this|the|next)$/.test(which))
    return { value: { form: 'day-of-month', day, ahead: which === 'next' ? 1 : 0 }, past: at + 5 };
  const next = tokens[at + 2];
  const isLed = at !== from || LEADS_DAY.test(wordAt(tokens, at - 1));
  if (next !== undefined && next.before === '' && !AFTER_DAY.test(next.text) && !(isLed && AFTER_LED_DAY.test(next.text))) return undefined;
  return { value: { form: 'day-of-month', day }, past: at + 2 };
};

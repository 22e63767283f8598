import type { DatePart } from '../../slot.js';
import { type Form, wordAt } from '../../token.js';
import { monthOf, readMonthDay, readYear } from './month-day.js';
import { readWeekday } from './weekday.js';

const SUNDAY = { form: 'weekday', weekday: 0, which: 'plain' } as const;
const UNITS = { week: 'week', month: 'month', quarter: 'quarter', year: 'year' } as const;

const unitOf = (word: string): keyof typeof UNITS | undefined =>
  word === 'week' || word === 'month' || word === 'quarter' || word === 'year' ? UNITS[word] : undefined;

const skipArticle: Form<true> = (tokens, at) => ({ value: true, past: wordAt(tokens, at) === 'the' ? at + 1 : at });

/** What follows "end of": a date, a named month, a year, "(this|next|the) month", "the day". */
const endOfWhat: Form<DatePart> = (tokens, at) => {
  const date = readMonthDay(tokens, at);
  if (date !== undefined) return date;
  const month = monthOf(tokens[at]);
  if (month !== undefined) {
    const year = readYear(tokens, at + 1);
    const value = { form: 'end-of-month', month } as const;
    return year === undefined ? { value, past: at + 1 } : { value: { ...value, year: year.value }, past: year.past };
  }
  const year = readYear(tokens, at);
  if (year !== undefined) return { value: { form: 'end-of-year', year: year.value }, past: year.past };
  const lead = wordAt(tokens, at);
  const place = /^(?:this|next|the)$/.test(lead) ? at + 1 : at;
  const calendar = /^(?:calendar|working|business)$/.test(wordAt(tokens, place)) ? place + 1 : place;
  if (wordAt(tokens, calendar) === 'weekend') return { value: SUNDAY, past: calendar + 1 };
  const weekday = readWeekday(tokens, at);
  if (weekday !== undefined) return weekday;
  const unit = unitOf(wordAt(tokens, calendar));
  if (unit !== undefined) return { value: { form: 'end-of', unit, ahead: lead === 'next' ? 1 : 0 }, past: calendar + 1 };
  if (!/^(?:day|today)$/.test(wordAt(tokens, calendar))) return undefined;
  // "the end of the day on Wednesday"
  const on = wordAt(tokens, calendar + 1) === 'on' ? calendar + 2 : calendar + 1;
  const named = tokens[calendar + 1]?.before === '' ? (readWeekday(tokens, on) ?? readMonthDay(tokens, on)) : undefined;
  return named ?? { value: { form: 'day-offset', days: 0 }, past: calendar + 1 };
};

const endOf: Form<DatePart> = (tokens, at) => {
  const start = skipArticle(tokens, at)?.past ?? at;
  const isEnd = /^(?:end|close)$/.test(wordAt(tokens, start)) && wordAt(tokens, start + 1) === 'of';
  if (isEnd) return endOfWhat(tokens, start + 2);
  const lastDay = wordAt(tokens, start) === 'last' && wordAt(tokens, start + 1) === 'day' && wordAt(tokens, start + 2) === 'of';
  return lastDay ? endOfWhat(tokens, start + 3) : undefined;
};

/** `month's end`, `year-end`, `the year's end`, `end-March`. */
const endAfter: Form<DatePart> = (tokens, at) => {
  const start = skipArticle(tokens, at)?.past ?? at;
  const unit = unitOf(wordAt(tokens, start));
  if (unit !== undefined && wordAt(tokens, start + 1) === 'end' && unit !== 'week')
    return { value: { form: 'end-of', unit, ahead: 0 }, past: start + 2 };
  const month = monthOf(tokens[start + 1]);
  const isEndMonth = wordAt(tokens, start) === 'end' && tokens[start + 1]?.before === '-' && month !== undefined;
  return isEndMonth ? { value: { form: 'end-of-month', month }, past: start + 2 } : undefined;
};

/** `the weekend`, `this weekend`, `next weekend`: Saturday. */
export const readWeekend: Form<DatePart> = (tokens, at) => {
  const lead = wordAt(tokens, at);
  const led = /^(?:the|this|next|coming)$/.test(lead);
  const place = led ? at + 1 : at;
  const name = wordAt(tokens, place) === 'coming' ? place + 1 : place;
  return wordAt(tokens, name) === 'weekend' && (led || /^by$/.test(wordAt(tokens, at - 1)))
    ? { value: { form: 'weekend', ahead: lead === 'next' ? 1 : 0 }, past: name + 1 }
    : undefined;
};

/** `the end of the month`, `end of March`, `year-end`, `the last day of June`, `the end of the day`. */
export const readEndOf: Form<DatePart> = (tokens, at) => endOf(tokens, at) ?? endAfter(tokens, at);

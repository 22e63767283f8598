import type { Weekday } from '../../../core/zone.js';
import type { DatePart } from '../../slot.js';
import { type Form, type Token, wordAt, wordTable } from '../../token.js';
import { readNumber } from './numbers.js';

const FULL: readonly string[] = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const SHORT: Readonly<Record<string, Weekday>> = wordTable({
  mon: 1,
  tue: 2,
  tues: 2,
  wed: 3,
  weds: 3,
  thu: 4,
  thur: 4,
  thurs: 4,
  fri: 5,
  sat: 6,
});
const WEEKDAYS: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6];

/** Names that hold a weekday and mean no date: a paper, a broadcast, a day of history. */
const NAMED_BEFORE = new Set(['black', 'cyber', 'bloody', 'super', 'ash', 'palm', 'giving', 'throwback', 'manic', 'blue']);
const NAMED_AFTER = new Set([
  'night',
  'times',
  'mirror',
  'telegraph',
  'express',
  'mail',
  'post',
  'league',
  'world',
  'review',
  'magazine',
  'live',
]);

/** The weekday that a token names; short names only with a capital ("sat", "sun" and "wed" are words). */
export const weekdayOf = (token: Token | undefined): Weekday | undefined => {
  if (token === undefined) return undefined;
  const full = WEEKDAYS[FULL.indexOf(token.text)];
  return full ?? (token.capital ? SHORT[token.text] : undefined);
};

/** "Has Until Tuesday Night to Pay": a headline in capitals names no broadcast. */
const LEADS_NIGHT = /^(?:by|until|till|before|on|from|after|late|to|for|through)$/;

const isName = (tokens: readonly Token[], at: number): boolean => {
  const after = tokens[at + 1];
  const isShow = /^(?:raw|football|live|baseball|lights|fever|special)$/.test(wordAt(tokens, at + 2));
  if (after?.text === 'night' && !isShow && LEADS_NIGHT.test(wordAt(tokens, at - 1))) return false;
  if (NAMED_BEFORE.has(wordAt(tokens, at - 1)) && tokens[at - 1]?.capital === true) return true;
  return after?.capital === true && after.before === '' && NAMED_AFTER.has(after.text) && tokens[at]?.capital === true;
};

const WHICH: Readonly<Record<string, 'next' | 'this' | 'last'>> = wordTable({
  next: 'next',
  this: 'this',
  last: 'last',
  past: 'last',
  coming: 'this',
});

const plainWeekday: Form<DatePart> = (tokens, at) => {
  // "the upper house is next, Thursday" names the day plainly, and so does "talks go past Sunday"
  const isApart =
    /,/.test(tokens[at + 1]?.before ?? '') || (wordAt(tokens, at) === 'past' && !/^(?:this|the)$/.test(wordAt(tokens, at - 1)));
  const which = isApart ? undefined : WHICH[wordAt(tokens, at)];
  const lead =
    which === undefined ? at : at + (/^this$/.test(wordAt(tokens, at)) && /^(?:coming|past)$/.test(wordAt(tokens, at + 1)) ? 2 : 1);
  const weekday = weekdayOf(tokens[lead]);
  if (weekday === undefined || isName(tokens, lead)) return undefined;
  const pastDay = wordAt(tokens, lead - 1) === 'past' && /^(?:this|the)$/.test(wordAt(tokens, lead - 2));
  const value = { form: 'weekday', weekday, which: pastDay ? 'last' : (which ?? 'plain') } as const;
  const after = wordAt(tokens, lead + 1);
  if (after === 'week' && tokens[lead + 1]?.before === '') return { value: { ...value, weeks: 1 }, past: lead + 2 };
  if (after === 'next' && wordAt(tokens, lead + 2) === 'week') return { value: { ...value, which: 'next' }, past: lead + 3 };
  if (after === 'of' && wordAt(tokens, lead + 2) === 'next' && wordAt(tokens, lead + 3) === 'week')
    return { value: { ...value, which: 'next' }, past: lead + 4 };
  const ofLast = after === 'of' ? lead + 2 : lead + 1;
  const isLastWeek = wordAt(tokens, ofLast) === 'last' && wordAt(tokens, ofLast + 1) === 'week' && tokens[ofLast + 1]?.possessive !== true;
  if (isLastWeek && tokens[lead + 1]?.before === '' && tokens[ofLast]?.before === '')
    return { value: { ...value, which: 'last', weeks: 1 }, past: ofLast + 2 };
  if (after === 'this' && wordAt(tokens, lead + 2) === 'week') return { value: { ...value, which: 'this' }, past: lead + 3 };
  return { value, past: lead + 1 };
};

const SCHEDULED = /^(?:scheduled|planned|set|slated|fixed|booked|called|listed|timed|held|due|rescheduled|postponed|back|off)$/;

/** `a week from Friday`, `two weeks on Monday`. */
const weeksFrom: Form<DatePart> = (tokens, at) => {
  // "shut for two weeks from Monday" is a length
  if (wordAt(tokens, at - 1) === 'for' && !SCHEDULED.test(wordAt(tokens, at - 2))) return undefined;
  const amount = /^an?$/.test(wordAt(tokens, at)) ? { value: 1, past: at + 1 } : readNumber(tokens, at);
  if (amount === undefined || !/^weeks?$/.test(wordAt(tokens, amount.past)) || !/^(?:from|on)$/.test(wordAt(tokens, amount.past + 1)))
    return undefined;
  const day = plainWeekday(tokens, amount.past + 2);
  return day?.value.form === 'weekday' ? { value: { ...day.value, weeks: amount.value }, past: day.past } : undefined;
};

/** `Friday`, `next Friday`, `this coming Friday`, `Friday week`, `Friday next week`, `a week from Friday`. */
export const readWeekday: Form<DatePart> = (tokens, at) => weeksFrom(tokens, at) ?? plainWeekday(tokens, at);

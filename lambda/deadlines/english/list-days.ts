import type { ClockPart, DatePart, Slot } from '../slot.js';
import { type Token, wordAt } from '../token.js';
import { monthOf, readMonthDay } from './forms/month-day.js';
import { weekdayOf } from './forms/weekday.js';

const LISTED = /^(?:and|or|then|on|again|also)$/;
const MOST_BETWEEN = 2;

const follows = (tokens: readonly Token[], left: Slot | undefined, right: Slot | undefined): boolean => {
  if (left?.date === undefined || right?.date === undefined || right.first - left.past > MOST_BETWEEN) return false;
  const between = tokens.slice(left.past, right.first);
  const isParted = between.some(({ text }) => /^(?:and|or)$/.test(text)) || tokens[right.first]?.before.trim() === ',';
  return isParted && between.every(({ text }) => LISTED.test(text));
};

/** The slot at an index with the others of its list: "on Monday, Tuesday and Wednesday". */
export const listAround = (tokens: readonly Token[], slots: readonly Slot[], at: number): readonly Slot[] => {
  let [from, to] = [at, at];
  while (follows(tokens, slots[from - 1], slots[from])) from -= 1;
  while (follows(tokens, slots[to], slots[to + 1])) to += 1;
  return slots.slice(from, to + 1);
};

/** What may stand behind a day of several: "4 and 5 percent" are none. */
const ENDS_DAY = /^(?:and|at|in|over|as|after|from|with|to|for|between|or|unless|if)$/;
/** The same behind "and": "4 and 5 February will not go ahead"; "on Dec. 20, 27 are due in court" speaks of people. */
const ENDS_DAYS =
  /^(?:and|at|in|over|as|after|from|with|to|for|by|on|if|unless|but|when|while|until|because|that|which|is|are|was|were|will|would|has|have|had|off|cancelled|canceled|suspended|postponed|called|stand|go|between|against|or|this|next|so)$/;

/** The further days of "September 4, 5 and 6" and "the 4th, 5th and 6th", each a slot of its own. */
export const furtherDays = (tokens: readonly Token[], slot: Slot): readonly Slot[] => {
  const { date } = slot;
  if ((date?.form !== 'month-day' && date?.form !== 'day-of-month') || slot.clock !== undefined) return [];
  if (date.form === 'month-day' && date.year !== undefined) return [];
  const further: Slot[] = [];
  let [at, last] = [slot.past, date.day];
  while (at < tokens.length) {
    // "pushed from Oct 1 to 15"
    const isMove =
      further.length === 0 &&
      wordAt(tokens, at) === 'to' &&
      wordAt(tokens, slot.first - 1) === 'from' &&
      /^[^%]?$/.test(tokens[at + 2]?.before ?? '%');
    const start = /^(?:and|or)$/.test(wordAt(tokens, at)) || isMove ? at + 1 : at;
    const day = /^\d{1,2}(?:st|nd|rd|th)?$/.test(wordAt(tokens, start)) ? Number.parseInt(wordAt(tokens, start), 10) : 0;
    // "Aug 22-23": two days that follow each other
    const isNext = /^[-–]$/.test(tokens[at]?.before ?? '') && further.length === 0 && day === date.day + 1;
    const follows = start > at || tokens[at]?.before === ',' || isNext;
    const next = tokens[start + 1];
    // "by Aug. 8 or 25% tariffs", "by August 8 or $20"
    if (tokens[start]?.percent === true || /[$£€]/.test(tokens[start]?.before ?? '') || /^[-–]/.test(next?.before ?? '')) break;
    const ends = next === undefined || next.before !== '' || (start > at ? ENDS_DAYS : ENDS_DAY).test(next.text);
    const isRising = wordAt(tokens, at) !== 'or' || day > last;
    if (!follows || !isRising || day < 1 || day > 31 || !ends || monthOf(next) !== undefined) break;
    further.push({ first: start, past: start + 1, date: { ...date, day } });
    last = day;
    at = start + 1;
  }
  return further;
};

/** The earlier days of "12, 14 and 17 November". */
export const earlierDays = (tokens: readonly Token[], at: number): readonly Slot[] => {
  const days: { readonly day: number; readonly place: number }[] = [];
  let place = at;
  while (/^\d{1,2}(?:st|nd|rd|th)?$/.test(wordAt(tokens, place)) && days.length < 6) {
    const whole = readMonthDay(tokens, place);
    if (whole?.value.form === 'month-day' && days.length > 0) {
      const { value } = whole;
      return days.map((each) => ({ first: each.place, past: each.place + 1, date: { ...value, day: each.day } }));
    }
    days.push({ day: Number.parseInt(wordAt(tokens, place), 10), place });
    const next = wordAt(tokens, place + 1);
    if (next !== 'and' && tokens[place + 1]?.before !== ',') return [];
    place = next === 'and' ? place + 2 : place + 1;
  }
  return [];
};

/** "Monday, Tuesday and Wednesday": what joins the days of a list; "from Friday to Wednesday" may be a move. */
const JOINS = /^(?:and|then|or|again)$/;
const MOST_JOINING = 3;

type Link = 'none' | 'comma' | 'word' | 'last';

const isWeekdayAlone = ({ date, possessive, clock }: Slot): boolean =>
  date?.form === 'weekday' && date.weeks === undefined && possessive !== true && clock === undefined;

const withoutClock = ({ clock: _clock, ...day }: Slot): Slot => day;

/** How a weekday is joined to the one before it. */
const linkOf = (tokens: readonly Token[], left: Slot | undefined, right: Slot): Link => {
  if (left === undefined || !isWeekdayAlone(left) || !(right.date?.form === 'weekday' && right.date.which === 'plain')) return 'none';
  if (right.date.weeks !== undefined || right.possessive === true) return 'none';
  const between = tokens.slice(left.past, right.first);
  if (between.length === 0) return tokens[right.first]?.before.trim() === ',' ? 'comma' : 'none';
  const joins = between.filter(({ text }) => JOINS.test(text));
  if (between.length > MOST_JOINING || joins.length === 0 || joins.length < between.filter(({ text }) => text !== 'on').length)
    return 'none';
  return joins.some(({ text }) => text === 'then') ? 'word' : 'last';
};

/** "Wednesday, Thursday and Friday of next week": the week is that of them all. */
const inOneWeek = (tokens: readonly Token[], slots: readonly Slot[]): readonly Slot[] => {
  const weeks = [...slots];
  const isNextWeek = (slot: Slot | undefined): boolean => slot?.date?.form === 'weekday' && slot.date.which === 'next';
  for (let at = weeks.length - 1; at > 0; at -= 1) {
    const [left, right] = [weeks[at - 1], weeks[at]];
    if (left?.date?.form !== 'weekday' || right?.date?.form !== 'weekday' || !isNextWeek(right) || isNextWeek(left)) continue;
    // "next Friday" is said of that day alone
    const isOfWeek = wordAt(tokens, right.past - 1) === 'week' || right !== slots[at];
    const isAgain = tokens.slice(left.past, right.first).some(({ text }) => text === 'again');
    const isInOrder = (left.date.weekday + 6) % 7 < (right.date.weekday + 6) % 7;
    if (isOfWeek && isInOrder && !isAgain && linkOf(tokens, left, { ...right, date: { ...right.date, which: 'plain' } }) !== 'none')
      weeks[at - 1] = { ...left, date: { ...left.date, which: 'next' } };
  }
  return weeks;
};

const BEHIND_LIST = /^(?:and|in|at|over|as|after|with|to|for|unless|if|when|while|because|next|of|against|across|by)$/;
/** What stops work, or a place's life, is told by the hour at which it begins. */
const STOPS =
  /^(?:strikes?|striking|walk|walks|walkouts?|stoppages?|stop|stops|close|closes|closed|closing|shut|shuts|cease|down|off|picket|halt)$/;

/** "from 1pm to 8pm on Tuesday and Thursday", "at 9am on Monday and Friday": the hour, or that of the range's beginning, is of both days. */
const hourOfList = (tokens: readonly Token[], left: Slot | undefined, right: Slot): ClockPart | undefined => {
  if (left?.clock === undefined || left.date?.form !== 'weekday' || right.clock !== undefined) return undefined;
  const isClockFirst = weekdayOf(tokens[left.past - 1]) !== undefined;
  const next = tokens[right.past];
  // "by noon on Friday and on Monday the tariffs take effect"
  const ends = next === undefined || next.before !== '' || BEHIND_LIST.test(next.text);
  if (!isClockFirst || !ends || linkOf(tokens, withoutClock(left), right) !== 'last') return undefined;
  if (left.begins === undefined) return left.clock;
  return tokens.some(({ text }) => STOPS.test(text)) ? left.begins : left.clock;
};

/** The weekdays of a list each follow the one before; commas alone make none, and what stands behind its "and" is another. */
export const listDays = (tokens: readonly Token[], told: readonly Slot[]): readonly Slot[] => {
  const hours = told.map((slot, at) => hourOfList(tokens, told[at - 1], slot));
  const slots = inOneWeek(tokens, told).map((slot, at) => ({ ...slot, ...(hours[at] === undefined ? {} : { clock: hours[at] }) }));
  const links = slots.map((slot, at) => {
    const left = slots[at - 1];
    // "on Tuesday from 5am to 8am and again on Thursday"
    const isAgain = left !== undefined && tokens.slice(left.past, slot.first).some(({ text }) => text === 'again');
    return linkOf(tokens, left !== undefined && (isAgain || hours[at] !== undefined) ? withoutClock(left) : left, slot);
  });
  const isListed = (at: number): boolean => {
    if (links[at] === 'none' || (links[at - 1] === 'last' && links[at] !== 'word')) return false;
    let end = at;
    while (links[end] === 'comma') end += 1;
    return links[end] === 'word' || links[end] === 'last';
  };
  const listed: Slot[] = [];
  for (const [at, slot] of slots.entries()) {
    const [before, date] = [listed[at - 1]?.date, slot.date];
    // the end of a range is of the day of its beginning
    if (slot.begins !== undefined && date !== undefined && date === slots[at - 1]?.date) {
      listed.push({ ...slot, ...(before === undefined ? {} : { date: before }) });
      continue;
    }
    if (before?.form !== 'weekday' || date?.form !== 'weekday' || before.weekday === date.weekday || !isListed(at)) listed.push(slot);
    else listed.push({ ...slot, date: { ...date, listedAfter: before } });
  }
  return listed;
};

/** A day so much smaller is one of the next month. */
const LEAST_BACK = 15;

/** The day in the month of the date before it, or in the next where it is much smaller. */
const dayOfMonthOf = (day: number, before: Extract<DatePart, { form: 'month-day' }>): DatePart | undefined => {
  if (day > before.day) return { ...before, day };
  const isNextMonth = before.year === undefined && before.yearsAhead === undefined && before.day - day >= LEAST_BACK;
  return isNextMonth ? { ...before, day, month: (before.month % 12) + 1 } : undefined;
};

/** Days of one matter lie no further apart than this. */
const MOST_BEHIND = 20;
/** Of what some must do by a date, and others until a later one. */
const MOST_BEHIND_LIMIT = 27;

const LIMIT = /^(?:until|till|by)$/;

/** "on Friday 23 February, and again on Monday 26", "on the 26th": the month of the date before it. */
export const dayOfSameMonth = (tokens: readonly Token[], slot: Slot, last: Slot | undefined): Slot => {
  const before = last?.date;
  if (last === undefined || before?.form !== 'month-day') return slot;
  if (slot.date?.form === 'day-of-month' && slot.date.ahead === undefined) {
    // "begins on 15 August, and anyone still there on the 17th"; "before tariffs start on September 1, the bloc has until the 15th"
    const [lead, lastLead] = [wordAt(tokens, slot.first - 1), wordAt(tokens, last.first - 1)];
    // "must be in by 18 December, while others have until the 20th"
    const isLed = /^(?:on|from)$/.test(lead) || (LIMIT.test(lead) && LIMIT.test(lastLead));
    const isAhead = tokens.slice(0, slot.first).some(({ text }) => /^(?:before|ahead)$/.test(text));
    const most = LIMIT.test(lead) ? MOST_BEHIND_LIMIT : MOST_BEHIND;
    const isNear = isLed && !isAhead && slot.date.day > before.day && slot.date.day - before.day <= most && before.year === undefined;
    return isNear ? { ...slot, date: { ...slot.date, month: before.month } } : slot;
  }
  if (slot.date?.form !== 'weekday' || slot.clock !== undefined || slot.possessive === true) return slot;
  const [token, next] = [tokens[slot.past], tokens[slot.past + 1]];
  const day = token?.before === '' && /^\d{1,2}(?:st|nd|rd|th)?$/.test(token.text) ? Number.parseInt(token.text, 10) : 0;
  const ends = next === undefined || next.before !== '' || ENDS_DAY.test(next.text);
  const date = ends && day >= 1 && day <= 31 ? dayOfMonthOf(day, before) : undefined;
  return date === undefined ? slot : { ...slot, past: slot.past + 1, date };
};

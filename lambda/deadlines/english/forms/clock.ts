import type { ClockPart } from '../../slot.js';
import { type Form, type Read, type Token, wordAt, wordTable } from '../../token.js';
import { monthOf } from './month-day.js';
import { readNumber } from './numbers.js';
import { readZone } from './zone.js';

const meridiemAt = (tokens: readonly Token[], at: number): 'am' | 'pm' | undefined => {
  const plain = wordAt(tokens, at).replaceAll('.', '');
  return plain === 'am' || plain === 'pm' ? plain : undefined;
};

const timeOf = (hour: number, minute: number): ClockPart | undefined =>
  hour <= 23 && minute <= 59 ? { hour, minute, endOfDay: false } : undefined;

const END_OF_DAY: ClockPart = { hour: 0, minute: 0, endOfDay: true };

const read = (clock: ClockPart | undefined, past: number): Read<ClockPart> => (clock === undefined ? undefined : { value: clock, past });

/** Which half of the day an hour is of; of tonight, the hours up to four are after midnight. */
type Half = 'am' | 'pm' | 'night';

const LAST_OF_NIGHT = 4;

const halfDay = (hour: number, half: Half): number => {
  const isMorning = half === 'am' || (half === 'night' && hour % 12 <= LAST_OF_NIGHT);
  return (hour % 12) + (isMorning ? 0 : 12);
};

const HALF_BY_DAYPART: Readonly<Record<string, Half>> = wordTable({
  morning: 'am',
  afternoon: 'pm',
  evening: 'pm',
  night: 'pm',
  tonight: 'night',
});

/** "nine last night", "seven yesterday morning", "six on Sunday evening": the date begins where the half of the day is told. */
const datedDaypart = (tokens: readonly Token[], at: number): Read<Half> => {
  const word = wordAt(tokens, at);
  if (word === 'last' && wordAt(tokens, at + 1) === 'night') return { value: 'pm', past: at };
  const day = word === 'on' ? at + 1 : at;
  const half = /day$/.test(wordAt(tokens, day)) ? HALF_BY_DAYPART[wordAt(tokens, day + 1)] : undefined;
  return half === undefined ? undefined : { value: half, past: at };
};

/** "9 tonight", "5 this afternoon", "8 o'clock in the morning": what tells the half of the day, and the index past it. */
const daypartAfter = (tokens: readonly Token[], at: number): Read<Half> => {
  if (wordAt(tokens, at) === 'tonight') return { value: 'night', past: at };
  const tomorrow = wordAt(tokens, at) === 'tomorrow' ? HALF_BY_DAYPART[wordAt(tokens, at + 1)] : undefined;
  if (tomorrow !== undefined) return { value: tomorrow, past: at };
  const lead = wordAt(tokens, at) === 'in' && wordAt(tokens, at + 1) === 'the' ? at + 2 : at + 1;
  const half = HALF_BY_DAYPART[wordAt(tokens, lead)];
  const leads = wordAt(tokens, at) === 'in' || wordAt(tokens, at) === 'this' || wordAt(tokens, at) === 'at';
  if (half === undefined || !leads) return datedDaypart(tokens, at);
  return { value: half, past: wordAt(tokens, at) === 'this' ? at : lead + 1 };
};

const LEADS = /^(?:at|by|till|until|before|from|since|than|past|struck|to|around|about)$/;

/** "nine o'clock" tells no half of the day: the one that is nearer in the direction of the story. */
const eitherHalf = (hour: number, minute: number, past: number): Read<ClockPart> =>
  read({ hour: hour % 12, minute, endOfDay: false, eitherHalf: true }, past);

const DAYS = /^(?:today|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|morning|afternoon|evening|night)$/;

/** "Friday at", "Tuesday night at", "June 3 at", "3 June at". */
const isDayBefore = (tokens: readonly Token[], at: number): boolean =>
  DAYS.test(wordAt(tokens, at)) ||
  monthOf(tokens[at]) !== undefined ||
  (/^\d{1,2}(?:st|nd|rd|th)?$/.test(wordAt(tokens, at)) && monthOf(tokens[at - 1]) !== undefined);

/** `10:30`, `10.30`, with or without a.m. or p.m. */
const withMinutes: Form<ClockPart> = (tokens, at) => {
  const [, hour, minute] = /^(\d{1,2})[:.h](\d{2})$/.exec(wordAt(tokens, at)) ?? [];
  if (hour === undefined || /[$£€]$/.test(tokens[at]?.before ?? '')) return undefined;
  const half = meridiemAt(tokens, at + 1);
  if (half !== undefined) return Number(hour) > 12 ? undefined : read(timeOf(halfDay(Number(hour), half), Number(minute)), at + 2);
  // "2.50" without a.m. or p.m. is rather a price or a rate
  if (wordAt(tokens, at).includes('.') && !/^(?:at|by|until|before|from)$/.test(wordAt(tokens, at - 1))) return undefined;
  const daypart = daypartAfter(tokens, at + 1);
  if (daypart !== undefined && Number(hour) <= 12) return read(timeOf(halfDay(Number(hour), daypart.value), Number(minute)), daypart.past);
  // "on Tuesday at 1:30": no night's hour; "at 4:00 GMT" is one
  const isOpen = /^[1-6][:.]/.test(wordAt(tokens, at)) && wordAt(tokens, at - 1) === 'at' && isDayBefore(tokens, at - 2);
  const isExact = /^(?:hrs|hours)$/.test(wordAt(tokens, at + 1)) || readZone(tokens, at + 1) !== undefined;
  if (isOpen && !isExact) return eitherHalf(Number(hour), Number(minute), at + 1);
  // "starts at 12:01 Saturday" is a minute past midnight
  if (Number(hour) === 12 && Number(minute) === 1 && !isExact) return read(timeOf(0, 1), at + 1);
  if (Number(hour) === 24 && Number(minute) === 0) return { value: END_OF_DAY, past: at + 1 };
  return read(timeOf(Number(hour), Number(minute)), /^(?:hrs|hours)$/.test(wordAt(tokens, at + 1)) ? at + 2 : at + 1);
};

const BEHIND_HOUR = /^(?:to|or|and|for|when|as|if|after|unless|over|in)$/;

/** "ET", "Moscow time", "local time"; no "Central American states". */
const isZoneNamed = (tokens: readonly Token[], at: number): boolean => {
  const zone = wordAt(tokens, at) === 'in' ? undefined : readZone(tokens, at);
  return zone !== undefined && (/^[A-Z]{2,4}\.?$/.test(tokens[at]?.raw ?? '') || wordAt(tokens, zone.past - 1) === 'time');
};

const OPEN = /^(?:open|opened|voting|polling|vote|ballots)$/;

/** "open until seven on Sunday", "the polls close at eight": of the evening. */
const isOfEvening = (tokens: readonly Token[], at: number, past: number): boolean => {
  const lead = wordAt(tokens, at - 1);
  if (/^(?:until|till)$/.test(lead)) return OPEN.test(wordAt(tokens, at - 2)) && isOnDay(tokens, at, past);
  const closes = lead === 'at' && /^(?:close|closes|shut|shuts)$/.test(wordAt(tokens, at - 2));
  const isOfPolls = [3, 4, 5, 6, 7].some((back) => /^(?:polls|booths|stations|places|polling|voting)$/.test(wordAt(tokens, at - back)));
  return closes && isOfPolls && (tokens[past]?.before ?? '.') !== '';
};

/** "at 10 tomorrow". */
const isOfTomorrow = (tokens: readonly Token[], at: number, past: number): boolean =>
  wordAt(tokens, at - 1) === 'at' && wordAt(tokens, past) === 'tomorrow' && tokens[past]?.before === '';

const DAYPARTS = /^(?:morning|afternoon|evening|night|tonight)$/;

/** "Friday at 5", and no noun behind it. */
const endsDay = (tokens: readonly Token[], at: number, past: number): boolean => {
  if (wordAt(tokens, at - 1) !== 'at' || !isDayBefore(tokens, at - 2)) return false;
  const isFigure = /^\d/.test(wordAt(tokens, past + 1));
  if (/^\d/.test(wordAt(tokens, past)) || tokens[at]?.percent === true) return false;
  if (DAYPARTS.test(wordAt(tokens, at - 2)) && /^[,;:.)]/.test(tokens[past]?.before ?? '')) return true;
  if (tokens[past] === undefined || /^[:.)]/.test(tokens[past].before)) return true;
  return /^[,;]$/.test(tokens[past]?.before ?? '') || (tokens[past]?.before === '' && BEHIND_HOUR.test(wordAt(tokens, past)) && !isFigure);
};

const LEADS_HOUR = /^(?:at|until|till|before)$/;
const IN_WORDS = /^[a-z]/;

/** "until 10 on Thursday", "open till nine Tuesday". */
const isOnDay = (tokens: readonly Token[], at: number, past: number): boolean => {
  // "fell by 10 on Thursday"
  const isLed = LEADS_HOUR.test(wordAt(tokens, at - 1)) || (wordAt(tokens, at - 1) === 'by' && IN_WORDS.test(wordAt(tokens, at)));
  if (!isLed || tokens[past]?.before !== '') return false;
  if (wordAt(tokens, past) === 'on') return DAYS.test(wordAt(tokens, past + 1));
  return /^(?:until|till)$/.test(wordAt(tokens, at - 1)) && DAYS.test(wordAt(tokens, past));
};

/** "from 1 to 5 a.m.", "between 10 and 2 p.m.": the half of the day of the earlier hour. */
const halfOfRange = (tokens: readonly Token[], at: number, hour: number, past: number): 'am' | 'pm' | undefined => {
  if (!/^(?:from|between)$/.test(wordAt(tokens, at - 1)) || !/^(?:to|and|until|till)$/.test(wordAt(tokens, past))) return undefined;
  const later = Number(/^(\d{1,2})(?:[:.]\d{2})?$/.exec(wordAt(tokens, past + 1))?.[1]);
  const half = meridiemAt(tokens, past + 2);
  if (!(later >= 1 && later <= 12) || half === undefined) return undefined;
  return hour % 12 < later % 12 ? half : half === 'pm' ? 'am' : 'pm';
};

/** `5 p.m.`, `5pm`, `five o'clock`, `9 tonight`. */
const wholeHour: Form<ClockPart> = (tokens, at) => {
  const hour = readNumber(tokens, at);
  if (hour === undefined || hour.value > 12 || hour.value === 0 || /[$£€]$/.test(tokens[at]?.before ?? '')) return undefined;
  const half = meridiemAt(tokens, hour.past);
  if (half !== undefined) return read(timeOf(halfDay(hour.value, half), 0), hour.past + 1);
  const ofRange = halfOfRange(tokens, at, hour.value, hour.past);
  if (ofRange !== undefined) return read(timeOf(halfDay(hour.value, ofRange), 0), hour.past);
  const oclock = wordAt(tokens, hour.past) === "o'clock";
  const daypart = daypartAfter(tokens, oclock ? hour.past + 1 : hour.past);
  const led = LEADS.test(wordAt(tokens, at - 1)) || (wordAt(tokens, at - 1) === 'for' && wordAt(tokens, at - 2) === 'timed');
  // "12 on Friday night"
  if (hour.value === 12 && led && daypart?.value === 'pm' && wordAt(tokens, daypart.past + 2) === 'night')
    return { value: END_OF_DAY, past: daypart.past };
  if (daypart !== undefined && (oclock || led)) return read(timeOf(halfDay(hour.value, daypart.value), 0), daypart.past);
  if (oclock) return eitherHalf(hour.value, 0, hour.past + 1);
  if (isOfEvening(tokens, at, hour.past)) return read(timeOf(halfDay(hour.value, 'pm'), 0), hour.past);
  // "today at 5 ET"
  const isZoned = led && isZoneNamed(tokens, hour.past);
  const isHour = isZoned || endsDay(tokens, at, hour.past) || isOnDay(tokens, at, hour.past) || isOfTomorrow(tokens, at, hour.past);
  return isHour ? eitherHalf(hour.value, 0, hour.past) : undefined;
};

const MINUTES: Readonly<Record<string, number>> = wordTable({ half: 30, quarter: 15, five: 5, ten: 10, twenty: 20 });

/** `half past three`, `a quarter to five this afternoon`. */
const byQuarters: Form<ClockPart> = (tokens, at) => {
  const start = wordAt(tokens, at) === 'a' ? at + 1 : at;
  const minutes = MINUTES[wordAt(tokens, start)];
  const side = wordAt(tokens, start + 1);
  if (minutes === undefined || !/^(?:past|to)$/.test(side)) return undefined;
  const hour = readNumber(tokens, start + 2);
  if (
    hour === undefined ||
    hour.value > 12 ||
    hour.value === 0 ||
    (minutes !== 30 && minutes !== 15 && tokens[hour.past]?.before === '' && daypartAfter(tokens, hour.past) === undefined)
  )
    return undefined;
  const [whole, minute] = side === 'past' ? [hour.value, minutes] : [hour.value === 1 ? 12 : hour.value - 1, 60 - minutes];
  const daypart = daypartAfter(tokens, hour.past);
  return daypart === undefined ? eitherHalf(whole, minute, hour.past) : read(timeOf(halfDay(whole, daypart.value), minute), daypart.past);
};

/** `a minute past midnight`, `one minute to midnight`. */
const besideMidnight: Form<ClockPart> = (tokens, at) => {
  if (!/^(?:a|one)$/.test(wordAt(tokens, at)) || wordAt(tokens, at + 1) !== 'minute' || wordAt(tokens, at + 3) !== 'midnight')
    return undefined;
  const side = wordAt(tokens, at + 2);
  if (/^(?:past|after)$/.test(side)) return read(timeOf(0, 1), at + 4);
  return /^(?:to|before)$/.test(side) ? read(timeOf(23, 59), at + 4) : undefined;
};

const FOUR_FIGURE_ZONES = /^(?:gmt|utc|bst|hrs|hours|est|edt|et|cet|cest|msk|ist|jst|local)$/;

/** `0500 GMT`, `1800 hours`, `1800hrs`: four figures are a clock before a zone, or where words lead to one ("until 1500 on Friday"). */
const fourFigures: Form<ClockPart> = (tokens, at) => {
  const [, hour, minute] = /^(\d{2})(\d{2})$/.exec(wordAt(tokens, at)) ?? [];
  const after = wordAt(tokens, at + 1);
  const isYear = /^(?:19|20)/.test(wordAt(tokens, at));
  const isRange = /^(?:from|to)$/.test(wordAt(tokens, at - 1)) && !isYear && after === 'on' && DAYS.test(wordAt(tokens, at + 2));
  const isLed = /^(?:by|until|till|before|at)$/.test(wordAt(tokens, at - 1)) || /day$/.test(wordAt(tokens, at - 1)) || isRange;
  const ends = (tokens[at + 1]?.before ?? '.') !== '' && !isYear && /[05]$/.test(wordAt(tokens, at));
  const isOfNoun = !isYear && /^(?:deadline|cutoff|limit|shift)$/.test(after);
  const led = isOfNoun || (isLed && (/^(?:on|today|tomorrow|tonight)$/.test(after) || ends || (after === 'to' && !isYear)));
  const isZoned = FOUR_FIGURE_ZONES.test(after) || (!isYear && isZoneNamed(tokens, at + 1));
  if (hour === undefined || !(led || isZoned)) return undefined;
  const past = /^(?:hrs|hours)$/.test(after) ? at + 2 : at + 1;
  return Number(hour) === 24 && minute === '00' ? { value: END_OF_DAY, past } : read(timeOf(Number(hour), Number(minute)), past);
};

/** `close of business`, `close of the business day`, `close of play`. */
const closing = (tokens: readonly Token[], at: number): Read<ClockPart> => {
  const close = wordAt(tokens, at) === 'the' ? at + 1 : at;
  if (wordAt(tokens, close) !== 'close' || wordAt(tokens, close + 1) !== 'of') return undefined;
  const of = wordAt(tokens, close + 2) === 'the' ? close + 3 : close + 2;
  if (!/^(?:business|play)$/.test(wordAt(tokens, of))) return undefined;
  return { value: { hour: 17, minute: 0, endOfDay: false }, past: wordAt(tokens, of + 1) === 'day' ? of + 2 : of + 1 };
};

/** "noon-hour supervision", "midnight Mass", "the noon meal": what is called by an hour. */
const isCalledBy = (tokens: readonly Token[], at: number): boolean => {
  const [own, after] = [tokens[at], tokens[at + 1]];
  if (after?.text === 'hour') return after.before === '-' && own?.text === 'noon';
  return (
    after?.before === '' &&
    ((after.text === 'mass' && after.capital) || after.text === 'meal' || after.text === 'meals') &&
    own?.capital === false
  );
};

const named = (tokens: readonly Token[], at: number): Read<ClockPart> => {
  const word = wordAt(tokens, at);
  if (/^(?:noon|midday|midnight)$/.test(word) && isCalledBy(tokens, at)) return undefined;
  if (word === '12' && /^(?:noon|midday|midnight)$/.test(wordAt(tokens, at + 1))) return named(tokens, at + 1);
  if (word === 'stroke' && wordAt(tokens, at + 1) === 'of') return named(tokens, at + 2);
  if (word === 'midnight') return { value: END_OF_DAY, past: at + 1 };
  if (word === 'noon' || word === 'midday') return { value: { hour: 12, minute: 0, endOfDay: false }, past: at + 1 };
  return closing(tokens, at);
};

/** "tonight at nine", "six o'clock on Monday morning": an hour that leaves its half of the day open, and the word that tells it. */
export const inHalf = (clock: ClockPart, daypart: string): ClockPart => {
  const half = clock.eitherHalf === true ? HALF_BY_DAYPART[daypart] : undefined;
  return half === undefined ? clock : { hour: halfDay(clock.hour, half), minute: clock.minute, endOfDay: false };
};

/** A clock time: `5 p.m.`, `17:00`, `0500` before a zone, `noon`, `midnight`, `close of business` (17:00). */
export const readClock: Form<ClockPart> = (tokens, at) =>
  named(tokens, at) ??
  byQuarters(tokens, at) ??
  besideMidnight(tokens, at) ??
  withMinutes(tokens, at) ??
  wholeHour(tokens, at) ??
  fourFigures(tokens, at);

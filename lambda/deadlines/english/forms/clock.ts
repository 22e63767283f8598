import type { ClockPart } from '../../slot.js';
import { type Form, type Read, type Token, wordAt } from '../../token.js';
import { readNumber } from './numbers.js';

const meridiemAt = (tokens: readonly Token[], at: number): 'am' | 'pm' | undefined => {
  const plain = wordAt(tokens, at).replaceAll('.', '');
  return plain === 'am' || plain === 'pm' ? plain : undefined;
};

const timeOf = (hour: number, minute: number): ClockPart | undefined =>
  hour <= 23 && minute <= 59 ? { hour, minute, endOfDay: false } : undefined;

const END_OF_DAY: ClockPart = { hour: 0, minute: 0, endOfDay: true };

const read = (clock: ClockPart | undefined, past: number): Read<ClockPart> => (clock === undefined ? undefined : { value: clock, past });

const halfDay = (hour: number, half: 'am' | 'pm'): number => (hour % 12) + (half === 'pm' ? 12 : 0);

const HALF_BY_DAYPART: Readonly<Record<string, 'am' | 'pm'>> = {
  morning: 'am',
  afternoon: 'pm',
  evening: 'pm',
  night: 'pm',
  tonight: 'pm',
};

/** "9 tonight", "5 this afternoon", "8 o'clock in the morning": what tells the half of the day, and the index past it. */
const daypartAfter = (tokens: readonly Token[], at: number): Read<'am' | 'pm'> => {
  if (wordAt(tokens, at) === 'tonight') return { value: 'pm', past: at };
  const tomorrow = wordAt(tokens, at) === 'tomorrow' ? HALF_BY_DAYPART[wordAt(tokens, at + 1)] : undefined;
  if (tomorrow !== undefined) return { value: tomorrow, past: at };
  const lead = wordAt(tokens, at) === 'in' && wordAt(tokens, at + 1) === 'the' ? at + 2 : at + 1;
  const half = HALF_BY_DAYPART[wordAt(tokens, lead)];
  const leads = wordAt(tokens, at) === 'in' || wordAt(tokens, at) === 'this' || wordAt(tokens, at) === 'at';
  return half === undefined || !leads ? undefined : { value: half, past: wordAt(tokens, at) === 'this' ? at : lead + 1 };
};

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
  if (Number(hour) === 24 && Number(minute) === 0) return { value: END_OF_DAY, past: at + 1 };
  return read(timeOf(Number(hour), Number(minute)), /^(?:hrs|hours)$/.test(wordAt(tokens, at + 1)) ? at + 2 : at + 1);
};

/** `5 p.m.`, `5pm`, `five o'clock`, `9 tonight`. */
const wholeHour: Form<ClockPart> = (tokens, at) => {
  const hour = readNumber(tokens, at);
  if (hour === undefined || hour.value > 12 || hour.value === 0 || /[$£€]$/.test(tokens[at]?.before ?? '')) return undefined;
  const half = meridiemAt(tokens, hour.past);
  if (half !== undefined) return read(timeOf(halfDay(hour.value, half), 0), hour.past + 1);
  const oclock = wordAt(tokens, hour.past) === "o'clock";
  const daypart = daypartAfter(tokens, oclock ? hour.past + 1 : hour.past);
  const led = /^(?:at|by|until|before|from)$/.test(wordAt(tokens, at - 1));
  if (daypart !== undefined && (oclock || led)) return read(timeOf(halfDay(hour.value, daypart.value), 0), daypart.past);
  return undefined;
};

const FOUR_FIGURE_ZONES = /^(?:gmt|utc|bst|hrs|hours|est|edt|et|cet|cest|msk|ist|jst|local)$/;

/** `0500 GMT`, `1800 hours`, `1800hrs`: four figures count as a clock only before a zone. */
const fourFigures: Form<ClockPart> = (tokens, at) => {
  const [, hour, minute] = /^(\d{2})(\d{2})$/.exec(wordAt(tokens, at)) ?? [];
  const after = wordAt(tokens, at + 1);
  const led = /^(?:by|until|at)$/.test(wordAt(tokens, at - 1)) && /^(?:on|today|tomorrow|tonight)$/.test(after);
  if (hour === undefined || !(led || FOUR_FIGURE_ZONES.test(after))) return undefined;
  return read(timeOf(Number(hour), Number(minute)), /^(?:hrs|hours)$/.test(after) ? at + 2 : at + 1);
};

const named = (tokens: readonly Token[], at: number): Read<ClockPart> => {
  const word = wordAt(tokens, at);
  if (word === '12' && /^(?:noon|midday|midnight)$/.test(wordAt(tokens, at + 1))) return named(tokens, at + 1);
  if (word === 'stroke' && wordAt(tokens, at + 1) === 'of') return named(tokens, at + 2);
  if (word === 'midnight') return { value: END_OF_DAY, past: at + 1 };
  if (word === 'noon' || word === 'midday') return { value: { hour: 12, minute: 0, endOfDay: false }, past: at + 1 };
  const phrase = [0, 1, 2].map((offset) => wordAt(tokens, at + offset)).join(' ');
  return phrase === 'close of business' || phrase === 'close of play'
    ? { value: { hour: 17, minute: 0, endOfDay: false }, past: at + 3 }
    : undefined;
};

/** A clock time: `5 p.m.`, `17:00`, `0500` before a zone, `noon`, `midnight`, `close of business` (17:00). */
export const readClock: Form<ClockPart> = (tokens, at) =>
  named(tokens, at) ?? withMinutes(tokens, at) ?? wholeHour(tokens, at) ?? fourFigures(tokens, at);

import type { Anchor, ClockPart, DatePart, Duration, Slot, StatedZone } from '../slot.js';
import { joined, type Read, type Token, wordAt } from '../token.js';
import { readClock } from './forms/clock.js';
import { readDate } from './forms/date.js';
import { readDuration } from './forms/duration.js';
import { monthOf, readMonthDay } from './forms/month-day.js';
import { isNumberWord } from './forms/numbers.js';
import { readVague } from './forms/vague.js';
import { readZone } from './forms/zone.js';

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

/** "5 p.m. ET on Friday", "midnight local time (2200 GMT) on Sunday", or a clock time alone. */
const clockFirst = (tokens: readonly Token[], at: number): Slot | undefined => {
  const timed = readTimed(tokens, at);
  if (timed === undefined) return undefined;
  const start = skipWord(tokens, timed.past, /^(?:on|of)$/);
  const date = closes(tokens, timed.past) && start < tokens.length ? readDate(tokens, start) : undefined;
  if (date === undefined || (start === timed.past && !/^[,)]*$/.test(tokens[start]?.before ?? '.')))
    return { first: at, past: timed.past, ...timed.value };
  const zone = timed.value.stated ?? readZone(tokens, date.past)?.value;
  const past = timed.value.stated === undefined ? (readZone(tokens, date.past)?.past ?? date.past) : date.past;
  const also = timed.value.also === undefined ? readAlso(tokens, past) : undefined;
  return {
    first: at,
    past: also?.past ?? past,
    ...timed.value,
    ...(zone === undefined ? {} : { stated: zone }),
    ...(also === undefined ? {} : { also: also.value }),
    date: date.value,
    ...possessiveAt(tokens, past),
  };
};

/** "Friday or Saturday": the later is due. */
const laterDate = (tokens: readonly Token[], at: number): Read<DatePart> =>
  wordAt(tokens, at) === 'or' ? readDate(tokens, at + 1) : undefined;

const clockAfterDate = (tokens: readonly Token[], at: number): Read<Timed> => {
  if (!/^[,(]?$/.test(tokens[at]?.before ?? '.')) return undefined;
  return readTimed(tokens, skipWord(tokens, at, /^(?:at|by|before|until)$/));
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

/** The date that an anchor names within a few words: "after signing on Monday", "from Dec. 10", "of the August 1 ruling". */
const anchorDate = (tokens: readonly Token[], at: number): Read<Anchor> => {
  for (let place = at; place < Math.min(tokens.length, at + MOST_EVENT_WORDS); place += 1) {
    if (place > at && !joined(tokens, place)) break;
    const slot = clockFirst(tokens, place) ?? dateFirst(tokens, place);
    if (slot?.date !== undefined) {
      const { date, clock } = slot;
      return { value: { kind: 'date', date, ...(clock === undefined ? {} : { clock }) }, past: slot.past };
    }
  }
  return undefined;
};

const readAnchor = (tokens: readonly Token[], at: number): Read<Anchor> => {
  const word = wordAt(tokens, at);
  if (word === 'from' && /^(?:now|today|publication)$/.test(wordAt(tokens, at + 1)))
    return { value: { kind: 'publication' }, past: at + 2 };
  if (!/^(?:from|after|of|following|since)$/.test(word) || tokens[at]?.before !== '') return undefined;
  return anchorDate(tokens, at + 1) ?? { value: { kind: 'unknown' }, past: at + 1 };
};

const ISSUED =
  /^(?:issued|announced|declared|delivered|agreed|began|begun|begins|beginning|starting|started|signed|given|imposed|opened|posted|served|counting|counted|calculated)$/;

/** "72-hour ultimatum, issued Tuesday at 8 p.m.", "the two-week pause that began on Monday": the anchor behind the noun. */
const laterAnchor = (tokens: readonly Token[], at: number): Anchor | undefined => {
  for (let place = at; place < Math.min(tokens.length, at + MOST_EVENT_WORDS); place += 1) {
    if (!/^[,\-–—]?$/.test(tokens[place]?.before ?? '.')) return undefined;
    if (!ISSUED.test(wordAt(tokens, place))) continue;
    const anchor = anchorDate(tokens, place + 1);
    return anchor?.value;
  }
  return undefined;
};

const durationSlot = (tokens: readonly Token[], at: number): Slot | undefined => {
  const duration = readDuration(tokens, at);
  if (duration === undefined) return undefined;
  const near = readAnchor(tokens, duration.past);
  const anchor = near?.value ?? laterAnchor(tokens, duration.past);
  const value: Duration = anchor === undefined ? duration.value : { ...duration.value, anchor };
  return { first: at, past: near?.past ?? duration.past, duration: value };
};

/** The further days of "September 4, 5 and 6", each a slot of its own. */
const furtherDays = (tokens: readonly Token[], slot: Slot): readonly Slot[] => {
  const { date } = slot;
  if (date?.form !== 'month-day' || date.year !== undefined || slot.clock !== undefined) return [];
  const further: Slot[] = [];
  let at = slot.past;
  while (at < tokens.length) {
    const start = wordAt(tokens, at) === 'and' ? at + 1 : at;
    const day = /^\d{1,2}(?:st|nd|rd|th)?$/.test(wordAt(tokens, start)) ? Number.parseInt(wordAt(tokens, start), 10) : 0;
    const follows = start > at || tokens[at]?.before === ',';
    const next = tokens[start + 1];
    const ends = next === undefined || next.before !== '' || /^(?:and|at|in|over|as|after|from|with|to)$/.test(next.text);
    if (!follows || day < 1 || day > 31 || !ends || monthOf(next) !== undefined) break;
    further.push({ first: start, past: start + 1, date: { ...date, day } });
    at = start + 1;
  }
  return further;
};

/** The earlier days of "12, 14 and 17 November". */
const earlierDays = (tokens: readonly Token[], at: number): readonly Slot[] => {
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

const readSlot = (tokens: readonly Token[], at: number): Slot | undefined => {
  const exact = clockFirst(tokens, at) ?? dateFirst(tokens, at);
  if (exact !== undefined) return exact;
  const vague = readVague(tokens, at);
  if (vague !== undefined) return { first: at, past: vague.past, vague: true };
  return durationSlot(tokens, at);
};

/** Words in lower case that a time may begin with; others begin with a figure or a capital. */
const STARTS: ReadonlySet<string> = new Set(
  'the a an next this last past coming today tonight tomorrow yesterday later day end close year month quarter week weekend early mid late half noon midday midnight stroke just only about around exactly up between another under few several some many following recent previous monday tuesday wednesday thursday friday saturday sunday calendar'.split(
    ' ',
  ),
);

const mayStart = ({ text, capital }: Token): boolean => capital || STARTS.has(text) || /^\d/.test(text) || isNumberWord(text);

/** The time expressions of a sentence in their order, nothing resolved yet. None overlaps another. */
export const readSlots = (tokens: readonly Token[]): readonly Slot[] => {
  const slots: Slot[] = [];
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at];
    if (token === undefined || !mayStart(token)) {
      at += 1;
      continue;
    }
    const earlier = earlierDays(tokens, at);
    slots.push(...earlier);
    const start = earlier.at(-1)?.past ?? at;
    const slot = readSlot(tokens, wordAt(tokens, start) === 'and' && earlier.length > 0 ? start + 1 : start);
    if (slot === undefined) {
      at = start + 1;
      continue;
    }
    const further = furtherDays(tokens, slot);
    slots.push(slot, ...further);
    at = further.at(-1)?.past ?? slot.past;
  }
  return slots;
};

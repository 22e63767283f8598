import { isDayAlone, isHourAlone, type Slot } from '../slot.js';
import { type Token, wordAt } from '../token.js';
import { dateRanges } from './hour-ranges.js';
import { closeOnDay, hourOfTheSame, onDayBefore, withoutOpening } from './hours-of-days.js';

const MOST_NAMING = 2;

const OF_A_DAY =
  /^(?:hearing|deadline|vote|ballot|session|launch|liftoff|strike|walkout|cutoff|trial|sentencing|arraignment|verdict|ruling|ultimatum|limit)$/;

/** "a 4:50 p.m. launch on Thursday": the day behind the noun is the clock's. */
const isHourOfNoun = (tokens: readonly Token[], hour: Slot, day: Slot): boolean => {
  if (!isHourAlone(hour) || !isDayAlone(day) || day.possessive === true) return false;
  const opens = hour.first === 0 || tokens[hour.first]?.before === ',';
  if (!opens && !/^(?:a|an|the|its|their)$/.test(wordAt(tokens, hour.first - 1))) return false;
  const between = tokens.slice(hour.past, day.first + 1);
  const nouns = between.slice(0, -2);
  return between.at(-2)?.text === 'on' && nouns.length > 0 && nouns.length <= MOST_NAMING && between.every(({ before }) => before === '');
};

/** "sets Thursday hearing at 1:30 p.m.", "Friday's deadline at noon": the clock behind the noun is the day's. */
const isDayOfNoun = (tokens: readonly Token[], day: Slot, hour: Slot): boolean =>
  isDayAlone(day) &&
  isHourAlone(hour) &&
  hour.first - day.past === 2 &&
  OF_A_DAY.test(wordAt(tokens, day.past)) &&
  wordAt(tokens, day.past + 1) === 'at' &&
  tokens.slice(day.past, hour.first + 1).every(({ before }) => before === '');

/** A day with its hour; it stands where the day stands. */
const withHour = (day: Slot, { clock, stated, also }: Slot): Slot => ({
  ...day,
  ...(clock === undefined ? {} : { clock }),
  ...(stated === undefined ? {} : { stated }),
  ...(also === undefined ? {} : { also }),
});

/** Days and hours that a noun stands between are one. */
const joinByNoun = (tokens: readonly Token[], slots: readonly Slot[]): readonly Slot[] => {
  const joined: Slot[] = [];
  for (const slot of slots) {
    const last = joined.at(-1);
    if (last !== undefined && isHourOfNoun(tokens, last, slot)) joined.splice(-1, 1, withHour(slot, last));
    else if (last !== undefined && isDayOfNoun(tokens, last, slot)) joined.splice(-1, 1, withHour(last, slot));
    else joined.push(slot);
  }
  return joined;
};

const MOST_CARRIED = 8;

/** "from 10pm local time on Friday until 10am on Sunday", "by noon Damascus time on Friday or by 8 p.m. on Saturday": one clause. */
const isCarried = (tokens: readonly Token[], from: Slot, to: Slot): boolean => {
  const between = tokens.slice(from.past, to.first);
  return (
    between.length <= MOST_CARRIED &&
    between.some(({ text }) => /^(?:to|until|till|or)$/.test(text)) &&
    [...between, tokens[to.first]].every((token) => token?.before === '' && (token.capital === false || token === tokens[to.first]))
  );
};

/** The zone that is named holds for the other end of its range, and for what stands instead; GMT is named for its own hour. */
const carryZones = (tokens: readonly Token[], slots: readonly Slot[]): readonly Slot[] => {
  const carried: Slot[] = [];
  for (const slot of slots) {
    const last = carried.findLast(({ clock }) => clock !== undefined);
    const isOpen = slot.clock !== undefined && slot.stated === undefined && !/^(?:here|our)$/.test(wordAt(tokens, slot.past));
    const isNamed = last?.stated !== undefined && last.stated.zone !== 'Etc/GMT' && last.stated.zone !== 'UTC';
    carried.push(isOpen && isNamed && isCarried(tokens, last, slot) ? { ...slot, stated: last.stated } : slot);
  }
  return carried;
};

/** What the times of a sentence say of each other: a day and an hour beside one noun, the ends of a range, the zone of both. */
export const joinSlots = (tokens: readonly Token[], slots: readonly Slot[]): readonly Slot[] =>
  [joinByNoun, onDayBefore, dateRanges, closeOnDay, withoutOpening, hourOfTheSame, carryZones].reduce(
    (joined, join) => join(tokens, joined),
    slots,
  );

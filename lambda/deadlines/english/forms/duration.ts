import type { Duration, DurationUnit } from '../../slot.js';
import { type Form, joined, type Read, type Token, wordAt, wordTable } from '../../token.js';
import { readNumber } from './numbers.js';

interface Unit {
  readonly unit: DurationUnit;
  readonly times: number;
}

const UNITS: Readonly<Record<string, Unit>> = wordTable({
  minute: { unit: 'minute', times: 1 },
  min: { unit: 'minute', times: 1 },
  hour: { unit: 'hour', times: 1 },
  hr: { unit: 'hour', times: 1 },
  day: { unit: 'day', times: 1 },
  week: { unit: 'week', times: 1 },
  fortnight: { unit: 'week', times: 2 },
  month: { unit: 'month', times: 1 },
  year: { unit: 'year', times: 1 },
});

const unitAt = (tokens: readonly Token[], at: number): Read<Unit> => {
  const word = wordAt(tokens, at);
  if (/^(?:business|working)$/.test(word) && /^days?$/.test(wordAt(tokens, at + 1)))
    return { value: { unit: 'working-day', times: 1 }, past: at + 2 };
  const calendar = /^(?:calendar|more|additional|full|further|short)$/.test(word) ? at + 1 : at;
  const unit = UNITS[wordAt(tokens, calendar).replace(/s$/, '')];
  return unit === undefined ? undefined : { value: unit, past: calendar + 1 };
};

const A_RATE = /^(?:once|twice|times|percent|cent|more|million|billion|pounds|dollars|half|\d.*)$/;

const GIVEN = /^(?:gives?|gave|given|handed|hands|gets?|got|granted|has|have|had|within|in|another|next)$/;

/** "a day", "an hour", "a fortnight", "half an hour", "the next 48 hours". */
const readAmount = (tokens: readonly Token[], at: number): Read<number> => {
  const word = wordAt(tokens, at);
  if (word === 'another') return readNumber(tokens, at + 1) ?? { value: 1, past: at + 1 };
  // "twice a day", "five hours a week" are rates
  if (/^an?$/.test(word))
    return A_RATE.test(wordAt(tokens, at - 1)) ||
      (tokens[at - 1]?.capital === false && /(?<!^(?:ha|give|allow|get|set|win|a|i|wa))s$/.test(wordAt(tokens, at - 1)))
      ? undefined
      : { value: 1, past: at + 1 };
  if (word === 'half' && wordAt(tokens, at + 1) === 'an' && /^hour$/.test(wordAt(tokens, at + 2))) return { value: 0.5, past: at + 2 };
  if (word === 'fortnight' && GIVEN.test(wordAt(tokens, at - 1))) return { value: 1, past: at };
  return readNumber(tokens, at);
};

/** The upper bound after a first number: "10 or 12", "10 to 12", "10-12". */
const upperBound = (tokens: readonly Token[], at: number): Read<number> => {
  if (/^(?:or|to|and)$/.test(wordAt(tokens, at))) return readNumber(tokens, at + 1);
  return /^[-–]$/.test(tokens[at]?.before ?? '') ? readNumber(tokens, at) : undefined;
};

const NAMES = /^(?:nam|fix|sett|pick|choos|announc)ing$/;

const skipLead = (tokens: readonly Token[], at: number): number => {
  let place = at;
  if (
    /^(?:the|just|only|about|around|exactly|up|between|another|under)$/.test(wordAt(tokens, place)) &&
    wordAt(tokens, place) !== 'another'
  )
    place += 1;
  if (wordAt(tokens, place) === 'to' && wordAt(tokens, place - 1) === 'up') place += 1;
  return /^(?:next|coming|following)$/.test(wordAt(tokens, place)) ? place + 1 : place;
};

interface Length {
  readonly duration: Duration;
  /** The lengths are bounds: "between one week and ten days". */
  readonly isRange: boolean;
}

const oneLength = (tokens: readonly Token[], at: number): Read<Length> => {
  const start = skipLead(tokens, at);
  const amount = readAmount(tokens, start);
  if (amount === undefined) return undefined;
  const most = upperBound(tokens, amount.past);
  const unit = unitAt(tokens, most?.past ?? amount.past);
  // "a three-day-old strike"
  if (unit === undefined || wordAt(tokens, unit.past) === 'old') return undefined;
  // "reserved judgment without naming a day"
  if (wordAt(tokens, at) === 'a' && unit.value.unit === 'day' && NAMES.test(wordAt(tokens, at - 1))) return undefined;
  const { times } = unit.value;
  const least = most === undefined || most.value <= amount.value ? {} : { least: amount.value * times };
  const duration = { amount: (most?.value ?? amount.value) * times, unit: unit.value.unit, ...least };
  return { value: { duration, isRange: most !== undefined || wordAt(tokens, start - 1) === 'between' }, past: unit.past };
};

/** From small to large; a working day stands for itself. */
const SIZES: readonly DurationUnit[] = ['minute', 'hour', 'day', 'week', 'month', 'year'];
/** Units that are so many of another, however the calendar lies. */
const IN_SMALLER: Readonly<Partial<Record<DurationUnit, Readonly<Partial<Record<DurationUnit, number>>>>>> = {
  day: { hour: 24 },
  week: { day: 7 },
  year: { month: 12 },
};

/** "two days and six hours": of two units the larger first, as one length. */
const sumOf = (larger: Duration, smaller: Duration): Duration | undefined => {
  const [size, rest] = [SIZES.indexOf(larger.unit), SIZES.indexOf(smaller.unit)];
  if (rest < 0 || size <= rest) return undefined;
  if (larger.unit === 'hour') return { amount: larger.amount + smaller.amount / 60, unit: 'hour' };
  const times = IN_SMALLER[larger.unit]?.[smaller.unit];
  if (times !== undefined) return { amount: times * larger.amount + smaller.amount, unit: smaller.unit };
  return size >= SIZES.indexOf('month') && rest >= SIZES.indexOf('day')
    ? { ...larger, and: { amount: smaller.amount, unit: smaller.unit } }
    : undefined;
};

/**
 * `48 hours`, `ten days`, `a fortnight`, `10 or 12 days`, `the next 72 hours`, `30 business days`, `two and a half hours`,
 * `two months and ten days`. Without its anchor, which `readAnchor` reads after it.
 */
export const readDuration: Form<Duration> = (tokens, at) => {
  const read = oneLength(tokens, at);
  if (read === undefined) return undefined;
  const { duration, isRange } = read.value;
  const alone = { value: duration, past: read.past };
  if (isRange || wordAt(tokens, read.past) !== 'and' || !joined(tokens, read.past)) return alone;
  const rest = oneLength(tokens, read.past + 1);
  const sum = rest === undefined || rest.value.isRange ? undefined : sumOf(duration, rest.value.duration);
  return rest === undefined || sum === undefined ? alone : { value: sum, past: rest.past };
};

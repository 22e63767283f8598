import type { Weekday } from '../../../core/zone.js';
import { type Form, phraseAt, type Read, type Token, wordAt, wordTable } from '../../token.js';
import { readNumber } from './numbers.js';
import { weekdayOf } from './weekday.js';

const NAMED: Readonly<Record<string, number>> = wordTable({
  'the same day': 0,
  'the same date': 0,
  'the same evening': 0,
  'the same night': 0,
  'that same day': 0,
  'the following day': 1,
  'the next day': 1,
  'the following morning': 1,
  'the next morning': 1,
  'the previous day': -1,
  'the following week': 7,
});

/** "the day after", "the evening before": of the date before them, where nothing is named behind. */
const BESIDE = /^the (?:day|evening|night) (?:before|after)$/;

const THAT_DAY = /^(?:day|date)$/;
const THAT = /^(?:morning|afternoon|evening|night)$/;
/** "by 5 p.m. that Friday" names the day before it; "said that Friday is the deadline" names its own. */
const BEFORE_THAT = /^(?:on|by|until|till|before|noon|midday|midnight|[ap]\.?m)$|^\d/;
/** What takes a clause with "that". */
const SAYS =
  /^(?:sa(?:id|ys?|ying)|told|tells?|warn(?:ed|s|ing)?|add(?:ed|s|ing)|announc(?:ed|es?|ing)|confirm(?:ed|s|ing)?|insist(?:ed|s|ing)?|mean(?:s|t|ing)?|ensur(?:e|es|ed|ing)|agreed?|agrees|ruled|rules|decided|feared?|fears|hop(?:e|es|ed|ing)|kn[eo]w|known|think|thought|believ(?:e|es|ed)|so|noted|notes|stress(?:ed|es)|report(?:ed|s)|demand(?:ed|s)?|ask(?:ed)?|provided|given|now|is|was|suggest(?:ed|s)?|reckons?|sure|clear)$/;
const BEHIND_DAY = /^(?:in|to|for|after|before|by|with|and|as|when|between|from|until)$/;
/** "indicated that Monday … is the deadline": a clause follows. */
const FINITE = /^(?:is|was|be|are|were|will|would|has|had|must|should|may|might|can|could|marks?|remains?|stands?)$/;
const MOST_CLAUSE = 10;

/** `that same Tuesday`: a weekday that was named before. */
export const readSameWeekday = (tokens: readonly Token[], at: number): Read<Weekday> => {
  if (!/^(?:that|the)$/.test(wordAt(tokens, at)) || wordAt(tokens, at + 1) !== 'same' || tokens[at + 2]?.possessive === true)
    return undefined;
  const weekday = weekdayOf(tokens[at + 2]);
  return weekday === undefined ? undefined : { value: weekday, past: at + 3 };
};

/** The weekday of "launched that Wednesday in six cities"; none of "said that Friday is the last day". */
const thatWeekday = (tokens: readonly Token[], at: number): Weekday | undefined => {
  const weekday = weekdayOf(tokens[at + 1]);
  if (wordAt(tokens, at) !== 'that' || weekday === undefined || tokens[at + 1]?.possessive === true) return undefined;
  if (BEFORE_THAT.test(wordAt(tokens, at - 1))) return weekday;
  const after = tokens[at + 2];
  const ends = after === undefined || /^[,.;)]/.test(after.before) || BEHIND_DAY.test(after.text);
  const isClause = tokens.slice(at + 2, at + 2 + MOST_CLAUSE).some(({ text }) => FINITE.test(text));
  return ends && !isClause && at > 0 && tokens[at]?.before === '' && !SAYS.test(wordAt(tokens, at - 1)) ? weekday : undefined;
};

/** "put to members on the Monday", "on Tuesday and the following Tuesday". */
const readWeekdayBehind = (tokens: readonly Token[], at: number): Read<SameDay> => {
  if (wordAt(tokens, at) !== 'the') return undefined;
  const isFollowing = wordAt(tokens, at + 1) === 'following';
  const place = isFollowing ? at + 2 : at + 1;
  const weekday = weekdayOf(tokens[place]);
  const after = tokens[place + 1];
  const ends = after === undefined || /^[,.;)]/.test(after.before) || /^(?:in|at|and|as|when|to|for|by|with)$/.test(after.text);
  if (weekday === undefined || !ends || tokens[place]?.possessive === true) return undefined;
  if (!isFollowing && wordAt(tokens, at - 1) !== 'on') return undefined;
  return { value: { days: isFollowing ? 1 : 0, weekday }, past: place + 1 };
};

export interface SameDay {
  readonly days: number;
  /** The weekday that the words name: the first one from there on. */
  readonly weekday?: Weekday;
}

const UNIT_DAYS: Readonly<Record<string, number>> = wordTable({ day: 1, week: 7, fortnight: 14 });

/** Most words are followed by none of these. */
const SECOND_WORDS: ReadonlySet<string> = new Set('same following next previous day days week weeks fortnight evening night'.split(' '));

/** Days from the date that was named before: `that day`, `the same day`, `the following day`, `a day later`, `two weeks earlier`. */
export const readSameDay: Form<SameDay> = (tokens, at) => {
  const next = wordAt(tokens, at + 1);
  const isNamed = THAT_DAY.test(next) || (THAT.test(next) && BEFORE_THAT.test(wordAt(tokens, at - 1)));
  if (wordAt(tokens, at) === 'that' && isNamed && tokens[at + 1]?.possessive !== true) return { value: { days: 0 }, past: at + 2 };
  const weekday = thatWeekday(tokens, at);
  if (weekday !== undefined) return { value: { days: 0, weekday }, past: at + 2 };
  const behind = readWeekdayBehind(tokens, at);
  if (behind !== undefined) return behind;
  if (!SECOND_WORDS.has(wordAt(tokens, at + 1))) return undefined;
  const words = phraseAt(tokens, at, 3);
  const days = NAMED[words];
  if (days !== undefined) return { value: { days }, past: at + 3 };
  const behindIt = tokens[at + 3];
  const endsThere = behindIt === undefined || /^[,.;:)]/.test(behindIt.before) || (behindIt.before === '' && behindIt.text === 'and');
  // "at 10pm the evening before"; "a pause agreed the night before" is told of the past
  const isHour = /^(?:[ap]\.?m|noon|midday|midnight)$|\d(?:[ap]m)?$/.test(wordAt(tokens, at - 1));
  const isLed = words.endsWith('after') ? /^(?:on|by|until|till|and)$/.test(wordAt(tokens, at - 1)) : isHour;
  if (BESIDE.test(words)) return endsThere && isLed ? { value: { days: words.endsWith('after') ? 1 : -1 }, past: at + 3 } : undefined;
  const amount = wordAt(tokens, at) === 'a' ? { value: 1, past: at + 1 } : readNumber(tokens, at);
  if (amount === undefined) return undefined;
  const unit = UNIT_DAYS[wordAt(tokens, amount.past).replace(/s$/, '')] ?? 0;
  const side = /^(?:later|after)$/.test(wordAt(tokens, amount.past + 1)) ? 1 : wordAt(tokens, amount.past + 1) === 'earlier' ? -1 : 0;
  // "a day after the vote" counts from what it names
  const isThat = wordAt(tokens, amount.past + 1) === 'after' && /^(?:that|then)$/.test(wordAt(tokens, amount.past + 2));
  const ends = isThat || wordAt(tokens, amount.past + 1) !== 'after' || tokens[amount.past + 2]?.before !== '';
  // "a week later than planned" tells of a delay, not of a date
  if (wordAt(tokens, amount.past + 2) === 'than') return undefined;
  return unit === 0 || side === 0 || !ends
    ? undefined
    : { value: { days: side * unit * amount.value }, past: amount.past + (isThat ? 3 : 2) };
};

import { type Form, wordAt } from '../../token.js';
import { readNumber } from './numbers.js';

const NAMED: Readonly<Record<string, number>> = {
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
};

const THAT_DAY = /^(?:day|date)$/;
/** "said that Friday is the deadline" names a day of its own; "by 5 p.m. that Friday" does not. */
const THAT = /^(?:morning|afternoon|evening|night|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/;
const BEFORE_THAT = /^(?:on|by|until|till|before|noon|midday|midnight|[ap]\.?m)$|^\d/;

/** Most words are followed by none of these. */
const SECOND_WORDS: ReadonlySet<string> = new Set('same following next previous day days week weeks'.split(' '));

/** Days from the date that was named before: `that day`, `the same day`, `the following day`, `a day later`, `two weeks earlier`. */
export const readSameDay: Form<number> = (tokens, at) => {
  const next = wordAt(tokens, at + 1);
  const isNamed = THAT_DAY.test(next) || (THAT.test(next) && BEFORE_THAT.test(wordAt(tokens, at - 1)));
  if (wordAt(tokens, at) === 'that' && isNamed && tokens[at + 1]?.possessive !== true) return { value: 0, past: at + 2 };
  if (!SECOND_WORDS.has(wordAt(tokens, at + 1))) return undefined;
  const days = NAMED[[0, 1, 2].map((offset) => wordAt(tokens, at + offset)).join(' ')];
  if (days !== undefined) return { value: days, past: at + 3 };
  const amount = wordAt(tokens, at) === 'a' ? { value: 1, past: at + 1 } : readNumber(tokens, at);
  if (amount === undefined) return undefined;
  const unit = /^days?$/.test(wordAt(tokens, amount.past)) ? 1 : /^weeks?$/.test(wordAt(tokens, amount.past)) ? 7 : 0;
  const side = /^(?:later|after)$/.test(wordAt(tokens, amount.past + 1)) ? 1 : wordAt(tokens, amount.past + 1) === 'earlier' ? -1 : 0;
  // "a day after the vote" counts from what it names
  const ends = wordAt(tokens, amount.past + 1) !== 'after' || tokens[amount.past + 2]?.before !== '';
  return unit === 0 || side === 0 || !ends ? undefined : { value: side * unit * amount.value, past: amount.past + 2 };
};

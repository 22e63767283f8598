import { type Form, wordAt } from '../../token.js';
import { monthOf, readYear } from './month-day.js';

const PERIODS = /^(?:days?|weeks?|months?|years?|quarter|decade|hours|century|season|term|summer|spring|autumn|winter|fall)$/;
const LEADS = /^(?:this|next|last|past|coming|recent|few|several|some|many|previous|following)$/;

/** A time that is no moment: `next month`, `the coming days`, `early August`, `March 2027`, `2015`. */
export const readVague: Form<true> = (tokens, at) => {
  const lead = wordAt(tokens, at) === 'the' ? at + 1 : at;
  let place = lead;
  while (LEADS.test(wordAt(tokens, place)) && place < lead + 3) place += 1;
  if (place > lead && PERIODS.test(wordAt(tokens, place))) return { value: true, past: place + 1 };
  const part = /^(?:early|mid|late)$/.test(wordAt(tokens, at)) ? at + 1 : at;
  const month = monthOf(tokens[part]);
  if (
    month !== undefined &&
    (part > at || /^(?:in|since|until|by|from|of|last|next|this|and|to|late|early)$/.test(wordAt(tokens, at - 1)))
  ) {
    return { value: true, past: readYear(tokens, part + 1)?.past ?? part + 1 };
  }
  if (month !== undefined) {
    const year = readYear(tokens, part + 1);
    if (year !== undefined) return { value: true, past: year.past };
  }
  const year = readYear(tokens, at);
  return year !== undefined && /^(?:in|since|until|by|from|of|the|between|and|to|early|late|mid)$/.test(wordAt(tokens, at - 1))
    ? { value: true, past: year.past }
    : undefined;
};

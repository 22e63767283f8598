import type { DatePart } from '../../slot.js';
import { type Form, wordAt } from '../../token.js';

const fullYear = (digits: string): number => (digits.length === 2 ? 2000 + Number(digits) : Number(digits));

const isDate = (first: number, second: number): boolean =>
  first >= 1 && second >= 1 && first <= 31 && second <= 31 && Math.min(first, second) <= 12;

const iso: Form<DatePart> = (tokens, at) => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(wordAt(tokens, at)) ?? [];
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  return date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31
    ? { value: { form: 'month-day', ...date }, past: at + 1 }
    : undefined;
};

/** `2025-08-08`, `08/08/2025`, `8.8.2025`; `8/8` too, which is left out where a fraction or a score could be meant. */
export const readNumeric: Form<DatePart> = (tokens, at) => {
  const whole = iso(tokens, at);
  if (whole !== undefined) return whole;
  const [, one, two, year] = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{2,4}))?$/.exec(wordAt(tokens, at)) ?? [];
  const [first, second] = [Number(one), Number(two)];
  if (!isDate(first, second)) return undefined;
  const value = { form: 'numeric', first, second } as const;
  if (year !== undefined) return { value: { ...value, year: fullYear(year) }, past: at + 1 };
  // "9/11", "24/7", "4/5 of voters" are no dates
  const slash = wordAt(tokens, at).includes('/') && !/^(?:24\/7|9\/11|7\/7)$/.test(wordAt(tokens, at));
  return slash && first > 0 && wordAt(tokens, at + 1) !== 'of' ? { value, past: at + 1 } : undefined;
};

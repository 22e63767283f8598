import type { DatePart, NamedDay } from '../../slot.js';
import { type Form, wordAt } from '../../token.js';
import { readYear } from './month-day.js';

const NAMES: readonly (readonly [string, NamedDay])[] = [
  ["new year's eve", 'new-year-eve'],
  ['new year eve', 'new-year-eve'],
  ['new year day', 'new-year'],
  ['new year', 'new-year'],
  ['valentine day', 'valentine'],
  ['good friday', 'good-friday'],
  ['easter monday', 'easter-monday'],
  ['easter sunday', 'easter'],
  ['easter', 'easter'],
  ['may day', 'may-day'],
  ['memorial day', 'memorial-day'],
  ['juneteenth', 'juneteenth'],
  ['independence day', 'independence-day'],
  ['labor day', 'labor-day'],
  ['halloween', 'halloween'],
  ['armistice day', 'armistice-day'],
  ['veterans day', 'armistice-day'],
  ['thanksgiving eve', 'thanksgiving-eve'],
  ['thanksgiving day', 'thanksgiving'],
  ['thanksgiving', 'thanksgiving'],
  ['christmas eve', 'christmas-eve'],
  ['christmas day', 'christmas'],
  ['christmas', 'christmas'],
  ['boxing day', 'boxing-day'],
  ["st stephen's day", 'boxing-day'],
  ['st stephen day', 'boxing-day'],
  ['palm sunday', 'palm-sunday'],
  ['whit monday', 'whit-monday'],
  ['bonfire night', 'bonfire-night'],
  ['anzac day', 'anzac-day'],
  ['canada day', 'canada-day'],
  ['bastille day', 'bastille-day'],
  ["st patrick's day", 'st-patrick'],
  ['st patrick day', 'st-patrick'],
  ['australia day', 'australia-day'],
  ['martin luther king jr day', 'martin-luther-king-day'],
  ['presidents day', 'presidents-day'],
  ['inauguration day', 'inauguration-day'],
  ['columbus day', 'columbus-day'],
];
const MOST_WORDS = 5;
const FIRST_WORDS: ReadonlySet<string> = new Set(NAMES.map(([name]) => name.split(' ')[0] ?? ''));

/** True for a word that a named day may begin with: `christmas`, `good`, `st`. */
export const mayBeginNamedDay = (word: string): boolean => FIRST_WORDS.has(word);

/** `Christmas Eve`, `New Year's Day`, `Thanksgiving`: fixed and moving feasts that newsrooms date things by. */
export const readNamedDay: Form<DatePart> = (tokens, at) => {
  if (tokens[at]?.capital !== true || !FIRST_WORDS.has(wordAt(tokens, at))) return undefined;
  const words = Array.from({ length: MOST_WORDS }, (_, offset) => wordAt(tokens, at + offset));
  const found = NAMES.find(([name]) => name.split(' ').every((word, offset) => words[offset] === word));
  if (found === undefined) return undefined;
  const [name, day] = found;
  const past = at + name.split(' ').length;
  // "Easter holidays", "Christmas tree", "New Year resolutions" are no days
  const after = tokens[past];
  const follows = after === undefined || after.before !== '' || !after.capital;
  if (!follows && !/^(?:deadline|ultimatum|truce|and|or|if|unless|as|to|for|in|at|amid|when|while|after|over|says?)$/.test(after.text))
    return undefined;
  const year = readYear(tokens, past);
  return year === undefined
    ? { value: { form: 'named-day', name: day }, past }
    : { value: { form: 'named-day', name: day, year: year.value }, past: year.past };
};

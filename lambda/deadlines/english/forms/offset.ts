import type { DatePart } from '../../slot.js';
import { type Form, type Read, wordAt, wordTable } from '../../token.js';

const OFFSETS: Readonly<Record<string, number>> = wordTable({ today: 0, tonight: 0, tomorrow: 1, yesterday: -1 });

const EDGES: Readonly<Record<string, 'dawn' | 'dusk'>> = wordTable({
  dawn: 'dawn',
  daybreak: 'dawn',
  sunrise: 'dawn',
  dusk: 'dusk',
  sundown: 'dusk',
  sunset: 'dusk',
  nightfall: 'dusk',
});
const LIMITS = /^(?:by|before|until|till|from|since|than)$/;

/** `first light`, `nightfall`, after a preposition that bounds. */
const readDaylight: Form<DatePart> = (tokens, at) => {
  if (!LIMITS.test(wordAt(tokens, at - 1))) return undefined;
  if (wordAt(tokens, at) === 'first' && wordAt(tokens, at + 1) === 'light')
    return { value: { form: 'daylight', edge: 'dawn' }, past: at + 2 };
  const edge = EDGES[wordAt(tokens, at)];
  return edge === undefined ? undefined : { value: { form: 'daylight', edge }, past: at + 1 };
};

const offset = (days: number, past: number): Read<DatePart> => ({ value: { form: 'day-offset', days }, past });

/** `today`, `tonight`, `this evening`, `tomorrow (night)`, `the day after tomorrow`, `yesterday`, `last night`; `nightfall`. */
export const readOffset: Form<DatePart> = (tokens, at) => {
  const start = wordAt(tokens, at) === 'the' ? at + 1 : at;
  const phrase = `${wordAt(tokens, start)} ${wordAt(tokens, start + 1)} ${wordAt(tokens, start + 2)}`;
  if (phrase === 'day after tomorrow') return offset(2, start + 3);
  if (phrase.startsWith('later today')) return offset(0, start + 2);
  if (/^this (?:morning|afternoon|evening)/.test(phrase)) return offset(0, at + 2);
  if (phrase.startsWith('last night')) return offset(-1, start + 2);
  const light = readDaylight(tokens, at);
  if (light !== undefined) return light;
  const days = OFFSETS[wordAt(tokens, at)];
  return days === undefined ? undefined : offset(days, at + 1);
};

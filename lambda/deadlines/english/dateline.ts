import type { Slot } from '../slot.js';
import { type Token, wordAt } from '../token.js';

/** "16:30 Bridge …", "12:22 PM The wait …", "LIVE 09:05 The minister …", "22:48 local: …": when an entry of a live blog was written. */
const isTimeStamp = (tokens: readonly Token[], slot: Slot): boolean => {
  if (slot.clock === undefined || slot.date !== undefined || slot.duration !== undefined) return false;
  const isLed = slot.first === 0 || (slot.first === 1 && wordAt(tokens, 0) === 'live');
  const [raw, next] = [tokens[slot.first]?.raw ?? '', tokens[slot.past]];
  return isLed && /^\d/.test(raw) && next !== undefined && (/^[|:—–-]/.test(next.before) || (/\d[:.]\d/.test(raw) && next.capital));
};

const MOST_BEFORE = 5;
/** Words of a sentence that a dateline of a date alone leads. */
const LEAST_OF_STORY = 12;

/** "LONDON, Aug 15 -", "June 27 -", "12.07pm:" and "16:30 Bridge …" say when the text was written. */
export const isDateline = (tokens: readonly Token[], slot: Slot, isTitle: boolean): boolean => {
  const after = tokens[slot.past]?.before ?? '';
  const bareClock = slot.first === 0 && slot.past === 1 && slot.clock !== undefined && slot.date === undefined;
  if (bareClock && /^\d/.test(tokens[0]?.raw ?? '') && tokens[1]?.capital === true) return true;
  if (!isTitle && isTimeStamp(tokens, slot)) return true;
  // "Aug. 15 - Deadline for applications" is a list
  if (slot.first === 0 && slot.date?.form === 'month-day' && !isTitle)
    return slot.clock === undefined && /^[-—–]+$/.test(after) && tokens[slot.past]?.capital === true && tokens.length >= LEAST_OF_STORY;
  if (slot.first === 0) return slot.date === undefined && /^[:—–]/.test(after);
  return slot.first <= MOST_BEFORE && /^\)?[-—–:]/.test(after) && /^\p{Lu}{3,}$/u.test(tokens[0]?.raw ?? '') && slot.clock === undefined;
};

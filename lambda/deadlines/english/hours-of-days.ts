import { isDayAlone, isHourAlone, type Slot } from '../slot.js';
import { type Token, wordAt } from '../token.js';
import { endDateOf } from './hour-ranges.js';

const CLOSES = /^(?:closes?|closing|shuts?|shutting|ends?|ending|finish|finishes|finishing)$/;
const MOST_TO_CLOSE = 6;
const MOST_TO_OPEN = 6;

/** "polls open at 8 a.m. on Saturday and close at 6 p.m.": the hour of closing is of the day of the hour before it. */
export const closeOnDay = (tokens: readonly Token[], slots: readonly Slot[]): readonly Slot[] =>
  slots.map((slot, at) => {
    const open = slots[at - 1];
    if (!isHourAlone(slot) || open?.date === undefined || open.clock === undefined || open.possessive === true) return slot;
    const between = tokens.slice(open.past, slot.first);
    const before = tokens.slice(Math.max(0, open.first - MOST_TO_OPEN), open.first);
    const isOpened = before.some(({ text }) => /^open(?:s|ing)?$/.test(text));
    // "accreditation begins at 8 a.m. on Saturday and finishes at 1 p.m."
    const goesOn = between.length <= 3 && between[0]?.text === 'and' && !before.some(({ text }) => /^(?:began|started|opened)$/.test(text));
    const isClose = (isOpened || goesOn) && between.length <= MOST_TO_CLOSE;
    // "markets open at 9am on Monday and the tariff pause ends at midnight"
    const closes = between.findIndex(({ text }) => CLOSES.test(text));
    const isOther = between.slice(0, closes).some(({ text }) => /^(?:the|a|an|its|their|his|her)$/.test(text));
    const date = endDateOf(open, slot);
    return isClose && closes >= 0 && !isOther && date !== undefined && /^,?$/.test(between.map(({ before }) => before).join(''))
      ? { ...slot, date, begins: open.clock }
      : slot;
  });

const OF_POLLS = /^(?:polls|polling|booths|voting|ballots?)$/;
const MOST_TO_POLLS = 5;

/** "polls open at 7am on Sunday", and nothing of when they close: the day is what is told. */
export const withoutOpening = (tokens: readonly Token[], slots: readonly Slot[]): readonly Slot[] =>
  slots.map((slot, at) => {
    if (slot.clock === undefined || slot.date === undefined || slot.begins !== undefined || slots[at + 1]?.begins !== undefined)
      return slot;
    const verb = /^(?:at|from|on)$/.test(wordAt(tokens, slot.first - 1)) ? slot.first - 2 : slot.first - 1;
    const isStart = /^(?:starts?|begins?)$/.test(wordAt(tokens, verb)) && /^(?:voting|polling|balloting)$/.test(wordAt(tokens, verb - 1));
    if (
      !(isStart || /^(?:open|opens|opening)$/.test(wordAt(tokens, verb))) ||
      !tokens.slice(Math.max(0, verb - MOST_TO_POLLS), verb).some(({ text }) => OF_POLLS.test(text))
    )
      return slot;
    const { clock: _clock, also: _also, ...day } = slot;
    return day;
  });

const MOST_BEHIND_DAY = 8;
/** What goes on over the day itself: "voting on Friday goes on from 7am", "a vote on Saturday, starting at five". */
const LASTS = /^(?:at|from|by|until|till|about|around|starting|beginning|ending|lasts?|goes|on|runs?|stays?|open|try|attempt)$/;
/** What has its day right behind it. */
const LASTING =
  /^(?:voting|balloting|polling|polls?|vote|votes|ballot|election|elections|referendum|runoff|run-off|strike|walkout|stoppage|hearing|session|launch|that|those)$/;
/** The same at the beginning of a sentence, and behind the day of a headline. */
const OF_DAY =
  /^(?:the|polls|polling|booths|stations|ballot|boxes|halls|voting|doors|will|be|stays?|remain|open|opens?|until|till|from|at|to|lasts?|goes|on|runs?|close|closes|shut|shuts|walkout|strike|stoppage|hearing|launch|liftoff|start|starts|begin|begins)$/;

/** "Voting on Friday", "Friday: walkout to start", "discuss on Wednesday evening and vote at": what may stand between the day and its hour. */
const isOfDay = (tokens: readonly Token[], day: Slot, between: readonly Token[]): boolean => {
  const [first] = between;
  if (day.first <= 1 && first?.before === '') return between.every(({ text }) => OF_DAY.test(text));
  if (first?.before === ':') return between.every(({ text }) => OF_DAY.test(text));
  // "on Wednesday evening and vote at about 9pm"
  if (/^votes?$/.test(between[1]?.text ?? '') && first?.text === 'and')
    return between.slice(2).every(({ text }) => /^(?:at|around|about|from)$/.test(text));
  // "will walk out on Friday for 24 hours from 6am"
  if (first?.text === 'for' && between.at(-1)?.text === 'from') return true;
  const head = wordAt(tokens, day.first - 1) === 'on' || wordAt(tokens, day.first - 1) === 'of' ? day.first - 2 : day.first - 1;
  const isHead = LASTING.test(wordAt(tokens, head)) || (tokens[day.first]?.before ?? '') !== '';
  // "Italians vote Sunday, polls open 7 a.m."
  if (isHead && /^(?:polls|polling|booths|doors)$/.test(first?.text ?? '')) return between.every(({ text }) => OF_DAY.test(text));
  return isHead && between.every(({ text }) => LASTS.test(text));
};

/**
 * "Voting on Friday goes on from 7am to 10pm", "on Sunday the booths stay open until 8pm": an hour of the day before it, where nothing else
 * happens in between; "the truce agreed on Monday expires at midnight" is of today.
 */
export const onDayBefore = (tokens: readonly Token[], slots: readonly Slot[]): readonly Slot[] =>
  slots.map((slot, at) => {
    const day = slots[at - 1];
    if (!isHourAlone(slot) || day?.date === undefined || !isDayAlone(day) || day.possessive === true || day.earliest !== undefined)
      return slot;
    const between = tokens.slice(day.past, slot.first);
    const isApart = between.some(({ before }, place) => !(place === 0 ? /^[,:]?$/ : /^,?$/).test(before));
    if (isApart || between.length === 0 || between.length > MOST_BEHIND_DAY || !/^,?$/.test(tokens[slot.first]?.before ?? '')) return slot;
    return isOfDay(tokens, day, between) ? { ...slot, date: day.date } : slot;
  });

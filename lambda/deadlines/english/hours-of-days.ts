import { isDayAlone, isHourAlone, type Slot } from '../slot.js';
import { phraseAt, type Token, wordAt, wordTable } from '../token.js';
import { endDateOf } from './hour-ranges.js';
import { listAround } from './list-days.js';

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

const POLLS = /^(?:polls|polling|booths)$/;
const OF_POLLS = /^(?:polls|polling|booths|voting|ballots?)$/;
const MOST_TO_POLLS = 5;

/** "polls open at 7am on Sunday", and nothing of when they close: the day is what is told, if there is one. */
export const withoutOpening = (tokens: readonly Token[], slots: readonly Slot[]): readonly Slot[] =>
  slots.map((slot, at) => {
    if (slot.clock === undefined || slot.begins !== undefined || slots[at + 1]?.begins !== undefined) return slot;
    const verb = /^(?:at|from|on)$/.test(wordAt(tokens, slot.first - 1)) ? slot.first - 2 : slot.first - 1;
    const isStart = /^(?:starts?|begins?)$/.test(wordAt(tokens, verb)) && /^(?:voting|polling|balloting)$/.test(wordAt(tokens, verb - 1));
    if (
      !(isStart || /^(?:open|opens|opening)$/.test(wordAt(tokens, verb))) ||
      !tokens.slice(Math.max(0, verb - MOST_TO_POLLS), verb).some(({ text }) => (slot.date === undefined ? POLLS : OF_POLLS).test(text))
    )
      return slot;
    const { clock: _clock, also: _also, ...day } = slot;
    return day.date === undefined ? { ...day, vague: true } : day;
  });

const THE_SAME = /^(?:do the same|do likewise) on$/;
const AND = /^(?:and|to|will|then|again|also)$/;

/** "will stop work from 4am to 10am on Thursday and do the same on Monday 11 August": the hour, or that at which the range begins. */
export const hourOfTheSame = (tokens: readonly Token[], slots: readonly Slot[]): readonly Slot[] =>
  slots.map((slot, at) => {
    const before = slots[at - 1];
    if (!isDayAlone(slot) || before?.clock === undefined || before.date === undefined || slot.possessive === true) return slot;
    const length = [3, 4].find((back) => THE_SAME.test(phraseAt(tokens, slot.first - back, back)));
    // "and Mexico will do the same on Monday" is of another hour
    const isOwn = length !== undefined && tokens.slice(before.past, slot.first - length).every(({ text }) => AND.test(text));
    const stated = before.stated === undefined ? {} : { stated: before.stated };
    return isOwn ? { ...slot, clock: before.begins ?? before.clock, ...stated } : slot;
  });

const BOTH_DAYS = /^(?:on )?(both|either|each|all three|all four) days?$/;
const HOW_MANY = wordTable({ both: 2, either: 2, 'all three': 3, 'all four': 4 });
const MOST_TO_HOUR = 16;
const MOST_LISTED = 7;
/** How many days an hour is of: "until 11:00 on both days"; undefined when the words say nothing of it. */
const daysOfHour = (tokens: readonly Token[], past: number): number | undefined => {
  const [, which] = [2, 3, 4].map((length) => BOTH_DAYS.exec(phraseAt(tokens, past, length))).find((each) => each !== null) ?? [];
  return which === undefined ? undefined : (HOW_MANY[which] ?? MOST_LISTED);
};

/** "on Monday 9 and Wednesday 11 September, from 07:00 until 11:00 on both days": the hour, or that at which the range begins, is of each. */
export const hourOfBothDays = (tokens: readonly Token[], slots: readonly Slot[]): readonly Slot[] => {
  const end = slots.findIndex(({ clock, past }) => clock !== undefined && daysOfHour(tokens, past) !== undefined);
  const [begin, hour] = [slots[end - 1], slots[end]];
  if (hour?.clock === undefined || hour.duration !== undefined) return slots;
  const isRange = begin !== undefined && isHourAlone(begin) && hour.first - begin.past <= 1;
  const isReopening = [1, 2, 3].some((back) => /^(?:re)?open/.test(wordAt(tokens, (isRange ? begin : hour).first - back)));
  const last = slots.findLastIndex(({ date, begins }, at) => at <= end && date !== undefined && begins === undefined);
  const days = last < 0 ? [] : listAround(tokens, slots.slice(0, last + 1), last).slice(-(daysOfHour(tokens, hour.past) ?? 1));
  const isNear = days.every(({ possessive, past }) => possessive !== true && hour.first - past <= MOST_TO_HOUR);
  if (isReopening || days.length < 2 || !isNear) return slots;
  const clock = hour.begins ?? (isRange ? begin.clock : undefined) ?? hour.clock;
  const stated = hour.stated === undefined ? {} : { stated: hour.stated };
  return slots.map((slot) => (days.includes(slot) && isDayAlone(slot) ? { ...slot, clock, ...stated } : slot));
};

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

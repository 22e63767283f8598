import type { Anchor, Duration, Slot, StatedZone } from '../slot.js';
import { joined, phraseAt, type Read, type Token, wordAt } from '../token.js';
import { clockFirst, dateFirst } from './exact-slots.js';
import { readDuration } from './forms/duration.js';

const MOST_EVENT_WORDS = 6;
/** "took hold", "came into force", "kicked in". */
const TOOK_HOLD = /^(?:(?:took|came|entered|went) (?:hold|effect|into)|kicked in|into (?:force|effect))$/;
const LIMIT_NOUN = /^(?:deadline|ultimatum|cut-off|cutoff|limit|target)$/;

/** What a duration counts from, and the zone that is named with it. */
interface Anchored {
  readonly anchor: Anchor;
  readonly stated?: StatedZone;
  /** Index of the first token of what it counts from. */
  readonly at?: number;
}

/** Behind a length: what it counts from, and no time of its own: "a 14-day ultimatum, starting from today". */
const STARTING = /^(?:starting|beginning|counting|counted|running|dating|reckoned|effective)$/;

/** "48 hours from 6pm", "48 hours, starting at noon local time", "took hold at 8am": the hour at which it begins. */
const isHourLed = (tokens: readonly Token[], at: number): boolean => {
  const [lead, verb] = [wordAt(tokens, at - 1), wordAt(tokens, at - 2)];
  if (STARTING.test(verb)) return /^(?:at|from)$/.test(lead);
  return lead === 'from' || (lead === 'at' && TOOK_HOLD.test(`${wordAt(tokens, at - 3)} ${verb}`));
};

/** The date that an anchor names within a few words: "after signing on Monday", "from Dec. 10", "of the August 1 ruling". */
const anchorDate = (tokens: readonly Token[], at: number): Read<Anchored> => {
  // "48 hours from 6pm": of today
  const hour = isHourLed(tokens, at) ? clockFirst(tokens, at) : undefined;
  if (hour?.clock !== undefined && hour.date === undefined) {
    const anchor: Anchor = { kind: 'date', date: { form: 'day-offset', days: 0 }, clock: hour.clock };
    return { value: { anchor, at, ...(hour.stated === undefined ? {} : { stated: hour.stated }) }, past: hour.past };
  }
  for (let place = at; place < Math.min(tokens.length, at + MOST_EVENT_WORDS); place += 1) {
    if (place > at && !joined(tokens, place)) break;
    const slot = clockFirst(tokens, place) ?? dateFirst(tokens, place);
    if (slot?.date !== undefined) {
      const { date, clock, stated } = slot;
      // "a day after the Monday deadline": that date is told for itself too
      const past = LIMIT_NOUN.test(wordAt(tokens, slot.past)) ? at : slot.past;
      const anchor: Anchor = { kind: 'date', date, ...(clock === undefined ? {} : { clock }) };
      return { value: { anchor, at: slot.first, ...(stated === undefined ? {} : { stated }) }, past };
    }
  }
  return undefined;
};

const LASTING = /^(?:hold|last|run|remain|stay|continue|apply|stand|close|shut|stop)$/;
const WILL = /^(?:will|would|shall|must|to|not)$/;

/** "will hold for two weeks from Monday": the day is to come; "within 10 days from Monday to reach a deal" leaves it open. */
const isLastingFrom = (tokens: readonly Token[], at: number): boolean => {
  if (wordAt(tokens, at) !== 'from') return false;
  const place = [2, 3, 4, 5, 6].map((back) => at - back).find((each) => wordAt(tokens, each) === 'for') ?? -1;
  return place > 1 && LASTING.test(wordAt(tokens, place - 1)) && WILL.test(wordAt(tokens, place - 2));
};

/** A ruling that is yet to come, or one of any case. */
const YET_TO_RULE = /^(?:will|would|if|when|once|law|laws|rules|defendants?|usually|generally|must)$/;
const RULING = /^(?:ruling|judgment|judgement|verdict|order|decision|sentence|announcement)$/;

const readAnchor = (tokens: readonly Token[], at: number): Read<Anchored> => {
  const word = wordAt(tokens, at);
  if (word === 'from' && /^(?:now|today|publication)$/.test(wordAt(tokens, at + 1)))
    return { value: { anchor: { kind: 'publication' } }, past: at + 2 };
  // "have seven days from the ruling to appeal": the story tells of it, or of its day
  const isRuling = word === 'from' && /^(?:the|this)$/.test(wordAt(tokens, at + 1)) && RULING.test(wordAt(tokens, at + 2));
  if (isRuling && wordAt(tokens, at + 3) === 'to' && !tokens.some(({ text }) => YET_TO_RULE.test(text))) return undefined;
  if (!/^(?:from|after|of|following|since)$/.test(word) || tokens[at]?.before !== '') return undefined;
  const read = anchorDate(tokens, at + 1) ?? { value: { anchor: { kind: 'unknown' } }, past: at + 1 };
  const { anchor } = read.value;
  return isLastingFrom(tokens, at) && anchor.kind === 'date'
    ? { ...read, value: { ...read.value, anchor: { ...anchor, isToCome: true } } }
    : read;
};

const ISSUED =
  /^(?:issued|announced|declared|delivered|agreed|began|begun|begins|beginning|starting|started|signed|given|imposed|opened|posted|served|counting|counted|calculated|dating|running|reckoned|effective|handed|sent|taped|pinned|made|launched|published|broadcast|relayed|came|took|went)$/;
const ISSUED_HOW = /^(?:up|out|down|over|in|into|to|force|effect|hold|on|door|doors|the|late|last)$/;
/** What has happened already, unless it is to be. */
const HAPPENED =
  /^(?:issued|announced|declared|delivered|began|begun|started|imposed|opened|served|handed|sent|came|took|went|entered|gave|kicked)$/;
const TO_BE = /^(?:be|being|to|will|is|are|if|once|when|unless|until)$/;

const anchorBehind = (tokens: readonly Token[], place: number): Anchored | undefined => {
  let when = place + 1;
  while (ISSUED_HOW.test(wordAt(tokens, when)) && joined(tokens, when)) when += 1;
  const isHour = /^(?:at|from)$/.test(wordAt(tokens, when)) && isHourLed(tokens, when + 1);
  if (isHour) when += 1;
  const anchored = anchorDate(tokens, when)?.value;
  const isToBe = [1, 2, 3].some((offset) => TO_BE.test(wordAt(tokens, place - offset)));
  const isNear =
    isHour || [0, 1, 2].some((offset) => (clockFirst(tokens, when + offset) ?? dateFirst(tokens, when + offset))?.date !== undefined);
  const isOfNoun = wordAt(tokens, when) === 'from' || tokens.slice(when, when + 4).some(({ possessive }) => possessive);
  const isOver = isNear && !isOfNoun && HAPPENED.test(wordAt(tokens, place)) && !isToBe;
  return anchored?.anchor.kind === 'date' && isOver ? { ...anchored, anchor: { ...anchored.anchor, isOver } } : anchored;
};

const MOST_TO_BEGINNING = 14;

/** "a 72-hour truce, agreed in Cairo on Monday, took hold at 8 a.m. on Tuesday": it counts from when it began. */
const beginningAnchor = (tokens: readonly Token[], at: number): Anchored | undefined => {
  for (let place = at; place < Math.min(tokens.length, at + MOST_TO_BEGINNING); place += 1) {
    if (!/^[,\-–—]?$/.test(tokens[place]?.before ?? '.')) return undefined;
    if (TOOK_HOLD.test(`${wordAt(tokens, place)} ${wordAt(tokens, place + 1)}`)) return anchorBehind(tokens, place);
  }
  return undefined;
};

/**
 * "72-hour ultimatum, issued Tuesday at 8 p.m.", "the two-week pause that began on Monday": the anchor behind the noun. It tells where the anchor
 * stands only where that is no time of its own.
 */
const laterAnchor = (tokens: readonly Token[], at: number): Anchored | undefined => {
  for (let place = at; place < Math.min(tokens.length, at + MOST_EVENT_WORDS); place += 1) {
    if (!/^[,\-–—]?$/.test(tokens[place]?.before ?? '.')) return undefined;
    if (phraseAt(tokens, place, 3) === 'with effect from') return anchorDate(tokens, place + 3)?.value;
    const isApart = wordAt(tokens, place) === 'effective' && tokens[place]?.before !== ',';
    if (!ISSUED.test(wordAt(tokens, place)) || isApart) continue;
    const anchored = anchorBehind(tokens, place);
    if (anchored === undefined || STARTING.test(wordAt(tokens, place))) return anchored;
    const { at: _at, ...issued } = anchored;
    return issued;
  }
  return undefined;
};

const SERVES = /^(?:served?|serves|issued?|issues|gave|handed|delivered?|declared|posted|sent)$/;
const MOST_SERVED_WORDS = 12;

/** "served a 72-hour notice on 700 foremen at 4:30 p.m. on Friday": the anchor is when it was served. */
const servedAnchor = (tokens: readonly Token[], at: number, past: number): Anchored | undefined => {
  if (![1, 2, 3].some((offset) => SERVES.test(wordAt(tokens, at - offset)))) return undefined;
  for (let place = past; place < Math.min(tokens.length, past + MOST_SERVED_WORDS); place += 1) {
    if (place > past && !joined(tokens, place)) return undefined;
    if (wordAt(tokens, place) !== 'at') continue;
    const slot = clockFirst(tokens, place + 1);
    if (slot?.date === undefined || slot.clock === undefined) return undefined;
    const { date, clock, stated } = slot;
    return { anchor: { kind: 'date', date, clock }, ...(stated === undefined ? {} : { stated }) };
  }
  return undefined;
};

/** Who stops work "for 24 hours from Monday" begins then; what is closed or agreed for so long is told by its end. */
const STOPS = /^(?:strikes?|striking|stop|stops|walk|walkouts?|stoppages?|down|withhold|picket|close|closes|closing|halve|halt)$/;

/** "Schools shut for two weeks from Monday". */
const SHUT = /^(?:shut|closed|barred)$/;
const STAYS = /^(?:is|are|was|were|be|been|stays?|remains?|kept|keep)$/;

/** "two minutes to go before the 2pm cut-off": the hour is told. */
const isLeftTo = (tokens: readonly Token[], at: number): boolean => {
  if (phraseAt(tokens, at, 2) !== 'to go') return false;
  const hour = wordAt(tokens, at + 3) === 'the' ? at + 4 : at + 3;
  return /^(?:before|until|till)$/.test(wordAt(tokens, at + 2)) && clockFirst(tokens, hour) !== undefined;
};

const NOTICE = /^(?:ultimatum|notice|deadline|demand|reprieve)$/;
const OF_WORK = /^(?:strike|walkout|stoppage|layoff|redundancy)$/;
const GIVES = /^(?:gave|give|gives|given|giving|has|have|had|allow|allows|allowed|allowing|grant|granted|granting)$/;
const MOST_NAMING = 2;
const MOST_GIVING = 10;

/** "a 14-day ultimatum, starting from today", "gave them 48 hours, starting at noon": no "three-day truce starting on Friday". */
const isGiven = (tokens: readonly Token[], at: number, past: number): boolean => {
  const notice = tokens.findIndex(({ text }, place) => place >= past && place < past + MOST_NAMING && NOTICE.test(text));
  // "a 14-day notice of a closure starting on August 25", "a seven-day strike notice"
  if (notice >= 0) return !OF_WORK.test(wordAt(tokens, notice - 1)) && !/^(?:of|that)$/.test(wordAt(tokens, notice + 1));
  return tokens[past]?.before === ',' && tokens.slice(Math.max(0, at - MOST_GIVING), at).some(({ text }) => GIVES.test(text));
};

/** `48 hours`, with what it is counted from as far as the sentence tells. */
export const durationSlot = (tokens: readonly Token[], at: number): Slot | undefined => {
  const duration = readDuration(tokens, at);
  if (duration === undefined) return undefined;
  // "by Sunday at 6 p.m., not a minute later"
  if (wordAt(tokens, at - 1) === 'not' && wordAt(tokens, duration.past) === 'later')
    return { first: at, past: duration.past + 1, vague: true };
  // "with two minutes to go before the 2pm cut-off"
  if (isLeftTo(tokens, duration.past)) return { first: at, past: duration.past, vague: true };
  const near = readAnchor(tokens, duration.past);
  // "to stop work for 24 hours from 8am on Monday": what is told is when it begins
  const toShut = wordAt(tokens, at - 2) === 'shut' && /^(?:to|will|must|would)$/.test(wordAt(tokens, at - 3));
  const isShut = SHUT.test(wordAt(tokens, at - 2)) && !STAYS.test(wordAt(tokens, at - 3)) && tokens[at - 2]?.before === '';
  const isLasting =
    wordAt(tokens, at - 1) === 'for' && (toShut || isShut || [2, 3, 4, 5, 6].some((offset) => STOPS.test(wordAt(tokens, at - offset))));
  const hour = isLasting && wordAt(tokens, duration.past) === 'from' ? clockFirst(tokens, duration.past + 1) : undefined;
  // "for 24 hours from 7am": the day stands elsewhere
  if (hour !== undefined && hour.date === undefined) return hour;
  if (isLasting && wordAt(tokens, duration.past) === 'from' && near?.value.anchor.kind === 'date') {
    const { anchor, stated } = near.value;
    const zoned = stated === undefined ? {} : { stated };
    return {
      first: duration.past + 1,
      past: near.past,
      date: anchor.date,
      ...(anchor.clock === undefined ? {} : { clock: anchor.clock }),
      ...zoned,
    };
  }
  const later = laterAnchor(tokens, duration.past);
  const from = near?.value ?? beginningAnchor(tokens, duration.past) ?? later ?? servedAnchor(tokens, at, duration.past);
  const value: Duration = from === undefined ? duration.value : { ...duration.value, anchor: from.anchor };
  const past = near?.past ?? duration.past;
  const countsFrom =
    from !== undefined && from === later && later.at !== undefined && isGiven(tokens, at, duration.past) ? { countsFrom: later.at } : {};
  return { first: at, past, duration: value, ...countsFrom, ...(from?.stated === undefined ? {} : { stated: from.stated }) };
};

import { DAY_MS, type Instant } from '../core/time.js';
import { type Story, zoneOf } from './read-story.js';
import { resolveDuration, resolveSlot } from './resolve-slot.js';
import type { Anchor, DatePart, Slot } from './slot.js';
import type { StoryTime } from './weigh-story.js';

/** A notice of more than so long ago is not the one that a story counts from. */
const MOST_DAYS_SINCE = 4;
/** The same of one whose date the story gives: what is over by now is not counted from it. */
const MOST_DAYS_SINCE_DATE = 40;

const mostDaysSince = ({ form }: DatePart): number => (form === 'month-day' ? MOST_DAYS_SINCE_DATE : MOST_DAYS_SINCE);

/** An hour alone of today that is still to come was yesterday's. */
const datedOf = (slot: Slot, publishedAt: Instant, zone: string): Slot => {
  if (slot.date !== undefined) return slot;
  const today = { ...slot, date: { form: 'day-offset', days: 0 } } as const;
  const at = resolveSlot(today, { publishedAt, zone, direction: 'nearest' });
  return at === undefined || at.due <= publishedAt ? today : { ...slot, date: { form: 'day-offset', days: -1 } };
};

/** What is still ahead when it is counted from the anchor. */
const anchoredTo = (each: StoryTime, anchor: Anchor, zone: string, { publishedAt }: Story): StoryTime | undefined => {
  const { governed } = each;
  const { slot } = governed;
  if (slot?.duration === undefined || slot.duration.anchor !== undefined) return undefined;
  const duration = { ...slot.duration, anchor };
  const end = resolveDuration(duration, { publishedAt, zone, direction: 'ahead' });
  if (end === undefined || end.due <= publishedAt) return undefined;
  return { ...each, governed: { ...governed, slot: { ...slot, duration } } };
};

const MOST_TO_DATE = 2;
const DAYS = /^(?:day|working-day|week|month)$/;

/** "Leaders on Sunday demanded that he be freed within a week": days and weeks count from that Sunday. */
const countFromSaid = (sentence: readonly StoryTime[], story: Story): readonly StoryTime[] => {
  const [said, ...others] = sentence.filter(({ governed }) => governed.isSaid === true);
  const date = said?.governed.slot?.date;
  if (said === undefined || date === undefined || others.length > 0) return sentence;
  const { zone } = zoneOf(said.governed, said.place, story);
  const at = resolveSlot({ first: 0, past: 0, date }, { publishedAt: story.publishedAt, zone, direction: 'back' });
  if (at === undefined || at.due < story.publishedAt - mostDaysSince(date) * DAY_MS || at.due > story.publishedAt) return sentence;
  const anchor: Anchor = { kind: 'date', date, isOver: true };
  const dates = sentence.flatMap(({ governed: { slot } }) => (slot?.date === undefined ? [] : [slot.first]));
  return sentence.map((each) => {
    const { slot } = each.governed;
    // "in two weeks, on August 20" has its date beside it
    if (slot === undefined || dates.some((first) => first >= slot.past && first - slot.past <= MOST_TO_DATE)) return each;
    return DAYS.test(slot.duration?.unit ?? '') ? (anchoredTo(each, anchor, zone, story) ?? each) : each;
  });
};

/** "has 24 hours to leave", and in the next sentence "the demand was broadcast at 9 a.m. on Tuesday": counted from there, if that is ahead. */
export const countFromIssue = (told: readonly (readonly StoryTime[])[], story: Story): readonly (readonly StoryTime[])[] => {
  const times = told.map((sentence) => countFromSaid(sentence, story));
  const [issue, ...others] = times.flat().filter(({ governed }) => governed.isIssue === true);
  if (issue?.governed.slot === undefined || others.length > 0) return times;
  const { publishedAt } = story;
  const { zone } = zoneOf(issue.governed, issue.place, story);
  const slot = datedOf(issue.governed.slot, publishedAt, zone);
  const at = resolveSlot(slot, { publishedAt, zone, direction: 'nearest' });
  if (slot.date === undefined || at === undefined) return times;
  if (at.due < publishedAt - mostDaysSince(slot.date) * DAY_MS || at.due > publishedAt + DAY_MS) return times;
  const anchor: Anchor = { kind: 'date', date: slot.date, ...(slot.clock === undefined ? {} : { clock: slot.clock }) };
  const stated = slot.stated === undefined ? {} : { stated: slot.stated };
  const isDated = issue.governed.slot.date !== undefined;
  return times.map((sentence) =>
    sentence.map((each): StoryTime => {
      // a clock time alone says nothing of "18 days left"
      if (!isDated && each.governed.slot?.duration?.unit !== 'hour') return each;
      const anchored = anchoredTo(each, anchor, zone, story);
      if (anchored?.governed.slot === undefined) return each;
      return { ...anchored, governed: { ...anchored.governed, slot: { ...anchored.governed.slot, ...stated } } };
    }),
  );
};

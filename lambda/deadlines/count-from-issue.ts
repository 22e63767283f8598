import { DAY_MS, type Instant } from '../core/time.js';
import { type Story, zoneOf } from './read-story.js';
import { resolveDuration, resolveSlot } from './resolve-slot.js';
import type { Anchor, Slot } from './slot.js';
import type { StoryTime } from './weigh-story.js';

/** A notice of more than so long ago is not the one that a story counts from. */
const MOST_DAYS_SINCE = 4;

/** An hour alone of today that is still to come was yesterday's. */
const datedOf = (slot: Slot, publishedAt: Instant, zone: string): Slot => {
  if (slot.date !== undefined) return slot;
  const today = { ...slot, date: { form: 'day-offset', days: 0 } } as const;
  const at = resolveSlot(today, { publishedAt, zone, direction: 'nearest' });
  return at === undefined || at.due <= publishedAt ? today : { ...slot, date: { form: 'day-offset', days: -1 } };
};

/** "has 24 hours to leave", and in the next sentence "the demand was broadcast at 9 a.m. on Tuesday": counted from there, if that is ahead. */
export const countFromIssue = (times: readonly (readonly StoryTime[])[], story: Story): readonly (readonly StoryTime[])[] => {
  const [issue, ...others] = times.flat().filter(({ governed }) => governed.isIssue === true);
  if (issue?.governed.slot === undefined || others.length > 0) return times;
  const { publishedAt } = story;
  const { zone } = zoneOf(issue.governed, issue.place, story);
  const slot = datedOf(issue.governed.slot, publishedAt, zone);
  const at = resolveSlot(slot, { publishedAt, zone, direction: 'nearest' });
  if (slot.date === undefined || at === undefined) return times;
  if (at.due < publishedAt - MOST_DAYS_SINCE * DAY_MS || at.due > publishedAt + DAY_MS) return times;
  const anchor: Anchor = { kind: 'date', date: slot.date, ...(slot.clock === undefined ? {} : { clock: slot.clock }) };
  const stated = slot.stated === undefined ? {} : { stated: slot.stated };
  const isDated = issue.governed.slot.date !== undefined;
  return times.map((sentence) =>
    sentence.map((each): StoryTime => {
      const { governed } = each;
      // a clock time alone says nothing of "18 days left"
      const duration = isDated || governed.slot?.duration?.unit === 'hour' ? governed.slot?.duration : undefined;
      if (governed.slot === undefined || duration === undefined || duration.anchor !== undefined) return each;
      const anchored = { ...duration, anchor };
      const end = resolveDuration(anchored, { publishedAt, zone, direction: 'ahead' });
      if (end === undefined || end.due <= publishedAt) return each;
      return { ...each, governed: { ...governed, slot: { ...governed.slot, ...stated, duration: anchored } } };
    }),
  );
};

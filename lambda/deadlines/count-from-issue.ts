import { DAY_MS } from '../core/time.js';
import { type Story, zoneOf } from './read-story.js';
import { resolveSlot } from './resolve-slot.js';
import type { Anchor } from './slot.js';
import type { StoryTime } from './weigh-story.js';

/** A notice of more than so long ago is not the one that a story counts from. */
const MOST_DAYS_SINCE = 4;

/** "has 24 hours to leave", and in the next sentence "the demand was broadcast at 9 a.m. on Tuesday": counted from there. */
export const countFromIssue = (times: readonly (readonly StoryTime[])[], story: Story): readonly (readonly StoryTime[])[] => {
  const [issue, ...others] = times.flat().filter(({ governed }) => governed.isIssue === true);
  const slot = issue?.governed.slot;
  if (issue === undefined || slot === undefined || others.length > 0) return times;
  const { zone } = zoneOf(issue.governed, issue.place, story);
  const date = slot.date ?? ({ form: 'day-offset', days: 0 } as const);
  const at = resolveSlot({ ...slot, date }, { publishedAt: story.publishedAt, zone, direction: 'nearest' });
  if (at === undefined || at.due < story.publishedAt - MOST_DAYS_SINCE * DAY_MS || at.due > story.publishedAt + DAY_MS) return times;
  const anchor: Anchor = { kind: 'date', date, ...(slot.clock === undefined ? {} : { clock: slot.clock }) };
  const stated = slot.stated === undefined ? {} : { stated: slot.stated };
  return times.map((sentence) =>
    sentence.map((each): StoryTime => {
      const { governed } = each;
      const duration = governed.slot?.duration;
      if (governed.slot === undefined || duration === undefined || duration.anchor !== undefined) return each;
      // a clock time alone says nothing of "18 days left"
      if (duration.unit !== 'hour' && slot.date === undefined) return each;
      return { ...each, governed: { ...governed, slot: { ...governed.slot, ...stated, duration: { ...duration, anchor } } } };
    }),
  );
};

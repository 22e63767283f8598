import { writeCalendar } from '../alerts/calendar.js';
import type { Instant } from '../core/time.js';
import type { Stores } from '../pipeline/ports.js';
import { listChannelDeadlines } from '../pipeline/views.js';

/** A channel's calendar as iCalendar text; undefined when no channel has this id. */
export const readCalendar = async (stores: Stores, channelId: string, now: Instant): Promise<string | undefined> => {
  const found = (await listChannelDeadlines(stores)).find(({ channel }) => channel.id === channelId);
  return found === undefined ? undefined : writeCalendar(found.channel, found.deadlines, now);
};

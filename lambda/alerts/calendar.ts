import ical, { ICalAlarmType, type ICalCalendar, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { DAY_MS, HOUR_MS, type Instant, instant, SECOND_MS } from '../core/time.js';
import { dateKey, instantOf, wallClockAt } from '../core/zone.js';
import type { Deadline, Revision } from '../deadlines/deadline.js';
import type { Channel } from './alert.js';
import { dateText, dueText } from './wording.js';

const REFRESH_SECONDS = 15 * 60;
const MORNING_MS = 9 * HOUR_MS;

const statusOf = ({ state, disputed }: Deadline): ICalEventStatus => {
  if (state === 'withdrawn') return ICalEventStatus.CANCELLED;
  return disputed === undefined ? ICalEventStatus.CONFIRMED : ICalEventStatus.TENTATIVE;
};

/** When a reader's calendar begins the event: a date begins at midnight. */
const beginOf = ({ due, precision, zone }: Deadline, channel: Channel): Instant =>
  precision === 'day' ? instant(instantOf({ ...wallClockAt(due, zone), hour: 0, minute: 0 }, channel.zone)) : due;

/**
 * Seconds before the event at which a channel's steps remind, those that are still to come: a date's steps come at nine in the morning, days
 * before. A program that is shown a reminder of the past may ring at once.
 */
const remindersOf = (deadline: Deadline, channel: Channel, now: Instant): readonly number[] => {
  const { precision, state } = deadline;
  const { countdown } = channel;
  if (state === 'withdrawn') return [];
  const before = precision === 'day' ? countdown.filter((stepMs) => stepMs >= DAY_MS).map((stepMs) => stepMs - MORNING_MS) : countdown;
  const begin = beginOf(deadline, channel);
  return before.filter((ms) => begin - ms > now).map((ms) => Math.round(ms / SECOND_MS));
};

const toldText = ({ who, quote, source }: Revision): string => (who === undefined ? `“${quote}” (${source})` : `By hand: ${quote}`);

const descriptionOf = (deadline: Deadline, channel: Channel, now: Instant): string => {
  const newest = deadline.revisions.at(-1);
  const { disputed } = deadline;
  const passed = deadline.state === 'open' && deadline.due <= now ? ['The time has passed; outcome unknown.'] : [];
  return [
    deadline.state === 'withdrawn'
      ? `Withdrawn; it was ${dueText(deadline, channel.zone, now)}.`
      : `${dueText(deadline, channel.zone, now)}.`,
    ...passed,
    ...(newest === undefined ? [] : [toldText(newest)]),
    ...(disputed === undefined ? [] : [`Disputed: ${disputed.source} says ${dateText(disputed.due, deadline.zone, 'long', now)}.`]),
  ].join('\n');
};

/** A date alone is an all-day event of the zone it was reported in; a moment is one in UTC, without a length. */
const timeOf = ({ due, precision, zone }: Deadline) =>
  precision === 'day'
    ? { start: new Date(`${dateKey(wallClockAt(due, zone))}T00:00:00Z`), allDay: true, timezone: 'UTC' }
    : { start: new Date(due) };

/** A URI is written as it is, so what separates values may not stand in it. */
const plainLink = (link: string): string => link.replaceAll(',', '%2C').replaceAll(';', '%3B').replaceAll('\\', '%5C');

const addEvent = (calendar: ICalCalendar, deadline: Deadline, channel: Channel, now: Instant): void => {
  const newest = deadline.revisions.at(-1)?.publishedAt ?? deadline.due;
  const link = deadline.sources.at(-1)?.link;
  const lead = deadline.state === 'withdrawn' ? 'Withdrawn: ' : '';
  const event = calendar.createEvent({
    id: `${deadline.id}@news-alert`,
    sequence: deadline.revision - 1,
    status: statusOf(deadline),
    summary: `${lead}${deadline.headline}`,
    description: descriptionOf(deadline, channel, now),
    transparency: ICalEventTransparency.TRANSPARENT,
    categories: [{ name: deadline.kind }],
    stamp: new Date(newest),
    lastModified: new Date(newest),
    ...timeOf(deadline),
    ...(link === undefined ? {} : { url: plainLink(link) }),
  });
  for (const seconds of remindersOf(deadline, channel, now))
    event.createAlarm({ type: ICalAlarmType.display, trigger: seconds, description: deadline.headline });
};

/**
 * The deadlines of one channel as an iCalendar text (RFC 5545): an event each, with a UID that stays, a SEQUENCE that rises with
 * each revision, CANCELLED when it is withdrawn, and an alarm for each step of the channel's countdown that is still to come.
 */
export const writeCalendar = (channel: Channel, deadlines: readonly Deadline[], now: Instant): string => {
  const calendar = ical({
    name: `News Alert: ${channel.id}`,
    prodId: { company: 'News Alert', product: 'deadlines', language: 'EN' },
    ttl: REFRESH_SECONDS,
  });
  for (const deadline of deadlines) addEvent(calendar, deadline, channel, now);
  return calendar.toString();
};

import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, plus } from '../core/time.js';
import { dateKey, wallClockAt } from '../core/zone.js';
import type { Deadline } from './deadline.js';

/** A time as a deadline or a report gives it. */
export type Dated = Pick<Deadline, 'due' | 'precision' | 'zone'>;

const dateIn = (at: Instant, zone: string): string => dateKey(wallClockAt(at, zone));

/** A date alone is a date wherever it is read; a moment falls on it by the calendar of either zone. A midnight ends its day. */
export const sameDate = (left: Dated, right: Dated): boolean => {
  const [leftDate, rightDate] = [dateIn(left.due, left.zone), dateIn(right.due, right.zone)];
  if (left.precision === 'day' && right.precision === 'day') return leftDate === rightDate;
  const isOn = (moment: Dated, date: string): boolean =>
    [left.zone, right.zone].some((zone) => dateIn(moment.due, zone) === date || dateIn(plus(moment.due, -MINUTE_MS), zone) === date);
  if (left.precision === 'day') return isOn(right, leftDate);
  if (right.precision === 'day') return isOn(left, rightDate);
  const toleranceMs = left.precision === 'hour' || right.precision === 'hour' ? HOUR_MS : 0;
  return Math.abs(left.due - right.due) <= toleranceMs;
};

/** The same date, whatever the clocks say. */
export const sameDay = (left: Dated, right: Dated): boolean => sameDate({ ...left, precision: 'day' }, right) || sameDate(left, right);

/** A date within "10 or 12 days" of another story: the same deadline, said more exactly. */
export const isWithin = (
  moment: Pick<Deadline, 'due'>,
  { earliest, due }: { readonly earliest?: Instant; readonly due: Instant },
): boolean => earliest !== undefined && moment.due > plus(earliest, -DAY_MS) && moment.due <= due;

/** A date that the deadline had before it was moved: whoever repeats it has not heard of the move. */
export const isFormer = (deadline: Deadline, moment: Dated): boolean =>
  deadline.revisions.some(({ due, precision }) => sameDate({ due, precision, zone: deadline.zone }, moment));

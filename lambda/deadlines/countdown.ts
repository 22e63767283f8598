import { DAY_MS, HOUR_MS, type Instant, instant, plus } from '../core/time.js';
import { addDays, instantOf, wallClockAt } from '../core/zone.js';
import type { Deadline, DeadlineTold } from './deadline.js';

export type OwedAlert =
  | { readonly change: 'set' }
  | { readonly change: 'moved'; readonly from: Instant }
  | { readonly change: 'withdrawn' }
  | { readonly change: 'step'; readonly stepMs: number; readonly moment: Instant }
  | { readonly change: 'passed' };

/** How long a passed or withdrawn deadline is still followed: "extended" is often reported after the hour has come. */
export const FOLLOW_AFTER_MS = 7 * DAY_MS;
const MORNING_HOUR = 9;

/** When a step is due: before the minute for an exact deadline; at nine in the morning, days before, for a date. */
const stepMoment = (deadline: Pick<Deadline, 'due' | 'precision' | 'zone'>, stepMs: number): Instant | undefined => {
  if (deadline.precision !== 'day') return plus(deadline.due, -stepMs);
  if (stepMs < DAY_MS) return undefined;
  const date = addDays(wallClockAt(deadline.due, deadline.zone), -Math.round(stepMs / DAY_MS));
  return instantOf({ ...date, hour: MORNING_HOUR, minute: 0 }, deadline.zone);
};

const stepsOf = (deadline: Deadline, countdown: readonly number[]) =>
  countdown.flatMap((stepMs) => {
    const moment = stepMoment(deadline, stepMs);
    return moment === undefined ? [] : [{ stepMs, moment }];
  });

const owedRevision = (deadline: Deadline, told: DeadlineTold | undefined): OwedAlert | undefined => {
  const toldRevision = told?.revision ?? 0;
  if (toldRevision >= deadline.revision) return undefined;
  if (told === undefined || toldRevision === 0) return deadline.state === 'open' ? { change: 'set' } : undefined;
  if (deadline.state === 'withdrawn') return { change: 'withdrawn' };
  const untold = deadline.revisions.filter((revision) => revision.number > toldRevision);
  if (told.withdrawn === true) return { change: 'set' };
  const from = told.due;
  return from !== undefined && from !== deadline.due && untold.some((revision) => revision.change === 'moved')
    ? { change: 'moved', from }
    : undefined;
};

/** The latest step that is owed; earlier ones that were missed are superseded by it. */
const owedStep = (deadline: Deadline, told: DeadlineTold, countdown: readonly number[], now: Instant): OwedAlert | undefined => {
  const [latest] = stepsOf(deadline, countdown)
    .filter((step) => step.moment > told.until && step.moment <= now && step.moment < deadline.due)
    .sort((left, right) => right.moment - left.moment);
  return latest === undefined ? undefined : { change: 'step', ...latest };
};

/**
 * The one alert that a channel with these steps is owed of a deadline at `now`, or none. A revision goes before a
 * step; a passing before both; a deadline that passed before anybody was told of it is never told.
 *
 * @param countdown the channel's steps, in milliseconds before the deadline
 */
export const owedAlert = (
  deadline: Deadline,
  told: DeadlineTold | undefined,
  countdown: readonly number[],
  now: Instant,
): OwedAlert | undefined => {
  if (deadline.state === 'proposed') return undefined;
  const known = told !== undefined && told.revision > 0;
  if (deadline.state === 'open' && deadline.due <= now) return known && !told.passed ? { change: 'passed' } : undefined;
  const revision = owedRevision(deadline, told);
  if (revision !== undefined || told === undefined || deadline.state === 'withdrawn') return revision;
  return owedStep(deadline, told, countdown, now);
};

/** When to look at a deadline again: its next step for any channel, its passing, or the end of its following. */
export const nextLook = (deadline: Deadline, countdowns: readonly (readonly number[])[], now: Instant): Instant | undefined => {
  const followedUntil = plus(deadline.due, FOLLOW_AFTER_MS);
  if (deadline.due <= now) return followedUntil > now ? followedUntil : undefined;
  const moments = countdowns
    .flatMap((countdown) => stepsOf(deadline, countdown).map((step) => step.moment))
    .filter((moment) => moment > now);
  return instant(Math.min(deadline.due, ...moments));
};

/** The usual steps of a channel that names none. */
export const USUAL_COUNTDOWN: readonly number[] = [7 * DAY_MS, 3 * DAY_MS, DAY_MS, 6 * HOUR_MS, HOUR_MS];

import { DAY_MS, HOUR_MS, type Instant, instant } from '../core/time.js';
import { wallClockAt } from '../core/zone.js';
import type { FindingStatus } from './deadline.js';
import type { Governed, Timing } from './governed.js';
import type { Weighing } from './language.js';
import { type Place, type Story, tellsOfOldTimes, zoneOf } from './read-story.js';
import type { Direction } from './resolve-date.js';
import { type Resolved, resolveSlot } from './resolve-slot.js';

/** A passing of longer ago is history. */
export const RECENT_MS = 12 * DAY_MS;

/** The day of an instant in a zone, counted from 1 January 1970. */
export const dayIn = (at: Instant, zone: string): number => {
  const { year, month, day } = wallClockAt(at, zone);
  return Date.UTC(year, month - 1, day) / DAY_MS;
};

/** A time of a story as it is weighed, with what it would be due when it lies ahead and when it is past. */
export interface SeenTime {
  readonly features: readonly string[];
  /** A change whose date the sentence does not give: which one, as far as a cue tells. */
  readonly undated?: FindingStatus | 'any';
  readonly ahead?: Resolved;
  readonly back?: Resolved;
  /** IANA zone in which both were read. */
  readonly zone: string;
}

const atOf = (place: Place): Timing['at'] => (place.in === 'title' ? 'title' : place.number === 0 ? 'first' : 'later');

/** The time of a governed slot as it lies to the story; undefined for what has no time to weigh. */
export const seeTime = (governed: Governed, place: Place, story: Story): SeenTime | undefined => {
  const { slot, features } = governed;
  if (features === undefined) return undefined;
  if (slot === undefined)
    return {
      features: features({ at: atOf(place), isHistory: false }),
      zone: story.zone,
      undated: governed.parts.length > 0 ? governed.status : 'any',
    };
  const { publishedAt } = story;
  const { zone } = zoneOf(governed, place, story);
  const today = dayIn(publishedAt, zone);
  const [ahead, back] = (['ahead', 'back'] as const).map((direction) =>
    resolveSlot(slot, { publishedAt, zone, home: story.zone, direction }),
  );
  // A midnight is the end of its day.
  const away = ({ due }: Resolved): number => dayIn(instant(due - 1), zone) - today;
  const timing: Timing = {
    at: atOf(place),
    ...(ahead === undefined ? {} : { ahead: away(ahead) }),
    ...(back === undefined ? {} : { back: away(back) }),
    isHistory: tellsOfOldTimes(governed, place, story),
  };
  return { features: features(timing), zone, ...(ahead === undefined ? {} : { ahead }), ...(back === undefined ? {} : { back }) };
};

const DIRECTIONS = { set: 'ahead', moved: 'ahead', withdrawn: 'ahead', passed: 'back' } as const satisfies Record<FindingStatus, Direction>;

/**
 * A change that a cue tells of is not taken for another, or for none, unless the wording is so much likelier to mean that; nor is what a
 * firm cue sees ahead ("expires on Friday", said on a Saturday) taken for a passing.
 */
const LIKELIER = 2;
const FIRM = 0.8;

/** A cue that leaves little doubt. */
export const isFirm = ({ parts }: Governed): boolean => parts.reduce((sum, { by }) => sum + by, 0) >= FIRM;

export interface Weighed {
  readonly governed: Governed;
  readonly likelihood: number;
}

const STATUSES: readonly FindingStatus[] = ['set', 'moved', 'withdrawn', 'passed'];

const LEAST_SINCE_MS = 15 * HOUR_MS;
const MOST_UNTIL_MS = 9 * HOUR_MS;

/** So likely a passing is not doubted. */
const CERTAIN = 0.9;

/** Told so long behind it, an hour without its day is the coming one: "as midnight shutdown nears". */
const MOST_SINCE_MIDNIGHT_MS = 12 * HOUR_MS;

/** "had until 5am to give themselves up", told late in the evening; "was to lapse at 6pm", told in the morning. */
const GIVES = /^(?:obliged|time-given|called-to|or-else)$/;

const isComing = ({ slot, parts }: Governed, { ahead, back }: SeenTime, { statuses }: Weighing, { publishedAt }: Story): boolean => {
  if (slot?.clock === undefined || slot.date !== undefined || ahead === undefined || back === undefined) return false;
  if (publishedAt - back.due <= MOST_SINCE_MIDNIGHT_MS) return false;
  if (slot.ofNoun === true) return true;
  // "had until 8am", told at half past ten in the evening, is over
  const isNear = publishedAt - back.due > LEAST_SINCE_MS && ahead.due - publishedAt < MOST_UNTIL_MS;
  return isNear && statuses.passed < CERTAIN && (GIVES.test(parts[0]?.because ?? '') || parts.some(({ because }) => because === 'was-to'));
};

/** What a story can say of a time: what lies ahead is set or moved, what is just past has passed, either can be withdrawn. */
const isPossible = (status: FindingStatus, { ahead, back, undated }: SeenTime, { publishedAt }: Story): boolean => {
  if (status === 'withdrawn') return true;
  if (undated !== undefined) return status !== 'set';
  if (status === 'passed') return back !== undefined && back.due <= publishedAt + DAY_MS && back.due > publishedAt - RECENT_MS;
  return ahead !== undefined && ahead.due > publishedAt;
};

/** "were given until 1 p.m. on Monday", told on Monday morning: the one hour that the words mean is ahead, whatever their tense. */
const isAhead = ({ slot }: Governed, { ahead, back }: SeenTime, { statuses }: Weighing, { publishedAt }: Story): boolean =>
  slot?.date !== undefined &&
  slot.clock !== undefined &&
  ahead !== undefined &&
  ahead.due === back?.due &&
  ahead.due > publishedAt &&
  statuses.passed < CERTAIN;

/** A governed time as the words around it, and the rest of its story, have it: how likely it is a deadline, and which change of one. */
export const settleStatus = (governed: Governed, seen: SeenTime, weighing: Weighing, story: Story): Weighed => {
  const { statuses } = weighing;
  const comes = isComing(governed, seen, weighing, story) || isAhead(governed, seen, weighing, story);
  const possible = STATUSES.filter((each) => !(comes && each === 'passed') && isPossible(each, seen, story));
  const coming = comes ? statuses.passed : 0;
  // what would be set, and lies just behind, has passed
  const behind = possible.includes('passed') && !possible.includes('set') ? statuses.set : 0;
  const beside: Partial<Record<FindingStatus, number>> = { set: coming, passed: behind };
  const likelihoodOf = (each: FindingStatus): number => statuses[each] + (beside[each] ?? 0);
  const likeliest = possible.reduce((best, each) => (likelihoodOf(each) > likelihoodOf(best) ? each : best), 'withdrawn');
  const told = governed.status;
  const isToCome = told === 'set' && likeliest === 'passed' && isFirm(governed);
  const isCued = told !== 'set' && governed.parts.length > 0;
  const isKept = (isCued || isToCome) && possible.includes(told) && statuses[likeliest] < LIKELIER * statuses[told];
  const status = isKept ? told : likeliest;
  const likely = possible.reduce((sum, each) => sum + statuses[each], behind + coming);
  const direction = seen.ahead === undefined ? 'back' : DIRECTIONS[status];
  return { governed: { ...governed, status, direction }, likelihood: likely };
};

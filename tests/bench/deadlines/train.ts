import { instant, MINUTE_MS } from '../../../lambda/core/time.js';
import { dateKey, wallClockAt } from '../../../lambda/core/zone.js';
import { logarithms, OUTCOMES, type Outcome, type Weigher, weigherOf } from '../../../lambda/deadlines/english/weigh.js';
import type { Governed } from '../../../lambda/deadlines/governed.js';
import type { Resolved } from '../../../lambda/deadlines/resolve-slot.js';
import { isClockAlone } from '../../../lambda/deadlines/said-better.js';
import { seenAmong, timesIn } from '../../../lambda/deadlines/weigh-story.js';
import type { SeenTime } from '../../../lambda/deadlines/weigh-time.js';
import { descend } from './descend.js';
import { instantOfLabel, type Label, type LabelledItem } from './labelled-items.js';

export interface Example {
  readonly features: readonly string[];
  readonly outcome: Outcome;
  /** How much it counts beside others; 1 where nothing is said. */
  readonly weight?: number;
  /** What the sums begin with, in the order of the outcomes; 0 where nothing is said. */
  readonly start?: readonly number[];
}

/** An item to learn from, and how much it counts. */
export interface Lesson {
  readonly item: LabelledItem;
  readonly weight: number;
}

/** How much a lesson counts: of the sentences half hold a deadline, and stories look otherwise; what the conventions say holds whatever is more frequent. */
export const LESSON_WEIGHTS = { story: 1, sentences: 0.35, conventions: 4 } as const;

const dayOf = (due: number, zone: string): string => dateKey(wallClockAt(instant(due - 1), zone));

/** The same moment, or the same day where one of the two gives no hour. */
const means = (label: Label, resolved: Resolved | undefined, zone: string): boolean => {
  if (resolved === undefined || label.due === undefined) return false;
  if (!label.due.includes('T')) return dayOf(resolved.due, zone) === label.due;
  const due = instantOfLabel(label.due, label.zone);
  return resolved.precision === 'day' ? dayOf(due, zone) === dayOf(resolved.due, zone) : Math.abs(due - resolved.due) <= MINUTE_MS;
};

/** "polls close at 7 p.m.", and the day stands elsewhere: the hour is the deadline's. */
const isItsHour = (label: Label, resolved: Resolved | undefined, { slot }: Governed, zone: string): boolean => {
  if (slot === undefined || !isClockAlone({ slot }) || resolved === undefined || label.due?.includes('T') !== true) return false;
  const [due, read] = [wallClockAt(instantOfLabel(label.due, label.zone), zone), wallClockAt(resolved.due, zone)];
  return due.hour === read.hour && due.minute === read.minute;
};

const isLabelled = (label: Label, { ahead, back, zone }: SeenTime, governed: Governed): boolean => {
  if (label.status === 'passed') return means(label, back, zone);
  if (means(label, ahead, zone) || (label.kind === 'vote' && isItsHour(label, ahead, governed, zone))) return true;
  return label.status === 'withdrawn' && means(label, back, zone);
};

/** A change without its date; where the item dates a change elsewhere, the sentence may well speak of it, and does so where a cue tells of the same. */
const outcomeOfChange = ({ deadlines }: LabelledItem, { undated }: SeenTime): Outcome | undefined => {
  const label = deadlines.find(({ due }) => due === undefined) ?? deadlines.find(({ status }) => status !== 'set' && status === undated);
  if (label === undefined && deadlines.some(({ status }) => status !== 'set')) return undefined;
  return label?.status ?? 'none';
};

/** What the annotator says a time is; undefined where the labels leave it open. */
export const outcomeOf = (item: LabelledItem, seen: SeenTime, governed: Governed): Outcome | undefined => {
  if (seen.undated !== undefined) return outcomeOfChange(item, seen);
  const label = item.deadlines.find((each) => isLabelled(each, seen, governed));
  const mayBeHour = item.deadlines.some((each) => isItsHour(each, seen.ahead, governed, seen.zone));
  return label?.status ?? (mayBeHour ? undefined : 'none');
};

const ownExamples = ({ item, weight }: Lesson): readonly Example[] =>
  timesIn(item).flatMap(({ seen, governed }) => {
    const outcome = seen === undefined ? undefined : outcomeOf(item, seen, governed);
    return seen === undefined || outcome === undefined ? [] : [{ features: [...new Set(seen.features)], outcome, weight }];
  });

/** Every time of the items by its own words, with what the annotator says it is. */
export const examplesOf = (lessons: readonly Lesson[]): readonly Example[] => lessons.flatMap(ownExamples);

const storyExamples = ({ item, weight }: Lesson, weigh: Weigher): readonly Example[] => {
  const times = timesIn(item).map((time) => (time.seen === undefined ? time : { ...time, weighing: weigh(time.seen.features) }));
  const among = seenAmong(times);
  return times.flatMap((time) => {
    const [features, outcome] = [among.get(time), time.seen === undefined ? undefined : outcomeOf(item, time.seen, time.governed)];
    if (features === undefined || outcome === undefined || time.weighing === undefined) return [];
    return [{ features, outcome, weight, start: logarithms(time.weighing) }];
  });
};

/** How a set of weights is learnt. */
interface Manner {
  /** Rarer features tell more of the set than of the language. */
  readonly leastUses: number;
  /** What a square of a weight costs, beside an example’s loss: keeps weights small that few examples ask for. */
  readonly decay: number;
}
const OWN_MANNER: Manner = { leastUses: 8, decay: 8 };
const STORY_MANNER: Manner = { leastUses: 5, decay: 10 };
/** How often every example is learnt from, few examples more often: more, and the weights tell more of the set than of the language. */
const ROUNDS = 6;
/** Weights below this are left out of the file. */
const LEAST_WEIGHT = 0.05;

const countUses = (examples: readonly Example[]): ReadonlyMap<string, number> => {
  const uses = new Map<string, number>();
  for (const { features } of examples) for (const feature of features) uses.set(feature, (uses.get(feature) ?? 0) + 1);
  return uses;
};

const WIDTH = OUTCOMES.length;

/**
 * Multinomial logistic regression with squared weights held down, learnt by `descend`: the same examples give the same weights. Gives a
 * feature a line, its weight for each outcome in hundredths.
 */
const train = (examples: readonly Example[], { leastUses, decay }: Manner): string => {
  const uses = countUses(examples);
  const names = [...uses].filter(([, count]) => count >= leastUses).map(([name]) => name);
  const numbers = new Map(names.map((name, at) => [name, at]));
  const encoded = examples.map(({ features, outcome, weight = 1, start }) => ({
    features: Int32Array.from(features.flatMap((name) => numbers.get(name) ?? [])),
    outcome: OUTCOMES.indexOf(outcome),
    weight,
    ...(start === undefined ? {} : { start }),
  }));
  const weights = descend(encoded, { size: names.length, width: WIDTH, decay, rounds: ROUNDS });
  return names
    .map((name, at) => ({ name, own: weights.subarray(at * WIDTH, (at + 1) * WIDTH) }))
    .filter(({ own }) => own.some((weight) => Math.abs(weight) >= LEAST_WEIGHT))
    .map(({ name, own }) => [name, ...Array.from(own, (weight) => Math.round(weight * 100))].join(' '))
    .sort()
    .join('\n');
};

/** The text of `weights.ts`: what a time's own words say. */
export const trainOwn = (lessons: readonly Lesson[]): string => train(examplesOf(lessons), OWN_MANNER);

const FOLDS = 5;

/**
 * The text of `story-weights.ts`: what the other times of a story say of one. They are seen as in a story never learnt from: every
 * fifth item is weighed by what the others teach.
 */
export const trainStory = (lessons: readonly Lesson[]): string => {
  const examples = Array.from({ length: FOLDS }, (_, fold) => {
    const isOut = (_each: Lesson, at: number): boolean => at % FOLDS === fold;
    const weigh = weigherOf(trainOwn(lessons.filter((each, at) => !isOut(each, at))));
    return lessons.filter(isOut).flatMap((lesson) => storyExamples(lesson, weigh));
  });
  return train(examples.flat(), STORY_MANNER);
};

import { instant, MINUTE_MS } from '../../../lambda/core/time.js';
import { dateKey, wallClockAt } from '../../../lambda/core/zone.js';
import { timesIn } from '../../../lambda/deadlines/detect-deadlines.js';
import { OUTCOMES, type Outcome } from '../../../lambda/deadlines/english/weigh.js';
import type { Resolved } from '../../../lambda/deadlines/resolve-slot.js';
import type { SeenTime } from '../../../lambda/deadlines/weigh-time.js';
import { instantOfLabel, type Label, type LabelledItem } from './labelled-items.js';
import { type Evaluated, minimise } from './minimise.js';

export interface Example {
  readonly features: readonly string[];
  readonly outcome: Outcome;
  /** How much it counts beside others; 1 where nothing is said. */
  readonly weight?: number;
}

const dayOf = (due: number, zone: string): string => dateKey(wallClockAt(instant(due - 1), zone));

/** The same moment, or the same day where one of the two gives no hour. */
const means = (label: Label, resolved: Resolved | undefined, zone: string): boolean => {
  if (resolved === undefined || label.due === undefined) return false;
  if (!label.due.includes('T')) return dayOf(resolved.due, zone) === label.due;
  const due = instantOfLabel(label.due, label.zone);
  return resolved.precision === 'day' ? dayOf(due, zone) === dayOf(resolved.due, zone) : Math.abs(due - resolved.due) <= MINUTE_MS;
};

const isLabelled = (label: Label, { ahead, back, zone }: SeenTime): boolean => {
  if (label.status === 'passed') return means(label, back, zone);
  return means(label, ahead, zone) || (label.status === 'withdrawn' && means(label, back, zone));
};

/** A change without its date; where the item dates a change elsewhere, the sentence may well speak of it, and does so where a cue tells of the same. */
const exampleOfChange = ({ deadlines }: LabelledItem, { features, undated }: SeenTime): readonly Example[] => {
  const label = deadlines.find(({ due }) => due === undefined) ?? deadlines.find(({ status }) => status !== 'set' && status === undated);
  if (label === undefined && deadlines.some(({ status }) => status !== 'set')) return [];
  return [{ features, outcome: label?.status ?? 'none' }];
};

const examplesIn = (item: LabelledItem): readonly Example[] =>
  timesIn(item).flatMap((time): Example | readonly Example[] => {
    if (time.undated !== undefined) return exampleOfChange(item, time);
    const label = item.deadlines.find((each) => isLabelled(each, time));
    return { features: time.features, outcome: label?.status ?? 'none' };
  });

/** Every time of the items, with what the annotator says it is. */
export const examplesOf = (items: readonly LabelledItem[]): readonly Example[] => items.flatMap(examplesIn);

/** Rarer ones tell more of the set than of the language. */
const LEAST_USES = 3;
const MOST_ROUNDS = 300;
/** What a square of a weight costs, beside an example’s loss: keeps weights small that few examples ask for. */
const DECAY = 3;
/** Weights below this are left out of the file. */
const LEAST_WEIGHT = 0.05;

const countUses = (examples: readonly Example[]): ReadonlyMap<string, number> => {
  const uses = new Map<string, number>();
  for (const { features } of examples) for (const feature of features) uses.set(feature, (uses.get(feature) ?? 0) + 1);
  return uses;
};

interface Encoded {
  readonly features: readonly number[];
  readonly outcome: number;
  readonly weight: number;
}

const WIDTH = OUTCOMES.length;

/** Loss of the weights on the examples, and where it falls. */
const lossOf = (encoded: readonly Encoded[], weights: Float64Array<ArrayBuffer>): Evaluated => {
  const gradient = weights.map((weight) => DECAY * weight);
  let value = weights.reduce((sum, weight) => sum + (DECAY / 2) * weight * weight, 0);
  for (const { features, outcome, weight } of encoded) {
    const sums = new Float64Array(WIDTH);
    for (const feature of features) for (let at = 0; at < WIDTH; at += 1) sums[at] = (sums[at] ?? 0) + (weights[feature * WIDTH + at] ?? 0);
    const highest = Math.max(...sums);
    const powers = sums.map((sum) => Math.exp(sum - highest));
    const total = powers.reduce((sum, power) => sum + power, 0);
    value -= weight * Math.log((powers[outcome] ?? 0) / total);
    const excess = powers.map((power, at) => weight * (power / total - (at === outcome ? 1 : 0)));
    for (const feature of features)
      for (let at = 0; at < WIDTH; at += 1) {
        const place = feature * WIDTH + at;
        gradient[place] = (gradient[place] ?? 0) + (excess[at] ?? 0);
      }
  }
  return { value, gradient };
};

/**
 * Multinomial logistic regression with squared weights held down: the same examples give the same weights. Gives the text of `weights.ts`:
 * a feature a line, its weight for each outcome in hundredths.
 */
export const train = (examples: readonly Example[]): string => {
  const uses = countUses(examples);
  const names = [...uses].filter(([, count]) => count >= LEAST_USES).map(([name]) => name);
  const numbers = new Map(names.map((name, at) => [name, at]));
  const encoded = examples.map(({ features, outcome, weight = 1 }) => ({
    features: features.flatMap((name) => numbers.get(name) ?? []),
    outcome: OUTCOMES.indexOf(outcome),
    weight,
  }));
  const weights = minimise(names.length * WIDTH, (point) => lossOf(encoded, point), MOST_ROUNDS);
  return names
    .map((name, at) => ({ name, own: weights.subarray(at * WIDTH, (at + 1) * WIDTH) }))
    .filter(({ own }) => own.some((weight) => Math.abs(weight) >= LEAST_WEIGHT))
    .map(({ name, own }) => [name, ...Array.from(own, (weight) => Math.round(weight * 100))].join(' '))
    .sort()
    .join('\n');
};

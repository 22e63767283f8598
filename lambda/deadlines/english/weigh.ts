import type { FindingStatus } from '../deadline.js';
import type { Weighing } from '../language.js';
import { STORY_WEIGHTS } from './story-weights.js';
import { WEIGHTS } from './weights.js';

/** What a time may be: no deadline, or one of which the story says this. In the order of the weights. */
export const OUTCOMES = ['none', 'set', 'moved', 'withdrawn', 'passed'] as const satisfies readonly ('none' | FindingStatus)[];
export type Outcome = (typeof OUTCOMES)[number];

/** Weights are written as hundredths. */
const SCALE = 100;

interface Weights {
  /** The row of each feature. */
  readonly rows: ReadonlyMap<string, number>;
  /** A row for each feature, in the order of the outcomes. */
  readonly values: Float64Array;
  /** In which weighing a row was counted last: each counts once. */
  readonly counted: Float64Array;
}

const WIDTH = OUTCOMES.length;

/** One feature a line: its name, and its weight for each outcome. */
const readWeights = (text: string): Weights => {
  const lines = text.split('\n').filter((line) => line !== '');
  const values = new Float64Array(WIDTH * lines.length);
  const rows = new Map<string, number>();
  for (const [row, line] of lines.entries()) {
    const [name = '', ...numbers] = line.split(' ');
    rows.set(name, row);
    values.set(
      numbers.map((each) => Number(each) / SCALE),
      WIDTH * row,
    );
  }
  return { rows, values, counted: new Float64Array(lines.length) };
};

/** What has these logarithms, but for what they have in common, in the order of the outcomes. */
export const weighingOf = (sums: ArrayLike<number>): Weighing => {
  const all = Array.from(sums);
  const highest = Math.max(...all);
  const powers = all.map((sum) => Math.exp(sum - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  const [none = 0, set = 0, moved = 0, withdrawn = 0, passed = 0] = powers.map((power) => power / total);
  return { likelihood: 1 - none, statuses: { set, moved, withdrawn, passed } };
};

/**
 * Multinomial logistic regression: the sum of the features' weights for each outcome, from where it starts, as likelihoods. A feature that is
 * named twice counts once.
 */
export type Weigher = (features: readonly string[], start?: readonly number[]) => Weighing;

const NOTHING: readonly number[] = OUTCOMES.map(() => 0);

/** The weigher that goes by a text of weights, which it reads when first asked. */
export const weigherOf = (text: string): Weigher => {
  let weights: Weights | undefined;
  let weighings = 0;
  return (features, start = NOTHING) => {
    weights ??= readWeights(text);
    const { rows, values, counted } = weights;
    const sums = Float64Array.from(start);
    weighings += 1;
    for (const feature of features) {
      const row = rows.get(feature);
      if (row === undefined || counted[row] === weighings) continue;
      counted[row] = weighings;
      for (let at = 0; at < WIDTH; at += 1) sums[at] = (sums[at] ?? 0) + (values[WIDTH * row + at] ?? 0);
    }
    return weighingOf(sums);
  };
};

/** So likely everything is at least, where logarithms are taken. */
export const LEAST = 1e-6;

/** The logarithms of the likelihoods, in the order of the outcomes: where a second weighing starts. */
export const logarithms = ({ likelihood, statuses }: Weighing): readonly number[] =>
  OUTCOMES.map((outcome) => Math.log(Math.max(LEAST, outcome === 'none' ? 1 - likelihood : statuses[outcome])));

const byOwnWords = weigherOf(WEIGHTS);
const byStory = weigherOf(STORY_WEIGHTS);

/** What a time's own words make of it. */
export const weigh = (features: readonly string[]): Weighing => byOwnWords(features);

/**
 * The same, by what is seen of the time among the others of its story. Both weighings say alike how likely it is a deadline: the second
 * alone leans too much on what the first made of the others. Which change it is, the second says.
 */
export const weighAgain = (before: Weighing, features: readonly string[]): Weighing => {
  const again = byStory(features, logarithms(before));
  const likelihood = Math.sqrt(before.likelihood * again.likelihood);
  const share = again.likelihood === 0 ? 0 : likelihood / again.likelihood;
  const { set, moved, withdrawn, passed } = again.statuses;
  return { likelihood, statuses: { set: share * set, moved: share * moved, withdrawn: share * withdrawn, passed: share * passed } };
};

import type { FindingStatus } from '../deadline.js';
import type { Weighing } from '../language.js';
import { WEIGHTS } from './weights.js';

/** What a time may be: no deadline, or one of which the story says this. In the order of the weights. */
export const OUTCOMES = ['none', 'set', 'moved', 'withdrawn', 'passed'] as const satisfies readonly ('none' | FindingStatus)[];
export type Outcome = (typeof OUTCOMES)[number];

/** Weights are written as hundredths. */
const SCALE = 100;

/** One feature a line: its name, and its weight for each outcome. */
const readWeights = (text: string): ReadonlyMap<string, readonly number[]> =>
  new Map(
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [name = '', ...numbers] = line.split(' ');
        return [name, numbers.map((each) => Number(each) / SCALE)] as const;
      }),
  );

let weights: ReadonlyMap<string, readonly number[]> | undefined;

/** Multinomial logistic regression: the sum of the features' weights for each outcome, as likelihoods. */
export const weigh = (features: readonly string[]): Weighing => {
  weights ??= readWeights(WEIGHTS);
  const sums = OUTCOMES.map(() => 0);
  for (const feature of features) {
    const own = weights.get(feature);
    if (own === undefined) continue;
    for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] ?? 0) + (own[at] ?? 0);
  }
  const highest = Math.max(...sums);
  const powers = sums.map((sum) => Math.exp(sum - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  const [none = 0, set = 0, moved = 0, withdrawn = 0, passed = 0] = powers.map((power) => power / total);
  return { likelihood: 1 - none, statuses: { set, moved, withdrawn, passed } };
};

import { makeRandom, type Random } from '../../support/random.js';

/** What is known of an example: the numbers of its features, which outcome it has, how much it counts. */
export interface Encoded {
  readonly features: Int32Array;
  readonly outcome: number;
  readonly weight: number;
  /** What the sums begin with, one for each outcome; 0 where nothing is said. */
  readonly start?: readonly number[];
}

export interface Descent {
  /** Number of features. */
  readonly size: number;
  /** Number of outcomes. */
  readonly width: number;
  /** What half a square of a weight costs, beside an example's loss. */
  readonly decay: number;
  /** How often every example is learnt from; of few examples more often. */
  readonly rounds: number;
}

const BATCH = 128;
const RATE = 0.003;
/** The share of the rate that the last steps still have. */
const LEAST_SHARE = 0.02;
const SEED = 5;
/** Of few examples each is learnt from more often. */
const LEAST_STEPS = 1000;
/** As in "Adam: a method for stochastic optimization" (Kingma and Ba, 2014). */
const [KEPT, KEPT_SQUARES, TINY] = [0.9, 0.999, 1e-8];

const shuffled = (count: number, random: Random): Int32Array => {
  const order = Int32Array.from({ length: count }, (_, at) => at);
  for (let at = count - 1; at > 0; at -= 1) {
    const other = random.below(at + 1);
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  return order;
};

/** Adds to the gradient what an example asks of the weights: the excess of each outcome's likelihood. */
const addExample = ({ features, outcome, weight, start }: Encoded, weights: Float64Array, gradient: Float64Array, width: number): void => {
  const sums = new Float64Array(width);
  if (start !== undefined) sums.set(start);
  for (const feature of features) for (let at = 0; at < width; at += 1) sums[at] = (sums[at] ?? 0) + (weights[feature * width + at] ?? 0);
  const highest = Math.max(...sums);
  const powers = sums.map((sum) => Math.exp(sum - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  const excess = powers.map((power, at) => weight * (power / total - (at === outcome ? 1 : 0)));
  for (const feature of features)
    for (let at = 0; at < width; at += 1) {
      const place = feature * width + at;
      gradient[place] = (gradient[place] ?? 0) + (excess[at] ?? 0);
    }
};

/**
 * Weights of a multinomial logistic regression, `width` for each feature, learnt by Adam in batches, the steps ever smaller: stopped
 * before the loss is least, it does better on what it never saw. The same examples in the same order give the same weights.
 */
export const descend = (examples: readonly Encoded[], { size, width, decay, rounds }: Descent): Float64Array => {
  const weights = new Float64Array(size * width);
  const [mean, squares, gradient] = [new Float64Array(size * width), new Float64Array(size * width), new Float64Array(size * width)];
  const random = makeRandom(SEED);
  if (examples.length === 0) return weights;
  const batches = Math.ceil(examples.length / BATCH);
  const steps = Math.max(LEAST_STEPS, rounds * batches);
  let step = 0;
  while (step < steps) {
    const order = shuffled(examples.length, random);
    for (let from = 0; from < order.length; from += BATCH) {
      const batch = order.subarray(from, from + BATCH);
      gradient.fill(0);
      for (const at of batch) {
        const example = examples[at];
        if (example !== undefined) addExample(example, weights, gradient, width);
      }
      const rate = RATE * Math.max(LEAST_SHARE, 1 - step / steps);
      step += 1;
      const [whole, wholeSquares] = [1 - KEPT ** step, 1 - KEPT_SQUARES ** step];
      for (let at = 0; at < weights.length; at += 1) {
        const weight = weights[at] ?? 0;
        const slope = (gradient[at] ?? 0) / batch.length + (decay / examples.length) * weight;
        const average = KEPT * (mean[at] ?? 0) + (1 - KEPT) * slope;
        const square = KEPT_SQUARES * (squares[at] ?? 0) + (1 - KEPT_SQUARES) * slope * slope;
        mean[at] = average;
        squares[at] = square;
        weights[at] = weight - (rate * (average / whole)) / (Math.sqrt(square / wholeSquares) + TINY);
      }
    }
  }
  return weights;
};

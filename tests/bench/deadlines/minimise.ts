export interface Evaluated {
  readonly value: number;
  readonly gradient: Float64Array<ArrayBuffer>;
}

const dot = (left: Float64Array<ArrayBuffer>, right: Float64Array<ArrayBuffer>): number => {
  let sum = 0;
  for (let at = 0; at < left.length; at += 1) sum += (left[at] ?? 0) * (right[at] ?? 0);
  return sum;
};

/** `left + factor × right`, as a new array. */
const plus = (left: Float64Array<ArrayBuffer>, right: Float64Array<ArrayBuffer>, factor: number): Float64Array<ArrayBuffer> =>
  left.map((each, at) => each + factor * (right[at] ?? 0));

interface Pair {
  readonly step: Float64Array<ArrayBuffer>;
  readonly change: Float64Array<ArrayBuffer>;
  readonly inverse: number;
}

const MEMORY = 8;

/** The two-loop recursion: what the remembered curvature makes of a gradient. */
const direction = (gradient: Float64Array<ArrayBuffer>, pairs: readonly Pair[]): Float64Array<ArrayBuffer> => {
  let result = gradient.slice();
  const factors: number[] = [];
  for (const { step, change, inverse } of [...pairs].reverse()) {
    const factor = inverse * dot(step, result);
    factors.unshift(factor);
    result = plus(result, change, -factor);
  }
  const last = pairs.at(-1);
  const scale = last === undefined ? 1 : last.inverse * dot(last.change, last.change);
  result = result.map((each) => each / scale);
  for (const [at, { step, change, inverse }] of pairs.entries())
    result = plus(result, step, (factors[at] ?? 0) - inverse * dot(change, result));
  return result.map((each) => -each);
};

const SUFFICIENT = 1e-4;
const MOST_HALVINGS = 30;

/**
 * The point at which a smooth convex function is smallest, by L-BFGS with halved steps (Nocedal and Wright, Numerical Optimization,
 * chapter 7), from nothing; ends after so many rounds, or when a round gains next to nothing.
 */
export const minimise = (
  size: number,
  evaluate: (point: Float64Array<ArrayBuffer>) => Evaluated,
  mostRounds: number,
): Float64Array<ArrayBuffer> => {
  let point = new Float64Array(size);
  let here = evaluate(point);
  let pairs: Pair[] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    const along = direction(here.gradient, pairs);
    const slope = dot(along, here.gradient);
    let length = pairs.length === 0 ? 1 / Math.sqrt(dot(here.gradient, here.gradient)) : 1;
    let next = plus(point, along, length);
    let there = evaluate(next);
    for (let halving = 0; there.value > here.value + SUFFICIENT * length * slope && halving < MOST_HALVINGS; halving += 1) {
      length /= 2;
      next = plus(point, along, length);
      there = evaluate(next);
    }
    const step = plus(next, point, -1);
    const change = plus(there.gradient, here.gradient, -1);
    const curvature = dot(step, change);
    if (curvature > 0) pairs = [...pairs.slice(1 - MEMORY), { step, change, inverse: 1 / curvature }];
    const gained = here.value - there.value;
    [point, here] = [next, there];
    if (gained < 1e-6 * Math.abs(here.value)) break;
  }
  return point;
};

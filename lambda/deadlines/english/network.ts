import { aligned, type Kernel, type Linear, openKernel, type Place } from './kernel.js';
import { type Matrix, type NumberReader, readNumbers } from './network-numbers.js';

/** How large a network is; widths are multiples of four. */
export interface NetworkShape {
  readonly words: number;
  readonly features: number;
  readonly outcomes: number;
  /** Numbers that stand for a word. */
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  /** Numbers of a layer's inner step, and of the last step. */
  readonly inner: number;
  readonly last: number;
  /** Words that stand farther apart than this are as far apart as this. */
  readonly reach: number;
}

/** A place of a story that is asked about, with what else is seen there. */
export interface Asked {
  readonly at: number;
  readonly features: readonly number[];
}

/** What a network gives for a row of words. */
export interface NetworkExample {
  readonly words: readonly number[];
  readonly asked: readonly Asked[];
  readonly outcomes: readonly (readonly number[])[];
}

/** Words that a network reads at once. */
export const MOST_WORDS = 160;

interface Norm {
  readonly scale: Float32Array;
  readonly shift: Float32Array;
}

interface Layer {
  readonly before: Norm;
  /** Into what each word asks for, what it is found by, and what it tells. */
  readonly split: Linear;
  readonly joined: Linear;
  readonly behind: Norm;
  readonly widen: Linear;
  readonly narrow: Linear;
  /** For each head, by how far the other word stands. */
  readonly distances: Float32Array;
}

/** Where the steps put their numbers, each for a full row of words. */
interface Desk {
  readonly rows: Place;
  readonly normed: Place;
  readonly split: Place;
  readonly heard: Place;
  readonly inner: Place;
  readonly told: Place;
  readonly shares: Place;
}

interface Opened {
  readonly kernel: Kernel;
  readonly desk: Desk;
  readonly words: Matrix;
  readonly features: Matrix;
  readonly layers: readonly Layer[];
  readonly end: Norm;
  readonly asked: Matrix;
  readonly first: Linear;
  readonly second: Linear;
}

const readLinear = (kernel: Kernel, { matrix, floats }: NumberReader, from: number, outputs: number): Linear => {
  const to = aligned(outputs);
  const [weights, shift] = [kernel.reserve(from * to), kernel.reserve(to)];
  const rows = matrix(outputs, from);
  for (let row = 0; row < outputs; row += 1) rows.addRow(row, kernel.numbers, weights + row * from);
  kernel.numbers.set(floats(outputs), shift);
  return { weights, shift, from, to };
};

const openNetwork = (text: string, shape: NetworkShape): Opened => {
  const { width, inner, last } = shape;
  const kernel = openKernel();
  const reader = readNumbers(text);
  const { floats, matrix } = reader;
  const norm = (): Norm => ({ scale: floats(width), shift: floats(width) });
  const linear = (from: number, to: number): Linear => readLinear(kernel, reader, from, to);
  const layer = (): Layer => ({
    before: norm(),
    split: linear(width, 3 * width),
    joined: linear(width, width),
    behind: norm(),
    widen: linear(width, inner),
    narrow: linear(inner, width),
    distances: floats(shape.heads * (2 * shape.reach + 1)),
  });
  const read = {
    words: matrix(shape.words, width),
    features: matrix(shape.features, width),
    layers: Array.from({ length: shape.layers }, layer),
    end: norm(),
    asked: matrix(shape.features, last),
    first: linear(2 * width, last),
    second: linear(last, shape.outcomes),
  };
  reader.end();
  const each = (many: number): Place => kernel.reserve(MOST_WORDS * many);
  const desk = {
    rows: each(width),
    normed: each(width),
    split: each(3 * width),
    heard: each(width),
    inner: each(inner),
    told: each(width),
    shares: each(1),
  };
  return { ...read, kernel, desk };
};

const SMALLEST = 1e-5;

/** Each row to a mean of 0 and a spread of 1, and then scaled and shifted. */
const applyNorm = ({ numbers }: Kernel, { scale, shift }: Norm, rows: Place, out: Place, many: number): void => {
  const width = scale.length;
  for (let row = 0; row < many; row += 1) {
    const start = rows + row * width;
    let [sum, squares] = [0, 0];
    for (let at = start; at < start + width; at += 1) sum += numbers[at] ?? 0;
    const mean = sum / width;
    for (let at = start; at < start + width; at += 1) {
      const away = (numbers[at] ?? 0) - mean;
      squares += away * away;
    }
    const factor = 1 / Math.sqrt(squares / width + SMALLEST);
    for (let at = 0; at < width; at += 1)
      numbers[out + row * width + at] = ((numbers[start + at] ?? 0) - mean) * factor * (scale[at] ?? 0) + (shift[at] ?? 0);
  }
};

const addNumbers = (numbers: Float32Array, more: Place, to: Place, many: number): void => {
  for (let at = 0; at < many; at += 1) numbers[to + at] = (numbers[to + at] ?? 0) + (numbers[more + at] ?? 0);
};

const keepPositive = (numbers: Float32Array, from: Place, many: number): void => {
  for (let at = from; at < from + many; at += 1) if ((numbers[at] ?? 0) < 0) numbers[at] = 0;
};

/** Likelihoods of what has these logarithms, in place. */
const normalise = (numbers: Float32Array, from: Place, many: number): void => {
  let [highest, total] = [Number.NEGATIVE_INFINITY, 0];
  for (let at = from; at < from + many; at += 1) highest = Math.max(highest, numbers[at] ?? 0);
  for (let at = from; at < from + many; at += 1) {
    const power = Math.exp((numbers[at] ?? 0) - highest);
    numbers[at] = power;
    total += power;
  }
  for (let at = from; at < from + many; at += 1) numbers[at] = (numbers[at] ?? 0) / total;
};

interface Hearing {
  readonly shape: NetworkShape;
  readonly words: number;
  readonly place: number;
  /** Where what it hears is put. */
  readonly row: number;
  readonly head: number;
}

/** What one place hears by one head: as much of each word as it is looked for, and by how far it stands. */
const hear = ({ kernel, desk }: Opened, { distances }: Layer, { shape, words, place, row, head }: Hearing): void => {
  const { numbers } = kernel;
  const { heads, reach } = shape;
  const [width, stride] = [shape.width / heads, 3 * shape.width];
  const first = desk.split + head * width;
  kernel.dots(first + place * stride, { first: first + shape.width, stride, width, many: words }, desk.shares);
  const [scale, zero] = [1 / Math.sqrt(width), head * (2 * reach + 1) + reach];
  for (let other = 0; other < words; other += 1) {
    const far = Math.max(-reach, Math.min(reach, other - place));
    numbers[desk.shares + other] = (numbers[desk.shares + other] ?? 0) * scale + (distances[zero + far] ?? 0);
  }
  normalise(numbers, desk.shares, words);
  kernel.blend(desk.shares, { first: first + 2 * shape.width, stride, width, many: words }, desk.heard + row * shape.width + head * width);
};

/** One layer on the rows of the desk; only the wanted places go on, in their order. */
const applyLayer = (opened: Opened, layer: Layer, shape: NetworkShape, words: number, wanted: readonly number[]): void => {
  const { kernel, desk } = opened;
  const { numbers, linear } = kernel;
  const { width, heads, inner } = shape;
  const many = wanted.length;
  applyNorm(kernel, layer.before, desk.rows, desk.normed, words);
  linear(layer.split, desk.normed, desk.split, words);
  for (const [row, place] of wanted.entries())
    for (let head = 0; head < heads; head += 1) hear(opened, layer, { shape, words, place, row, head });
  linear(layer.joined, desk.heard, desk.told, many);
  // the wanted places stand in their order, so that none is overwritten before it is moved
  for (const [row, place] of wanted.entries())
    numbers.copyWithin(desk.rows + row * width, desk.rows + place * width, desk.rows + (place + 1) * width);
  addNumbers(numbers, desk.told, desk.rows, many * width);
  applyNorm(kernel, layer.behind, desk.rows, desk.normed, many);
  linear(layer.widen, desk.normed, desk.inner, many);
  keepPositive(numbers, desk.inner, many * inner);
  linear(layer.narrow, desk.inner, desk.told, many);
  addNumbers(numbers, desk.told, desk.rows, many * width);
};

const layOut = ({ kernel, desk, words, features }: Opened, told: readonly number[], asked: readonly Asked[], width: number): void => {
  const { numbers } = kernel;
  numbers.fill(0, desk.rows, desk.rows + told.length * width);
  for (const [at, word] of told.entries()) words.addRow(word, numbers, desk.rows + at * width);
  for (const { at, features: seen } of asked) for (const feature of seen) features.addRow(feature, numbers, desk.rows + at * width);
};

/** The outcomes of one asked place, by its row and the first one. */
const conclude = (
  { kernel, desk, asked, first, second }: Opened,
  row: number,
  seen: readonly number[],
  shape: NetworkShape,
): Float32Array => {
  const { numbers, linear } = kernel;
  const { width, last, outcomes } = shape;
  numbers.copyWithin(desk.split, desk.normed + row * width, desk.normed + (row + 1) * width);
  numbers.copyWithin(desk.split + width, desk.normed, desk.normed + width);
  linear(first, desk.split, desk.inner, 1);
  for (const feature of seen) asked.addRow(feature, numbers, desk.inner);
  keepPositive(numbers, desk.inner, last);
  linear(second, desk.inner, desk.told, 1);
  normalise(numbers, desk.told, outcomes);
  return numbers.slice(desk.told, desk.told + outcomes);
};

/** Likelihoods of the outcomes for each asked place of a row of at most `MOST_WORDS` words. */
export type Network = (words: readonly number[], asked: readonly Asked[]) => readonly Float32Array[];

/**
 * A small transformer (Vaswani et al., 2017; the norm before each step, distances as biases of attention as in T5): words, and features at
 * the asked places, through layers of attention; the asked place and the first one give the outcomes. Reads its weights when it is first asked.
 */
export const networkOf = (text: string, shape: NetworkShape): Network => {
  let opened: Opened | undefined;
  return (words, asked) => {
    if (words.length > MOST_WORDS) throw new Error(`a network reads ${MOST_WORDS} words, not ${words.length}`);
    opened ??= openNetwork(text, shape);
    const { layers, kernel, desk, end } = opened;
    const everywhere = words.map((_word, at) => at);
    const wanted = [...new Set([0, ...asked.map(({ at }) => at)])].sort((one, other) => one - other);
    layOut(opened, words, asked, shape.width);
    for (const [number, layer] of layers.entries())
      applyLayer(opened, layer, shape, words.length, number === layers.length - 1 ? wanted : everywhere);
    applyNorm(kernel, end, desk.rows, desk.normed, wanted.length);
    const rowOf = new Map(wanted.map((place, row) => [place, row]));
    const network = opened;
    return asked.map(({ at, features }) => conclude(network, rowOf.get(at) ?? 0, features, shape));
  };
};

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import wabt from 'wabt';
import { KERNEL, openKernel } from '../../lambda/deadlines/english/kernel.js';
import { MOST_WORDS, type NetworkShape, networkOf } from '../../lambda/deadlines/english/network.js';
import { readNumbers } from '../../lambda/deadlines/english/network-numbers.js';
import { EXAMPLES, NETWORK, SHAPE as SHAPE_TAUGHT } from '../../lambda/deadlines/english/network-weights.js';
import { makeRandom } from '../support/random.js';

/** Numbers between -1 and 1, the same in every run. */
const numbersFrom = (seed: number): ((many: number) => readonly number[]) => {
  const random = makeRandom(seed);
  return (many) => Array.from({ length: many }, () => (random.below(2001) - 1000) / 1000);
};

describe('the kernel', () => {
  it('is what its source says', async () => {
    const source = readFileSync(new URL('../../lambda/deadlines/english/kernel.wat', import.meta.url), 'utf8');
    const { buffer } = (await wabt()).parseWat('kernel.wat', source, { simd: true }).toBinary({});
    expect(KERNEL.replace(/\s/g, '')).toBe(Buffer.from(buffer).toString('base64'));
  });

  it.each([
    [1, 4, 4],
    [3, 8, 12],
    [7, 64, 192],
  ])('weighs %i rows of %i numbers into %i', (many, from, to) => {
    const [kernel, next] = [openKernel(), numbersFrom(many)];
    const given = { weights: next(from * to), shift: next(to), rows: next(many * from) };
    const [weights = 0, shift = 0, rows = 0, out = 0] = [from * to, to, many * from, many * to].map(kernel.reserve);
    kernel.numbers.set(given.weights, weights);
    kernel.numbers.set(given.shift, shift);
    kernel.numbers.set(given.rows, rows);
    kernel.linear({ weights, shift, from, to }, rows, out, many);
    for (let row = 0; row < many; row += 1)
      for (let at = 0; at < to; at += 1) {
        const sum = given.rows
          .slice(row * from, (row + 1) * from)
          .reduce((total, each, place) => total + each * (given.weights[at * from + place] ?? 0), given.shift[at] ?? 0);
        expect(kernel.numbers[out + row * to + at]).toBeCloseTo(sum, 4);
      }
  });

  it('says when its memory is full', () => {
    expect(() => openKernel().reserve(10_000_000)).toThrow('no room for 10000000 numbers');
  });
});

const SHAPE: NetworkShape = { words: 6, features: 4, outcomes: 5, width: 8, layers: 2, heads: 2, inner: 12, last: 4, reach: 2 };

type Rows = readonly (readonly number[])[];

/** Writes numbers as `readNumbers` reads them, and keeps what it wrote. */
const writer = (seed: number) => {
  const next = numbersFrom(seed);
  const bytes: number[] = [];
  const float = (value: number): void => {
    bytes.push(...new Uint8Array(Float32Array.of(value).buffer));
  };
  const vector = (many: number): readonly number[] => {
    const values = next(many);
    values.forEach(float);
    return values;
  };
  const matrix = (rows: number, width: number): Rows => {
    const scales = Array.from({ length: rows }, (_, row) => 0.004 * (row + 1));
    scales.forEach(float);
    return scales.map((scale) =>
      next(width).map((value) => {
        const whole = Math.round(127 * value);
        bytes.push(whole & 255);
        return scale * whole;
      }),
    );
  };
  return { vector, matrix, text: () => Buffer.from(bytes).toString('base64') };
};

type Writer = ReturnType<typeof writer>;

const linearOf = ({ matrix, vector }: Writer, from: number, to: number) => {
  const [weights, shift] = [matrix(to, from), vector(to)];
  return (row: readonly number[]): readonly number[] =>
    weights.map((own, at) => own.reduce((sum, weight, place) => sum + weight * (row[place] ?? 0), shift[at] ?? 0));
};

const normOf = ({ vector }: Writer, width: number) => {
  const [scale, shift] = [vector(width), vector(width)];
  return (row: readonly number[]): readonly number[] => {
    const mean = row.reduce((sum, each) => sum + each, 0) / width;
    const spread = row.reduce((sum, each) => sum + (each - mean) ** 2, 0) / width;
    return row.map((each, at) => ((each - mean) / Math.sqrt(spread + 1e-5)) * (scale[at] ?? 0) + (shift[at] ?? 0));
  };
};

const softmax = (values: readonly number[]): readonly number[] => {
  const powers = values.map(Math.exp);
  const total = powers.reduce((sum, each) => sum + each, 0);
  return powers.map((each) => each / total);
};

const plus = (one: readonly number[], other: readonly number[]): readonly number[] => one.map((each, at) => each + (other[at] ?? 0));

const positive = (row: readonly number[]): readonly number[] => row.map((each) => Math.max(0, each));

/** The same network once more, each step in so many words, and its numbers as text. */
const plainNetwork = (seed: number) => {
  const { width, layers, heads, inner, last, reach, outcomes } = SHAPE;
  const own = writer(seed);
  const [words, features] = [own.matrix(SHAPE.words, width), own.matrix(SHAPE.features, width)];
  const steps = Array.from({ length: layers }, () => ({
    before: normOf(own, width),
    split: linearOf(own, width, 3 * width),
    joined: linearOf(own, width, width),
    behind: normOf(own, width),
    widen: linearOf(own, width, inner),
    narrow: linearOf(own, inner, width),
    distances: own.vector(heads * (2 * reach + 1)),
  }));
  const [end, asked] = [normOf(own, width), own.matrix(SHAPE.features, last)];
  const [first, second] = [linearOf(own, 2 * width, last), linearOf(own, last, outcomes)];
  const share = width / heads;
  const read = (told: readonly number[], questions: readonly { readonly at: number; readonly features: readonly number[] }[]): Rows => {
    let rows: Rows = told.map((word, place) =>
      questions
        .filter(({ at }) => at === place)
        .flatMap((question) => question.features)
        .reduce((row, feature) => plus(row, features[feature] ?? []), words[word] ?? []),
    );
    for (const step of steps) {
      const split = rows.map((row) => step.split(step.before(row)));
      rows = rows.map((row, place) => {
        const heard = Array.from({ length: heads }, (_, head) => {
          const part = (of: readonly number[] | undefined, third: number): readonly number[] =>
            (of ?? []).slice(third * width + head * share, third * width + (head + 1) * share);
          const shares = softmax(
            split.map((other, at) => {
              const far = Math.max(-reach, Math.min(reach, at - place));
              const alike = part(split[place], 0).reduce((sum, each, number) => sum + each * (part(other, 1)[number] ?? 0), 0);
              return alike / Math.sqrt(share) + (step.distances[head * (2 * reach + 1) + reach + far] ?? 0);
            }),
          );
          return Array.from({ length: share }, (_unused, at) =>
            split.reduce((sum, other, number) => sum + (shares[number] ?? 0) * (part(other, 2)[at] ?? 0), 0),
          );
        }).flat();
        const next = plus(row, step.joined(heard));
        return plus(next, step.narrow(positive(step.widen(step.behind(next)))));
      });
    }
    const ended = rows.map(end);
    return questions.map(({ at, features: seen }) => {
      const hidden = seen.reduce((row, feature) => plus(row, asked[feature] ?? []), first([...(ended[at] ?? []), ...(ended[0] ?? [])]));
      return softmax(second(positive(hidden)));
    });
  };
  return { read, text: own.text() };
};

describe('a network', () => {
  it.each([1, 2, 3])('gives what its steps give one by one (%i)', (seed) => {
    const plain = plainNetwork(seed);
    const network = networkOf(plain.text, SHAPE);
    for (const [words, asked] of [
      [
        [1, 2, 3, 4, 5, 0, 2],
        [
          { at: 4, features: [1, 3] },
          { at: 2, features: [] },
          { at: 4, features: [2] },
        ],
      ],
      [[5], [{ at: 0, features: [0] }]],
      [[3, 3, 1], [{ at: 1, features: [1] }]],
    ] as const) {
      const [found, expected] = [network(words, asked), plain.read(words, asked)];
      expect(found).toHaveLength(asked.length);
      for (const [at, each] of found.entries())
        for (const [outcome, likelihood] of each.entries()) expect(likelihood).toBeCloseTo(expected[at]?.[outcome] ?? 9, 3);
    }
  });

  it('reads as many words as it takes, and no more', () => {
    const plain = plainNetwork(4);
    const network = networkOf(plain.text, SHAPE);
    const words = Array.from({ length: MOST_WORDS }, (_, at) => (at * at) % 6);
    const asked = words.map((_word, at) => ({ at, features: [at % 4] }));
    const expected = plain.read(words, asked);
    for (const [at, each] of network(words, asked).entries())
      for (const [outcome, likelihood] of each.entries()) expect(likelihood).toBeCloseTo(expected[at]?.[outcome] ?? 9, 3);
    expect(() => network([...words, 1], asked)).toThrow('a network reads 160 words, not 161');
  });

  it('gives for its own weights what it was taught to give', () => {
    expect(EXAMPLES.flatMap(({ asked }) => asked).length).toBeGreaterThan(4);
    const network = networkOf(NETWORK, SHAPE_TAUGHT);
    for (const { words, asked, outcomes } of EXAMPLES)
      for (const [at, each] of network(words, asked).entries())
        for (const [outcome, likelihood] of each.entries()) expect(likelihood).toBeCloseTo(outcomes[at]?.[outcome] ?? 9, 3);
  });

  it('refuses numbers of another network', () => {
    const network = networkOf(`${plainNetwork(1).text.replace(/=+$/, '')}AAAAAAAA`, SHAPE);
    expect(() => network([1], [{ at: 0, features: [] }])).toThrow('bytes of the network are left');
    expect(() => readNumbers('AAAA').floats(4)).toThrow();
  });
});

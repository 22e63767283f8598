/** A repeatable source of chance: mulberry32. */
export interface Random {
  /** A number in [0, 1). */
  readonly next: () => number;
  readonly chance: (probability: number) => boolean;
  /** A whole number from 0 to `below` - 1. */
  readonly below: (below: number) => number;
}

export const makeRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { next, chance: (probability) => next() < probability, below: (below) => Math.floor(next() * below) };
};

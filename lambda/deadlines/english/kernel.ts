import { bytesOf } from './network-numbers.js';

// `kernel.wat`, assembled; a test assembles it again.
export const KERNEL = `
AGFzbQEAAAABFAJgB39/f39/f38AYAZ/f39/f38AAwQDAAEBBQQBASAgByIEBm1lbW9yeQIABmxpbmVhcgAABGRvdHMAAQVibGVuZAACCrgFA6EDAgR/BXsgBEECdCEHAkADQCAGRQ0B
QQAhCCAAIQkDQP0MAAAAAAAAAAAAAAAAAAAAACEMIAwhDSAMIQ4gDCEPQQAhCgNAIAIgCmr9AAQAIQsgDCALIAkgCmr9AAQA/eYB/eQBIQwgDSALIAkgB2ogCmr9AAQA/eYB/eQBIQ0g
DiALIAkgB0EBdGogCmr9AAQA/eYB/eQBIQ4gDyALIAkgB0EDbGogCmr9AAQA/eYB/eQBIQ8gCkEQaiEKIAogB0kNAAsgDCAN/Q0AAQIDEBESEwQFBgcUFRYXIAwgDf0NCAkKCxgZGhsM
DQ4PHB0eH/3kASEMIA4gD/0NAAECAxAREhMEBQYHFBUWFyAOIA/9DQgJCgsYGRobDA0ODxwdHh/95AEhDiADIAhqIAEgCGr9AAQAIAwgDv0NAAECAwQFBgcQERITFBUWFyAMIA79DQgJ
CgsMDQ4PGBkaGxwdHh/95AH95AH9CwQAIAkgB0ECdGohCSAIQRBqIQggCCAFQQJ0SQ0ACyACIAdqIQIgAyAFQQJ0aiEDIAZBAWshBgwACwsLkAECAX8BeyADQQJ0IQMCQANAIARFDQH9
DAAAAAAAAAAAAAAAAAAAAAAhB0EAIQYDQCAHIAAgBmr9AAQAIAEgBmr9AAQA/eYB/eQBIQcgBkEQaiEGIAYgA0kNAAsgBSAH/R8AIAf9HwGSIAf9HwIgB/0fA5KSOAIAIAEgAmohASAF
QQRqIQUgBEEBayEEDAALCwuAAQIDfwF7IANBAnQhAyAEQQJ0IQQDQP0MAAAAAAAAAAAAAAAAAAAAACEJQQAhByABIAZqIQgDQCAJIAAgB2r9CQIAIAj9AAQA/eYB/eQBIQkgCCACaiEI
IAdBBGohByAHIARJDQALIAUgBmogCf0LBAAgBkEQaiEGIAYgA0kNAAsL
`;

/** A place for numbers in the kernel's memory: the index of the first, in numbers. */
export type Place = number;

/** A matrix with as many rows as it gives numbers, and a shift for each of them. */
export interface Linear {
  readonly weights: Place;
  readonly shift: Place;
  /** Multiples of four. */
  readonly from: number;
  readonly to: number;
}

/** Rows of a width that stand so far apart, in numbers. */
export interface Spaced {
  readonly first: Place;
  readonly stride: number;
  readonly width: number;
  readonly many: number;
}

/** Numbers of 32 bits in one memory, and the steps that take the time. */
export interface Kernel {
  readonly numbers: Float32Array;
  /** A new place for so many numbers. */
  readonly reserve: (many: number) => Place;
  /** Each of the rows, weighed into other numbers. */
  readonly linear: (linear: Linear, rows: Place, out: Place, many: number) => void;
  /** How much alike a row and each of the others are: the sums of their products. */
  readonly dots: (row: Place, others: Spaced, out: Place) => void;
  /** As much of each of the others as its share says. */
  readonly blend: (shares: Place, others: Spaced, out: Place) => void;
}

const BYTES = 4;
const AT_ONCE = 4;

/** So many numbers, and what is missing to a multiple of four. */
export const aligned = (many: number): number => Math.ceil(many / AT_ONCE) * AT_ONCE;

/** As far as it is used: the types of Node leave it out. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};

type Step = (...numbers: readonly number[]) => void;

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly linear: Step;
  readonly dots: Step;
  readonly blend: Step;
}

const isKernel = (exports: object): exports is Exports => ['memory', 'linear', 'dots', 'blend'].every((name) => name in exports);

/** A kernel with a memory of its own, of two megabytes. */
export const openKernel = (): Kernel => {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytesOf(KERNEL)));
  if (!isKernel(exports)) throw new Error('the kernel has lost its exports');
  const { memory, linear, dots, blend } = exports;
  const spaced = ({ first, stride, width, many }: Spaced) => [BYTES * first, BYTES * stride, width, many] as const;
  const numbers = new Float32Array(memory.buffer);
  let free = 0;
  return {
    numbers,
    reserve: (many) => {
      const place = free;
      free += aligned(many);
      if (free > numbers.length) throw new Error(`the kernel has no room for ${free} numbers`);
      return place;
    },
    linear: ({ weights, shift, from, to }, rows, out, many) =>
      linear(BYTES * weights, BYTES * shift, BYTES * rows, BYTES * out, from, to, many),
    dots: (row, others, out) => dots(BYTES * row, ...spaced(others), BYTES * out),
    blend: (shares, others, out) => blend(BYTES * shares, ...spaced(others), BYTES * out),
  };
};

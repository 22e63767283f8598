/** Rows of numbers that are kept as small whole numbers, each row with its own scale. */
export interface Matrix {
  readonly rows: number;
  readonly width: number;
  /** Adds a row to the numbers from `start` on. */
  readonly addRow: (row: number, to: Float32Array, start: number) => void;
}

/** The numbers of a network in the order in which they were written. */
export interface NumberReader {
  readonly floats: (many: number) => Float32Array;
  readonly matrix: (rows: number, width: number) => Matrix;
  /** Throws when numbers are left: the text is of another network. */
  readonly end: () => void;
}

const FLOAT_BYTES = 4;

/** The bytes of a base64 text. */
export const bytesOf = (text: string): Uint8Array => {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = characters.charCodeAt(at);
  return bytes;
};

/**
 * Reads base64: matrices as 32-bit scales, one a row, and bytes of -127 to 127 behind them; vectors as 32-bit numbers; the low byte first.
 */
export const readNumbers = (text: string): NumberReader => {
  const bytes = bytesOf(text);
  const view = new DataView(bytes.buffer);
  let at = 0;
  const floats = (many: number): Float32Array => {
    const read = Float32Array.from({ length: many }, (_, place) => view.getFloat32(at + FLOAT_BYTES * place, true));
    at += FLOAT_BYTES * many;
    return read;
  };
  const matrix = (rows: number, width: number): Matrix => {
    const scales = floats(rows);
    const values = new Int8Array(bytes.buffer, at, rows * width);
    at += rows * width;
    const addRow = (row: number, to: Float32Array, start: number): void => {
      const [scale, from] = [scales[row] ?? 0, row * width];
      for (let place = 0; place < width; place += 1) to[start + place] = (to[start + place] ?? 0) + scale * (values[from + place] ?? 0);
    };
    return { rows, width, addRow };
  };
  const end = (): void => {
    if (at !== bytes.length) throw new Error(`${bytes.length - at} bytes of the network are left`);
  };
  return { floats, matrix, end };
};

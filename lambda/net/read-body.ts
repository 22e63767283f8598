import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { FetchFailure } from '../feeds/feed-health.js';

const MOST_BYTES = 10 * 1024 * 1024;
const MOST_ENCODINGS = 1;

/** A body that is not passed on, with the reason. */
export class BodyRefused extends Error {
  readonly reason: FetchFailure;
  constructor(reason: FetchFailure, options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

const UNPACKERS = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress };

const isUnpacker = (name: string): name is keyof typeof UNPACKERS => name in UNPACKERS;

const unpacked = (body: Readable, contentEncoding: string | undefined): Readable => {
  const encodings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  const [encoding] = encodings;
  if (encoding === undefined) return body;
  if (encodings.length > MOST_ENCODINGS || !isUnpacker(encoding)) throw new BodyRefused('bad-encoding');
  const unpacker = UNPACKERS[encoding]();
  body.once('error', (error) => unpacker.destroy(error));
  return body.pipe(unpacker);
};

const isCut = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'Z_BUF_ERROR' || error.code === 'UND_ERR_SOCKET' || error.code === 'ERR_STREAM_PREMATURE_CLOSE');

const isPackedWrong = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^Z_|^ERR__?ERROR_FORMAT|BROTLI/.test(String(error.code));

const refusalOf = (error: unknown): unknown => {
  if (error instanceof BodyRefused) return error;
  if (isCut(error)) return new BodyRefused('truncated', { cause: error });
  return isPackedWrong(error) ? new BodyRefused('bad-encoding', { cause: error }) : error;
};

export interface ReadBody {
  readonly bytes: Uint8Array;
  /** The connection ended before the body did; what is there is its beginning. */
  readonly truncated: boolean;
}

/**
 * A response's bytes, unpacked and counted while they stream: at most 10 MB. Of an unpacked body that breaks off the
 * beginning is given.
 *
 * @throws BodyRefused `too-large`, `truncated` (packed, and broken off) or `bad-encoding`
 */
export const readBody = async (
  body: Readable,
  contentEncoding: string | undefined,
  contentLength: string | undefined,
): Promise<ReadBody> => {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    if (Number(contentLength ?? 0) > MOST_BYTES) throw new BodyRefused('too-large');
    const stream = unpacked(body, contentEncoding);
    for await (const chunk of stream) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > MOST_BYTES) throw new BodyRefused('too-large');
      chunks.push(bytes);
    }
    return { bytes: Buffer.concat(chunks), truncated: false };
  } catch (error) {
    const isPlain = /^(?:identity)?$/.test((contentEncoding ?? '').trim().toLowerCase());
    if (isPlain && size > 0 && isCut(error)) return { bytes: Buffer.concat(chunks), truncated: true };
    throw refusalOf(error);
  } finally {
    body.on('error', () => {});
    body.destroy();
  }
};

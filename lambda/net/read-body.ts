import type { Readable } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, inflateRawSync, inflateSync } from 'node:zlib';
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
  if (encodings.length > MOST_ENCODINGS) throw new BodyRefused('bad-encoding');
  // `utf-8` or `none`: no packing that anybody knows, so there is none.
  if (!isUnpacker(encoding)) return body;
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

const sniffed = (bytes: Buffer): 'gzip' | 'deflate' | undefined => {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip';
  return bytes[0] === 0x78 && ((bytes[0] << 8) | (bytes[1] ?? 0)) % 31 === 0 ? 'deflate' : undefined;
};

const collect = async (stream: Readable): Promise<{ readonly bytes: Buffer; readonly whole: boolean }> => {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > MOST_BYTES) throw new BodyRefused('too-large');
      chunks.push(Buffer.from(chunk));
    }
    return { bytes: Buffer.concat(chunks), whole: true };
  } catch (error) {
    if (error instanceof BodyRefused) throw error;
    return { bytes: Buffer.concat(chunks), whole: false };
  } finally {
    stream.on('error', () => {});
    stream.destroy();
  }
};

/** Where the packed bytes of a gzip member begin (RFC 1952, section 2.3). */
const gzipBodyAt = (bytes: Buffer): number => {
  const flags = bytes[3] ?? 0;
  let at = 10;
  if ((flags & 4) !== 0) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  for (const flag of [8, 16]) if ((flags & flag) !== 0) at = bytes.indexOf(0, at) + 1;
  return (flags & 2) === 0 ? at : at + 2;
};

const unpackByLooks = (bytes: Buffer, packing: 'gzip' | 'deflate'): Buffer => {
  const options = { maxOutputLength: MOST_BYTES, finishFlush: constants.Z_SYNC_FLUSH };
  try {
    return packing === 'gzip' ? inflateRawSync(bytes.subarray(gzipBodyAt(bytes)), options) : inflateSync(bytes, options);
  } catch (error) {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw new BodyRefused(isTooLarge ? 'too-large' : 'bad-encoding', { cause: error });
  }
};

/** A body whose headers lie about its packing, by what its bytes look like; junk behind a packed body is left out. */
export const readByLooks = async (body: Readable): Promise<ReadBody> => {
  const raw = await collect(body);
  const packing = sniffed(raw.bytes);
  if (packing === undefined) return { bytes: raw.bytes, truncated: !raw.whole };
  const bytes = unpackByLooks(raw.bytes, packing);
  if (bytes.length === 0 || sniffed(bytes) !== undefined) throw new BodyRefused('bad-encoding');
  return { bytes, truncated: !raw.whole };
};

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
    const bytes = Buffer.concat(chunks);
    // Some servers pack a file and do not say so.
    return { bytes: sniffed(bytes) === 'gzip' ? unpackByLooks(bytes, 'gzip') : bytes, truncated: false };
  } catch (error) {
    const isPlain = /^(?:identity)?$/.test((contentEncoding ?? '').trim().toLowerCase());
    if (isPlain && size > 0 && isCut(error)) return { bytes: Buffer.concat(chunks), truncated: true };
    throw refusalOf(error);
  } finally {
    body.on('error', () => {});
    body.destroy();
  }
};

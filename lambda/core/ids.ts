import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

const SEPARATOR = '\u0000';

const digest = (parts: readonly string[]): string => bytesToHex(sha256(utf8ToBytes(parts.join(SEPARATOR))));

/** A deterministic id of 96 bits, as 24 hexadecimal digits: the same parts always give the same id. */
export const hashId = (...parts: readonly string[]): string => digest(parts).slice(0, 24);

/** A deterministic key of 64 bits, as 16 hexadecimal digits, for the long lists of what has been seen. */
export const shortHash = (...parts: readonly string[]): string => digest(parts).slice(0, 16);

/** A shard from 0 to `shards` - 1 that depends on `id` alone. */
export const shardOf = (id: string, shards: number): number => Number.parseInt(shortHash(id).slice(0, 8), 16) % shards;

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FEED_DOCUMENTS } from '../fixtures/feed-documents.js';
import { examineReading } from './examine-reading.js';
import { mutate } from './mutate.js';

// npm run test:fuzz -- --mutations 100000 [--from 1] [--folder FOLDER-OF-FEED-FILES]

const valueAfter = (flag: string): string | undefined => {
  const at = process.argv.indexOf(flag);
  return at < 0 ? undefined : process.argv[at + 1];
};

const filesIn = (folder: string): readonly Uint8Array[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
    : [];

const LARGEST = 60_000;
/** A reading that takes longer hangs. */
const HANG_MS = 2_000;

const folder = valueAfter('--folder');
const bodies = [
  ...Object.values(FEED_DOCUMENTS).map((text) => new TextEncoder().encode(text)),
  ...(folder === undefined ? [] : filesIn(folder)).map((bytes) => bytes.subarray(0, LARGEST)),
];
const mutations = Number(valueAfter('--mutations') ?? 20_000);
const from = Number(valueAfter('--from') ?? 1);

let [faulty, stories, refused, slowest] = [0, 0, 0, 0];
for (let seed = from; seed < from + mutations; seed += 1) {
  const body = bodies[seed % bodies.length] ?? new Uint8Array();
  const { faults, stories: found, ms } = await examineReading(mutate(body, seed));
  const all = ms > HANG_MS ? [...faults, `took ${Math.round(ms)} ms`] : faults;
  stories += found;
  slowest = Math.max(slowest, ms);
  if (found === 0) refused += 1;
  if (all.length === 0) continue;
  faulty += 1;
  if (faulty <= 10) process.stdout.write(`seed ${seed}, body ${seed % bodies.length}: ${all.slice(0, 3).join('; ')}\n`);
}
process.stdout.write(
  `${mutations} mutations of ${bodies.length} bodies: ${faulty} faulty; ${stories} stories read, ${refused} bodies without any; slowest ${slowest.toFixed(0)} ms\n`,
);
process.exitCode = faulty === 0 ? 0 : 1;

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { median, type Row } from './table.js';

const HANDLERS = ['tick', 'poll-feed', 'merge-deadlines', 'count-down', 'flush-channel', 'apply-watchlist'];
const ROUNDS = 5;
const REQUIRE = "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";
const ENVIRONMENT = {
  TABLE_NAME: 't',
  TOPIC_PREFIX: 'p-',
  USER_AGENT: 'bench',
  POLL_MINUTES: '5',
  AWS_REGION: 'eu-west-1',
  NODE_NO_WARNINGS: '1',
};

const bundle = async (entry: string, folder: string): Promise<string> => {
  const outfile = join(folder, `${basename(entry, '.ts')}.mjs`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE },
    logLevel: 'error',
  });
  return outfile;
};

/** Milliseconds from the start of a fresh process until the module is loaded. */
const loadMs = (file: string): number => {
  const times = Array.from({ length: ROUNDS }, () => {
    const script = `const at=performance.now();await import(${JSON.stringify(pathToFileURL(file).href)});process.stdout.write(String(performance.now()-at))`;
    return Number(
      execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        env: { PATH: process.env['PATH'], ...ENVIRONMENT },
        encoding: 'utf8',
      }),
    );
  });
  return median(times);
};

export const measureLambdas = async (): Promise<readonly Row[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'news-alert-bench-'));
  try {
    const sdk = await bundle('tests/bench/floor.ts', folder);
    const files: [string, string][] = [['the three SDK clients alone (floor)', sdk]];
    for (const name of HANDLERS) files.push([name, await bundle(`lambda/handlers/${name}.ts`, folder)]);
    const floor = loadMs(sdk);
    return files.map(([name, file]) => {
      const bytes = readFileSync(file);
      const ms = file === sdk ? floor : loadMs(file);
      return {
        Lambda: name,
        kB: String(Math.round(bytes.length / 1024)),
        'kB packed': String(Math.round(gzipSync(bytes).length / 1024)),
        'load ms': ms.toFixed(0),
        'to the floor': `${(ms / floor).toFixed(1)} x`,
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

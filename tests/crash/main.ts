import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { CLAUSES, type Clause } from './clauses.js';
import { examine } from './invariants.js';
import { simulate } from './simulation.js';

// npm run test:crash -- --seeds 5000 [--from 1] [--without CLAUSE]

interface Sums {
  seeds: number;
  steps: number;
  crashes: number;
  crashPoints: string[];
  lost: number;
  repeated: number;
  stated: number;
  other: number;
  failing: string[];
}

const PART = '--part';

const valueAfter = (flag: string): string | undefined => {
  const at = process.argv.indexOf(flag);
  return at < 0 ? undefined : process.argv[at + 1];
};

const isClause = (name: string | undefined): name is Clause => CLAUSES.some((clause) => clause === name);

const runSeeds = async (from: number, to: number, clause: Clause | undefined): Promise<Sums> => {
  Error.stackTraceLimit = 0;
  const sums: Sums = { seeds: 0, steps: 0, crashes: 0, crashPoints: [], lost: 0, repeated: 0, stated: 0, other: 0, failing: [] };
  const crashPoints = new Set<string>();
  for (let seed = from; seed < to; seed += 1) {
    const outcome = await simulate(seed, clause);
    const findings = examine(outcome);
    for (const point of outcome.crashPoints) crashPoints.add(point);
    sums.seeds += 1;
    sums.steps += outcome.steps;
    sums.crashes += outcome.crashes;
    sums.lost += findings.lost.length;
    sums.repeated += findings.repeated.length;
    sums.stated += findings.repeatedAtStatedPlace;
    sums.other += findings.other.length;
    const all = [...findings.lost.map((each) => `lost ${each}`), ...findings.repeated.map((each) => `repeated ${each}`), ...findings.other];
    if (all.length > 0) sums.failing.push(`seed ${seed}: ${all.slice(0, 4).join('; ')}`);
  }
  return { ...sums, crashPoints: [...crashPoints] };
};

const runPart = (from: number, to: number): Promise<Sums> =>
  new Promise((resolve, reject) => {
    const own = process.argv.slice(2);
    const child = spawn(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), ...own, PART, `${from}-${to}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0
        ? resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')))
        : reject(new Error(`seeds ${from} to ${to} ended with code ${code}`)),
    );
  });

const add = (left: Sums, right: Sums): Sums => ({
  seeds: left.seeds + right.seeds,
  steps: left.steps + right.steps,
  crashes: left.crashes + right.crashes,
  crashPoints: [...new Set([...left.crashPoints, ...right.crashPoints])],
  lost: left.lost + right.lost,
  repeated: left.repeated + right.repeated,
  stated: left.stated + right.stated,
  other: left.other + right.other,
  failing: [...left.failing, ...right.failing],
});

const report = (sums: Sums, clause: Clause | undefined): void => {
  for (const line of sums.failing.slice(0, 20)) process.stdout.write(`${line}\n`);
  process.stdout.write(
    `${sums.seeds} seeds${clause === undefined ? '' : ` without "${clause}"`}: ${sums.steps} steps, ${sums.crashes} crashes at ${sums.crashPoints.length} kinds of crash points; ` +
      `lost ${sums.lost}, repeated outside the stated place ${sums.repeated} (at it ${sums.stated}), other violations ${sums.other}; ${sums.failing.length} seeds fail\n`,
  );
};

const main = async (): Promise<number> => {
  const without = valueAfter('--without');
  if (without !== undefined && !isClause(without)) {
    process.stderr.write(`--without takes one of:\n${CLAUSES.map((clause) => `  ${clause}`).join('\n')}\n`);
    return 2;
  }
  const clause = isClause(without) ? without : undefined;
  const part = valueAfter(PART)?.split('-').map(Number);
  if (part !== undefined) {
    process.stdout.write(JSON.stringify(await runSeeds(part[0] ?? 0, part[1] ?? 0, clause)));
    return 0;
  }
  const from = Number(valueAfter('--from') ?? 1);
  const seeds = Number(valueAfter('--seeds') ?? 1_000);
  const parts = Math.min(availableParallelism(), seeds);
  const bounds = Array.from({ length: parts + 1 }, (_, at) => from + Math.round((seeds * at) / parts));
  const sums = (await Promise.all(bounds.slice(1).map((to, at) => runPart(bounds[at] ?? from, to)))).reduce(add);
  report(sums, clause);
  return sums.failing.length === 0 ? 0 : 1;
};

process.exitCode = await main();

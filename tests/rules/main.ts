import { compareWithOracle } from './compare-with-oracle.js';

// npm run test:rules -- --pairs 1000000: the fast matcher against the slow evaluator of the same trees.
const valueAfter = (flag: string): string | undefined => {
  const at = process.argv.indexOf(flag);
  return at < 0 ? undefined : process.argv[at + 1];
};

const wanted = Number(valueAfter('--pairs') ?? 100_000);
let seed = Number(valueAfter('--from') ?? 1);
let pairs = 0;
let matched = 0;
const differences: string[] = [];
while (pairs < wanted) {
  const compared = compareWithOracle(seed);
  seed += 1;
  pairs += compared.pairs;
  matched += compared.matched;
  differences.push(...compared.differences);
}
for (const line of differences.slice(0, 20)) process.stdout.write(`${line}\n`);
process.stdout.write(`${pairs} pairs, ${matched} of them matches; differences: ${differences.length}\n`);
process.exitCode = differences.length === 0 ? 0 : 1;

import { measureLambdas } from './lambdas.js';
import { measurePipeline } from './pipeline.js';
import { printTable, type Row } from './table.js';

// npm run bench: each figure beside a named alternative or a floor of the same run.

const sections: readonly (readonly [string, () => Promise<readonly Row[]>])[] = [
  ['The local pipeline: from a feed’s bytes to a message, 200 stories, 10 rules', measurePipeline],
  ['The Lambdas: bundle size and time to load, medians of 5', measureLambdas],
];

for (const [title, measure] of sections) {
  process.stdout.write(`\n${title}\n`);
  printTable(await measure());
}

import { writeFileSync } from 'node:fs';
import { isAside, readItems, SET_NAMES } from './deadlines/labelled-items.js';
import { examplesOf, train } from './deadlines/train.js';

// npm run train:deadlines: learns from the worked-on part of the labelled sets how the words around a time weigh; never from the part kept aside.

/** Of the sentences half hold a deadline, and stories look otherwise: a time of theirs counts for less than one of a story. */
const SENTENCE_WEIGHT = 0.35;
const items = [...SET_NAMES.flatMap(readItems).filter((item) => !isAside(item)), ...readItems('conventions')];
const sentences = readItems('sentences');
const examples = [...examplesOf(items), ...examplesOf(sentences).map((each) => ({ ...each, weight: SENTENCE_WEIGHT }))];
const deadlines = examples.filter(({ outcome }) => outcome !== 'none').length;
const weights = train(examples);
writeFileSync(
  new URL('../../lambda/deadlines/english/weights.ts', import.meta.url),
  `// Written by \`npm run train:deadlines\` from the labelled sets in tests/fixtures/deadlines; not by hand.\n// A feature a line, with its weights in hundredths for: none, set, moved, withdrawn, passed.\nexport const WEIGHTS = \`\n${weights}\n\`;\n`,
);
console.log(
  `${items.length} stories and ${sentences.length} sentences, ${examples.length} times, ${deadlines} of them deadlines: ${weights.split('\n').length} weights`,
);

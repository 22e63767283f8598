import { writeFileSync } from 'node:fs';
import { isAside, type LabelledItem, readItems, SET_NAMES } from './deadlines/labelled-items.js';
import { examplesOf, LESSON_WEIGHTS, type Lesson, trainOwn, trainStory } from './deadlines/train.js';

// npm run train:deadlines: learns from the worked-on part of the labelled sets how the words around a time weigh, and the other times of its
// story; never from the part kept aside.

const lessonsOf = (items: readonly LabelledItem[], weight: number): readonly Lesson[] => items.map((item) => ({ item, weight }));
const items = SET_NAMES.flatMap(readItems).filter((item) => !isAside(item));
const [conventions, sentences] = [readItems('conventions'), readItems('sentences')];
const lessons = [
  ...lessonsOf(items, LESSON_WEIGHTS.story),
  ...lessonsOf(conventions, LESSON_WEIGHTS.conventions),
  ...lessonsOf(sentences, LESSON_WEIGHTS.sentences),
];

const write = (file: string, name: string, weights: string): void =>
  writeFileSync(
    new URL(`../../lambda/deadlines/english/${file}`, import.meta.url),
    `// Written by \`npm run train:deadlines\` from the labelled sets in tests/fixtures/deadlines; not by hand.\n// A feature a line, with its weights in hundredths for: none, set, moved, withdrawn, passed.\nexport const ${name} = \`\n${weights}\n\`;\n`,
  );

const [own, story] = [trainOwn(lessons), trainStory(lessons)];
write('weights.ts', 'WEIGHTS', own);
write('story-weights.ts', 'STORY_WEIGHTS', story);
const examples = examplesOf(lessons);
const deadlines = examples.filter(({ outcome }) => outcome !== 'none').length;
const [ownCount, storyCount] = [own, story].map((text) => text.split('\n').length);
console.log(
  `${items.length} stories and ${conventions.length + sentences.length} sentences, ${examples.length} times, ${deadlines} of them deadlines: ${ownCount} weights of words, ${storyCount} of a story's other times`,
);

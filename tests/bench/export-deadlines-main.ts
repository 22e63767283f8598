import { createWriteStream } from 'node:fs';
import { storyWords } from '../../lambda/deadlines/english/story-words.js';
import { OUTCOMES } from '../../lambda/deadlines/english/weigh.js';
import { readStory } from '../../lambda/deadlines/read-story.js';
import { weighAmong } from '../../lambda/deadlines/weigh-story.js';
import { askedTimes, toldSentences } from '../../lambda/deadlines/weigh-times.js';
import { isAside, type LabelledItem, readItems, SET_NAMES, type SetName } from './deadlines/labelled-items.js';
import { LESSON_WEIGHTS, outcomeOf } from './deadlines/train.js';

// npm run export:deadlines -- stories.jsonl: the labelled sets as the network is taught on them; see deadlines/network/README.md.

/** A story as the network and its teachers see it, with what the annotator says of each time. */
const exported = (set: SetName, item: LabelledItem, isKeptAside: boolean, weight: number) => {
  const read = readStory(item);
  const times = askedTimes(weighAmong(read));
  const { words, placeOf } = storyWords(
    toldSentences(read),
    times.map(({ told }) => told),
  );
  return {
    id: `${set}/${item.id}`,
    aside: isKeptAside,
    weight,
    title: item.title,
    summary: item.summary,
    words,
    times: times.map(({ time, told }) => {
      const { governed, place, seen } = time;
      const { start, text, tokens } = place.sentence;
      const { slot } = governed;
      const outcome = outcomeOf(item, seen, governed);
      return {
        word: placeOf.get(told) ?? null,
        in: place.in,
        start: start + (slot === undefined ? 0 : (tokens[slot.first]?.start ?? 0)),
        end: start + (slot === undefined ? text.length : (tokens[slot.past - 1]?.end ?? text.length)),
        outcome: outcome === undefined ? null : OUTCOMES.indexOf(outcome),
        features: told.features,
      };
    }),
  };
};

const out = createWriteStream(process.argv[2] ?? 'stories.jsonl');
for (const set of [...SET_NAMES, 'sentences', 'conventions'] as const) {
  const isForLearningOnly = set === 'sentences' || set === 'conventions';
  for (const item of readItems(set)) {
    const story = exported(set, item, !isForLearningOnly && isAside(item), LESSON_WEIGHTS[isForLearningOnly ? set : 'story']);
    if (story.times.length > 0) out.write(`${JSON.stringify(story)}\n`);
  }
}
out.end();

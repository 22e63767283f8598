import type { TimeInStory, ToldSentence, Weighing } from './language.js';
import type { ReadStory } from './read-story.js';
import { type StoryTime, secondLook, weighAmong } from './weigh-story.js';
import type { SeenTime } from './weigh-time.js';

/** A weighed time, and the same as its language reads it once more. */
export interface AskedTime {
  readonly time: StoryTime & { readonly seen: SeenTime; readonly weighing: Weighing };
  readonly told: TimeInStory;
}

/** The weighed times of a story, in their order. */
export const askedTimes = (times: readonly (readonly StoryTime[])[]): readonly AskedTime[] =>
  times.flatMap((inSentence, sentence) =>
    inSentence.flatMap((time): readonly AskedTime[] => {
      const { seen, weighing, governed } = time;
      if (seen === undefined || weighing === undefined) return [];
      const { slot } = governed;
      const told = { sentence, features: seen.features, weighing, ...(slot === undefined ? {} : { slot }) };
      return [{ time: { ...time, seen, weighing }, told }];
    }),
  );

/** The sentences of a story, title first. */
export const toldSentences = ({ places }: ReadStory): readonly ToldSentence[] =>
  places.map(({ sentence: { tokens }, in: field }) => ({ tokens, isTitle: field === 'title' }));

/** At most as likely as the one, or at least as the other, and the weights are taken at their word. */
const [SURELY_NONE, SURELY_ONE] = [0.08, 0.97];

const isInDoubt = ({ likelihood }: Weighing): boolean => likelihood > SURELY_NONE && likelihood < SURELY_ONE;

/**
 * The times of a story by sentence, each weighed by its own words and then among the others; where that leaves doubt, the words of the whole
 * story are read in their order.
 */
export const weighTimes = (read: ReadStory): readonly (readonly StoryTime[])[] => {
  const times = weighAmong(read);
  const asked = askedTimes(times);
  if (!asked.some(({ told }) => isInDoubt(told.weighing))) return times;
  const again = read.story.language.readAgain(
    toldSentences(read),
    asked.map(({ told }) => told),
  );
  const reread = asked.map(({ time }, at): StoryTime => {
    const other = again[at];
    return other === undefined || !isInDoubt(time.weighing) ? time : { ...time, weighing: secondLook(time, other) };
  });
  const left = reread.values();
  // what is not weighed keeps its place
  return times.map((sentence) =>
    sentence.map((time) => (time.seen === undefined || time.weighing === undefined ? time : (left.next().value ?? time))),
  );
};

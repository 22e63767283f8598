import type { Instant } from '../core/time.js';
import type { Deadline, Mention } from './deadline.js';
import { isName, MAYBE_MARK, NAME_MARK, topicWords } from './english/topic-words.js';
import { isFormer, isWithin, sameDate, sameDay } from './same-date.js';
import { areOtherPairs, likenessOf, type WeightedWords, weighWords } from './topic.js';

const WEIGHTS = { quote: 1, headline: 0.5, names: 0.3, maybeName: 0.4 };

/** Words for what happens, which have many synonyms: they do not tell one matter from another. */
const EVENTS: ReadonlySet<string> = new Set(
  topicWords(
    'strike strikes walkout stoppage action union unions ballot vote votes election poll referendum runoff truce ceasefire pause lull tariff tariffs duty duties levy levies hearing trial verdict ruling judgment court case appeal sentencing launch liftoff rocket mission ultimatum demand order orders evacuation eviction ban rules law sanctions curfew offer bid bids contract agreement deal pact waiver licence permit lawmakers parliament',
  ),
);

/** What a story comes back to: the words that stand in its headline and in the sentence, but for names, and words that may be names. */
const coreOf = (headline: string, quote: string): readonly string[] => {
  if (quote === headline) return [];
  const [titled, said] = [topicWords(headline), new Set(topicWords(quote))];
  const maybeNames = new Set(
    [...titled, ...said].filter((word) => word.startsWith(MAYBE_MARK)).flatMap((word) => topicWords(word.slice(MAYBE_MARK.length))),
  );
  return titled.filter(
    (word) => !isName(word) && !word.startsWith(MAYBE_MARK) && !maybeNames.has(word) && !EVENTS.has(word) && said.has(word),
  );
};

/** What a mention is about: the sentence itself says it best, then the headline, then the names of the rest. */
export const wordsOf = ({ headline, finding, names }: Mention): WeightedWords => {
  const known = new Set([...names, ...topicWords(headline).filter(isName), ...topicWords(finding.quote).filter(isName)]);
  const weighted = (words: readonly string[], weight: number): readonly (readonly [string, number])[] =>
    words.map((word) =>
      word.startsWith(MAYBE_MARK) ? [`${NAME_MARK}${word.slice(MAYBE_MARK.length)}`, weight * WEIGHTS.maybeName] : [word, weight],
    );
  return new Map([
    ...weighted(names, WEIGHTS.names),
    ...weighted(topicWords(headline, known), WEIGHTS.headline),
    ...weighted(topicWords(finding.quote, known), WEIGHTS.quote),
  ]);
};

/** A deadline whose stories come back to something: several of them, or the first. */
const hasCore = ({ headline, sources, revisions: [first] }: Deadline): boolean =>
  sources.length > 2 || (first !== undefined && coreOf(headline, first.quote).length > 0);

/** The share of what a story comes back to that a deadline is about, by weight; undefined when one of the two comes back to nothing. */
const sharedCore = (deadline: Deadline, core: readonly string[], weigh: (word: string) => number): number | undefined => {
  const weightOf = (words: readonly string[]): number => words.reduce((sum, word) => sum + weigh(word), 0);
  if (core.length === 0 || !hasCore(deadline)) return undefined;
  return weightOf(core.filter((word) => word in deadline.topic)) / weightOf(core);
};

/** Less in common, and it is about something else: soybeans are no semiconductors, whoever trades them. */
const LEAST_CORE = 0.3;
/** So much in common with a deadline of another date, and it may be that one, wrongly reported. */
const SAME_CORE = 0.7;

const closeness = (deadline: Deadline, due: Instant | undefined): number => (due === undefined ? 0 : Math.abs(deadline.due - due));

/** How much alike a mention and a deadline must be: the more, the less else speaks for it. Set by the simulated months. */
interface Needed {
  /** Of the words besides names, 0 to 1. */
  readonly words: number;
  /** The same where two names are shared. */
  readonly wordsWithNames: number;
  /** Of names and words together. */
  readonly both: number;
  /** The same where three names are shared. */
  readonly bothWithNames: number;
  /** Of the names, 0 to 1; `LEAST_NAMES` where nothing is said. */
  readonly names?: number;
  /** Of two states that it is about, both. */
  readonly pairs?: boolean;
}
const SAME_DATE: Needed = { words: 0.2, wordsWithNames: 0, both: 0.4, bothWithNames: 0.3 };
/** The same date, and the same words in headline and sentence. */
const SAME_DATE_AND_CORE: Needed = { ...SAME_DATE, words: 0, names: 0.5 };
/** A story that reports a move or a withdrawal. */
const CHANGE: Needed = { words: 0.3, wordsWithNames: 0, both: 0.5, bothWithNames: 0.5, pairs: true };
/** Another date, and no word of a move: most often another deadline. */
const OTHER_DATE: Needed = { words: 0.5, wordsWithNames: 0.5, both: 0.8, bothWithNames: 0.8, pairs: true };
/** So many names in common, and the same date: little is asked of the words. */
const MANY_NAMES = 3;
const ENOUGH_NAMES = 2;
const OTHER_KIND = 0.1;
const LEAST_NAMES = 0.6;
const SHARE_OF_NAMES = 0.55;
/** Where one of the two names nobody. */
const UNKNOWN_NAMES = 0.5;
/** The same headline is the same text sent on by an agency; or it is one that says next to nothing. */
const SAME_HEADLINE = 0.8;

/** What is alike, 0 to 1, as far as it reaches what is needed; undefined when it does not. */
const likeness = ({ deadline, mention, words, needed, weigh }: Comparison): number | undefined => {
  const { names = UNKNOWN_NAMES, sharedNames, words: likeWords } = likenessOf(deadline.topic, words, weigh);
  const shared = sameText(deadline, mention) ? Math.max(likeWords, SAME_HEADLINE) : likeWords;
  const leastWords = sharedNames >= ENOUGH_NAMES ? needed.wordsWithNames : needed.words;
  const differ = names < (needed.names ?? LEAST_NAMES) && names !== UNKNOWN_NAMES;
  if (differ || shared < leastWords || (needed.pairs === true && areOtherPairs(deadline.topic, words))) return undefined;
  const alike = SHARE_OF_NAMES * names + (1 - SHARE_OF_NAMES) * shared;
  const least = sharedNames >= MANY_NAMES ? needed.bothWithNames : needed.both;
  return alike >= least + (kindsDiffer(deadline, mention) ? OTHER_KIND : 0) ? alike : undefined;
};

interface Comparison {
  readonly deadline: Deadline;
  readonly mention: Mention;
  /** What the mention is about. */
  readonly words: WeightedWords;
  readonly needed: Needed;
  readonly weigh: (word: string) => number;
}

interface Candidate {
  readonly deadline: Deadline;
  readonly alike: number;
  readonly agrees: boolean;
}

const sameText = (deadline: Deadline, mention: Mention): boolean =>
  deadline.sources.some((source) => source.storyId === mention.storyId || source.titleKey === mention.titleKey);

const kindsDiffer = (deadline: Deadline, { finding }: Mention): boolean =>
  deadline.kind !== finding.kind && deadline.kind !== 'other' && finding.kind !== 'other';

/** The deadline of another sentence of the same story is not the one that this sentence is about. */
const isBeside = (deadline: Deadline, { besides, finding }: Mention): boolean =>
  besides.some((due) => sameDate(deadline, { ...finding, due })) &&
  !(finding.due !== undefined && sameDate(deadline, { ...finding, due: finding.due }));

/** The move names the date that this deadline has. */
const hadFormer = (deadline: Deadline, { finding: { formerDue, zone } }: Mention): boolean =>
  formerDue !== undefined && sameDate(deadline, { due: formerDue, precision: 'day', zone });

/** The followed deadline that a mention is about: as alike as the circumstances ask, and of several the most. */
export const findDeadline = (followed: readonly Deadline[], mention: Mention): Deadline | undefined => {
  const { due, status, precision, zone } = mention.finding;
  const words = wordsOf(mention);
  const core = coreOf(mention.headline, mention.finding.quote);
  const weigh = weighWords(followed.map((deadline) => deadline.topic));
  const candidates = followed.flatMap((deadline): readonly Candidate[] => {
    // What is unlike whatever the dates are is most of them, and dates take longer to compare.
    if (likeness({ deadline, mention, words, needed: SAME_DATE_AND_CORE, weigh }) === undefined || isBeside(deadline, mention)) return [];
    const common = sharedCore(deadline, core, weigh);
    if (common !== undefined && common < LEAST_CORE) return [];
    const moment = due === undefined ? undefined : { due, precision, zone };
    const agrees =
      moment !== undefined &&
      (sameDay(deadline, moment) ||
        hadFormer(deadline, mention) ||
        isFormer(deadline, moment) ||
        isWithin(moment, deadline) ||
        isWithin(deadline, { ...moment, ...(mention.finding.earliest === undefined ? {} : { earliest: mention.finding.earliest }) }));
    const otherwise = status === 'set' ? OTHER_DATE : CHANGE;
    const isSame = agrees && common !== undefined && common >= SAME_CORE;
    const whereItAgrees = isSame ? SAME_DATE_AND_CORE : SAME_DATE;
    const needed = agrees ? whereItAgrees : otherwise;
    const alike = likeness({ deadline, mention, words, needed, weigh });
    // Of two that it may be about, the one of its kind.
    return alike === undefined ? [] : [{ deadline, alike: alike - (kindsDiffer(deadline, mention) ? OTHER_KIND : 0), agrees }];
  });
  const [best] = candidates.sort(
    (left, right) =>
      Number(right.agrees) - Number(left.agrees) ||
      right.alike - left.alike ||
      closeness(left.deadline, due) - closeness(right.deadline, due),
  );
  return best?.deadline;
};

/**
 * True when a mention gives another date to what an open deadline is about, as far as the words tell: the one may be an error of the other,
 * or both are true.
 */
export const isBesideAnother = (followed: readonly Deadline[], mention: Mention): boolean => {
  const words = wordsOf(mention);
  const core = coreOf(mention.headline, mention.finding.quote);
  const weigh = weighWords(followed.map((deadline) => deadline.topic));
  return followed.some(
    (deadline) =>
      deadline.state === 'open' &&
      !isBeside(deadline, mention) &&
      (sharedCore(deadline, core, weigh) ?? 0) >= SAME_CORE &&
      likeness({ deadline, mention, words, needed: CHANGE, weigh }) !== undefined,
  );
};

import type { FindingStatus } from '../deadline.js';
import type { Governed } from '../governed.js';
import type { About, Language } from '../language.js';
import type { Slot } from '../slot.js';
import type { Sentence, Token } from '../token.js';
import { changeFeatures, featuresOf } from './features.js';
import { governByNoun } from './governors/deadline-noun.js';
import { governByDue } from './governors/due.js';
import { governByEffect } from './governors/effect.js';
import { governByEvent } from './governors/event.js';
import { governByExpiry } from './governors/expiry.js';
import { governByLimit } from './governors/limit.js';
import { governByMove } from './governors/move.js';
import { governByEnding, governByPassing } from './governors/passing.js';
import { governByState } from './governors/state.js';
import { governByWithdrawal } from './governors/withdrawal.js';
import { isIssue, isSaid } from './issued.js';
import { denies, doubtsWithoutCue, judge } from './judge.js';
import { kindOf } from './kinds.js';
import { firstPeopleIn } from './peoples.js';
import { firstZoneIn, zoneBefore } from './places.js';
import { readAgain } from './read-again.js';
import { type Reading, readSentence, wordsIn } from './reading.js';
import { sentencesOf } from './sentences.js';
import { signsOfChange } from './signs-of-change.js';
import { weigh, weighAgain } from './weigh.js';

const GOVERNORS = [governByEnding, governByNoun, governByLimit, governByExpiry, governByDue, governByEffect, governByState, governByEvent];
const RECURRING = new Set(['every', 'each', 'weekdays', 'daily', 'weekly', 'monthly', 'annually', 'nightly', 'yearly']);

const recurs = ({ tokens }: Reading, slot: Slot): boolean =>
  [slot.first - 1, slot.first - 2, slot.past, slot.past + 1].some((at) => RECURRING.has(tokens[at]?.text ?? ''));

const MOST_COORDINATED = 3;

/** "on Thursday and Friday": a time that follows a governed one after "and" or a comma shares its cue. */
const coordinated = (reading: Reading, slot: Slot, before: Governed | undefined): Governed | undefined => {
  if (before?.slot === undefined || slot.vague === true || slot.duration !== undefined || before.kind !== 'strike') return undefined;
  const gap = slot.first - before.slot.past;
  const joins =
    gap <= MOST_COORDINATED &&
    reading.tokens.slice(before.slot.past, slot.first).every((token) => /^(?:and|then|on|also|again)$/.test(token.text));
  return joins ? { ...before, slot, past: slot.past } : undefined;
};

const governSlots = (reading: Reading): readonly Governed[] => {
  const found: Governed[] = [];
  for (const slot of reading.slots) {
    if (recurs(reading, slot)) continue;
    const shared = coordinated(reading, slot, found.at(-1));
    const own = shared ?? GOVERNORS.reduce<Governed | undefined>((best, govern) => best ?? govern(reading, slot), undefined);
    if (own !== undefined) found.push(own);
  }
  return found;
};

const CHANGES = [governByMove, governByWithdrawal, governByPassing];

const changesIn = (reading: Reading): readonly Governed[] => {
  const found = CHANGES.map((governBy) => governBy(reading));
  return found.find((each) => each.length > 0) ?? [];
};

const governReading = (reading: Reading): readonly Governed[] => {
  const changes = changesIn(reading);
  const [change] = changes;
  if (change === undefined) return judge(reading, governSlots(reading));
  if (change.shift === undefined) return judge(reading, changes);
  return [
    ...changes,
    ...judge(
      reading,
      governSlots(reading).filter((each) => each.slot?.duration === undefined),
    ),
  ];
};

/** A time that no cue governs, for the words around it to be weighed. */
const ungoverned = (slot: Slot): Governed => ({
  slot,
  status: 'set',
  direction: 'ahead',
  parts: [],
  first: slot.first,
  past: slot.past,
});

const isOf = (slot: Slot, governed: Governed): boolean => governed.slot?.first === slot.first && governed.slot.past === slot.past;

const CHANGED: ReadonlySet<string> = new Set(['move', 'withdraw', 'pass']);

/** A sentence that speaks of a change and gives no date for it, for its words to be weighed. */
const ungovernedChange = ({ classes, tokens }: Reading, governed: readonly Governed[]): readonly Governed[] => {
  if (governed.some(({ slot }) => slot === undefined)) return [];
  const change = classes.find(({ of }) => CHANGED.has(of));
  if (change === undefined) return [];
  return [{ status: 'withdrawn', direction: 'ahead', parts: [], first: change.first, past: Math.min(change.past, tokens.length) }];
};

const ABOUT_SENTENCES = 2;
const MOST_DENYING = 4;
const MOST_WORDS = 60;

const namesOf = (sentences: readonly Sentence[]): readonly string[] => [
  ...new Set(sentences.flatMap(({ tokens }) => wordsIn(tokens).classes.filter(({ first }) => first < MOST_WORDS)).map(({ of }) => of)),
];

const NOTHING: Omit<About, 'title'> = {
  inTitle: [],
  inSummary: [],
  changesInTitle: [],
  changesInSummary: [],
  signsOfChange: [],
  isDenied: false,
};

const changesOf = (sentences: readonly Sentence[], title: readonly Token[]): readonly FindingStatus[] => [
  ...new Set(sentences.flatMap((sentence) => changesIn(readSentence(sentence, { ...NOTHING, title }))).map(({ status }) => status)),
];

const aboutOf = (title: readonly Sentence[], summary: readonly Sentence[]): About => {
  const [titled, said] = [title.slice(0, ABOUT_SENTENCES), summary.slice(0, ABOUT_SENTENCES)];
  const tokens = title[0]?.tokens ?? [];
  return {
    title: tokens,
    inTitle: namesOf(titled),
    inSummary: namesOf(said),
    changesInTitle: changesOf(titled, tokens),
    changesInSummary: changesOf(said, tokens),
    signsOfChange: [...new Set([...titled, ...summary.slice(0, MOST_DENYING)].flatMap(({ tokens: words }) => signsOfChange(words)))],
    isDenied: [...title, ...summary.slice(0, MOST_DENYING)].some(({ tokens: words }) => denies(words)),
  };
};

/** Where a time, or else the change without one, stands in its sentence. */
const placeOf = ({ slot, first }: Governed): number => slot?.first ?? first;

const govern = (sentence: Sentence, about: About): readonly Governed[] => {
  const reading = readSentence(sentence, about);
  const governed = governReading(reading);
  const others = reading.slots.filter(
    (slot) => slot.vague !== true && !recurs(reading, slot) && !governed.some((each) => isOf(slot, each)),
  );
  const doubtsOf = others.length === 0 ? undefined : doubtsWithoutCue(reading);
  const all = [...governed, ...others.map(ungoverned), ...ungovernedChange(reading, governed)];
  return all
    .toSorted((left, right) => placeOf(left) - placeOf(right))
    .map((each) => {
      const { slot } = each;
      const isCued = each.parts.length > 0;
      if (slot === undefined) return { ...each, features: (timing) => changeFeatures(reading, isCued ? each : undefined, timing) };
      const parts = isCued ? each.parts : (doubtsOf?.(slot) ?? []);
      const issue = { ...(isIssue(reading, slot) ? { isIssue: true } : {}), ...(isSaid(reading, slot) ? { isSaid: true } : {}) };
      return { ...each, parts, ...issue, features: (timing) => featuresOf(reading, slot, isCued ? each : undefined, timing) };
    });
};

/** English: its sentences, cues, forms of time and the link between them. */
export const english: Language = {
  sentencesOf,
  aboutOf,
  govern,
  weigh,
  weighAgain,
  readAgain,
  kindOf,
  firstZoneIn,
  zoneBefore,
  firstPeopleIn,
};

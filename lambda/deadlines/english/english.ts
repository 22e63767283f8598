import type { Governed } from '../governed.js';
import type { Language } from '../language.js';
import type { Slot } from '../slot.js';
import type { Sentence, Token } from '../token.js';
import { featuresOf } from './features.js';
import { governByNoun } from './governors/deadline-noun.js';
import { governByDue } from './governors/due.js';
import { governByEffect } from './governors/effect.js';
import { governByEvent } from './governors/event.js';
import { governByExpiry } from './governors/expiry.js';
import { governByLimit } from './governors/limit.js';
import { governByMove } from './governors/move.js';
import { governByPassing } from './governors/passing.js';
import { governByState } from './governors/state.js';
import { governByWithdrawal } from './governors/withdrawal.js';
import { judge } from './judge.js';
import { kindOf } from './kinds.js';
import { firstZoneIn } from './places.js';
import { type Reading, readSentence } from './reading.js';
import { sentencesOf } from './sentences.js';
import { weigh } from './weigh.js';

const GOVERNORS = [governByNoun, governByLimit, governByExpiry, governByDue, governByEffect, governByState, governByEvent];
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
  return found.find((each) => each.some((governed) => governed.hint !== true)) ?? found.flat();
};

const governReading = (reading: Reading): readonly Governed[] => {
  const changes = changesIn(reading);
  const [change] = changes;
  if (change === undefined) return judge(reading, governSlots(reading));
  if (change.shift === undefined && change.hint !== true) return judge(reading, changes);
  return [
    ...changes,
    ...judge(
      reading,
      governSlots(reading).filter((each) => change.hint === true || each.slot?.duration === undefined),
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

const govern = (sentence: Sentence, title: readonly Token[]): readonly Governed[] => {
  const reading = readSentence(sentence, title);
  const governed = governReading(reading);
  if (governed[0]?.shift !== undefined) return governed;
  const others = reading.slots.filter(
    (slot) => slot.vague !== true && !recurs(reading, slot) && !governed.some((each) => isOf(slot, each)),
  );
  return [...governed, ...others.map(ungoverned)].map((each) => {
    const { slot, hint } = each;
    if (slot === undefined || hint === true) return each;
    return { ...each, features: (timing) => featuresOf(reading, slot, each.parts.length === 0 ? undefined : each, timing) };
  });
};

/** English: its sentences, cues, forms of time and the link between them. */
export const english: Language = { sentencesOf, govern, weigh, kindOf, firstZoneIn };

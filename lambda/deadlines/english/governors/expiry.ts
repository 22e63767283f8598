import type { Governed } from '../../governed.js';
import type { Slot } from '../../slot.js';
import { type Token, wordAt } from '../../token.js';
import type { Cue } from '../cue.js';
import { leadOf } from '../lead.js';
import { readMood } from '../mood.js';
import { crossesClause, hasWord, type Reading } from '../reading.js';
import { CAN_LAPSE } from '../subjects.js';

const MOST_BETWEEN = 7;
const SUBJECT_REACH = 14;
const OBJECT_REACH = 4;
const LASTING_REACH = 8;
const CAN_LAST = new Set([
  'truce',
  'ceasefire',
  'pause',
  'lull',
  'curfew',
  'moratorium',
  'lockdown',
  'amnesty',
  'embargo',
  'freeze',
  'emergency',
  'closure',
]);
const VERBS = /^(?:said|says|is|was|were|are|will|has|have|had|that|which|who|and|to)$/;

/** "will close to new applicants on Friday". */
const CLOSED_TO = /^(?:new|all|further|traffic|passengers|applicants|applications|entries|submissions|visitors)$/;

const LIMIT_ENDINGS = /(?:until|through)$/;

const near = (tokens: readonly Token[], cue: Cue, slot: Slot): boolean => {
  const { first, lead } = leadOf(tokens, slot);
  const reach = cue.form === 'past' ? 3 : MOST_BETWEEN;
  if (cue.past > first + 1 || first - cue.past > reach || /^(?:after|for|of|to|ahead)$/.test(lead)) return false;
  if (slot.duration !== undefined && slot.duration.anchor === undefined && !/^(?:in|within)$/.test(lead)) return false;
  if (/^(?:until)$/.test(lead) && !LIMIT_ENDINGS.test(wordAt(tokens, cue.past - 1))) return false;
  for (let at = cue.past; at < first; at += 1)
    if (VERBS.test(wordAt(tokens, at)) && !(wordAt(tokens, at) === 'to' && CLOSED_TO.test(wordAt(tokens, at + 1)))) return false;
  return !crossesClause(tokens, cue.past, first);
};

/** "On Friday the truce expires." */
const follows = (tokens: readonly Token[], cue: Cue, slot: Slot): boolean => {
  const { lead } = leadOf(tokens, slot);
  if (cue.first < slot.past || cue.first - slot.past > 8 || !/^(?:on|none|from)$/.test(lead) || slot.possessive === true) return false;
  return slot.first <= 3 && !crossesClause(tokens, slot.past, cue.first);
};

/** "will end support for", "is to close the scheme". */
const isEnded = ({ tokens }: Reading, cue: Cue): boolean =>
  cue.form === 'base' &&
  /^(?:end|close|terminate|cease)$/.test(wordAt(tokens, cue.first)) &&
  readMood(tokens, cue.first, 'base').tense === 'future';

const fits = (reading: Reading, cue: Cue): boolean =>
  cue.weak !== true ||
  hasWord(reading.tokens, cue.first - SUBJECT_REACH, cue.first, CAN_LAPSE) ||
  (isEnded(reading, cue) && hasWord(reading.tokens, cue.past, cue.past + OBJECT_REACH, CAN_LAPSE));

const isForecast = (tokens: readonly Token[], cue: Cue): boolean =>
  wordAt(tokens, cue.first - 1) === 'to' &&
  /^(?:expected|likely|hopes?|aims?|forecast|projected|unlikely)$/.test(wordAt(tokens, cue.first - 2));

/** "expired Friday" tells of the past; "was due to expire" does not. */
const statusOf = (tense: string): Pick<Governed, 'status' | 'direction'> =>
  tense === 'past' ? { status: 'passed', direction: 'back' } : { status: 'set', direction: 'ahead' };

/** "the two-week pause that began on Tuesday": it ends where its term does. */
const byTerm = ({ tokens }: Reading, slot: Slot): Governed | undefined => {
  const anchored = slot.duration?.anchor?.kind === 'date' && tokens[slot.past - 1]?.before === '-';
  if (!anchored || !hasWord(tokens, slot.past, slot.past + 2, CAN_LAPSE)) return undefined;
  return {
    slot,
    status: 'set',
    direction: 'ahead',
    kind: 'expiry',
    parts: [{ because: 'term', by: 0.75 }],
    first: slot.first,
    past: slot.past + 1,
  };
};

const POLLING = new Set(['polls', 'polling', 'voting', 'ballot', 'balloting', 'booths']);

/** "the polls close at 8pm" is the end of a vote. */
const kindBy = ({ tokens }: Reading, cue: Cue): 'vote' | 'expiry' =>
  cue.weak === true && hasWord(tokens, cue.first - SUBJECT_REACH, cue.first, POLLING) ? 'vote' : 'expiry';

const LASTS = /^(?:hold|last|run|stand)$/;

/** "the truce is to hold for 60 days", "the curfew will last four days": it ends where the duration does. */
const byLasting = ({ tokens }: Reading, slot: Slot): Governed | undefined => {
  if (slot.duration === undefined || slot.duration.anchor?.kind === 'unknown') return undefined;
  const before = wordAt(tokens, slot.first - 1) === 'for' ? slot.first - 2 : slot.first - 1;
  if (!LASTS.test(wordAt(tokens, before)) || !hasWord(tokens, before - LASTING_REACH, before, CAN_LAST)) return undefined;
  const mood = readMood(tokens, before, 'base');
  if (mood.negated || mood.open || mood.tense !== 'future') return undefined;
  return {
    slot,
    status: 'set',
    direction: 'ahead',
    kind: 'expiry',
    parts: [{ because: 'lasts', by: 0.76 }],
    first: before,
    past: slot.past,
  };
};

/** A date at which something lapses or ends. */
export const governByExpiry = (reading: Reading, slot: Slot): Governed | undefined => {
  const { tokens, cues, slots } = reading;
  if (slot.vague === true || slot.possessive === true) return undefined;
  const expiries = cues.filter((cue) => cue.role === 'expiry' && fits(reading, cue));
  const after = expiries.filter((cue) => near(tokens, cue, slot)).at(-1);
  const cue =
    after ?? expiries.find((each) => follows(tokens, each, slot) && !slots.some((other) => other !== slot && near(tokens, each, other)));
  if (cue === undefined) return byTerm(reading, slot) ?? byLasting(reading, slot);
  const mood = readMood(tokens, cue.first, cue.form);
  if (mood.negated) return undefined;
  const untilState = LIMIT_ENDINGS.test(wordAt(tokens, cue.past - 1));
  const tense = untilState && cue.form === 'none' ? 'present' : mood.tense;
  if (cue.weak === true && (tense === 'past' || isForecast(tokens, cue))) return undefined;
  const parts = [
    { because: cue.weak === true ? 'ends' : 'expiry', by: cue.weak === true ? 0.82 : 0.93 },
    ...(mood.open ? [{ because: 'hypothetical', by: -0.3 }] : []),
  ];
  return {
    slot,
    ...statusOf(tense),
    kind: kindBy(reading, cue),
    parts,
    first: Math.min(cue.first, slot.first),
    past: Math.max(cue.past, slot.past),
  };
};

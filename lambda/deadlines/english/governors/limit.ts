import type { ConfidencePart } from '../../deadline.js';
import type { Governed } from '../../governed.js';
import type { Slot } from '../../slot.js';
import { type Token, wordAt } from '../../token.js';
import type { Cue } from '../cue.js';
import { type LeadPlace, leadOf } from '../lead.js';
import { readMood } from '../mood.js';
import type { Reading } from '../reading.js';

const REACH = 24;
const BARRIER_WORDS = new Set(['but', 'while', 'whereas', 'although', 'though', 'because', 'was', 'were', 'had', 'whose']);
const BARRIER_MARK = /[;—()]/;

/** The nearest cue before the preposition that says what the limit is: an order, a call, a promise, or a hope. */
const governing = ({ tokens, cues }: Reading, past: number): Cue | undefined => {
  /** "has until" and "have up to" stand at the time itself; "need to know" obliges nobody. */
  const holds = (cue: Cue): boolean => {
    const last = wordAt(tokens, cue.past - 1);
    // "told her he would be back by 4pm" orders nothing
    const telling = /^(?:tell|tells|told|telling)$/.test(wordAt(tokens, cue.first)) && cue.form !== 'none';
    if (telling && !tokens.slice(cue.past, past).some((token) => token.text === 'to')) return false;
    const atTime = cue.form !== 'none' || (last !== 'until' && wordAt(tokens, cue.past - 2) !== 'up') || cue.past >= past;
    return atTime && wordAt(tokens, cue.past) !== 'know';
  };
  let reach = Math.max(0, past - REACH);
  for (let at = past - 1; at >= reach; at -= 1) {
    const given = wordAt(tokens, at) === 'had' && /^(?:until|up|to)$/.test(wordAt(tokens, at + 1));
    if ((BARRIER_WORDS.has(wordAt(tokens, at)) && !given) || BARRIER_MARK.test(tokens[at + 1]?.before ?? '')) reach = at + 1;
  }
  return cues
    .filter(
      (cue) =>
        cue.first >= reach &&
        cue.first < past &&
        cue.past <= past + 2 &&
        /^(?:oblige|submit|commit|forecast)$/.test(cue.role) &&
        holds(cue),
    )
    .sort((left, right) => right.first - left.first || right.past - left.past)[0];
};

const stronger = (reading: Reading, weak: Cue): Cue | undefined =>
  reading.cues.filter((cue) => cue.role === 'oblige' && cue.weak !== true && cue.past <= weak.first && weak.first - cue.past < 14).at(-1);

const INVITES = /^(?:to|can|may|must|should|please|and|or|will|not)$/;

/** "Apply by 5 May", "can apply until Friday", "firms to submit bids by noon". */
const bySubmitting = (reading: Reading, cue: Cue, { strong }: LeadPlace): readonly ConfidencePart[] | undefined => {
  const { tokens } = reading;
  const before = wordAt(tokens, cue.first - 1);
  if (cue.form === 'past' && /^(?:are|is)$/.test(before) && strong) return [{ because: 'called-to', by: 0.8 }];
  if (cue.form === 'past' && before === 'be') return [{ because: 'called-to', by: 0.8 }];
  if (cue.form === 'past' || cue.form === 'ing') return undefined;
  const imperative = cue.first === 0 || /[:;—.!?,]/.test(tokens[cue.first]?.before ?? '');
  const order = stronger(reading, cue);
  if (order !== undefined) return [{ because: 'obliged', by: 0.9 }];
  const hope = reading.cues.filter((each) => each.role === 'forecast' && each.past <= cue.first && cue.first - each.past < 4).at(-1);
  if (hope !== undefined && !/^(?:can|may)$/.test(before)) return undefined;
  if (imperative) return [{ because: 'called-to', by: 0.82 }];
  return INVITES.test(before) ? [{ because: 'called-to', by: 0.75 }] : undefined;
};

const DOUBTS =
  /^(?:doubt|doubts|doubted|think|thinks|believe|believes|expect|expects|expected|hope|hopes|hoped|predict|predicts|predicted|forecast|forecasts|sure|whether|if|when)$/;

const byWill = ({ tokens }: Reading, cue: Cue, lead: LeadPlace): readonly ConfidencePart[] | undefined => {
  if (wordAt(tokens, cue.first) !== 'will' || /^(?:not|never|no)$/.test(wordAt(tokens, cue.past))) return undefined;
  for (let at = Math.max(0, cue.first - 8); at < cue.first; at += 1) if (DOUBTS.test(wordAt(tokens, at))) return undefined;
  return lead.strong ? [{ because: 'will', by: 0.75 }] : undefined;
};

const GENERIC = /^(?:must|have|has|need|needs|required|requires|require|shall|is|are|obliged)$/;
const ORDERING = /^(?:order|orders|ordered|told|tells|give|gives|gave|given|demand|demands|demanded|instructed|directed|until|up)$/;

/** "must do so within 30 days" is a rule as a rule; "by 5.30pm" without a date says when each day. */
const generic = ({ tokens }: Reading, cue: Cue, lead: LeadPlace, slot: Slot): readonly ConfidencePart[] => {
  const word = wordAt(tokens, cue.first);
  const given = ORDERING.test(wordAt(tokens, cue.past - 1)) || ORDERING.test(word);
  const byRule = (GENERIC.test(word) && !given) || cue.role === 'submit' || wordAt(tokens, cue.first - 1) === 'be';
  if (byRule && lead.lead === 'within') return [{ because: 'rule', by: -0.3 }];
  if (slot.date === undefined && slot.duration === undefined && !given) return [{ because: 'no-date', by: -0.18 }];
  return slot.date === undefined && slot.duration === undefined && word === 'had' ? [{ because: 'no-date', by: -0.5 }] : [];
};

const partsOf = (reading: Reading, cue: Cue, lead: LeadPlace): readonly ConfidencePart[] | undefined => {
  if (cue.role === 'forecast') return undefined;
  if (cue.role === 'submit') return bySubmitting(reading, cue, lead);
  const mood = readMood(reading.tokens, cue.first, cue.form);
  if (mood.negated) return undefined;
  if (cue.role === 'commit') {
    if (cue.weak === true) return byWill(reading, cue, lead);
    return [{ because: 'commits', by: 0.78 }];
  }
  return [{ because: cue.weak === true ? 'urged' : 'obliged', by: cue.weak === true ? 0.66 : 0.9 }];
};

const DEMAND = /^(?:must|face|risk|else|unless|ultimatum|demand|demands|demanded|deadline|lose)$/;

/** "If they do not withdraw by Friday", "by Friday or face": the order stands in what follows or in the condition. */
const byCondition = ({ tokens }: Reading, slot: Slot, lead: LeadPlace): readonly ConfidencePart[] | undefined => {
  for (let at = Math.max(0, lead.first - 16); at < lead.first; at += 1) {
    if (!/^(?:if|unless)$/.test(wordAt(tokens, at))) continue;
    for (let place = at; place < lead.first; place += 1) {
      if (/^(?:no|not|fails?|failed|without|unless|nothing)$|n't$/.test(wordAt(tokens, place))) return [{ because: 'or-else', by: 0.86 }];
    }
  }
  const next = wordAt(tokens, slot.past);
  const after = wordAt(tokens, slot.past + 1);
  if (next === 'unless') return [{ because: 'or-else', by: 0.86 }];
  return next === 'or' && DEMAND.test(after) ? [{ because: 'or-else', by: 0.92 }] : undefined;
};

const ORDERS = /^(?:tell|tells|told|orders|warns|demands)$/;

/** "By Friday, all residents must leave": the order follows. */
const byWhatFollows = ({ tokens, cues }: Reading, slot: Slot, lead: LeadPlace): readonly ConfidencePart[] | undefined => {
  for (let at = slot.past; at < Math.min(tokens.length, slot.past + 5); at += 1) {
    if (tokens[slot.past]?.before === ',' && ORDERS.test(wordAt(tokens, at))) return [{ because: 'obliged', by: 0.85 }];
  }
  if (lead.first > 2) return undefined;
  const cue = cues.find((each) => each.role === 'oblige' && each.first >= slot.past && each.first - slot.past < 12);
  return cue !== undefined && /^(?:must|need|needs|has|have|required)$/.test(wordAt(tokens, cue.first)) && cue.form === 'none'
    ? [{ because: 'obliged', by: 0.85 }]
    : undefined;
};

const isLimit = (slot: Slot, { lead }: LeadPlace): boolean =>
  lead === 'limit' ||
  lead === 'until' ||
  (lead === 'within' && slot.duration !== undefined) ||
  (lead === 'ahead' && slot.possessive !== true);

const UNTIL_STATES =
  /^(?:wait|waited|open|closed|remain|remained|stay|stayed|kept|keep|lasted|last|run|runs|ran|continue|continued|continues|available|sleep|slept|display)$/;

/** "until" bounds a time that was given; "open until", "waited until" bound a state. */
const untilIsGiven = ({ tokens }: Reading, cue: Cue, lead: LeadPlace): boolean => {
  for (let at = cue.past; at < lead.first; at += 1) if (UNTIL_STATES.test(wordAt(tokens, at))) return false;
  return true;
};

const AS_DURATION = /^(?:give|gives|gave|given|giving|grant|grants|granted|has|have|had|allow|allowed|allows)$/;

const REPORTS = /^(?:said|says|warned|told|added|announced)$/;

/** "The group said ships had 48 hours": what it said then holds from then. */
const isToldThen = (tokens: readonly Token[], had: number): boolean =>
  tokens.slice(Math.max(0, had - 6), had).some((token) => REPORTS.test(token.text));

/** "gave them 48 hours to leave", "has 30 days to appeal". */
const byGivenTime = ({ tokens }: Reading, slot: Slot): readonly ConfidencePart[] | undefined => {
  const toAct = [0, 1, 2].some(
    (offset) => wordAt(tokens, slot.past + offset) === 'to' && !/^\d/.test(wordAt(tokens, slot.past + offset + 1)),
  );
  // "a two-year period to …" and years at all are terms of rules
  if (slot.duration === undefined || !toAct || slot.duration.unit === 'year' || tokens[slot.past - 1]?.before === '-') return undefined;
  for (let at = slot.first - 1; at >= Math.max(0, slot.first - 8); at -= 1) {
    if (/[;:—.]/.test(tokens[at + 1]?.before ?? '')) return undefined;
    const word = wordAt(tokens, at);
    if (!AS_DURATION.test(word)) continue;
    const own = /^(?:had|have|has)$/.test(word);
    if ((own && slot.first - at > 4) || /^(?:once|ever|typically|usually)$/.test(wordAt(tokens, at - 1))) return undefined;
    return [{ because: 'time-given', by: word === 'had' ? (isToldThen(tokens, at) ? 0.8 : 0.6) : 0.88 }];
  }
  return undefined;
};

const governed = (slot: Slot, parts: readonly ConfidencePart[], first: number, kind?: Cue['kind']): Governed => ({
  slot,
  status: 'set',
  direction: 'ahead',
  ...(kind === undefined ? {} : { kind }),
  parts,
  first: Math.min(first, slot.first),
  past: slot.past,
});

/** "had until noon to leave, but dozens stayed": the time is over. */
/** "had been given until noon on Tuesday": told later, when the time may be over. */
const wasGiven = ({ tokens }: Reading, cue: Cue): boolean =>
  /^giv/.test(wordAt(tokens, cue.first)) && wordAt(tokens, cue.first - 1) === 'been' && wordAt(tokens, cue.first - 2) === 'had';

const wasIgnored = ({ tokens }: Reading, cue: Cue): boolean =>
  wordAt(tokens, cue.first) === 'had' &&
  tokens.slice(cue.past).some((token) => token.text === 'but') &&
  !tokens.some((token) => REPORTS.test(token.text));

const givenBefore = (reading: Reading, cue: Cue): readonly ConfidencePart[] =>
  wasIgnored(reading, cue) || wasGiven(reading, cue) ? [{ because: 'given-before', by: -0.25 }] : [];

/** A date by which somebody must act: "must leave by Friday", "has until noon", "within 48 hours". */
export const governByLimit = (reading: Reading, slot: Slot): Governed | undefined => {
  if (slot.vague === true || slot.possessive === true) return undefined;
  const given = byGivenTime(reading, slot);
  if (given !== undefined) return governed(slot, given, slot.first);
  const lead = leadOf(reading.tokens, slot);
  if (!isLimit(slot, lead)) return undefined;
  const term = slot.duration?.unit === 'year' || slot.duration?.unit === 'month';
  if (lead.lead !== 'until' && !term) {
    const condition = byCondition(reading, slot, lead);
    if (condition !== undefined) return governed(slot, condition, lead.first, 'ultimatum');
  }
  const cue = governing(reading, lead.first);
  const hoped = cue?.role === 'forecast';
  const parts = cue === undefined ? undefined : partsOf(reading, cue, lead);
  if (cue === undefined || parts === undefined) {
    const following = hoped ? undefined : byWhatFollows(reading, slot, lead);
    return following === undefined ? undefined : governed(slot, following, lead.first);
  }
  if (lead.lead === 'until' && !untilIsGiven(reading, cue, lead)) return undefined;
  if (lead.lead === 'until' && cue.role === 'commit') return undefined;
  return governed(slot, [...parts, ...generic(reading, cue, lead, slot), ...givenBefore(reading, cue)], cue.first, cue.kind);
};

import type { Governed } from '../../governed.js';
import type { Slot } from '../../slot.js';
import { type Token, wordAt } from '../../token.js';
import type { Cue } from '../cue.js';
import { leadOf } from '../lead.js';
import { readMood } from '../mood.js';
import { crossesClause, hasWord, type Reading, speaksOf } from '../reading.js';
import { CAN_TAKE_EFFECT } from '../subjects.js';

const MOST_BETWEEN = 8;
const SUBJECT_REACH = 14;
const TARIFF = new Set(['tariff', 'tariffs', 'duties', 'duty', 'levy', 'levies']);
const VERBS = /^(?:said|says|is|was|were|are|will|has|have|had|that|which|who)$/;

const near = (tokens: readonly Token[], cue: Cue, slot: Slot): boolean => {
  const { first, lead } = leadOf(tokens, slot);
  // "effective Friday": the cue is the preposition itself
  if (cue.past === slot.first && (slot.duration === undefined || slot.duration.anchor !== undefined)) return true;
  if (slot.duration !== undefined && slot.duration.anchor === undefined && !/^(?:in|within)$/.test(lead)) return false;
  if (cue.past > first || first - cue.past > MOST_BETWEEN || !/^(?:on|from|none|in|within|limit)$/.test(lead)) return false;
  for (let at = cue.past; at < first; at += 1) if (VERBS.test(wordAt(tokens, at))) return false;
  return !crossesClause(tokens, cue.past, first);
};

const follows = (tokens: readonly Token[], cue: Cue, slot: Slot): boolean => {
  const { lead } = leadOf(tokens, slot);
  const led = /^(?:on|from)$/.test(lead) && slot.first <= 4;
  return (
    led && cue.first >= slot.past && cue.first - slot.past <= 12 && slot.possessive !== true && !crossesClause(tokens, slot.past, cue.first)
  );
};

const COURT = new Set(['trial', 'hearing', 'hearings', 'retrial', 'inquest', 'sentencing']);

const kindIn = (reading: Reading): Pick<Governed, 'kind'> => {
  const { tokens } = reading;
  if (speaksOf(reading, TARIFF, 0, tokens.length)) return { kind: 'tariff' };
  return hasWord(tokens, 0, tokens.length, COURT) ? { kind: 'court' } : {};
};

const byVerb = (reading: Reading, slot: Slot): Governed | undefined => {
  const { tokens, cues } = reading;
  const fitting = cues.filter(
    (cue) => cue.role === 'effect' && (cue.weak !== true || hasWord(tokens, cue.first - SUBJECT_REACH, cue.past + 6, CAN_TAKE_EFFECT)),
  );
  const cue =
    fitting.filter((each) => near(tokens, each, slot)).at(-1) ?? fitting.find((each) => each.weak !== true && follows(tokens, each, slot));
  if (cue === undefined) return undefined;
  const mood = readMood(tokens, cue.first, cue.form);
  if (mood.negated || mood.tense === 'past') return undefined;
  const isScheduled = /^(?:begins?|beginning|starts?|starting)$/.test(wordAt(tokens, cue.first));
  const isOld = /^(?:was|were)$/.test(wordAt(tokens, cue.first - 2)) && wordAt(tokens, cue.first - 1) === 'to';
  const parts = [
    { because: cue.weak === true ? 'begins' : 'takes-effect', by: cue.weak === true ? 0.72 : 0.9 },
    ...(mood.open ? [{ because: 'hypothetical', by: -0.3 }] : []),
    ...(isOld ? [{ because: 'was-to', by: -0.25 }] : []),
    ...(cue.weak === true && mood.tense !== 'future' && !isScheduled && leadOf(tokens, slot).lead !== 'from'
      ? [{ because: 'tense-unclear', by: -0.1 }]
      : []),
  ];
  return {
    slot,
    status: 'set',
    direction: 'ahead',
    ...kindIn(reading),
    parts,
    first: Math.min(cue.first, slot.first),
    past: Math.max(cue.past, slot.past),
  };
};

const WILL = /^(?:will|to|would|be)$/;
const PAST_VERB = /(?:ed|was|were|said|came|took|went|fell|rose|began|had)$/;

/** "25% tariffs on steel from 1 August": a noun that takes effect, and "from". */
const byNoun = (reading: Reading, slot: Slot): Governed | undefined => {
  const { tokens } = reading;
  const { lead, first, strong } = leadOf(tokens, slot);
  if (lead !== 'from' || slot.clock !== undefined || slot.date === undefined) return undefined;
  const rule = tokens
    .slice(slot.past, slot.past + 10)
    .some(
      (token, at, all) =>
        /^(?:must|cannot|banned|required|barred)$/.test(token.text) || (token.text === 'may' && all[at + 1]?.text === 'not'),
    );
  if (first === 0 && rule)
    return {
      slot,
      status: 'set',
      direction: 'ahead',
      ...kindIn(reading),
      parts: [{ because: 'from-then', by: 0.76 }],
      first,
      past: slot.past,
    };
  const willBe = tokens.some((token, at) => at < first && token.text === 'will' && first - at < 24);
  if (willBe && speaksOf(reading, CAN_TAKE_EFFECT, 0, tokens.length)) {
    return {
      slot,
      status: 'set',
      direction: 'ahead',
      ...kindIn(reading),
      parts: [{ because: 'from-then', by: 0.74 }],
      first,
      past: slot.past,
    };
  }
  for (let at = first - 1; at >= Math.max(0, first - 9); at -= 1) {
    const word = wordAt(tokens, at);
    if ((PAST_VERB.test(word) && !WILL.test(wordAt(tokens, at - 1))) || /[;:—]/.test(tokens[at + 1]?.before ?? '')) return undefined;
    if (CAN_TAKE_EFFECT.has(word)) {
      return {
        slot,
        status: 'set',
        direction: 'ahead',
        ...kindIn(reading),
        parts: [{ because: 'from-then', by: strong ? 0.8 : 0.72 }],
        first: at,
        past: slot.past,
      };
    }
  }
  return undefined;
};

/** A date from which something holds: a tariff, a ban, a truce. */
export const governByEffect = (reading: Reading, slot: Slot): Governed | undefined =>
  slot.vague === true ? undefined : (byVerb(reading, slot) ?? byNoun(reading, slot));

import type { Governed } from '../../governed.js';
import type { Slot } from '../../slot.js';
import { type Token, wordAt } from '../../token.js';
import type { Cue } from '../cue.js';
import { leadOf } from '../lead.js';
import { readMood } from '../mood.js';
import { hasWord, type Reading, speaksOf } from '../reading.js';
import { LABOUR } from '../subjects.js';

const set = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const WITHDRAWABLE = set(
  'deadline ultimatum countermeasures penalties strike strikes walkout walkouts stoppage stoppages tariff tariffs duty duties levy threat order orders evacuation hearing vote election referendum launch execution ban curfew trial industrial switch shutdown levies hike rule cutoff notice injection payment payments plan plans toll tolls fee fees cull surcharge restrictions lockdown closure rollout ruling sentencing increase cut rationing',
);
/** These are withdrawn news even without a date. */
const FIRM = set('deadline ultimatum strike strikes walkout walkouts stoppage stoppages industrial');
const STRIKES = set('strike strikes');
const PLANNED = set('planned set scheduled due threatened called effect begin start take');
const REACH = 26;
const NEAR = 7;

/** "the strike on 12 August". */
const isOwn = (tokens: readonly Token[], slot: Slot): boolean => {
  const { lead, first } = leadOf(tokens, slot);
  return lead === 'on' && WITHDRAWABLE.has(wordAt(tokens, first - 1));
};

/** The times that what is withdrawn had: "Friday's strike", "walkouts due on Thursday and Friday". */
const attached = ({ tokens, slots }: Reading, cue: Cue): readonly Slot[] => {
  // "on Monday rescinded" says when it was withdrawn
  const dated = slots.filter(
    (slot) =>
      slot.vague !== true &&
      slot.duration === undefined &&
      Math.abs(slot.first - cue.first) <= REACH &&
      (slot.past !== cue.first || slot.possessive === true || isOwn(tokens, slot)),
  );
  const fitting = dated.filter(
    (slot) =>
      isOwn(tokens, slot) ||
      hasWord(tokens, slot.past, slot.past + 4, WITHDRAWABLE) ||
      hasWord(tokens, slot.first - 6, slot.first, PLANNED),
  );
  const [first] = fitting;
  if (first === undefined) return [];
  const beside = dated.filter((slot) => slot.first - first.past >= 0 && slot.first - first.past <= 2);
  return [first, ...beside];
};

const OTHERWISE = /^(?:before|after|as|ahead|amid|because|when|since|until|over|despite)$/;

/** What is withdrawn stands before "traffic suspended before the rule ends". */
const clauseEnd = ({ tokens }: Reading, cue: Cue): number => {
  const far = cue.past + NEAR;
  for (let at = cue.past; at < far; at += 1) if (OTHERWISE.test(wordAt(tokens, at))) return at;
  return far;
};

const fits = (reading: Reading, cue: Cue): boolean => {
  if (cue.role !== 'withdraw' || cue.form === 'ing') return false;
  const mood = readMood(reading.tokens, cue.first, cue.form);
  // "unions call off the strike", but not "to call off"
  const noun = cue.form === 'base' && /^(?:halt|pause|block|drop|lift|back)$/.test(wordAt(reading.tokens, cue.first));
  if (noun || (cue.form === 'base' && (mood.tense !== 'present' || cue.first === 0))) return false;
  // a levy that is lifted is raised as often as ended
  if (/^lift/.test(wordAt(reading.tokens, cue.first)) && /^lev/.test(wordAt(reading.tokens, cue.past))) return false;
  const reach = /^(?:call|cancel|scrap|suspend|shelv|not|rescind|abandon)/.test(wordAt(reading.tokens, cue.first)) ? REACH : NEAR;
  const denied = cue.form !== 'none' && (mood.negated || mood.open);
  return !denied && hasWord(reading.tokens, cue.first - reach, clauseEnd(reading, cue), WITHDRAWABLE);
};

const isFirm = (reading: Reading, cue: Cue): boolean => {
  const { tokens } = reading;
  if (!/^(?:withdr|drop|cancel|scrap|rescind|call|avert|abandon|ditch|axe|shelv|suspend)/.test(wordAt(tokens, cue.first))) return false;
  if (!hasWord(tokens, cue.first - NEAR, cue.past + NEAR, FIRM)) return false;
  return !hasWord(tokens, cue.first - NEAR, cue.past + NEAR, STRIKES) || speaksOf(reading, LABOUR, 0, tokens.length);
};

/** "called off Friday's strike", "withdrew the ultimatum": with the dates that it had, where the sentence gives them. */
export const governByWithdrawal = (reading: Reading): readonly Governed[] => {
  for (const cue of reading.cues) {
    if (!fits(reading, cue)) continue;
    const withdrawn = { status: 'withdrawn', direction: 'ahead', parts: [{ because: 'withdrawn', by: 0.88 }] } as const;
    const slots = attached(reading, cue);
    if (slots.length > 0) {
      return slots.map((slot) => ({ ...withdrawn, slot, first: Math.min(cue.first, slot.first), past: Math.max(cue.past, slot.past) }));
    }
    const bare = { ...withdrawn, first: cue.first, past: cue.past };
    if (isFirm(reading, cue)) return [bare];
  }
  return [];
};

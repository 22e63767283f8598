import type { Governed } from '../../governed.js';
import { wordAt } from '../../token.js';
import type { Cue } from '../cue.js';
import { readMood } from '../mood.js';
import { hasWord, type Reading } from '../reading.js';

const DEADLINE_WORDS = new Set(['deadline', 'deadlines', 'ultimatum', 'cutoff']);
/** What also runs out, once "elapsed", "expired" or "shut" says so. */
const TERMS = new Set(['grace', 'window', 'amnesty', 'notice', 'moratorium']);
const RAN_OUT = /^(?:elapsed|expired|lapsed|ended|shut|slammed|closed|ran)$/;
const LONG_AGO = /^(?:ago|decade|decades|years|history|historic)$/;
const SLOT_REACH = 16;
/** How far the deadline's noun may stand from the verb; "came and went" says enough over a whole sentence. */
const NEAR = 7;
const FAR = 26;

const isPassing = ({ tokens, cues }: Reading, cue: Cue): boolean => {
  if (cue.role !== 'pass' && !(cue.role === 'expiry' && cue.form === 'past')) return false;
  const perfect = cue.form === 'base' && /^(?:has|have)$/.test(wordAt(tokens, cue.first - 1));
  if (cue.form !== 'past' && cue.form !== 'present' && !perfect) return false;
  const reach = wordAt(tokens, cue.first) === 'came' || perfect ? FAR : NEAR;
  const named =
    hasWord(tokens, cue.first - reach, cue.past + reach, DEADLINE_WORDS) ||
    cues.some((each) => each.role === 'deadline' && each.weak !== true && each.first >= cue.first - reach && each.past <= cue.past + reach);
  const ranOut = RAN_OUT.test(wordAt(tokens, cue.first)) && hasWord(tokens, cue.first - reach, cue.first, TERMS);
  if (!named && !ranOut) return false;
  const mood = readMood(tokens, cue.first, cue.form);
  const denied = mood.negated && !/^(?:m[ei]|been)/.test(wordAt(tokens, cue.first));
  // "If the ultimatum expired on Friday, …" supposes it
  const supposed = tokens.slice(0, cue.first).some((token) => /^(?:if|unless|should)$/.test(token.text)) && cue.form === 'past';
  return !mood.open && !supposed && mood.tense !== 'future' && !denied;
};

/** "the Friday deadline passed without a deal", "missed Monday's deadline". */
export const governByPassing = (reading: Reading): readonly Governed[] => {
  const { tokens, cues, slots } = reading;
  const cue = cues.find((each) => isPassing(reading, each));
  if (cue === undefined || tokens.some((token) => LONG_AGO.test(token.text))) return [];
  const slot = slots.find((each) => each.vague !== true && each.duration === undefined && Math.abs(each.first - cue.first) <= SLOT_REACH);
  return [
    {
      ...(slot === undefined ? {} : { slot }),
      status: 'passed',
      direction: 'back',
      parts: [{ because: 'passed', by: 0.85 }],
      first: Math.min(cue.first, slot?.first ?? cue.first),
      past: Math.max(cue.past, slot?.past ?? cue.past),
    },
  ];
};

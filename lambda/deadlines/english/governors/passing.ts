import type { Governed } from '../../governed.js';
import type { Slot } from '../../slot.js';
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

const ENDING = /^(?:expiry|expiration|lapse|lapsing|expiring|passing)$/;
const SINCE = /^(?:after|following|since|with)$/;
const MOST_TO_DAY = 9;
const TO_COME = /^(?:will|would|shall|must|to|if|unless|once|looms?|looming|nears?|nearing|away|may|might|could|should|plans?)$|'ll$/;
const HAS_HAPPENED = /.{3}ed$|^(?:have|has|had|was|were|began|begun|went|came|took|broke|fell|left)$/;

/** "a strike that follows the expiry on Friday of the 21-day notice", "after the lapse of the ultimatum on Tuesday": it is over. */
export const governByEnding = ({ tokens }: Reading, slot: Slot): Governed | undefined => {
  if (slot.date?.form !== 'weekday' || slot.date.which === 'next' || wordAt(tokens, slot.first - 1) !== 'on') return undefined;
  const first = tokens.findLastIndex(({ text }, at) => at < slot.first && at >= slot.first - MOST_TO_DAY && ENDING.test(text));
  if (first < 0 || wordAt(tokens, first - 1) !== 'the' || !SINCE.test(wordAt(tokens, first - 2))) return undefined;
  const isApart = tokens.slice(first + 1, slot.first).some(({ before }) => before !== '');
  // "troops will enter after the lapse of the truce on Saturday"
  const isTold = tokens.slice(0, first).some(({ text }) => HAS_HAPPENED.test(text));
  return isApart || !isTold || tokens.some(({ text }) => TO_COME.test(text))
    ? undefined
    : { slot, status: 'passed', direction: 'back', parts: [{ because: 'passed', by: 0.85 }], first, past: slot.past };
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

import type { Governed } from '../../governed.js';
import type { Slot } from '../../slot.js';
import { type Token, wordAt } from '../../token.js';
import type { Cue } from '../cue.js';
import { leadOf } from '../lead.js';
import { crossesClause, type Reading } from '../reading.js';

const MOST_ADJECTIVES = 4;
const VERBLIKE = /^(?:said|says|is|was|were|are|will|to|of|for|on|in|at|by|as|that|and|after|before|with|from|has|have|had|the)$/;

/** "Friday deadline", "Friday's 5 p.m. ceasefire deadline": the noun stands within a few words after the time. */
const modifies = (tokens: readonly Token[], slot: Slot, noun: Cue): boolean => {
  if (noun.first < slot.past || noun.first - slot.past > MOST_ADJECTIVES) return false;
  for (let at = slot.past; at < noun.first; at += 1) if (VERBLIKE.test(wordAt(tokens, at))) return false;
  for (let at = slot.past; at <= noun.first; at += 1) if (!/^['’"“‘\-–]*$/.test(tokens[at]?.before ?? '')) return false;
  return true;
};

const COPULA =
  /^(?:is|was|are|were|be|falls|fell|fall|expires|expire|remains|ends|looms|comes|set|fixed|of|for|on|at|by|until|to|runs|stands|approaches|approaching|now|passes|passed|expired|lapsed|lapses)$/;
const MOST_BETWEEN = 14;

/** "delivered an ultimatum Thursday night": when it was issued, not when it ends. */
const delivered = (tokens: readonly Token[], noun: Cue): boolean => {
  for (let at = noun.first - 1; at >= Math.max(0, noun.first - 6); at -= 1)
    if (/^(?:issued|delivered|gave|given|presented|presenting|issuing|delivering|received|got|sent)$/.test(wordAt(tokens, at))) return true;
  return false;
};

/** "deadline of Friday", "the deadline for comments is Friday", "deadline: 5 p.m.": a copula or a preposition of the noun leads the time. */
const states = (tokens: readonly Token[], slot: Slot, noun: Cue): boolean => {
  const lead = leadOf(tokens, slot);
  if (noun.past > slot.first || lead.first - noun.past > MOST_BETWEEN) return false;
  if (crossesClause(tokens, noun.past, lead.first) && tokens[noun.past]?.before !== ':') return false;
  if (lead.lead === 'none' && noun.kind === 'ultimatum' && slot.duration === undefined && delivered(tokens, noun)) return false;
  if (lead.first <= noun.past) return !/^(?:after|in)$/.test(lead.lead) || slot.duration !== undefined;
  if (/[,]/.test(tokens[slot.first]?.before ?? '') && lead.lead === 'none') return lead.first - noun.past <= 3;
  const before = wordAt(tokens, lead.first - 1);
  const led = COPULA.test(before) || COPULA.test(wordAt(tokens, lead.first - 2));
  return led && !/^(?:after|for)$/.test(lead.lead);
};

const NEGATION =
  /^(?:no|without|any|not|never|nor|refuse|refuses|refused|refusing|decline|declines|declined|denied|denies|deny|denying|reject|rejects|rejected|dismissed|dismisses)$|n't$/;
const KEPT = /^(?:meet|meets|met|extend|extended|extending|miss|missed|delay|change|move|moved|beyond|later)$/;
const MOST_BEFORE = 7;

/** "no deadline", "has not set a deadline of Friday"; but "will not extend the Friday deadline" keeps it. */
const denied = (tokens: readonly Token[], noun: Cue): boolean => {
  for (let at = noun.first - 1; at >= Math.max(0, noun.first - MOST_BEFORE); at -= 1) {
    const word = wordAt(tokens, at);
    if (KEPT.test(word) || /[,;:—]/.test(tokens[at + 1]?.before ?? '')) return false;
    if (NEGATION.test(word)) return true;
  }
  return false;
};

const HISTORY = /^(?:original|initial|earlier|previous|old|first|last|prior|previously|originally)$/;

const SHORTENS = /^(?:shorten(?:s|ed|ing)?|reduc(?:es|ed|ing)|slash(?:es|ed|ing)|bring|brings|brought|bringing)$/;

/** "is shortening the 50-day deadline", "the 50-day deadline he gave two weeks ago": that term no longer runs from now. */
const isOldTerm = (tokens: readonly Token[], slot: Slot, noun: Cue): boolean =>
  slot.duration !== undefined &&
  slot.duration.anchor?.kind !== 'date' &&
  (tokens.slice(Math.max(0, slot.first - 3), slot.first).some((token) => SHORTENS.test(token.text)) ||
    tokens.slice(noun.past, noun.past + 9).some((token) => token.text === 'ago'));

const isOld = (tokens: readonly Token[], slot: Slot, noun: Cue): boolean => {
  const first = Math.min(slot.first, noun.first);
  for (let at = Math.max(0, first - 2); at < Math.max(slot.past, noun.past); at += 1) if (HISTORY.test(wordAt(tokens, at))) return true;
  return false;
};

/** "The deadline for payments was 31 July." */
const isOver = (tokens: readonly Token[], slot: Slot, noun: Cue): boolean =>
  slot.date !== undefined && noun.past <= slot.first && wordAt(tokens, leadOf(tokens, slot).first - 1) === 'was';

/** "72-hour", before the noun. */
const isTerm = (tokens: readonly Token[], slot: Slot): boolean => slot.duration !== undefined && tokens[slot.past - 1]?.before === '-';

/** "Friday is the deadline for a ceasefire." */
const isNamedBy = (tokens: readonly Token[], slot: Slot, noun: Cue): boolean =>
  slot.date !== undefined &&
  slot.possessive !== true &&
  noun.first > slot.past &&
  noun.first - slot.past <= 4 &&
  wordAt(tokens, slot.past) === 'is' &&
  /^(?:the|a|an|his|her|its|their)$/.test(wordAt(tokens, slot.past + 1));

/** A date that belongs to a deadline noun, before it or after it. */
export const governByNoun = (reading: Reading, slot: Slot): Governed | undefined => {
  const { tokens, cues } = reading;
  if (slot.vague === true || slot.duration?.unit === 'year') return undefined;
  const noun = cues.find(
    (cue) =>
      cue.role === 'deadline' &&
      (cue.weak !== true || isTerm(tokens, slot)) &&
      (modifies(tokens, slot, cue) || states(tokens, slot, cue) || isNamedBy(tokens, slot, cue)),
  );
  if (noun === undefined || denied(tokens, noun) || isOldTerm(tokens, slot, noun)) return undefined;
  const last = (slot.date?.form === 'weekday' && slot.date.which === 'last') || isOver(tokens, slot, noun);
  const old = isOld(tokens, slot, noun);
  return {
    slot,
    status: last ? 'passed' : 'set',
    direction: last ? 'back' : 'ahead',
    ...(noun.kind === undefined ? {} : { kind: noun.kind }),
    parts: [{ because: 'deadline-noun', by: 0.95 }, ...(old ? [{ because: 'earlier-date', by: -0.3 }] : [])],
    first: Math.min(slot.first, noun.first),
    past: Math.max(slot.past, noun.past),
  };
};

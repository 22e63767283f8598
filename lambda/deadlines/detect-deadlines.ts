import type { Instant } from '../core/time.js';
import { DEADLINE_NOUNS, EXPIRY_VERBS, isForecast, isMove, isPast, isWithdrawal, kindOf, LIMIT_PREPOSITIONS, obliges } from './cues.js';
import type { Finding } from './deadline.js';
import { resolveSlot } from './resolve-slot.js';
import { type Sentence, sentencesOf, type Token } from './sentences.js';
import { readSlot, type Slot } from './slots.js';

export interface DatedText {
  readonly title: string;
  readonly summary: string;
  readonly publishedAt: Instant;
  /** The publisher's IANA zone, for words such as "Friday" and "midnight". */
  readonly zone: string;
}

/** Findings below this confidence become proposed deadlines: shown to admins, told to nobody. */
export const alertThreshold = 0.7;

type Governor = 'expiry' | 'limit' | 'noun' | 'within';

const CONFIDENCE: Readonly<Record<Governor, number>> = { expiry: 0.9, noun: 0.9, limit: 0.8, within: 0.8 };
const FILLER = new Set(['on', 'at', 'the', 'of', 'is', 'for', 'this', 'coming', 'just', 'end', 'in', 'to', 'set', 'was', 'a']);

const slotsOf = (tokens: readonly Token[]): readonly Slot[] => {
  const slots: Slot[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const slot = readSlot(tokens, at);
    if (slot === undefined) continue;
    slots.push(slot);
    at = slot.past - 1;
  }
  return slots;
};

const wordBefore = (tokens: readonly Token[], at: number): string => {
  let place = at - 1;
  for (let skipped = 0; skipped < 3 && FILLER.has(tokens[place]?.text ?? ''); skipped += 1) place -= 1;
  return tokens[place]?.text ?? '';
};

/** The cue that governs the slot: right before it (fillers aside) or, for a noun, right after it. */
const governorOf = (tokens: readonly Token[], slot: Slot): Governor | undefined => {
  const before = wordBefore(tokens, slot.first);
  const after = tokens[slot.past]?.text ?? '';
  if (EXPIRY_VERBS.has(before)) return slot.duration === undefined || wordBefore(tokens, slot.first) !== '' ? 'expiry' : undefined;
  if (DEADLINE_NOUNS.has(before) || DEADLINE_NOUNS.has(after)) return 'noun';
  if (!obliges(tokens)) return undefined;
  if (isMove(tokens) && /^(?:to|until|till)$/.test(tokens[slot.first - 1]?.text ?? '')) return 'limit';
  if (before === 'within' && slot.duration !== undefined) return 'within';
  return LIMIT_PREPOSITIONS.has(before) && slot.duration === undefined ? 'limit' : undefined;
};

const findInSlot = (sentence: Sentence, slot: Slot, text: DatedText): Finding | undefined => {
  const governor = governorOf(sentence.tokens, slot);
  if (governor === undefined) return undefined;
  const zone = slot.zone ?? text.zone;
  const resolved = resolveSlot(slot, text.publishedAt, zone);
  if (resolved === undefined) return undefined;
  return {
    ...resolved,
    zone,
    zoneSource: slot.zone === undefined ? 'feed' : 'stated',
    kind: kindOf(sentence.tokens),
    status: isMove(sentence.tokens) ? 'moved' : 'set',
    confidence: CONFIDENCE[governor],
    quote: sentence.text,
  };
};

const withdrawal = (sentence: Sentence, text: DatedText): readonly Finding[] =>
  isWithdrawal(sentence.tokens)
    ? [
        {
          precision: 'day',
          zone: text.zone,
          zoneSource: 'feed',
          kind: kindOf(sentence.tokens),
          status: 'withdrawn',
          confidence: 0.8,
          quote: sentence.text,
        },
      ]
    : [];

const findInSentence = (sentence: Sentence, text: DatedText): readonly Finding[] => {
  if (isForecast(sentence.tokens)) return [];
  const found = slotsOf(sentence.tokens).flatMap((slot) => findInSlot(sentence, slot, text) ?? []);
  if (found.length > 0 && !isPast(sentence.tokens)) return found.slice(0, 1);
  return isMove(sentence.tokens) ? [] : withdrawal(sentence, text);
};

const sayTheSame = (left: Finding, right: Finding): boolean => {
  if (left.due === undefined || right.due === undefined) return left.status === right.status;
  const coarse = left.precision === 'day' || right.precision === 'day';
  return coarse ? Math.abs(left.due - right.due) < 24 * 3_600_000 : left.due === right.due;
};

/** One of two findings that say the same: the finer precision wins, then the earlier in the text. */
const keepFiner = (kept: readonly Finding[], next: Finding): readonly Finding[] => {
  const twin = kept.find((each) => sayTheSame(each, next));
  if (twin === undefined) return [...kept, next];
  const finer = twin.precision === 'day' && next.precision !== 'day' ? { ...next, kind: twin.kind } : twin;
  return kept.map((each) => (each === twin ? finer : each));
};

/** The deadlines that a story reports: the cue must govern the date; dates beside a cue alone never count. English. */
export const detectDeadlines = (text: DatedText): readonly Finding[] =>
  sentencesOf(`${text.title}\n${text.summary}`)
    .flatMap((sentence) => findInSentence(sentence, text))
    .reduce<readonly Finding[]>(keepFiner, []);

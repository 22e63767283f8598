import type { Slot } from '../slot.js';
import { type Token, wordAt } from '../token.js';

/** The preposition before a time: what kind of bound the time is. */
export type Lead = 'limit' | 'on' | 'from' | 'in' | 'within' | 'until' | 'to' | 'of' | 'after' | 'for' | 'ahead' | 'none';

export interface LeadPlace {
  readonly lead: Lead;
  /** Index of its first word; the slot's own when there is none. */
  readonly first: number;
  readonly strong: boolean;
}

const PHRASES: readonly (readonly [string, Lead, boolean])[] = [
  ['no later than', 'limit', true],
  ['not later than', 'limit', true],
  ['on or before', 'limit', true],
  ['at or before', 'limit', true],
  ['by or before', 'limit', true],
  ['by no later than', 'limit', true],
  ['until at least', 'until', false],
  ['prior to', 'limit', false],
  ['ahead of', 'ahead', false],
  ['as of', 'from', true],
  ['as from', 'from', true],
  ['with effect from', 'from', true],
  ['starting on', 'from', true],
  ['beginning on', 'from', true],
  ['starting from', 'from', true],
  ['effective from', 'from', true],
  ['up to and including', 'until', true],
  ['up to', 'until', false],
  ['up until', 'until', false],
  ['starting', 'from', true],
  ['beginning', 'from', true],
  ['effective', 'from', true],
  ['by', 'limit', false],
  ['before', 'limit', false],
  ['until', 'until', false],
  ['till', 'until', false],
  ['til', 'until', false],
  ['through', 'until', false],
  ['through to', 'until', false],
  ['within', 'within', false],
  ['inside', 'within', false],
  ['in', 'in', false],
  ['on', 'on', false],
  ['at', 'on', false],
  ['come', 'on', false],
  ['from', 'from', false],
  ['to', 'to', false],
  ['of', 'of', false],
  ['for', 'for', false],
  ['after', 'after', false],
  ['since', 'after', false],
  ['past', 'after', false],
  ['beyond', 'after', false],
];
interface LeadRow {
  readonly words: readonly string[];
  readonly lead: Lead;
  readonly strong: boolean;
}

const LEADS = new Map<string, LeadRow[]>();
for (const [phrase, lead, strong] of PHRASES) {
  const words = phrase.split(' ');
  const last = words.at(-1) ?? '';
  LEADS.set(last, [...(LEADS.get(last) ?? []), { words, lead, strong }]);
}

const FILLERS = new Set([
  'the',
  'a',
  'its',
  'his',
  'their',
  'this',
  'about',
  'around',
  'late',
  'early',
  'local',
  'just',
  'only',
  'exactly',
  'next',
  'at',
  'on',
  'original',
  'as',
  'soon',
  'midday',
  'first',
  'light',
]);

const endsAt = (tokens: readonly Token[], past: number): LeadPlace | undefined => {
  for (const { words, lead, strong } of LEADS.get(wordAt(tokens, past - 1)) ?? []) {
    const first = past - words.length;
    if (first >= 0 && words.every((word, offset) => wordAt(tokens, first + offset) === word)) return { lead, first, strong };
  }
  return undefined;
};

const MOST_FILLERS = 3;

/** The preposition that leads a time, over a few fillers: "by late Friday", "on or before May 5". */
export const leadOf = (tokens: readonly Token[], slot: Slot): LeadPlace => {
  if (slot.isLimit === true)
    return { lead: 'limit', first: wordAt(tokens, slot.first - 1) === 'on' ? slot.first - 1 : slot.first, strong: true };
  let past = slot.first;
  for (let skipped = 0; skipped <= MOST_FILLERS; skipped += 1) {
    if (past < slot.first && tokens[past]?.before !== '') break;
    const found = past > 0 && /^[“"‘'(]?$/.test(tokens[past]?.before ?? '') ? endsAt(tokens, past) : undefined;
    if (found !== undefined) {
      // "by on Friday" does not occur; "on" before "or before" was read whole
      const outer = found.lead === 'on' ? endsAt(tokens, found.first) : undefined;
      return outer !== undefined && (outer.lead === 'limit' || outer.lead === 'until') ? outer : found;
    }
    if (!FILLERS.has(wordAt(tokens, past - 1))) break;
    past -= 1;
  }
  return { lead: 'none', first: slot.first, strong: false };
};

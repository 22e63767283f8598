import type { Governed } from '../../governed.js';
import type { Slot } from '../../slot.js';
import { type Token, wordAt } from '../../token.js';
import { leadOf } from '../lead.js';
import { hasWord, type Reading } from '../reading.js';

const set = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** What an authority imposes, and whose end is a deadline. */
const RESTRICTED = set(
  'curfew ban lockdown airspace blackout emergency restrictions restriction closure closed shut suspended grounded barred martial embargo blockade quarantine cordon order notam moratorium halted off-limits sealed waiver visa detained custody licence license exemption truce ceasefire pause pausing paused freezing frozen lull amnesty',
);
const HOLDS =
  /^(?:remain|remains|stay|stays|be|is|are|keep|keeps|place|force|effect|last|lasts|apply|applies|extended|valid|closed|shut|suspended|paused|pausing|freezing|frozen|grounded|holds|hold|continue|continues|runs|run|until|another|days)$/;
const OPENING = set(
  'warning forecast museum gallery shop store restaurant cafe pub library pool exhibition tickets available open display weather snow rain season market markets school',
);
const REACH = 14;

/** "will not be lifted before noon", "won't reopen before Monday". */
const isBarred = (tokens: readonly Token[], first: number): boolean =>
  wordAt(tokens, first) === 'before' &&
  /^(?:lifted|reopen|reopened|removed|eased)$/.test(wordAt(tokens, first - 1)) &&
  tokens.slice(Math.max(0, first - 4), first - 1).some((token) => /^(?:not|won't|never|cannot)$/.test(token.text));

/** "The road stays shut until 5.30am on Monday": the end of a restriction that an authority imposed. */
export const governByState = (reading: Reading, slot: Slot): Governed | undefined => {
  if (slot.vague === true || slot.possessive === true || slot.duration !== undefined) return undefined;
  const { tokens } = reading;
  const { lead, first } = leadOf(tokens, slot);
  if (lead !== 'until' && !(lead === 'limit' && isBarred(tokens, first))) return undefined;
  let at = first - 1;
  while (at > Math.max(0, first - REACH) && !/[;—]/.test(tokens[at]?.before ?? '')) at -= 1;
  const held = lead === 'limit' || tokens.slice(at, first).some((token) => HOLDS.test(token.text));
  // "said he was pausing" speaks of now
  const past =
    tokens.slice(at, first).some((token, place, all) => /^(?:was|were|had)$/.test(token.text) && !/ing$/.test(wordAt(all, place + 1))) &&
    wordAt(tokens, first - 1) !== 'now';
  if (!held || past || !hasWord(tokens, at, first, RESTRICTED) || hasWord(tokens, 0, first, OPENING)) return undefined;
  return {
    slot,
    status: 'set',
    direction: 'ahead',
    kind: 'expiry',
    parts: [{ because: 'restricted-until', by: 0.78 }],
    first: at,
    past: slot.past,
  };
};

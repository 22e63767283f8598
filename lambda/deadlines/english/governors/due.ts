import type { Governed } from '../../governed.js';
import type { Slot } from '../../slot.js';
import { wordAt } from '../../token.js';
import { leadOf } from '../lead.js';
import { crossesClause, type Reading } from '../reading.js';

const DUE_THINGS =
  /^(?:decision|decisions|ruling|rulings|verdict|payment|payments|report|responses?|response|bids?|answer|judgment|judgement|submissions?|applications?|instalment|installment|rent|bill|bills|taxes|returns?|repayment|reply|offers?|filings?|comments|votes?|interest|findings|plan|plans|nominations|recommendation|recommendations|appeal|appeals|forms?|entries|proposals?|invoices?|debt|loan|premiums?|tax|fine|sentence|statements|sheets|ballots?|papers|documents|petitions?|manifestos?|objections?|signatures|claims?|dues|quotes|tenders?|proofs?|receipts|accounts|files|names|lists?|essays)$/;
const NOT_DUE = /^(?:results|earnings|figures|data|statement|numbers|inflation|gdp|jobs|payrolls|employment|quarterly|monthly|annual)$/;
const REACH = 7;

/** "The ruling is due on Friday", "bids are due by noon", "a decision expected by 5 May". */
export const governByDue = (reading: Reading, slot: Slot): Governed | undefined => {
  if (slot.vague === true || slot.possessive === true) return undefined;
  const { tokens, cues } = reading;
  const lead = leadOf(tokens, slot);
  if (!/^(?:on|limit|none|in|within|ahead)$/.test(lead.lead)) return undefined;
  const cue = cues
    .filter((each) => each.role === 'schedule' && each.past <= slot.first && /^(?:due|expected)$/.test(wordAt(tokens, each.first)))
    .at(-1);
  if (cue === undefined || lead.first - cue.past > 3 || crossesClause(tokens, cue.past, lead.first)) return undefined;
  if (/^to$/.test(wordAt(tokens, cue.past - 1)) || (wordAt(tokens, cue.first) === 'expected' && wordAt(tokens, cue.past) === 'to'))
    return undefined;
  if (/^(?:was|were|been)$/.test(wordAt(tokens, cue.first - 1)) || tokens.some((token) => NOT_DUE.test(token.text))) return undefined;
  for (let at = cue.first - 1; at >= Math.max(0, cue.first - REACH); at -= 1) {
    if (!DUE_THINGS.test(wordAt(tokens, at))) continue;
    const expected = wordAt(tokens, cue.first) === 'expected';
    if (expected && lead.lead !== 'on' && lead.lead !== 'none') return undefined;
    return {
      slot,
      status: 'set',
      direction: 'ahead',
      parts: [{ because: expected ? 'expected' : 'due', by: expected ? 0.72 : 0.85 }],
      first: at,
      past: slot.past,
    };
  }
  return undefined;
};

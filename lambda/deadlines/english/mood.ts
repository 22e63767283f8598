import { type Token, wordAt } from '../token.js';
import type { VerbForm } from './cue.js';

/** How a verb is meant: when, and whether it is fact, denied, or left open ("could", "if", "seeks to"). */
export interface Mood {
  readonly tense: 'past' | 'present' | 'future';
  readonly negated: boolean;
  readonly open: boolean;
}

const NEGATIONS = /^(?:not|never|no|nobody|cannot|neither|nor|without|denied|denies|deny)$|n't$/;
const REFUSALS = /^(?:refuse[sd]?|refusing|declin(?:e|es|ed|ing)|reject(?:s|ed)?|rul(?:e|es|ed|ing)|fail(?:s|ed)?|failing|unlikely)$/;
const OPEN =
  /^(?:could|may|might|can|if|whether|should|consider(?:s|ed|ing)?|seek(?:s|ing)?|sought|ask(?:s|ed|ing)?|want(?:s|ed)?|urg(?:e|es|ed|ing)|press(?:es|ed|ing)?|call(?:s|ed|ing)?|propos(?:e|es|ed|ing)|request(?:s|ed|ing)?|mull(?:s|ed|ing)?|weigh(?:s|ed|ing)?|likely|possible|possibly|unless|threaten(?:s|ed|ing)?|vow(?:s|ed)?|hop(?:e|es|ed|ing)|wish(?:es)?|demand(?:s|ed|ing)?|plea|pleas|until|offer(?:s|ed)?|willing|ready|talks|option|bid|try|tries|trying|plead(?:s|ed)?|appeal(?:s|ed)?|beg(?:s|ged)?|motion|petition(?:s|ed)?|refuse|pressure|calls|how|would)$/;
const FUTURE = /^(?:will|shall|'ll|to|set|due|about|going)$|'ll$/;
const PAST_AUXILIARY = /^(?:was|were|had|did)$|^(?:was|were|had|did)n't$/;
const PRESENT_AUXILIARY = /^(?:is|are|am|be|being|been|has|have|having|does|do|get|gets|being)$|^(?:is|are|has|have|does|do)n't$/;
const ADVERB =
  /ly$|^(?:also|now|then|just|still|already|again|once|officially|further|back|it|its|his|her|their|the|them|him|us|they|he|she)$/;
const MOST_WORDS = 6;

const plainTense = (form: VerbForm): Mood['tense'] => (form === 'past' ? 'past' : 'present');

const REPORTS = /^(?:said|says|warned|announced|confirmed|told|added|declared|that)$/;
const MOST_REPORTED = 10;

/** "said that it would expire in 30 days" is no "would" of doubt. */
const isReported = (tokens: readonly Token[], would: number): boolean => {
  const before = tokens.slice(Math.max(0, would - MOST_REPORTED), would);
  return before.some((token) => REPORTS.test(token.text)) && !tokens.some((token) => /^(?:if|unless|could|might)$/.test(token.text));
};

/** The mood of the verb that begins at token `first`, from the auxiliaries and the verbs that take it, within a few words before it. */
export const readMood = (tokens: readonly Token[], first: number, form: VerbForm): Mood => {
  let [tense, negated, open] = [plainTense(form), false, false];
  for (let at = first - 1; at >= Math.max(0, first - MOST_WORDS); at -= 1) {
    const word = wordAt(tokens, at);
    if (/[;:—.()]/.test(tokens[at + 1]?.before ?? '')) break;
    if (NEGATIONS.test(word)) negated = true;
    if (REFUSALS.test(word) && (!word.startsWith('rul') || wordAt(tokens, at + 1) === 'out')) negated = true;
    else if (word === 'would' && isReported(tokens, at)) tense = 'future';
    else if (OPEN.test(word)) open = true;
    else if (FUTURE.test(word)) tense = 'future';
    else if (PAST_AUXILIARY.test(word)) tense = tense === 'future' ? 'future' : 'past';
    else if (PRESENT_AUXILIARY.test(word))
      tense = tense === 'future' || /^(?:has|have|been|having)$/.test(word) ? tense : word === 'be' ? 'future' : 'present';
    else if (!NEGATIONS.test(word) && !ADVERB.test(word)) break;
  }
  return { tense, negated, open };
};

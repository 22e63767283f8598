import type { DeadlineKind } from '../deadline.js';
import { type Token, wordAt } from '../token.js';

const set = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** What a deadline is about, by the words of its sentence: the first kind that has one here. */
const KINDS: readonly (readonly [DeadlineKind, ReadonlySet<string>])[] = [
  ['ultimatum', set('ultimatum ultimatums demand demands demanded threatened threatens threat comply else')],
  ['evacuation', set('evacuate evacuation evacuated leave vacate')],
  ['tariff', set('tariff tariffs duties levy levies')],
  ['court', set('court judge hearing verdict sentencing sentenced appeal trial tribunal execution injunction')],
  [
    'vote',
    set(
      'vote votes voting election elections ballot ballots referendum poll polls polling booths runoff plebiscite primary motion motions parliament lawmakers',
    ),
  ],
  ['strike', set('strike strikes walkout walkouts union stoppage')],
  ['launch', set('launch liftoff rocket spacecraft mission')],
  [
    'filing',
    set(
      'file filing submit applications apply bids bid register registration claim claims pay payment nominations comments taxes returns tender consultation entries',
    ),
  ],
  [
    'expiry',
    set('expires expire expiry expired lapses lapse truce ceasefire sanctions licence license contract waiver visa curfew emergency'),
  ],
];

/** A union of states, or a game: nobody strikes there. */
const OTHER_UNIONS = /^(?:african|european|soviet|eurasian|rugby|credit|civil|western|patriotic)$/;

/** Strikes of arms. */
const OF_ARMS = /^(?:air|missile|drone|rocket|military|retaliatory|bombing)$/;

const isOfOthers = (word: string, before: string): boolean =>
  (word === 'union' && OTHER_UNIONS.test(before)) || (/^strikes?$/.test(word) && OF_ARMS.test(before));

/** What sort of deadline the words speak of; `other` when none of the tables has a word here. */
export const kindOf = (tokens: readonly Token[]): DeadlineKind =>
  KINDS.find(([, words]) => tokens.some((token, at) => words.has(token.text) && !isOfOthers(token.text, wordAt(tokens, at - 1))))?.[0] ??
  'other';

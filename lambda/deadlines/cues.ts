import type { DeadlineKind } from './deadline.js';
import type { Token } from './sentences.js';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Verbs that govern a date themselves: what lapses, ends or takes effect then. */
export const EXPIRY_VERBS = words('expires expire expiring lapses lapse lapsing');
/** Prepositions that make a date a limit where the sentence also obliges somebody. */
export const LIMIT_PREPOSITIONS = words('by until till before');
export const DEADLINE_NOUNS = words('deadline ultimatum');
const OBLIGATIONS = words(
  'must ordered orders order told tells demanded demands demand gave gives given ultimatum deadline comply required requires obliged warned threatened threatens threat unless extended extends file evacuate deadline-day agree',
);
const FORECASTS = words('expect expects expected hope hopes hoped hoping forecast forecasts predict predicts might');
const PAST_CUES = words('passed expired missed lapsed ended');
const MOVE_CUES = words('extended extends extend postponed postpones delayed moved moves pushed rescheduled');
const WITHDRAW_CUES = words('withdrew withdraws withdrawn dropped drops lifted cancelled canceled rescinded scrapped');
const THINGS = words('deadline ultimatum threat demand tariff tariffs');

const has = (tokens: readonly Token[], cues: ReadonlySet<string>): boolean => tokens.some((token) => cues.has(token.text));

export const obliges = (tokens: readonly Token[]): boolean => has(tokens, OBLIGATIONS);
export const isMove = (tokens: readonly Token[]): boolean => has(tokens, MOVE_CUES);
export const isPast = (tokens: readonly Token[]): boolean => has(tokens, PAST_CUES);
export const isWithdrawal = (tokens: readonly Token[]): boolean => has(tokens, WITHDRAW_CUES) && has(tokens, THINGS);

/** A hope, a forecast or a negation: no deadline, whatever date stands beside it. */
export const isForecast = (tokens: readonly Token[]): boolean => {
  if (has(tokens, FORECASTS)) return true;
  return tokens.some((token, at) => token.text === 'no' && DEADLINE_NOUNS.has(tokens[at + 1]?.text ?? ''));
};

const KINDS: readonly (readonly [DeadlineKind, ReadonlySet<string>])[] = [
  ['ultimatum', words('ultimatum ultimatums comply demand demands')],
  ['evacuation', words('evacuate evacuation leave')],
  ['court', words('court judge hearing verdict sentencing appeal')],
  ['tariff', words('tariff tariffs duties')],
  ['vote', words('vote election ballot referendum')],
  ['strike', words('strike strikes walkout union')],
  ['filing', words('file filing submit applications bids')],
  ['expiry', words('expires expire expiring lapses truce ceasefire sanctions licence license')],
];

/** What sort of deadline the words speak of; the first kind in the table that has a word here. */
export const kindOf = (tokens: readonly Token[]): DeadlineKind => KINDS.find(([, cues]) => has(tokens, cues))?.[0] ?? 'other';

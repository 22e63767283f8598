import { words } from '../cue.js';

/** Nouns that are a deadline themselves: the date beside them is due. */
export const DEADLINE_NOUNS = [
  ...words(
    'deadline',
    'deadline, deadlines, cutoff, cut off, due date, time limit, target date, closing date, final date, last day to, last chance to',
  ),
  // "72-hour strike notice": with a duration only
  ...words('deadline', 'notice', { weak: true }),
  ...words('deadline', 'ultimatum, ultimatums', { kind: 'ultimatum' }),
  ...words('deadline', 'expiry date, expiration date, expiry, expiration', { kind: 'expiry' }),
];

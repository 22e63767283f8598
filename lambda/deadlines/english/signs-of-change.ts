import type { Token } from '../token.js';

/** Wordings that tell of a date that was, or of more time: a date beside them is rather a new one than the first. */
const SIGNS: readonly (readonly [string, RegExp])[] = [
  ['was-to', /\b(?:was|were) (?:first |originally |initially )?(?:to|due|set|scheduled|expected|supposed|meant|planned|pencilled|called) /],
  ['had-been', /\bhad (?:been|earlier|first|originally|initially|already|previously) /],
  [
    'first',
    /\b(?:original|originally|initial|initially|previous|previously|earlier|former|formerly|first (?:set|due|called|planned|to|pencilled))\b/,
  ],
  ['instead', /\b(?:instead of|rather than|in place of|not (?:today|tomorrow|on|(?:mon|tues|wednes|thurs|fri|satur|sun)day))\b/],
  ['more', /\b(?:extra|additional|more (?:time|days|weeks|months|hours)|another|longer|further|extension|second time)\b/],
  ['now', /\b(?:now|reset|new (?:date|deadline|time))\b/],
  ['would-have', /\bwould (?:otherwise )?have\b/],
];

const MOST_WORDS = 60;

/** Names of the signs in the sentence. */
export const signsOfChange = (tokens: readonly Token[]): readonly string[] => {
  const words = tokens
    .slice(0, MOST_WORDS)
    .map(({ text }) => text)
    .join(' ');
  return SIGNS.filter(([, sign]) => sign.test(words)).map(([name]) => name);
};

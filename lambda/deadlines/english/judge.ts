import type { ConfidencePart } from '../deadline.js';
import type { Governed } from '../governed.js';
import { type Token, wordAt } from '../token.js';
import type { Reading } from './reading.js';

const RECALLS =
  /^(?:jury|testified|testimony|testifying|inquest|recalled|recalls|remembers|remembered|diary|memoir|biography|novel|film|documentary|historian|historians|anniversary|decades|century|archive|archives|hypothetically)$/;
const AGO = /^(?:years|decades|centuries|generations)$/;
const ROUTINE = /^(?:normally|usually|typically|always|generally|ordinarily|traditionally|annually|routinely|legally|statutory|mandated)$/;
const DENIES = /^(?:denied|denies|deny|denial|hoax|rumours?|rumors?|untrue|false|invented|fabricated|fake|rubbished)$/;
const REPORTED = /^(?:reports?|claims?|rumours?|rumors?|suggestions?|setting|giving|that|had)$/;

const some = (tokens: readonly Token[], pattern: RegExp): boolean => tokens.some((token) => pattern.test(token.text));

const NOTHING_SET = /^(?:date|deadline|ultimatum|order|timetable|plan|plans|demand)$/;

/** The words call a report untrue, or say that there is no date. */
export const denies = (tokens: readonly Token[]): boolean =>
  some(tokens, /^(?:invented|fabricated|hoax)$/) ||
  tokens.some(
    (token, at) =>
      token.text === 'no' &&
      NOTHING_SET.test(wordAt(tokens, wordAt(tokens, at + 1) === 'such' ? at + 2 : at + 1)) &&
      !/^(?:longer|later)$/.test(wordAt(tokens, at + 1)),
  ) ||
  tokens.some((token, at) => DENIES.test(token.text) && [1, 2, 3, 4, 5].some((offset) => REPORTED.test(wordAt(tokens, at + offset))));

const yearly = (tokens: readonly Token[]): boolean =>
  tokens.some(
    (token, at) =>
      /^(?:each|every)$/.test(token.text) && /^(?:year|month|week|day|summer|winter|spring|autumn)$/.test(wordAt(tokens, at + 1)),
  );

/** "Fifty years ago, …". */
const longAgo = (tokens: readonly Token[]): boolean =>
  tokens.slice(0, 4).some((token, at) => token.text === 'ago' && AGO.test(wordAt(tokens, at - 1)));

/** What the whole sentence says against its deadlines: it recalls, denies, or tells what is usual. */
const doubtsIn = ({ tokens }: Reading): readonly ConfidencePart[] => [
  ...(some(tokens, RECALLS) || longAgo(tokens) ? [{ because: 'recalls', by: -0.4 }] : []),
  ...(some(tokens, ROUTINE) || yearly(tokens) ? [{ because: 'routine', by: -0.4 }] : []),
  ...(denies(tokens) ? [{ because: 'denied', by: -0.6 }] : []),
];

/** Weighs what a sentence says of its times as a whole. */
export const judge = (reading: Reading, governed: readonly Governed[]): readonly Governed[] => {
  const doubts = doubtsIn(reading);
  return doubts.length === 0 ? governed : governed.map((each) => ({ ...each, parts: [...each.parts, ...doubts] }));
};

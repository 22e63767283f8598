import type { ConfidencePart } from '../deadline.js';
import type { Governed } from '../governed.js';
import type { Slot } from '../slot.js';
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

const REPORT = /^(?:reports?|claims?|rumou?rs?|talk|letter|message|posts?|notice)$/;
const INVENTED = /^(?:was|were|is|are|as|be) (?:an|pure|sheer|complete)$/;

/** The words call a report untrue, or say that there is no date. */
export const denies = (tokens: readonly Token[]): boolean =>
  some(tokens, /^(?:invented|fabricated|hoax)$/) ||
  (some(tokens, REPORT) &&
    tokens.some(({ text }, at) => text === 'invention' && INVENTED.test(`${wordAt(tokens, at - 2)} ${wordAt(tokens, at - 1)}`))) ||
  tokens.some(
    (token, at) =>
      token.text === 'no' &&
      NOTHING_SET.test(wordAt(tokens, wordAt(tokens, at + 1) === 'such' ? at + 2 : at + 1)) &&
      !/^(?:longer|later)$/.test(wordAt(tokens, at + 1)),
  ) ||
  tokens.some((token, at) => DENIES.test(token.text) && [1, 2, 3, 4, 5].some((offset) => REPORTED.test(wordAt(tokens, at + offset))));

const SOMEBODY = /^(?:they|somebody|someone|anyone|anybody|he|she)$/;
const SUPPOSES = /^(?:if|suppose|supposing|imagine)$/;
const GIVES = /^(?:gave|gives?|told|tells?|said|says?|hand(?:s|ed)?|grant(?:s|ed)?|stretch(?:ed)?|offered)$/;
const GIVEN = /^(?:given|told|granted|handed|offered)$/;
const ONE = /^(?:me|us|it|that|this|him|her)$/;

/** "if they give us", "were they to hand us", "had they told me": the index behind what somebody only supposes. */
const supposedFrom = (tokens: readonly Token[]): number | undefined => {
  const at = tokens.findIndex((token, place) => {
    const [who, next, then, last] = [1, 2, 3, 4].map((offset) => wordAt(tokens, place + offset));
    if (!SOMEBODY.test(who ?? '')) return false;
    if (SUPPOSES.test(token.text)) return GIVES.test(next ?? '') && ONE.test(then ?? '');
    if (token.text === 'were') return next === 'to' && GIVES.test(then ?? '') && ONE.test(last ?? '');
    return token.text === 'had' && GIVEN.test(next ?? '') && ONE.test(then ?? '');
  });
  return at < 0 ? undefined : at + 3;
};

const WOULD_HAVE = /^(?:i|we|they|he|she|you|it)'d$/;

/**
 * "If they give us until 30 June, we've gained nothing", "Tell us by Friday and we'd have coped": nobody has set that date. What stands behind
 * the clause is no part of it.
 */
const imagines = (tokens: readonly Token[], slot: Slot | undefined): boolean => {
  if (slot === undefined) return false;
  const from = supposedFrom(tokens);
  if (from !== undefined && slot.first >= from && tokens.slice(from, slot.first + 1).every(({ before }) => before === '')) return true;
  const would = tokens.findIndex(({ text }, at) => WOULD_HAVE.test(text) && /^(?:have|still)$/.test(wordAt(tokens, at + 1)));
  return would > 0 && wordAt(tokens, would - 1) === 'and' && slot.past === would - 1;
};

const yearly = (tokens: readonly Token[]): boolean =>
  tokens.some(
    (token, at) =>
      /^(?:each|every)$/.test(token.text) && /^(?:year|month|week|day|summer|winter|spring|autumn)$/.test(wordAt(tokens, at + 1)),
  );

/** "Fifty years ago, …". */
const longAgo = (tokens: readonly Token[]): boolean =>
  tokens.slice(0, 4).some((token, at) => token.text === 'ago' && AGO.test(wordAt(tokens, at - 1)));

const SERVICE = /^(?:delivery|dispatch|collection|pickup|travel|departure|arrival)$/;

/** "Orders for delivery tomorrow must be in by seven": the day for which something is ordered or booked. */
const isOfService = (tokens: readonly Token[], { first, date }: Slot): boolean => {
  const noun = wordAt(tokens, first - 1) === 'on' ? first - 2 : first - 1;
  return date !== undefined && SERVICE.test(wordAt(tokens, noun)) && wordAt(tokens, noun - 1) === 'for';
};

const IMAGINED: ConfidencePart = { because: 'imagined', by: -0.6 };
const DENIED: ConfidencePart = { because: 'denied', by: -0.6 };
const OF_SERVICE: ConfidencePart = { because: 'of-service', by: -0.6 };

/** What the whole sentence says against its deadlines: it recalls, denies, or tells what is usual. */
const doubtsIn = ({ tokens }: Reading): readonly ConfidencePart[] => [
  ...(some(tokens, RECALLS) || longAgo(tokens) ? [{ because: 'recalls', by: -0.4 }] : []),
  ...(some(tokens, ROUTINE) || yearly(tokens) ? [{ because: 'routine', by: -0.4 }] : []),
  ...(denies(tokens) ? [DENIED] : []),
];

/** What is said against each time of a sentence that no cue governs. */
export const doubtsWithoutCue = ({ tokens }: Reading): ((slot: Slot) => readonly ConfidencePart[]) => {
  const denied = denies(tokens) ? [DENIED] : [];
  return (slot) => [...(imagines(tokens, slot) ? [IMAGINED] : []), ...(isOfService(tokens, slot) ? [OF_SERVICE] : []), ...denied];
};

/** Weighs what a sentence says of its times as a whole. */
export const judge = (reading: Reading, governed: readonly Governed[]): readonly Governed[] => {
  const doubts = doubtsIn(reading);
  return governed.map((each) => {
    const all = imagines(reading.tokens, each.slot) ? [...doubts, IMAGINED] : doubts;
    return all.length === 0 ? each : { ...each, parts: [...each.parts, ...all] };
  });
};

import type { Slot } from '../slot.js';
import { type Token, wordAt } from '../token.js';
import type { Reading } from './reading.js';

const NOTICE =
  /^(?:demand|demands|order|orders|ultimatum|letter|notice|notices|warning|statement|decree|limit|countdown|clock|note|summons|writ|directive|deadline|leaflets?|flyers?|tract|ruling|judgment|resolution|signal|message)$/;
const ISSUED =
  /^(?:issued|read|broadcast|delivered|handed|sent|served|dated|given|posted|aired|relayed|published|went|starts?|started|begins?|began|opens|counted|counts|bears|ran|made|came|dropped|passed|taped|pinned|reached)$/;
const RULED = /^(?:ruled|ordered|decreed)$/;
const MOST_FROM_NOTICE = 12;
const MOST_FROM_ISSUED = 5;
const MOST_TO_NOTICE = 9;

const SAID_AT = /^(?:posted|said|told|tweeted|announced|declared|ordered|wrote|warned|speaking|spoke)$/;
const SPEAKS = /^(?:addressing|reading|speaking|addressed)$/;
const SENT = /^(?:sent|handed|gave|served|issued|passed|delivered)$/;

type Tells = (tokens: readonly Token[], slot: Slot) => boolean;

const isAt = (tokens: readonly Token[], { first, clock }: Slot): boolean => clock !== undefined && wordAt(tokens, first - 1) === 'at';

/** "The president posted at 7:44 p.m." */
const isSaidAt: Tells = (tokens, slot) => isAt(tokens, slot) && SAID_AT.test(wordAt(tokens, slot.first - 2));

/** "Reading a letter at 6 p.m. on Sunday". */
const isSpokenAt: Tells = (tokens, slot) =>
  isAt(tokens, slot) && slot.date !== undefined && [2, 3, 4, 5].some((offset) => SPEAKS.test(wordAt(tokens, slot.first - offset)));

/** "On Monday at noon served notice on the camp to be gone in 72 hours". */
const isServedThen: Tells = (tokens, { past, date, clock }) =>
  clock !== undefined &&
  date !== undefined &&
  [0, 1].some((offset) => SENT.test(wordAt(tokens, past + offset))) &&
  tokens.slice(past, past + MOST_TO_NOTICE).some(({ text }) => NOTICE.test(text));

/** "Seven days to respond", and "the commission sent it on Thursday". */
const isSentOn: Tells = (tokens, { first, date }) =>
  date !== undefined &&
  [2, 3].some((offset) => SENT.test(wordAt(tokens, first - offset)) && /^(?:it|them)$/.test(wordAt(tokens, first - offset + 1)));

/** "Must be freed within 90 days, the court ruled late on Friday". */
const isRuledOn: Tells = (tokens, { first, clock }) => {
  const said = [1, 2, 3].map((offset) => wordAt(tokens, first - offset)).find((word) => !/^(?:on|late|early)$/.test(word));
  return clock === undefined && RULED.test(said ?? '');
};

/** "The demand was broadcast at 9 a.m. on Tuesday", "the letter bears the date of Sunday". */
const isOfNotice: Tells = (tokens, { first }) => {
  const verb = tokens.findLastIndex(({ text }, at) => at < first && at >= first - MOST_FROM_ISSUED && ISSUED.test(text));
  if (verb < 0) return false;
  const isFar = tokens.slice(verb + 1, first + 1).some(({ before }) => /[;:—()]/.test(before));
  return !isFar && tokens.some(({ text }, at) => at < verb && at >= verb - MOST_FROM_NOTICE && NOTICE.test(text));
};

const ISSUES: readonly Tells[] = [isSaidAt, isSpokenAt, isServedThen, isSentOn, isRuledOn, isOfNotice];

/** When a demand was made or an order was given, in so many words: lengths of time of its story may count from there. */
export const isIssue = ({ tokens }: Reading, slot: Slot): boolean =>
  slot.duration === undefined && slot.possessive !== true && slot.vague !== true && ISSUES.some((tells) => tells(tokens, slot));

const GIVES =
  /^(?:gave|demanded|ordered|directed|told|warned|called|recommended|urged|granted|allowed|said|ruled|decreed|set|wrote|announced|promised|pledged|vowed|instructed|asked|handed|given)$/;
const SAID_ON = /^(?:on|late|early|last)$/;

/** "Leaders on Sunday demanded that", "the court said on Monday that": the day on which something was given or ordered. */
export const isSaid = ({ tokens }: Reading, { first, past, date, clock, possessive, duration }: Slot): boolean => {
  const isGivenOn = date?.form === 'month-day' && wordAt(tokens, first - 1) === 'on' && /^(?:gave|given)$/.test(wordAt(tokens, past));
  if ((date?.form !== 'weekday' && !isGivenOn) || clock !== undefined || possessive === true || duration !== undefined) return false;
  const before = [1, 2, 3].map((offset) => wordAt(tokens, first - offset)).find((word) => !SAID_ON.test(word));
  const isBehind = GIVES.test(before ?? '') && SAID_ON.test(wordAt(tokens, first - 1));
  const isGiven = tokens[past]?.before === '' && GIVES.test(wordAt(tokens, past));
  // "the vote on Sunday ordered by the court"
  return isBehind || (isGiven && wordAt(tokens, past + 1) !== 'by');
};

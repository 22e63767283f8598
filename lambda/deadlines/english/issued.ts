import type { Slot } from '../slot.js';
import { wordAt } from '../token.js';
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
/** "Addressing his followers at 9pm on Saturday", "Reading a letter at 6pm on Sunday". */
const SPEAKS = /^(?:addressing|reading|speaking|addressed)$/;
const SENT = /^(?:sent|handed|gave|served|issued|passed|delivered)$/;

/** "The demand was broadcast at 9 a.m. on Tuesday", "the letter bears the date of Sunday", "the president posted at 7:44 p.m.". */
export const isIssue = ({ tokens }: Reading, slot: Slot): boolean => {
  if (slot.duration !== undefined || slot.possessive === true || slot.vague === true) return false;
  if (slot.clock !== undefined && wordAt(tokens, slot.first - 1) === 'at' && SAID_AT.test(wordAt(tokens, slot.first - 2))) return true;
  const isSpoken = [2, 3, 4, 5].some((offset) => SPEAKS.test(wordAt(tokens, slot.first - offset)));
  if (slot.clock !== undefined && slot.date !== undefined && wordAt(tokens, slot.first - 1) === 'at' && isSpoken) return true;
  // "on Monday at noon served notice on the camp to be gone in 72 hours"
  const isServed = [0, 1].some((offset) => SENT.test(wordAt(tokens, slot.past + offset)));
  const behind = tokens.slice(slot.past, slot.past + MOST_TO_NOTICE);
  if (slot.clock !== undefined && slot.date !== undefined && isServed && behind.some(({ text }) => NOTICE.test(text))) return true;
  // "seven days to respond", and "the commission sent it on Thursday"
  const sent = [2, 3].find(
    (offset) => SENT.test(wordAt(tokens, slot.first - offset)) && /^(?:it|them)$/.test(wordAt(tokens, slot.first - offset + 1)),
  );
  if (slot.date !== undefined && sent !== undefined) return true;
  // "must be freed within 90 days, the court ruled late on Friday"
  const said = [1, 2, 3].map((offset) => slot.first - offset).find((at) => !/^(?:on|late|early)$/.test(wordAt(tokens, at)));
  if (slot.clock === undefined && said !== undefined && RULED.test(wordAt(tokens, said))) return true;
  const verb = tokens.findLastIndex(({ text }, at) => at < slot.first && at >= slot.first - MOST_FROM_ISSUED && ISSUED.test(text));
  if (verb < 0) return false;
  const isFar = tokens.slice(verb + 1, slot.first + 1).some(({ before }) => /[;:—()]/.test(before));
  return !isFar && tokens.some(({ text }, at) => at < verb && at >= verb - MOST_FROM_NOTICE && NOTICE.test(text));
};

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

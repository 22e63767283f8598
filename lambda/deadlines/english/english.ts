import type { FindingStatus } from '../deadline.js';
import type { Governed } from '../governed.js';
import type { About, Language } from '../language.js';
import type { Slot } from '../slot.js';
import { type Sentence, type Token, wordAt } from '../token.js';
import { changeFeatures, featuresOf } from './features.js';
import { governByNoun } from './governors/deadline-noun.js';
import { governByDue } from './governors/due.js';
import { governByEffect } from './governors/effect.js';
import { governByEvent } from './governors/event.js';
import { governByExpiry } from './governors/expiry.js';
import { governByLimit } from './governors/limit.js';
import { governByMove } from './governors/move.js';
import { governByPassing } from './governors/passing.js';
import { governByState } from './governors/state.js';
import { governByWithdrawal } from './governors/withdrawal.js';
import { denies, judge } from './judge.js';
import { kindOf } from './kinds.js';
import { firstPeopleIn } from './peoples.js';
import { firstZoneIn, zoneBefore } from './places.js';
import { type Reading, readSentence, wordsIn } from './reading.js';
import { sentencesOf } from './sentences.js';
import { signsOfChange } from './signs-of-change.js';
import { weigh, weighAgain } from './weigh.js';

const GOVERNORS = [governByNoun, governByLimit, governByExpiry, governByDue, governByEffect, governByState, governByEvent];
const RECURRING = new Set(['every', 'each', 'weekdays', 'daily', 'weekly', 'monthly', 'annually', 'nightly', 'yearly']);

const recurs = ({ tokens }: Reading, slot: Slot): boolean =>
  [slot.first - 1, slot.first - 2, slot.past, slot.past + 1].some((at) => RECURRING.has(tokens[at]?.text ?? ''));

const MOST_COORDINATED = 3;

/** "on Thursday and Friday": a time that follows a governed one after "and" or a comma shares its cue. */
const coordinated = (reading: Reading, slot: Slot, before: Governed | undefined): Governed | undefined => {
  if (before?.slot === undefined || slot.vague === true || slot.duration !== undefined || before.kind !== 'strike') return undefined;
  const gap = slot.first - before.slot.past;
  const joins =
    gap <= MOST_COORDINATED &&
    reading.tokens.slice(before.slot.past, slot.first).every((token) => /^(?:and|then|on|also|again)$/.test(token.text));
  return joins ? { ...before, slot, past: slot.past } : undefined;
};

const governSlots = (reading: Reading): readonly Governed[] => {
  const found: Governed[] = [];
  for (const slot of reading.slots) {
    if (recurs(reading, slot)) continue;
    const shared = coordinated(reading, slot, found.at(-1));
    const own = shared ?? GOVERNORS.reduce<Governed | undefined>((best, govern) => best ?? govern(reading, slot), undefined);
    if (own !== undefined) found.push(own);
  }
  return found;
};

const CHANGES = [governByMove, governByWithdrawal, governByPassing];

const changesIn = (reading: Reading): readonly Governed[] => {
  const found = CHANGES.map((governBy) => governBy(reading));
  return found.find((each) => each.length > 0) ?? [];
};

const governReading = (reading: Reading): readonly Governed[] => {
  const changes = changesIn(reading);
  const [change] = changes;
  if (change === undefined) return judge(reading, governSlots(reading));
  if (change.shift === undefined) return judge(reading, changes);
  return [
    ...changes,
    ...judge(
      reading,
      governSlots(reading).filter((each) => each.slot?.duration === undefined),
    ),
  ];
};

/** A time that no cue governs, for the words around it to be weighed. */
const ungoverned = (slot: Slot): Governed => ({
  slot,
  status: 'set',
  direction: 'ahead',
  parts: [],
  first: slot.first,
  past: slot.past,
});

const isOf = (slot: Slot, governed: Governed): boolean => governed.slot?.first === slot.first && governed.slot.past === slot.past;

const CHANGED: ReadonlySet<string> = new Set(['move', 'withdraw', 'pass']);

/** A sentence that speaks of a change and gives no date for it, for its words to be weighed. */
const ungovernedChange = ({ classes, tokens }: Reading, governed: readonly Governed[]): readonly Governed[] => {
  if (governed.some(({ slot }) => slot === undefined)) return [];
  const change = classes.find(({ of }) => CHANGED.has(of));
  if (change === undefined) return [];
  return [{ status: 'withdrawn', direction: 'ahead', parts: [], first: change.first, past: Math.min(change.past, tokens.length) }];
};

const ABOUT_SENTENCES = 2;
const MOST_DENYING = 4;
const MOST_WORDS = 60;

const namesOf = (sentences: readonly Sentence[]): readonly string[] => [
  ...new Set(sentences.flatMap(({ tokens }) => wordsIn(tokens).classes.filter(({ first }) => first < MOST_WORDS)).map(({ of }) => of)),
];

const NOTHING: Omit<About, 'title'> = {
  inTitle: [],
  inSummary: [],
  changesInTitle: [],
  changesInSummary: [],
  signsOfChange: [],
  isDenied: false,
};

const changesOf = (sentences: readonly Sentence[], title: readonly Token[]): readonly FindingStatus[] => [
  ...new Set(sentences.flatMap((sentence) => changesIn(readSentence(sentence, { ...NOTHING, title }))).map(({ status }) => status)),
];

const aboutOf = (title: readonly Sentence[], summary: readonly Sentence[]): About => {
  const [titled, said] = [title.slice(0, ABOUT_SENTENCES), summary.slice(0, ABOUT_SENTENCES)];
  const tokens = title[0]?.tokens ?? [];
  return {
    title: tokens,
    inTitle: namesOf(titled),
    inSummary: namesOf(said),
    changesInTitle: changesOf(titled, tokens),
    changesInSummary: changesOf(said, tokens),
    signsOfChange: [...new Set([...titled, ...summary.slice(0, MOST_DENYING)].flatMap(({ tokens: words }) => signsOfChange(words)))],
    isDenied: [...title, ...summary.slice(0, MOST_DENYING)].some(({ tokens: words }) => denies(words)),
  };
};

const NOTICE =
  /^(?:demand|demands|order|orders|ultimatum|letter|notice|notices|warning|statement|decree|limit|countdown|clock|note|summons|writ|directive|deadline|leaflets?|flyers?|tract|ruling|judgment|resolution|signal|message)$/;
const ISSUED =
  /^(?:issued|read|broadcast|delivered|handed|sent|served|dated|given|posted|aired|relayed|published|went|starts?|started|begins?|began|opens|counted|counts|bears|ran|made|came|dropped|passed|taped|pinned|reached)$/;
const RULED = /^(?:ruled|ordered|decreed)$/;
const MOST_FROM_NOTICE = 12;
const MOST_FROM_ISSUED = 5;

const SAID_AT = /^(?:posted|said|told|tweeted|announced|declared|ordered|wrote|warned|speaking|spoke)$/;
/** "Addressing his followers at 9pm on Saturday", "Reading a letter at 6pm on Sunday". */
const SPEAKS = /^(?:addressing|reading|speaking|addressed)$/;
const SENT = /^(?:sent|handed|gave|served|issued|passed|delivered)$/;

/** "The demand was broadcast at 9 a.m. on Tuesday", "the letter bears the date of Sunday", "the president posted at 7:44 p.m.". */
const isIssue = ({ tokens }: Reading, slot: Slot): boolean => {
  if (slot.duration !== undefined || slot.possessive === true || slot.vague === true) return false;
  if (slot.clock !== undefined && wordAt(tokens, slot.first - 1) === 'at' && SAID_AT.test(wordAt(tokens, slot.first - 2))) return true;
  const isSpoken = [2, 3, 4, 5].some((offset) => SPEAKS.test(wordAt(tokens, slot.first - offset)));
  if (slot.clock !== undefined && slot.date !== undefined && wordAt(tokens, slot.first - 1) === 'at' && isSpoken) return true;
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
  /^(?:gave|demanded|ordered|directed|told|warned|called|recommended|urged|granted|allowed|said|ruled|decreed|set|wrote|announced|promised|pledged|vowed|instructed|asked|handed)$/;
const SAID_ON = /^(?:on|late|early|last)$/;

/** "Leaders on Sunday demanded that", "the court said on Monday that": the day on which something was given or ordered. */
const isSaid = ({ tokens }: Reading, { first, past, date, clock, possessive, duration }: Slot): boolean => {
  if (date?.form !== 'weekday' || clock !== undefined || possessive === true || duration !== undefined) return false;
  const before = [1, 2, 3].map((offset) => wordAt(tokens, first - offset)).find((word) => !SAID_ON.test(word));
  const isBehind = GIVES.test(before ?? '') && SAID_ON.test(wordAt(tokens, first - 1));
  const isGiven = tokens[past]?.before === '' && GIVES.test(wordAt(tokens, past));
  // "the vote on Sunday ordered by the court"
  return isBehind || (isGiven && wordAt(tokens, past + 1) !== 'by');
};

const govern = (sentence: Sentence, about: About): readonly Governed[] => {
  const reading = readSentence(sentence, about);
  const governed = governReading(reading);
  const others = reading.slots.filter(
    (slot) => slot.vague !== true && !recurs(reading, slot) && !governed.some((each) => isOf(slot, each)),
  );
  return [...governed, ...others.map(ungoverned), ...ungovernedChange(reading, governed)].map((each) => {
    const { slot } = each;
    const isCued = each.parts.length > 0;
    if (slot === undefined) return { ...each, features: (timing) => changeFeatures(reading, isCued ? each : undefined, timing) };
    const issue = { ...(isIssue(reading, slot) ? { isIssue: true } : {}), ...(isSaid(reading, slot) ? { isSaid: true } : {}) };
    return { ...each, ...issue, features: (timing) => featuresOf(reading, slot, each.parts.length === 0 ? undefined : each, timing) };
  });
};

/** English: its sentences, cues, forms of time and the link between them. */
export const english: Language = { sentencesOf, aboutOf, govern, weigh, weighAgain, kindOf, firstZoneIn, zoneBefore, firstPeopleIn };

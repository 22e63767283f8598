import type { ConfidencePart } from '../../deadline.js';
import type { Governed } from '../../governed.js';
import type { Slot } from '../../slot.js';
import { type Token, wordAt } from '../../token.js';
import type { Cue } from '../cue.js';
import { readNumber } from '../forms/numbers.js';
import { leadOf } from '../lead.js';
import { readMood } from '../mood.js';
import { hasWord, type Reading, speaksOf } from '../reading.js';
import { CAN_MOVE } from '../subjects.js';

const REACH = 18;
const MOVE_PARTS: readonly ConfidencePart[] = [{ because: 'moved', by: 0.88 }];
const DEADLINE_WORDS = new Set(['deadline', 'ultimatum', 'cutoff']);
const SHOWS = new Set(
  'match game fixture season exhibition show concert tour festival film series hours gig play contract stay visit lead unbeaten streak album episode kickoff derby habit'.split(
    ' ',
  ),
);

/** "longer hours", not "four hours". */
const isShow = (tokens: readonly Token[], at: number): boolean =>
  SHOWS.has(wordAt(tokens, at)) && !(wordAt(tokens, at) === 'hours' && readNumber(tokens, at - 1) !== undefined);

/** Where things go: "moved online", "moved towards the coast". */
const AWAY =
  /^(?:online|towards?|in|into|inside|indoors|outside|out|away|closer|offshore|inland|north|south|east|west|across|through|home)$/;

/** "move" and "shift" tell of places too. */
const isOfPlace = ({ tokens }: Reading, cue: Cue): boolean =>
  /^(?:mov|shift|push|slip)/.test(wordAt(tokens, cue.first)) && AWAY.test(wordAt(tokens, cue.past));

/** The cue says that the move is a fact: not "could extend", "refused to extend", "if it is extended". */
const isFact = (reading: Reading, cue: Cue): boolean => {
  if (cue.form === 'none') return true;
  const mood = readMood(reading.tokens, cue.first, cue.form);
  return !mood.negated && !mood.open && !/^(?:every|each)$/.test(wordAt(reading.tokens, cue.past));
};

/** The cue is about something whose date counts; "now has until" says so itself. */
const isAboutDeadline = (reading: Reading, cue: Cue): boolean => {
  const { tokens } = reading;
  if (cue.form === 'none') return true;
  const [first, past] = [cue.first - REACH, cue.past + REACH];
  const shown = tokens.some((_token, at) => at >= first && at < past && isShow(tokens, at));
  return speaksOf(reading, CAN_MOVE, first, past) && (!shown || hasWord(tokens, first, past, DEADLINE_WORDS));
};

const NOW = new Set(['now', 'instead']);
const OLD_DATE = new Set(['set', 'scheduled', 'due', 'planned', 'fixed', 'listed']);
const OLD = new Set(['originally', 'previously', 'initially', 'planned', 'due', 'earlier', 'scheduled']);

/** The times of the sentence that could be new: not "originally scheduled for Tuesday". */
const datedSlots = ({ tokens, slots }: Reading): readonly Slot[] =>
  slots.filter(
    (slot) =>
      slot.vague !== true &&
      (slot.date !== undefined || slot.clock !== undefined) &&
      (!hasWord(tokens, slot.first - 4, slot.first, OLD) || hasWord(tokens, slot.first - 6, slot.first, NOW)),
  );

/** Where it moved to: "to Friday", "until noon", "for Friday"; or, before the verb, "until 31 March, after it pushed back". */
const targetOf = (reading: Reading, cue: Cue): Slot | undefined => {
  const { tokens } = reading;
  const dated = datedSlots(reading).filter((slot) => slot.possessive !== true);
  const after = dated.filter((slot) => slot.first >= cue.past || (cue.form === 'none' && slot.first >= cue.first));
  const leads = (slot: Slot, wanted: RegExp): boolean => wanted.test(leadOf(tokens, slot).lead);
  const led = after.find((slot) => leads(slot, /^(?:to|until|limit)$/)) ?? after.find((slot) => leads(slot, /^for$/));
  if (led !== undefined) return led;
  const named =
    cue.form === 'none' || /^resch/.test(wordAt(tokens, cue.first)) ? after.find((slot) => leads(slot, /^(?:on|none|of)$/)) : undefined;
  const now = after.find((slot) => hasWord(tokens, cue.past, slot.first, NOW));
  return named ?? now ?? dated.find((slot) => slot.past <= cue.first && leads(slot, /^until$/));
};

const shiftOf = (reading: Reading, cue: Cue): Slot | undefined =>
  reading.slots.find((slot) => {
    const { first } = leadOf(reading.tokens, slot);
    const led = /^(?:by|for)$/.test(wordAt(reading.tokens, first)) || wordAt(reading.tokens, slot.first) === 'another';
    // "to prolong a three-day truce" names no shift
    const isLength = reading.tokens[slot.past - 1]?.before === '-';
    return slot.duration !== undefined && slot.first >= cue.past && (led || (slot.first - cue.past <= 1 && !isLength));
  });

/** "on March 4 instead of March 11", "by Dec. 28 rather than this month". */
const replacing = ({ tokens, slots }: Reading): Slot | undefined =>
  slots.find(
    (slot) =>
      slot.date !== undefined &&
      tokens[slot.past]?.before === '' &&
      hasWord(tokens, slot.first - REACH, slot.first, CAN_MOVE) &&
      /^(?:instead|rather)$/.test(wordAt(tokens, slot.past)) &&
      /^(?:of|than)$/.test(wordAt(tokens, slot.past + 1)) &&
      /^(?:on|limit|none|until)$/.test(leadOf(tokens, slot).lead),
  );

/** "another 90 days, to Sept. 17": the new date stands beside the time that was given in addition. */
const added = ({ tokens, slots }: Reading): Slot | undefined =>
  slots.find(
    (slot) =>
      slot.date !== undefined &&
      /^(?:to|until)$/.test(leadOf(tokens, slot).lead) &&
      slots.some(
        (other) =>
          other.duration !== undefined &&
          leadOf(tokens, slot).first === other.past &&
          /^(?:another|more|extra|further)$/.test(wordAt(tokens, other.first)),
      ),
  );

/** "set for September 23, has been postponed". */
const hasOldDate = ({ tokens, slots }: Reading, cue: Cue): boolean =>
  slots.some(
    (slot) =>
      slot.date !== undefined &&
      slot.past <= cue.first &&
      hasWord(tokens, slot.first - 4, slot.first, OLD_DATE) &&
      cue.first - slot.past <= 4,
  );

/** The date that it had: "Monday's vote", "from October 3", "planned for Friday", "the Friday deadline". */
const formerOf = ({ tokens, slots }: Reading, target: Slot): Pick<Governed, 'former'> => {
  const former = slots.find(
    (slot) =>
      slot !== target &&
      slot.date !== undefined &&
      slot.vague !== true &&
      (leadOf(tokens, slot).lead === 'from' ||
        hasWord(tokens, slot.first - 4, slot.first, OLD_DATE) ||
        hasWord(tokens, slot.past, slot.past + 3, CAN_MOVE)),
  );
  return former === undefined ? {} : { former };
};

const governCue = (reading: Reading, cue: Cue): readonly Governed[] => {
  const moved = { status: 'moved', direction: 'ahead', parts: MOVE_PARTS, first: cue.first } as const;
  const target = replacing(reading) ?? targetOf(reading, cue);
  if (target !== undefined)
    return [
      {
        ...moved,
        ...formerOf(reading, target),
        slot: target,
        past: Math.max(target.past, cue.past),
        first: Math.min(target.first, cue.first),
      },
    ];
  if (cue.form === 'none' || cue.form === 'ing') return [];
  const shift = shiftOf(reading, cue);
  // the only date of the sentence is the one that it no longer has
  if (shift === undefined && cue.form === 'past' && hasOldDate(reading, cue)) return [{ ...moved, past: cue.past }];
  const named = cue.weak !== true && cue.form !== 'base' && hasWord(reading.tokens, cue.first - 5, cue.past + 5, DEADLINE_WORDS);
  if (shift?.duration !== undefined) return [{ ...moved, ...formerOf(reading, shift), shift: shift.duration, past: shift.past }];
  return named ? [{ ...moved, past: cue.past }] : [];
};

const ENDS = /^(?:due|ends?|ending|expires?|expiring|lapses?|runs?|ran|was|were|set|of|originally)$/;
/** Nobody has added anything yet, or somebody has undone it. */
const NOT_ADDED =
  /^(?:if|unless|fail(?:ed|s)?|veto(?:ed|es)?|den(?:ied|ies)|hoped?|hopes|accused|ruled|reject(?:ed|s)?|refus(?:e|ed|es)|will|would|may|could|might|asked|want(?:s|ed)?|propos(?:e|ed|es))$/;
const MOST_TO_NAME = 5;
const ADDS = /^(?:adds?|added|adding)$/;

/** "agreed to add two days to a truce", "added 48 hours to the ultimatum": moved by so much. */
const byAdding = ({ sentence, tokens, slots }: Reading): readonly Governed[] => {
  const slot = slots.find(
    ({ duration, first, past }) =>
      duration !== undefined &&
      duration.anchor === undefined &&
      ADDS.test(wordAt(tokens, first - 1)) &&
      wordAt(tokens, past) === 'to' &&
      hasWord(tokens, past, past + MOST_TO_NAME, CAN_MOVE),
  );
  // "adds two weeks to registration, which now ends on August 30" has its new date
  if (
    slot?.duration === undefined ||
    readMood(tokens, slot.first - 1, 'base').negated ||
    tokens.some(({ text }) => NOW.has(text) || NOT_ADDED.test(text))
  )
    return [];
  if (sentence.text.endsWith('?')) return [];
  const former = slots.find((each) => each.first > slot.past && each.date !== undefined);
  const between = former === undefined ? [] : tokens.slice(slot.past, former.first);
  const isBound = between.some(({ text }) => ENDS.test(text)) && !between.some(({ text }) => /^(?:and|with|said|will|by)$/.test(text));
  if (former === undefined || !isBound) return [];
  return [
    {
      status: 'moved',
      direction: 'ahead',
      parts: MOVE_PARTS,
      former,
      shift: slot.duration,
      first: slot.first,
      past: slot.past,
    },
  ];
};

/** "extended the deadline to Friday", "postponed by two weeks", "pushed back": the new date, the shift, or that it moved. */
export const governByMove = (reading: Reading): readonly Governed[] => {
  for (const cue of reading.cues) {
    if (cue.role !== 'move' || isOfPlace(reading, cue) || !isFact(reading, cue) || !isAboutDeadline(reading, cue)) continue;
    const found = governCue(reading, cue);
    if (found.length > 0) return found;
  }
  const shifted = byAdding(reading);
  if (shifted.length > 0) return shifted;
  const slot = added(reading) ?? replacing(reading);
  return slot === undefined ? [] : [{ slot, status: 'moved', direction: 'ahead', parts: MOVE_PARTS, first: slot.first, past: slot.past }];
};

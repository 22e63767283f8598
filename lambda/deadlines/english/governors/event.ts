import type { ConfidencePart } from '../../deadline.js';
import type { Governed } from '../../governed.js';
import type { Slot } from '../../slot.js';
import { type Token, wordAt } from '../../token.js';
import type { Cue } from '../cue.js';
import { type LeadPlace, leadOf } from '../lead.js';
import { readMood } from '../mood.js';
import { crossesClause, hasWord, type Reading, speaksOf } from '../reading.js';
import { CAN_LAUNCH, LABOUR } from '../subjects.js';

const MOST_BETWEEN = 16;
const BOMBS =
  /^(?:air|airstrike|drone|drones|missile|missiles|military|artillery|rocket|israeli|russian|us|american|iranian|ukrainian|precision|lightning|fresh|retaliatory|deadly|aerial|overnight|first|nuclear|houthi)$/;
const KILLS = new Set([
  'killed',
  'killing',
  'dead',
  'wounded',
  'hit',
  'bombed',
  'targets',
  'gaza',
  'militants',
  'missile',
  'missiles',
  'drone',
  'drones',
  'airstrikes',
  'hurricane',
  'asteroid',
  'goal',
  'striker',
]);

const COURTS = new Set(['court', 'courts', 'judge', 'judges', 'tribunal', 'justices', 'supreme']);

/** A strike of workers, not of bombs; a launch of a rocket, not of an inquiry. */
const fits = (reading: Reading, cue: Cue): boolean => {
  const { tokens } = reading;
  if (cue.kind === 'strike') {
    const bomb = BOMBS.test(wordAt(tokens, cue.first - 1)) || hasWord(tokens, 0, tokens.length, KILLS);
    return (
      !bomb &&
      (speaksOf(reading, LABOUR, 0, tokens.length) ||
        /^(?:walk|walkout|walkouts|industrial|stoppage|stoppages|down|general)/.test(wordAt(tokens, cue.first)))
    );
  }
  if (/^rul/.test(wordAt(tokens, cue.first)) && cue.form !== 'none') return speaksOf(reading, COURTS, 0, tokens.length);
  return cue.kind !== 'launch' || speaksOf(reading, CAN_LAUNCH, 0, tokens.length);
};

const between = (tokens: readonly Token[], first: number, past: number, pattern: RegExp): boolean => {
  for (let at = first; at < past; at += 1) if (pattern.test(wordAt(tokens, at))) return true;
  return false;
};

const scheduleBetween = (reading: Reading, cue: Cue, past: number): Cue | undefined =>
  reading.cues.filter((each) => each.role === 'schedule' && each.first >= cue.past && each.past <= past).at(-1);

const PAST_CONTEXT =
  /^(?:was|were|said|held|told|voted|ruled|heard|sentenced|found|after|since|killed|won|lost|rejected|approved|passed|began|ended|came|took|followed|led)$/;

const onOrBare = ({ lead }: LeadPlace): boolean => /^(?:on|none|in|for|from|within|limit)$/.test(lead);

/** "will vote on Friday", "to be sentenced on 3 March", "Senate votes Thursday". */
const byVerb = (reading: Reading, cue: Cue, lead: LeadPlace): readonly ConfidencePart[] | undefined => {
  const { tokens } = reading;
  if (cue.form === 'none' || (cue.form === 'ing' && !/^(?:is|are)$/.test(wordAt(tokens, cue.first - 1)))) return undefined;
  const mood = readMood(tokens, cue.first, cue.form);
  if (mood.negated) return undefined;
  if (mood.tense === 'future') {
    const parts = [{ because: 'will-happen', by: 0.84 }];
    return mood.open ? [...parts, { because: 'hypothetical', by: -0.3 }] : parts;
  }
  // "voters head to the polls Wednesday"; a single word ("vote") may as well be a noun
  if (mood.tense === 'past' || mood.open || (cue.form === 'base' && cue.past - cue.first < 2)) return undefined;
  // Headlines tell the past in the present tense too; a bare weekday after the verb looks ahead.
  return (cue.form === 'present' || cue.past - cue.first > 1) && lead.lead !== 'none'
    ? [{ because: 'present-tense', by: 0.72 }]
    : [{ because: 'present-tense', by: 0.66 }];
};

const HOLDS =
  /^(?:will|faces?|facing|ahead|before|upcoming|looming|sets?|set|calls|called|schedules?|scheduled|announces?|announced|plans?|planned|hold|expected|holds|due|next|listed|further|awaits?|awaiting|prepares?|preparing|to|until|unless|votes?)$/;

const TALKS = /^(?:debate|debates|discuss|discusses|talk|talks|consider|ahead)$/;
const CALLS =
  /^(?:schedules?|scheduled|sets?|set|calls?|called|calling|plans?|planned|announced?|announces|names?|named|orders?|ordered|hold|holds?)$/;
const CALLED_WITHIN = 10;

/** "scheduled a vote on the nominee for Monday", "would hold a hearing on the leak on March 30". */
const calls = (tokens: readonly Token[], cue: Cue, { lead, first }: LeadPlace): boolean => {
  if (!/^(?:for|on)$/.test(lead) || first - cue.past > CALLED_WITHIN) return false;
  for (let at = cue.first - 1; at >= Math.max(0, cue.first - 4); at -= 1) {
    if (!CALLS.test(wordAt(tokens, at))) continue;
    if (/^hold/.test(wordAt(tokens, at)))
      return /^(?:to|will|would)$/.test(wordAt(tokens, at - 1)) && lead === 'on' && readMood(tokens, at, 'base').open === false;
    return lead === 'for' && !readMood(tokens, at, 'past').negated && !/^(?:had|was|were)$/.test(wordAt(tokens, at - 1));
  }
  return false;
};

/** "a hearing scheduled for Friday", "Friday's vote looms", "called an election for 5 July". */
const byNoun = (reading: Reading, cue: Cue, slot: Slot, lead: LeadPlace): readonly ConfidencePart[] | undefined => {
  const { tokens } = reading;
  if (cue.form !== 'none' || between(tokens, Math.max(0, cue.first - 9), cue.first, TALKS)) return undefined;
  const schedule = scheduleBetween(reading, cue, lead.first + 1);
  if (schedule !== undefined && onOrBare(lead)) {
    const mood = readMood(tokens, schedule.first, 'none');
    const old = /^(?:originally|previously|initially)$/.test(wordAt(tokens, schedule.first - 1));
    return mood.negated || old ? undefined : [{ because: 'scheduled', by: 0.88 }];
  }
  const copula = lead.first - cue.past === 1 && /^(?:is|falls)$/.test(wordAt(tokens, cue.past));
  if (copula && (slot.date?.form === 'weekday' || slot.date?.form === 'month-day')) return [{ because: 'is-then', by: 0.86 }];
  if (between(tokens, cue.past, slot.first, PAST_CONTEXT)) return undefined;
  if (calls(tokens, cue, lead)) return [{ because: 'scheduled', by: 0.8 }];
  const starts = cue.kind === 'strike' && lead.lead === 'from' && lead.strong && lead.first - cue.past <= 1;
  if (starts) return [{ because: 'from-then', by: 0.8 }];
  const direct = lead.first - cue.past <= 1 && /^(?:on|for|none|in)$/.test(lead.lead);
  if (!direct) return undefined;
  if (/^(?:until|before|awaiting|pending)$/.test(wordAt(tokens, cue.first - 1))) return [{ because: 'held-then', by: 0.76 }];
  const ahead = between(tokens, Math.max(0, cue.first - 8), cue.first, HOLDS);
  if (between(tokens, Math.max(0, cue.first - 4), cue.first, /^(?:hold|schedule|face|faces|receive|hear)$/))
    return [{ because: 'held-then', by: 0.78 }];
  const past = between(
    tokens,
    Math.max(0, cue.first - 6),
    cue.first,
    /^(?:was|were|said|after|during|at|in|since|following|held|told|heard|won|lost|by)$/,
  );
  // A date that lies ahead says by itself that the election is to come.
  if (cue.kind === 'vote' && slot.date?.form === 'month-day' && lead.lead === 'on') return [{ because: 'dated-event', by: 0.74 }];
  if (past) return undefined;
  return ahead ? [{ because: 'held-then', by: 0.76 }] : undefined;
};

const AWAITED =
  /^(?:will|could|likely|poised|chances|ahead|candidates?|campaign|campaigning|bolster|undecided|frontrunners?|favourite|looming|looms|upcoming|crucial|run|running|contest|contesting|opinion|pollsters?|forecasts?|hopes|hoping)$/;
const OVER =
  /^(?:won|lost|results?|after|following|since|turnout|defeat|defeated|victory|conceded|swept|resigned|voted|despite|exit|winner|counted|count|was|were|had|said|showed|gave|held|took|saw|outcome|majority)$/;

/** "could bolster his chances in Wednesday's election": the sentence awaits it, and tells nothing of it. */
const awaits = (tokens: readonly Token[], slot: Slot, cue: Cue): boolean =>
  slot.possessive === true &&
  slot.date?.form === 'weekday' &&
  slot.date.which === 'plain' &&
  /^(?:elections?|referendum|referendums|runoff|run)$/.test(wordAt(tokens, cue.first)) &&
  tokens.some((token) => AWAITED.test(token.text)) &&
  !tokens.some((token) => OVER.test(token.text));

const FIXES =
  /^(?:sets?|fixes|fixed|names?|named|picks?|picked|chooses|chose|confirms?|confirmed|announces?|announced|targets?|targeting|targeted)$/;

/** "sets March 5 for the first election", "named 12 May as polling day": the date is fixed for what follows it. */
const isFixedFor = ({ tokens }: Reading, cue: Cue, slot: Slot): boolean =>
  /^(?:for|as)$/.test(wordAt(tokens, slot.past)) &&
  cue.first > slot.past &&
  cue.first - slot.past <= 6 &&
  between(tokens, Math.max(0, slot.first - 3), slot.first, FIXES) &&
  !between(tokens, slot.past + 1, cue.first, /^(?:and|to|in|on|with|said|that|by|after|before)$/);

const MODIFIER_AHEAD = /^(?:ahead|before|until|upcoming|advance)$/;

/** "ahead of Friday's vote", "Thursday's election looms": the time stands before the noun. */
const byModifier = (reading: Reading, cue: Cue, slot: Slot): readonly ConfidencePart[] | undefined => {
  const { tokens } = reading;
  if (cue.form !== 'none' || cue.first < slot.past || slot.vague === true) return undefined;
  if (isFixedFor(reading, cue, slot)) return [{ because: 'scheduled', by: 0.84 }];
  if (cue.first - slot.past > 3) return undefined;
  for (let at = slot.past; at <= cue.first; at += 1) if (!/^['’"“‘\-–]*$/.test(tokens[at]?.before ?? '')) return undefined;
  if (between(tokens, slot.past, cue.first, /^(?:and|the|a|of|to|in|on|with|for|said|as|that|by|after|before)$/)) return undefined;
  const ahead = between(tokens, Math.max(0, slot.first - 3), slot.first, MODIFIER_AHEAD);
  const dated = slot.date?.form === 'month-day';
  if (awaits(tokens, slot, cue)) return [{ because: 'awaited', by: 0.72 }];
  if (ahead) return [{ because: 'ahead-of', by: 0.82 }];
  const isFixed = between(tokens, Math.max(0, slot.first - 2), slot.first, FIXES);
  if (dated && isFixed) return [{ because: 'scheduled', by: 0.84 }];
  return dated ? [{ because: 'dated-event', by: 0.66 }] : undefined;
};

const SAID = /^(?:said|says|told|announced|announcing|tells)$/;

const govern = (reading: Reading, cue: Cue, slot: Slot): readonly ConfidencePart[] | undefined => {
  const { tokens } = reading;
  if (/^(?:around|about|circa)$/.test(wordAt(tokens, slot.first - 1)) && slot.clock === undefined) return undefined;
  const modifier = byModifier(reading, cue, slot);
  if (modifier !== undefined) return modifier;
  if (slot.possessive === true || cue.past > slot.first) return undefined;
  const lead = leadOf(tokens, slot);
  if (lead.first < cue.past - 1 || lead.first - cue.past > MOST_BETWEEN || crossesClause(tokens, cue.past, lead.first)) return undefined;
  if (!onOrBare(lead) || between(tokens, cue.past, lead.first, SAID)) return undefined;
  return byVerb(reading, cue, lead) ?? byNoun(reading, cue, slot, lead);
};

const fixes = (reading: Reading, slot: Slot): Governed | undefined => {
  for (const cue of [...reading.cues].reverse()) {
    if (cue.role !== 'event' || !fits(reading, cue)) continue;
    const parts = govern(reading, cue, slot);
    if (parts === undefined) continue;
    return {
      slot,
      status: 'set',
      direction: 'ahead',
      ...(cue.kind === undefined ? {} : { kind: cue.kind }),
      parts,
      first: Math.min(cue.first, slot.first),
      past: Math.max(cue.past, slot.past),
    };
  }
  return undefined;
};

/** "to strike for five days from 7am on Friday": it is the beginning that is waited for. */
const beginningOf = (reading: Reading, slot: Slot): Slot | undefined => {
  const anchor = slot.duration?.anchor;
  if (anchor?.kind !== 'date' || !reading.cues.some((cue) => cue.kind === 'strike' && cue.past <= slot.first)) return undefined;
  const { duration, ...place } = slot;
  return { ...place, date: anchor.date, ...(anchor.clock === undefined ? {} : { clock: anchor.clock }) };
};

/** A named day of a vote, a court date, a strike, a launch. */
export const governByEvent = (reading: Reading, slot: Slot): Governed | undefined => {
  const beginning = beginningOf(reading, slot);
  if (beginning !== undefined) return fixes(reading, beginning);
  if (slot.vague === true || (slot.duration !== undefined && !/^(?:in|within)$/.test(leadOf(reading.tokens, slot).lead))) return undefined;
  return fixes(reading, slot);
};

import type { Governed, Timing } from '../governed.js';
import type { Slot } from '../slot.js';
import { type Token, wordAt } from '../token.js';
import type { Cue } from './cue.js';
import { leadOf } from './lead.js';
import { listAround } from './list-days.js';
import { readMood } from './mood.js';
import type { Reading } from './reading.js';
import { signsOfChange } from './signs-of-change.js';

const stemOf = (word: string): string => {
  if (/^[\d#]/.test(word)) return '#';
  if (word.length < 5) return word;
  return word
    .replace(/(?:ies|ied)$/, 'y')
    .replace(/(?:(?<=[sxz])es|(?<=[^s])s|ed|ing)$/, '')
    .replace(/e$/, '');
};

const bucket = (days: number | undefined): string => {
  if (days === undefined) return 'none';
  const size = Math.abs(days);
  const name = size < 8 ? String(size) : size < 15 ? '8-14' : size < 32 ? '15-31' : size < 93 ? '32-92' : size < 200 ? '93-199' : '200+';
  return days < 0 ? `-${name}` : name;
};

const distanceOf = (tokens: number): string => (tokens <= 0 ? '0' : tokens <= 2 ? '2' : tokens <= 5 ? '5' : tokens <= 10 ? '10' : 'far');

const STRONG = /[;:—()]|\s-\s/;
const NEAR = 4;
const FAR = 14;
const NEAR_SIGN = 8;

/** "on Monday, Tuesday and Wednesday": the time with the others of its list, which share what stands before and behind them all. */
const listOf = ({ tokens, slots }: Reading, slot: Slot): Slot => {
  const list = listAround(tokens, slots, slots.indexOf(slot));
  return list.length < 2 ? slot : { ...slot, first: list[0]?.first ?? slot.first, past: list.at(-1)?.past ?? slot.past };
};

/** A word as a feature: figures, other times and names are all alike. */
const wordsOf = ({ tokens, slots }: Reading, own: Slot): readonly string[] => {
  const words = tokens.map(({ text }) => (/^[\d$£€]/.test(text) ? '#' : text));
  for (const slot of slots) {
    if (slot.first >= own.first && slot.past <= own.past) continue;
    for (let at = slot.first; at < slot.past; at += 1) words[at] = at === slot.first ? '<time>' : '';
  }
  return words;
};

/** The heaviest mark between two places: a clause's end, a comma, or none. */
const crossing = (tokens: readonly Token[], from: number, to: number): '' | ',' | 'x' => {
  let comma = false;
  for (let at = from; at <= to; at += 1) {
    const before = tokens[at]?.before ?? '';
    if (STRONG.test(before)) return 'x';
    if (before.includes(',')) comma = true;
  }
  return comma ? ',' : '';
};

const AUXILIARY =
  /^(?:will|would|shall|must|should|could|can|may|might|has|have|had|was|were|is|are|be|been|to|did|does|do|if|unless|whether|until|not|never|no|said|says|that|who|which|when|after|before|because|since|while)$|n't$|'ll$/;

const formOf = (slot: Slot): string => (slot.duration === undefined ? (slot.date?.form ?? 'clock') : `duration-${slot.duration.unit}`);

const slotFeatures = (slot: Slot): readonly string[] => [
  `form:${formOf(slot)}`,
  `clock:${slot.clock !== undefined}`,
  ...(slot.clock?.endOfDay === true ? ['midnight'] : []),
  ...(slot.stated === undefined ? [] : ['stated-zone']),
  ...(slot.possessive === true ? ['possessive'] : []),
  ...(slot.earliest === undefined ? [] : ['range']),
  ...(slot.date?.form === 'weekday' ? [`which:${slot.date.which}`] : []),
  ...(slot.duration?.anchor === undefined ? [] : [`anchor:${slot.duration.anchor.kind}`]),
];

const cueFeatures = ({ tokens }: Reading, cue: Cue, slot: Slot): readonly string[] => {
  const left = cue.past <= slot.first;
  const side = left ? 'L' : cue.first >= slot.past ? 'R' : 'I';
  const distance = distanceOf(left ? slot.first - cue.past : cue.first - slot.past);
  const name = `${cue.role}${cue.weak === true ? '~' : ''}`;
  const mood = cue.form === 'none' ? undefined : readMood(tokens, cue.first, cue.form);
  const tense = mood === undefined ? 'noun' : `${mood.tense}${mood.negated ? '!' : ''}${mood.open ? '?' : ''}`;
  return [`cue:${name}:${side}`, `cue:${name}:${side}:${distance}`, `cue:${name}:${side}:${tense}`, `cuekind:${cue.kind ?? '-'}:${side}`];
};

const VERB_LEADS =
  /^(?:will|would|shall|must|should|could|can|may|might|has|have|had|was|were|is|are|be|been|to|did|does|do|not|never|'ll)$|n't$/;
const SKIPPED = /^(?:be|been|have|has|had|not|never|also|now|then|still|only|it|they|he|she|being)$|ly$/;

/** "will vote", "to be sentenced", "must leave": auxiliaries with the verb that they lead to, in the clause before and behind a time. */
const verbFeatures = (words: readonly string[], slot: Slot): readonly string[] => {
  const found: string[] = [];
  let nearest = true;
  for (let at = slot.first - 1; at >= Math.max(0, slot.first - FAR); at -= 1) {
    const word = words[at] ?? '';
    if (!VERB_LEADS.test(word)) continue;
    let verb = at + 1;
    while (verb < slot.first && SKIPPED.test(words[verb] ?? '')) verb += 1;
    const led = verb < slot.first ? (words[verb] ?? '') : '<time>';
    found.push(`V:${word}_${led}`, `V*:${stemOf(led)}`);
    if (nearest) found.push(`V1:${word}`, `V1:${word}_${stemOf(led)}`, `V1*:${stemOf(led)}`);
    nearest = false;
  }
  return found;
};

const contextFeatures = (reading: Reading, slot: Slot, own: Slot): readonly string[] => {
  const { tokens } = reading;
  const words = wordsOf(reading, slot);
  const found: string[] = [];
  const lead = leadOf(tokens, slot);
  found.push(`lead:${lead.lead}${lead.strong ? '!' : ''}`);
  let crossed = '';
  for (let at = slot.first - 1, step = 1; at >= Math.max(0, slot.first - FAR); at -= 1, step += 1) {
    const word = words[at] ?? '';
    if (STRONG.test(tokens[at + 1]?.before ?? '')) crossed = 'x';
    else if (crossed === '' && /,/.test(tokens[at + 1]?.before ?? '')) crossed = ',';
    if (word === '') continue;
    if (step <= NEAR) found.push(`L${step}:${word}`);
    if (step <= 2) found.push(`L12:${stemOf(word)}`);
    found.push(`L${crossed}:${stemOf(word)}`);
    if (AUXILIARY.test(word)) found.push(`A${crossed}:${word}`);
    if (/ed$/.test(word)) found.push(`A${crossed}:-ed${step <= 6 ? '6' : ''}`);
    if (step <= 8) found.push(`B:${stemOf(word)}_${lead.lead}`);
  }
  crossed = '';
  for (let at = slot.past, step = 1; at < Math.min(tokens.length, slot.past + FAR); at += 1, step += 1) {
    const word = words[at] ?? '';
    if (STRONG.test(tokens[at]?.before ?? '')) crossed = 'x';
    else if (crossed === '' && /,/.test(tokens[at]?.before ?? '')) crossed = ',';
    if (word === '') continue;
    if (step <= 3) found.push(`R${step}:${word}`);
    found.push(`R${crossed}:${stemOf(word)}`);
  }
  const near = (offset: number): string => words[offset < 0 ? slot.first + offset : slot.past + offset] ?? '';
  found.push(
    `LL:${near(-2)}_${near(-1)}`,
    `LLL:${stemOf(near(-3))}_${near(-2)}_${near(-1)}`,
    `LR:${near(-1)}_${near(0)}`,
    `RR:${near(0)}_${near(1)}`,
  );
  found.push(
    `l1:${lead.lead}:${stemOf(words[lead.first - 1] ?? '<begin>')}`,
    `l2:${lead.lead}:${stemOf(words[lead.first - 2] ?? '<begin>')}`,
  );
  found.push(...verbFeatures(words, slot));
  const order = reading.slots.indexOf(own);
  found.push(`slots:${Math.min(3, reading.slots.length)}:${Math.min(2, order)}`);
  if (slot.first === 0) found.push('L1:<begin>');
  if (slot.past === tokens.length) found.push('R1:<end>');
  return found;
};

/** Words of classes around a time: what is said there, whichever words say it. */
const classFeatures = ({ tokens, classes, about }: Reading, slot: Slot, timing: Timing): readonly string[] => {
  const { lead } = leadOf(tokens, slot);
  const when = timing.ahead === undefined || timing.ahead < 0 ? 'gone' : timing.back === 0 && timing.ahead === 0 ? 'today' : 'ahead';
  const found: string[] = [];
  const near: string[] = [];
  let [left, right] = ['-', '-'];
  for (const { of, first, past } of classes) {
    const isLeft = past <= slot.first;
    const side = isLeft ? 'L' : first >= slot.past ? 'R' : 'I';
    const away = isLeft ? slot.first - past : first - slot.past;
    const [from, to] = isLeft ? [past, slot.first] : [slot.past, first];
    const crossed = side === 'I' || away > FAR ? '' : crossing(tokens, from, to);
    found.push(`K*:${of}`);
    if (away > FAR) continue;
    found.push(`K:${of}:${side}:${distanceOf(away)}`, `K:${of}:${side}${crossed}`);
    if (crossed !== 'x') {
      found.push(`K:${of}:${side}:${lead}`, `K:${of}:${side}:${when}`);
      near.push(`${of}${side}`);
      if (isLeft) left = of;
      else if (right === '-' && side === 'R') right = of;
    }
  }
  found.push(`K1:${left}:${lead}`, `K1:${left}:${right}`, `K1:${left}:${lead}:${when}`);
  const names = [...new Set(near)].slice(0, 8);
  for (const [at, one] of names.entries()) for (const other of names.slice(at + 1)) found.push(`KK:${one}:${other}`);
  const changes = timing.at === 'title' ? about.changesInSummary : about.changesInTitle;
  for (const change of changes) found.push(`C:${change}`, `C:${change}:${when}`, `C:${change}:${lead}:${when}`);
  for (const sign of about.signsOfChange) found.push(`F:${sign}`, `F:${sign}:${when}`, `F:${sign}:${lead}`);
  const own = signsOfChange(tokens.slice(Math.max(0, slot.first - NEAR_SIGN), slot.past + NEAR_SIGN));
  for (const sign of own) found.push(`f:${sign}`, `f:${sign}:${when}`);
  const others = timing.at === 'title' ? about.inSummary.map((name) => `S:${name}`) : about.inTitle.map((name) => `T:${name}`);
  for (const other of others) found.push(other, `${other}:${when}`, `${other}:${lead}`, `${other}:${left}`);
  return found;
};

const GRAMMAR_STEPS = [0.3, 0.5, 0.6, 0.7, 0.8, 0.9];

const grammarFeatures = (governed: Governed | undefined): readonly string[] => {
  if (governed === undefined) return ['grammar:none'];
  const sum = governed.parts.reduce((total, { by }) => total + by, 0);
  return [
    `grammar:${governed.status}`,
    ...GRAMMAR_STEPS.filter((step) => sum >= step).map((step) => `grammar>=${step}`),
    ...governed.parts.map(({ because }) => `because:${because}`),
    ...governed.parts.map(({ because }) => `because:${because}:${governed.status}`),
    `grammarkind:${governed.kind ?? '-'}`,
  ];
};

/** What a time is, what leads it, where it stands and how sure its cue is, by twos and threes: "within 24 hours" binds, "24 hours" may not. */
const pairFeatures = ({ tokens }: Reading, slot: Slot, governed: Governed | undefined, timing: Timing): readonly string[] => {
  const parts = governed?.parts ?? [];
  const sum = parts.reduce((total, { by }) => total + by, 0);
  const cued = `cued${GRAMMAR_STEPS.filter((step) => sum >= step).at(-1) ?? 0}`;
  const [form, { lead }, ahead] = [formOf(slot), leadOf(tokens, slot), bucket(timing.ahead)];
  return [
    `P:${form}:${lead}`,
    `P:${form}:${cued}`,
    `P:${form}:${lead}:${cued}`,
    `P:${form}:${timing.at}`,
    `P:${timing.at}:${cued}`,
    `P:${form}:${ahead}`,
    `P:${lead}:${ahead}`,
    `P:${cued}:${ahead}`,
    `P:${slot.clock === undefined ? 'date' : 'clock'}:${ahead}`,
    ...parts.map(({ because }) => `P:${form}:${because}`),
  ];
};

/** What is seen of a sentence that may tell of a change without naming its date; some of it more than once. */
export const changeFeatures = (reading: Reading, governed: Governed | undefined, timing: Timing): readonly string[] => {
  const { tokens, cues, classes, about, slots } = reading;
  const words = tokens.slice(0, 40).map(({ text }) => stemOf(/^[\d$£€]/.test(text) ? '#' : text));
  const names = [...new Set(classes.map(({ of }) => of))];
  return [
    `uat:${timing.at}`,
    `uslots:${Math.min(2, slots.length)}`,
    ...(about.isDenied ? ['udenied'] : []),
    ...grammarFeatures(governed).map((name) => `u${name}`),
    ...cues.slice(0, 20).map(({ role, weak, form }) => `ucue:${role}${weak === true ? '~' : ''}:${form}`),
    ...names.map((name) => `uK:${name}`),
    ...names.flatMap((one, at) => names.slice(at + 1).map((other) => `uKK:${one}:${other}`)),
    ...(timing.at === 'title' ? about.inSummary : about.inTitle).map((name) => `uO:${name}`),
    ...words.map((word) => `uW:${word}`),
    ...words.map((word, at) => `uWW:${word}_${words[at + 1] ?? '<end>'}`),
    `uW0:${words[0] ?? ''}`,
    ...(reading.sentence.text.endsWith('?') ? ['uquestion'] : []),
  ];
};

/** What is seen of a time in its sentence, as names of features; some of it more than once. */
export const featuresOf = (reading: Reading, slot: Slot, governed: Governed | undefined, timing: Timing): readonly string[] => {
  const { tokens, title, cues } = reading;
  const list = listOf(reading, slot);
  return [
    `at:${timing.at}`,
    `ahead:${bucket(timing.ahead)}`,
    `back:${bucket(timing.back)}`,
    ...(timing.isHistory ? ['history'] : []),
    ...(reading.about.isDenied ? ['denied'] : []),
    ...slotFeatures(slot),
    ...grammarFeatures(governed),
    ...pairFeatures(reading, list, governed, timing),
    ...cues.slice(0, 40).flatMap((cue) => cueFeatures(reading, cue, list)),
    ...contextFeatures(reading, list, slot),
    ...classFeatures(reading, list, timing),
    ...(list === slot ? [] : ['listed']),
    ...(reading.sentence.text.endsWith('?') ? ['question'] : []),
    ...(/["“]/.test(reading.sentence.text.slice(0, tokens[slot.first]?.start ?? 0)) ? ['quoted'] : []),
    ...title.slice(0, 30).map(({ text }) => `T:${stemOf(text)}`),
    ...(wordAt(tokens, 0) === '' ? [] : [`W0:${wordAt(tokens, 0)}`]),
  ];
};

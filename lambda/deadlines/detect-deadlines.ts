import { DAY_MS, type Instant } from '../core/time.js';
import { countFromIssue } from './count-from-issue.js';
import type { ConfidencePart, Finding } from './deadline.js';
import type { Governed } from './governed.js';
import { AHEAD, type DatedText, type Place, readStory, type Story, tellsOfOldTimes, zoneOf } from './read-story.js';
import { type Resolved, resolveDuration, resolveSlot, shiftFrom } from './resolve-slot.js';
import { type Candidate, isClockAlone } from './said-better.js';
import { settleStory } from './settle-story.js';
import type { StoryTime } from './weigh-story.js';
import { RECENT_MS, settleStatus, type Weighed } from './weigh-time.js';
import { weighTimes } from './weigh-times.js';

/** Findings below this confidence become proposed deadlines: shown to admins, told to nobody. */
export const alertThreshold = 0.9;

/** Below this a finding is not worth an admin's look: the sentence denies it, recalls it, or tells what is usual. */
const LEAST_CONFIDENCE = 0.5;

const QUESTION_PART: ConfidencePart = { because: 'question', by: -0.2 };

const HISTORY_PART: ConfidencePart = { because: 'history', by: -0.4 };

const DENIED_PART: ConfidencePart = { because: 'denied-elsewhere', by: -0.6 };

const hundredths = (value: number): number => Math.round(100 * value) / 100;

const clamped = (parts: readonly ConfidencePart[]): number =>
  hundredths(
    Math.max(
      0,
      Math.min(
        1,
        parts.reduce((total, part) => total + part.by, 0),
      ),
    ),
  );

interface Confidence {
  readonly confidence: number;
  readonly parts: readonly ConfidencePart[];
}

/** What is open, denied or told of old times is for an admin to judge: less than telling takes. */
const MOST_WHEN_DOUBTED = 0.8;
/** What is called untrue, only imagined, told as a rule of every year, or as the day of a delivery, is no news of a deadline. */
const MOST_WHEN_UNTRUE = 0.4;
/** What makes a cue weaker and tells of no doubt: the wording settles it. */
const WEAK: ReadonlySet<string> = new Set(['no-date', 'tense-unclear']);
const UNTRUE: ReadonlySet<string> = new Set(['denied', 'routine', 'imagined', 'of-service']);

const mostWith = ({ because, by }: ConfidencePart): number => {
  if (by >= 0 || WEAK.has(because)) return 1;
  return UNTRUE.has(because) ? MOST_WHEN_UNTRUE : MOST_WHEN_DOUBTED;
};

/** What the cue says of the time; the words around it settle the rest, where they were weighed. */
const confidenceOf = (governed: Governed, place: Place, story: Story, likelihood?: number): Confidence => {
  const parts = [
    ...governed.parts,
    ...(place.sentence.text.endsWith('?') ? [QUESTION_PART] : []),
    ...(tellsOfOldTimes(governed, place, story) ? [HISTORY_PART] : []),
    ...(story.about.isDenied && !governed.parts.some(({ because }) => because === 'denied') ? [DENIED_PART] : []),
  ];
  if (likelihood === undefined) return { confidence: clamped(parts), parts };
  const most = parts.reduce((least, part) => Math.min(least, mostWith(part)), 1);
  const confidence = hundredths(Math.min(likelihood, most));
  const by = hundredths(confidence - parts.reduce((total, part) => total + part.by, 0));
  return { confidence, parts: by === 0 ? parts : [...parts, { because: 'wording', by }] };
};

/** "the November 8 election", months later, is the last one, not the next. */
const FAR_MS = 200 * DAY_MS;

/** Set and moved deadlines lie ahead of publication, passed ones behind it; other readings are none. */
const isTrueTo = (governed: Governed, due: Instant, publishedAt: Instant): boolean => {
  if (governed.status === 'passed') return due <= publishedAt + DAY_MS && due > publishedAt - RECENT_MS;
  if (governed.status === 'withdrawn') return true;
  const { kind, status, slot, parts } = governed;
  // "the general election will be held on August 9" says of which one it speaks
  const isToCome = status !== 'set' || parts.some(({ because }) => AHEAD.has(because));
  const far = !isToCome && kind === 'vote' && slot?.date?.form === 'month-day' && slot.date.year === undefined;
  return due > publishedAt && !(far && due > publishedAt + FAR_MS);
};

/** No story reports more; a page of a court's calendar does. */
const MOST_CANDIDATES = 60;

const spanOf = (governed: Governed, { in: field, sentence }: Place): Finding['span'] => ({
  in: field,
  start: sentence.start + (sentence.tokens[governed.first]?.start ?? 0),
  end: sentence.start + (sentence.tokens[governed.past - 1]?.end ?? sentence.text.length),
});

const toFinding = (governed: Governed, place: Place, story: Story, resolved: Resolved | undefined, likelihood?: number): Candidate => {
  const finding: Finding = {
    ...(resolved === undefined ? { precision: 'day' } : resolved),
    ...zoneOf(governed, place, story),
    kind: governed.kind ?? story.language.kindOf(place.sentence.tokens),
    status: governed.status,
    ...confidenceOf(governed, place, story, likelihood),
    quote: place.sentence.text,
    span: spanOf(governed, place),
  };
  return governed.slot === undefined ? { finding } : { finding, slot: governed.slot };
};

/** When what is moved was due: the end of that date. */
const formerDue = ({ former }: Governed, zone: string, { publishedAt }: Story): Pick<Finding, 'formerDue'> => {
  if (former?.date === undefined) return {};
  const { clock: _clock, ...dated } = former;
  const resolved = resolveSlot(dated, { publishedAt, zone, direction: 'nearest' });
  return resolved === undefined ? {} : { formerDue: resolved.due };
};

/** A change without its date says little by itself: it must be likelier than a date. */
const LEAST_UNDATED = 0.6;

/** A clock time alone may be the hour of a date that the story gives elsewhere: it is kept, to be put on that date. */
const LEAST_CLOCK = 0.3;

const leastFor = ({ slot }: Governed): number => {
  if (slot === undefined) return LEAST_UNDATED;
  return isClockAlone({ slot }) ? LEAST_CLOCK : LEAST_CONFIDENCE;
};

const findOne = (time: StoryTime, story: Story): readonly Candidate[] => {
  const { place, seen, weighing } = time;
  const settled = seen === undefined || weighing === undefined ? undefined : settleStatus(time.governed, seen, weighing, story);
  const { governed, likelihood }: Partial<Weighed> & Pick<Weighed, 'governed'> = settled ?? time;
  const { slot } = governed;
  if (likelihood !== undefined && likelihood < leastFor(governed)) return [];
  if (slot === undefined) return [toFinding(governed, place, story, undefined, likelihood)];
  const { zone } = zoneOf(governed, place, story);
  const resolved = resolveSlot(slot, { publishedAt: story.publishedAt, zone, home: story.zone, direction: governed.direction });
  if (resolved === undefined || !isTrueTo(governed, resolved.due, story.publishedAt)) return [];
  const candidate = toFinding(governed, place, story, resolved, likelihood);
  return [{ ...candidate, finding: { ...candidate.finding, ...formerDue(governed, zone, story) } }];
};

/** "extended by two weeks": counted from the date that the same sentence gives the deadline, if it gives one. */
const shifted = ({ governed: move, place, weighing }: StoryTime, old: Governed | undefined, story: Story): readonly Candidate[] => {
  const { shift } = move;
  const likelihood = weighing?.statuses[move.status];
  if (likelihood !== undefined && likelihood < LEAST_CONFIDENCE) return [];
  const { zone } = zoneOf(old ?? move, place, story);
  // what was "set for Monday" is rather the coming one
  const isScheduled = old?.parts.length === 0 || old?.parts.some(({ because }) => because === 'scheduled') === true;
  const direction = isScheduled ? 'ahead' : 'nearest';
  const from = old?.slot === undefined ? undefined : resolveSlot(old.slot, { publishedAt: story.publishedAt, zone, direction });
  if (from === undefined || shift === undefined) return [];
  const resolved =
    from.precision === 'day' ? resolveDuration(shift, { publishedAt: from.due, zone, direction: 'ahead' }) : shiftFrom(from, shift, zone);
  if (resolved === undefined || !isTrueTo(move, resolved.due, story.publishedAt)) return [];
  return [toFinding(move, place, story, from.precision === 'day' ? { ...resolved, precision: 'day' } : resolved, likelihood)];
};

const findInSentence = (times: readonly StoryTime[], story: Story): readonly Candidate[] => {
  const shift = times.find(({ governed }) => governed.shift !== undefined);
  if (shift !== undefined) {
    const others = times.filter((each) => each !== shift);
    const dated = others.filter(({ governed }) => governed.slot?.date !== undefined);
    const cued = dated.find(({ governed }) => governed.parts.length > 0);
    const old = cued ?? dated.find(({ governed }) => governed.slot !== undefined && governed.slot === shift.governed.former);
    const moved = shifted(shift, old?.governed, story);
    const rest = moved.length === 0 ? others : others.filter((each) => each !== old);
    return [...moved, ...rest.flatMap((each) => findOne(each, story))];
  }
  return times.flatMap((each) => findOne(each, story));
};

/**
 * The deadlines that a story reports, in the order of its text. A grammar of cues proposes what governs a time; the words around
 * the time, and the other times of the story, decide how likely it is a deadline, with or without a cue. Weekdays, midnights and
 * hours are read in `zone` unless the story names another. Pure; linear in the text.
 */
export const detectDeadlines = (text: DatedText): readonly Finding[] => {
  const read = readStory(text);
  const candidates = countFromIssue(weighTimes(read), read.story).flatMap((times) => findInSentence(times, read.story));
  return settleStory(candidates.slice(0, MOST_CANDIDATES), read.story.publishedAt).filter(
    ({ confidence }) => confidence >= LEAST_CONFIDENCE,
  );
};

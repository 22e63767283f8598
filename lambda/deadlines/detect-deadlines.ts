import { DAY_MS, type Instant, instant } from '../core/time.js';
import { isZone, wallClockAt } from '../core/zone.js';
import type { ConfidencePart, Finding, FindingStatus } from './deadline.js';
import { english } from './english/english.js';
import type { Governed, Timing } from './governed.js';
import type { Language } from './language.js';
import type { Direction } from './resolve-date.js';
import { type Resolved, resolveDuration, resolveSlot } from './resolve-slot.js';
import { type Candidate, settleStory } from './settle-story.js';
import type { Sentence, Token } from './token.js';

export interface DatedText {
  readonly title: string;
  readonly summary: string;
  /** When the story was published: an instant, a Date, or an ISO 8601 text. */
  readonly publishedAt: Instant | Date | number | string;
  /** The publisher's IANA zone, for words such as "Friday" and "midnight"; UTC is taken when it is none. */
  readonly zone: string;
}

/** Findings below this confidence become proposed deadlines: shown to admins, told to nobody. */
export const alertThreshold = 0.85;

/** Below this a finding is not worth an admin's look: the sentence denies it, recalls it, or tells what is usual. */
const LEAST_CONFIDENCE = 0.45;

interface Story {
  readonly language: Language;
  readonly publishedAt: Instant;
  readonly zone: string;
  readonly zoneSource: 'feed' | 'utc';
  /** The zone of the first place that the story names; looked for when the words ask for it. */
  readonly place: () => string | undefined;
  readonly title: readonly Token[];
}

interface Place {
  readonly in: 'title' | 'summary';
  /** The number of the sentence in its field. */
  readonly number: number;
  readonly sentence: Sentence;
}

const zoneOf = (governed: Governed, { sentence }: Place, story: Story): Pick<Finding, 'zone' | 'zoneSource'> => {
  const stated = governed.slot?.stated;
  if (stated?.zone !== undefined) return { zone: stated.zone, zoneSource: 'stated' };
  const [usual, ...others] = stated?.shared ?? [];
  if (usual !== undefined) return { zone: others.find((each) => each === story.zone) ?? usual, zoneSource: 'stated' };
  const place = stated === undefined ? undefined : (story.language.firstZoneIn(sentence.tokens) ?? story.place());
  return place === undefined ? { zone: story.zone, zoneSource: story.zoneSource } : { zone: place, zoneSource: 'place' };
};

const QUESTION_PART: ConfidencePart = { because: 'question', by: -0.2 };

const HISTORY_PART: ConfidencePart = { because: 'history', by: -0.4 };

/** What is to happen may be about old times: "to execute a man on Thursday for the killing of 1998". */
const AHEAD = new Set(['will-happen', 'scheduled']);

/** The sentence names a year before last: it tells of old times, unless it says so of the deadline itself. */
const tellsOfOldTimes = ({ slot, parts }: Governed, { sentence }: Place, { publishedAt, title }: Story): boolean => {
  if (parts.some(({ because }) => AHEAD.has(because))) return false;
  const ownYear = slot?.date !== undefined && 'year' in slot.date;
  const oldest = new Date(publishedAt).getUTCFullYear() - 2;
  const isOldYear = ({ text }: Token): boolean => /^(?:1[5-9]|20)\d\d$/.test(text) && Number(text) <= oldest;
  // "The ultimatum of 1914": what was given then is told in its body.
  const titled = parts.some(({ because }) => because === 'time-given') && title.some(isOldYear);
  return (
    !ownYear &&
    (titled || sentence.tokens.some((token, at) => !(slot !== undefined && at >= slot.first && at < slot.past) && isOldYear(token)))
  );
};

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

/** What the cue says of the time; the words around it settle the rest, where they were weighed. */
const confidenceOf = (governed: Governed, place: Place, story: Story, likelihood?: number): Confidence => {
  const parts = [
    ...governed.parts,
    ...(place.sentence.text.endsWith('?') ? [QUESTION_PART] : []),
    ...(tellsOfOldTimes(governed, place, story) ? [HISTORY_PART] : []),
  ];
  if (likelihood === undefined) return { confidence: clamped(parts), parts };
  const isDoubted = parts.some(({ by }) => by < 0);
  const confidence = hundredths(isDoubted ? Math.min(likelihood, MOST_WHEN_DOUBTED) : likelihood);
  const by = hundredths(confidence - parts.reduce((total, part) => total + part.by, 0));
  return { confidence, parts: by === 0 ? parts : [...parts, { because: 'wording', by }] };
};

/** A passing of longer ago is history. */
const RECENT_MS = 12 * DAY_MS;
/** "the November 8 election", months later, is the last one, not the next. */
const FAR_MS = 200 * DAY_MS;

/** Set and moved deadlines lie ahead of publication, passed ones behind it; other readings are none. */
const isTrueTo = (governed: Governed, due: Instant, publishedAt: Instant): boolean => {
  if (governed.status === 'passed') return due <= publishedAt + DAY_MS && due > publishedAt - RECENT_MS;
  if (governed.status === 'withdrawn') return true;
  const far = governed.kind === 'vote' && governed.slot?.date?.form === 'month-day' && governed.slot.date.year === undefined;
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
  return { finding, hint: governed.hint === true };
};

/** When what is moved was due: the end of that date. */
const formerDue = ({ former }: Governed, zone: string, { publishedAt }: Story): Pick<Finding, 'formerDue'> => {
  if (former?.date === undefined) return {};
  const { clock: _clock, ...dated } = former;
  const resolved = resolveSlot(dated, { publishedAt, zone, direction: 'nearest' });
  return resolved === undefined ? {} : { formerDue: resolved.due };
};

const dayIn = (at: Instant, zone: string): number => {
  const { year, month, day } = wallClockAt(at, zone);
  return Date.UTC(year, month - 1, day) / DAY_MS;
};

/** A time of a story as it is weighed, with what it would be due when it lies ahead and when it is past. */
export interface SeenTime {
  readonly features: readonly string[];
  readonly ahead?: Resolved;
  readonly back?: Resolved;
  /** IANA zone in which both were read. */
  readonly zone: string;
}

/** The time of a governed slot as it lies to the story; undefined for what has no time to weigh. */
const seeTime = (governed: Governed, place: Place, story: Story): SeenTime | undefined => {
  const { slot, features } = governed;
  if (slot === undefined || features === undefined) return undefined;
  const { publishedAt } = story;
  const { zone } = zoneOf(governed, place, story);
  const today = dayIn(publishedAt, zone);
  const [ahead, back] = (['ahead', 'back'] as const).map((direction) => resolveSlot(slot, { publishedAt, zone, direction }));
  // A midnight is the end of its day.
  const away = ({ due }: Resolved): number => dayIn(instant(due - 1), zone) - today;
  const timing: Timing = {
    at: place.in === 'title' ? 'title' : place.number === 0 ? 'first' : 'later',
    ...(ahead === undefined ? {} : { ahead: away(ahead) }),
    ...(back === undefined ? {} : { back: away(back) }),
    isHistory: tellsOfOldTimes(governed, place, story),
  };
  return { features: features(timing), zone, ...(ahead === undefined ? {} : { ahead }), ...(back === undefined ? {} : { back }) };
};

const DIRECTIONS = { set: 'ahead', moved: 'ahead', withdrawn: 'ahead', passed: 'back' } as const satisfies Record<FindingStatus, Direction>;

/** So sure the wording must be to say of a cue's time that it is moved, withdrawn or passed, when the cue says otherwise. */
const SURE_OF_STATUS = 0.75;

interface Weighed {
  readonly governed: Governed;
  readonly likelihood?: number;
}

/** A governed time as the words around it have it: how likely it is a deadline, and which change of one. */
const weighed = (governed: Governed, place: Place, story: Story): Weighed => {
  const seen = seeTime(governed, place, story);
  if (seen === undefined) return { governed };
  const { likelihood, status, certainty } = story.language.weigh(seen.features);
  const isCued = governed.parts.length > 0;
  if (status === governed.status || (isCued && certainty < SURE_OF_STATUS)) return { governed, likelihood };
  return { governed: { ...governed, status, direction: DIRECTIONS[status] }, likelihood };
};

const findOne = (found: Governed, place: Place, story: Story): readonly Candidate[] => {
  const { governed, likelihood } = weighed(found, place, story);
  const { slot } = governed;
  if (slot === undefined) return [toFinding(governed, place, story, undefined)];
  if (likelihood !== undefined && likelihood < LEAST_CONFIDENCE) return [];
  const { zone } = zoneOf(governed, place, story);
  const resolved = resolveSlot(slot, { publishedAt: story.publishedAt, zone, direction: governed.direction });
  if (resolved === undefined || !isTrueTo(governed, resolved.due, story.publishedAt)) return [];
  const { finding, hint } = toFinding(governed, place, story, resolved, likelihood);
  return [{ finding: { ...finding, ...formerDue(governed, zone, story) }, hint }];
};

/** "extended by two weeks": counted from the date that the same sentence gives the deadline, if it gives one. */
const shifted = (move: Governed, others: readonly Governed[], place: Place, story: Story): readonly Candidate[] => {
  const old = others.find((each) => each.slot?.date !== undefined);
  const { shift } = move;
  const { zone } = zoneOf(old ?? move, place, story);
  const from = old?.slot === undefined ? undefined : resolveSlot(old.slot, { publishedAt: story.publishedAt, zone, direction: 'nearest' });
  if (from === undefined || shift === undefined) return [toFinding(move, place, story, undefined)];
  const resolved = resolveDuration(shift, { publishedAt: from.due, zone, direction: 'ahead' });
  if (resolved === undefined || !isTrueTo(move, resolved.due, story.publishedAt)) return [toFinding(move, place, story, undefined)];
  return [toFinding(move, place, story, from.precision === 'day' ? { ...resolved, precision: 'day' } : resolved)];
};

const findInSentence = (place: Place, story: Story): readonly Candidate[] => {
  const governed = story.language.govern(place.sentence, story.title);
  const [first, ...others] = governed;
  if (first?.shift !== undefined) return shifted(first, others, place, story);
  return governed.flatMap((each) => findOne(each, place, story));
};

const placesIn = (text: DatedText, language: Language): readonly Place[] =>
  (['title', 'summary'] as const).flatMap((field) =>
    language.sentencesOf(text[field]).map((sentence, number) => ({ in: field, number, sentence })),
  );

const readStory = (text: DatedText): { readonly story: Story; readonly places: readonly Place[] } => {
  const known = isZone(text.zone);
  const language = english;
  const places = placesIn(text, language);
  const story: Story = {
    language,
    publishedAt: instant(new Date(text.publishedAt).getTime()),
    zone: known ? text.zone : 'UTC',
    zoneSource: known ? 'feed' : 'utc',
    title: places.find((each) => each.in === 'title')?.sentence.tokens ?? [],
    place: () => places.reduce<string | undefined>((zone, each) => zone ?? language.firstZoneIn(each.sentence.tokens), undefined),
  };
  return { story, places };
};

/** Every time of a story that could be a deadline: what the weights are learnt from. */
export const timesIn = (text: DatedText): readonly SeenTime[] => {
  const { story, places } = readStory(text);
  return places.flatMap((place) =>
    story.language.govern(place.sentence, story.title).flatMap((governed) => seeTime(governed, place, story) ?? []),
  );
};

/**
 * The deadlines that a story reports, in the order of its text. A grammar of cues proposes what governs a time; the words around
 * the time decide how likely it is a deadline, with or without a cue. Weekdays, midnights and hours are read in `zone` unless the
 * story names another. Pure; linear in the text.
 */
export const detectDeadlines = (text: DatedText): readonly Finding[] => {
  const { story, places } = readStory(text);
  const candidates = places.flatMap((each) => findInSentence(each, story)).slice(0, MOST_CANDIDATES);
  return settleStory(candidates, story.publishedAt).filter(({ confidence }) => confidence >= LEAST_CONFIDENCE);
};

import { instant } from '../core/time.js';
import type { FindingStatus } from './deadline.js';
import type { Governed } from './governed.js';
import type { Weighing } from './language.js';
import { type DatedText, type Place, type ReadStory, readStory } from './read-story.js';
import type { Resolved } from './resolve-slot.js';
import { dayIn, isFirm, type SeenTime, seeTime } from './weigh-time.js';

/** A time of a story, or a change without one, with what its own words make of it; `seen` is absent for what is not weighed. */
export interface StoryTime {
  readonly governed: Governed;
  readonly place: Place;
  readonly seen?: SeenTime;
  readonly weighing?: Weighing;
}

/** A weighed time, and in short how likely it is and what it most likely is: what the other times of its story see of it. */
interface Brief {
  readonly time: StoryTime;
  readonly seen: SeenTime;
  readonly likelihood: number;
  /** 0 to 5. */
  readonly level: number;
  readonly status: FindingStatus;
  /** Its day, read as to come and as past. */
  readonly days: { readonly ahead?: number; readonly back?: number };
}

/** A midnight is the end of its day. */
const dayOf = (resolved: Resolved | undefined, zone: string): number | undefined =>
  resolved === undefined ? undefined : dayIn(instant(resolved.due - 1), zone);

const daysOf = ({ ahead, back, zone }: SeenTime): Brief['days'] => {
  const [to, from] = [dayOf(ahead, zone), dayOf(back, zone)];
  return { ...(to === undefined ? {} : { ahead: to }), ...(from === undefined ? {} : { back: from }) };
};

const STATUSES: readonly FindingStatus[] = ['set', 'moved', 'withdrawn', 'passed'];
const LEVELS: readonly number[] = [0.05, 0.2, 0.45, 0.75, 0.95];

const briefOf = (time: StoryTime): readonly Brief[] => {
  const { seen, weighing } = time;
  if (seen === undefined || weighing === undefined) return [];
  const { likelihood, statuses } = weighing;
  const status = STATUSES.reduce((best, each) => (statuses[each] > statuses[best] ? each : best));
  return [{ time, seen, likelihood, level: LEVELS.filter((least) => likelihood >= least).length, status, days: daysOf(seen) }];
};

/** The same date, read as to come or as past. */
const isSameDate = ({ days: left }: Brief, { days: right }: Brief): boolean =>
  (left.ahead !== undefined && left.ahead === right.ahead) || (left.back !== undefined && left.back === right.back);

const likeliestOf = (briefs: readonly Brief[]): Brief | undefined =>
  briefs.reduce<Brief | undefined>((best, each) => (best === undefined || each.likelihood > best.likelihood ? each : best), undefined);

const MOST_COUNTED = 3;

/** What one sees of the likeliest of a group: by itself, and beside what one is. */
const besides = (name: string, group: readonly Brief[], own: Brief, isBefore: (other: Brief) => boolean): readonly string[] => {
  const best = likeliestOf(group);
  if (best === undefined) return [`${name}:-`, `${name}:-:${own.level}`];
  const seen = `${best.level}${best.status}`;
  return [
    `${name}:${best.level}`,
    `${name}:${seen}`,
    `${name}:${seen}:${own.status}`,
    `${name}:${best.level}:${own.level}`,
    `${name}:n${Math.min(MOST_COUNTED, group.length)}`,
    `${name}:${isBefore(best) ? 'before' : 'behind'}:${seen}`,
  ];
};

const MOST_SENTENCES = 3;
const MOST_TIMES = 6;

/** What is seen of a time among the other times of its story, as names of features. */
const amongOthers = (own: Brief, at: number, briefs: readonly Brief[]): readonly string[] => {
  const isBefore = (other: Brief): boolean => briefs.indexOf(other) < at;
  const { place } = own.time;
  const same = briefs.filter((each) => each !== own && isSameDate(own, each));
  const others = briefs.filter((each) => each !== own && !same.includes(each));
  const titled = likeliestOf(briefs.filter((each) => each !== own && each.time.place.in === 'title'));
  return [
    `own:${own.level}`,
    `own:${own.level}${own.status}`,
    ...besides('same', same, own, isBefore),
    ...besides('other', others, own, isBefore),
    ...besides(
      'sentence',
      others.filter((each) => each.time.place === place),
      own,
      isBefore,
    ),
    ...(titled === undefined
      ? ['title:-']
      : [`title:${titled.level}${titled.status}`, `title:${titled.level}${titled.status}:${own.status}`]),
    `in:${place.in}${Math.min(MOST_SENTENCES, place.number)}`,
    `times:${Math.min(MOST_TIMES, briefs.length)}`,
    `likeliest:${likeliestOf(briefs) === own}:${likeliestOf(briefs)?.level ?? '-'}`,
  ];
};

/** Of a page of dates only so many are seen by each other. */
const MOST_SEEN = 40;

/** What each weighed time of a story is among the others, beside what its own words make of it; others give nothing. */
export const seenAmong = (times: readonly StoryTime[]): ReadonlyMap<StoryTime, readonly string[]> => {
  const briefs = times.flatMap(briefOf).slice(0, MOST_SEEN);
  return new Map(briefs.map((own, at) => [own.time, amongOthers(own, at, briefs)]));
};

/** The times of a story by sentence, each weighed by its own words. */
const timesOf = ({ story, places }: ReadStory): readonly (readonly StoryTime[])[] =>
  places.map((place) =>
    story.language.govern(place.sentence, story.about).map((governed): StoryTime => {
      const seen = seeTime(governed, place, story);
      return seen === undefined ? { governed, place } : { governed, place, seen, weighing: story.language.weigh(seen.features) };
    }),
  );

/** Every time of a story that could be a deadline, weighed by its own words: what the weights are learnt from. */
export const timesIn = (text: DatedText): readonly StoryTime[] => timesOf(readStory(text)).flat();

/** What a second look makes of a time; other words do not talk away what a firm cue says of a change. */
export const secondLook = (time: StoryTime & { readonly weighing: Weighing }, again: Weighing): Weighing => {
  const isKept = time.governed.status !== 'set' && isFirm(time.governed) && again.likelihood < time.weighing.likelihood;
  return isKept ? time.weighing : again;
};

/** The times of a story by sentence, each weighed by its own words and then among the others. */
export const weighAmong = (read: ReadStory): readonly (readonly StoryTime[])[] => {
  const times = timesOf(read);
  const among = seenAmong(times.flat());
  const reweighed = (time: StoryTime): StoryTime => {
    const [features, { weighing }] = [among.get(time), time];
    if (features === undefined || weighing === undefined) return time;
    return { ...time, weighing: secondLook({ ...time, weighing }, read.story.language.weighAgain(weighing, features)) };
  };
  return times.map((sentence) => sentence.map(reweighed));
};

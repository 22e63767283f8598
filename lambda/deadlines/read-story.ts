import type { Instant } from '../core/time.js';
import { instant } from '../core/time.js';
import { isZone } from '../core/zone.js';
import type { Finding } from './deadline.js';
import { english } from './english/english.js';
import type { Governed } from './governed.js';
import type { About, Language } from './language.js';
import type { Sentence, Token } from './token.js';

export interface DatedText {
  readonly title: string;
  readonly summary: string;
  /** When the story was published: an instant, a Date, or an ISO 8601 text. */
  readonly publishedAt: Instant | Date | number | string;
  /** The publisher's IANA zone, for words such as "Friday" and "midnight"; UTC is taken when it is none. */
  readonly zone: string;
}

/** A story as it is read: what all its sentences share. */
export interface Story {
  readonly language: Language;
  readonly publishedAt: Instant;
  readonly zone: string;
  readonly zoneSource: 'feed' | 'utc';
  /** The zone of the first place, or else people, that the story names; looked for when the words ask for it. */
  readonly place: () => string | undefined;
  readonly about: About;
}

/** A sentence, and where it stands. */
export interface Place {
  readonly in: 'title' | 'summary';
  /** The number of the sentence in its field. */
  readonly number: number;
  readonly sentence: Sentence;
}

/**
 * Where "local time" is: at the place before it, at the dateline unless that is the publisher's own town, where the people of its sentence are,
 * or where the story is.
 */
const placeOf = ({ slot }: Governed, tokens: readonly Token[], { language, zone, place }: Story): string | undefined => {
  const near = language.zoneBefore(tokens, slot?.first ?? 0);
  const [dateline, first] = near === undefined ? [language.firstZoneIn(tokens), language.firstPeopleIn(tokens) ?? place()] : [];
  return near ?? (dateline === zone ? (first ?? dateline) : (dateline ?? first));
};

/** The zone in which a time is meant: the stated one, that of the place for "local time", the publisher's. */
export const zoneOf = (governed: Governed, { sentence }: Place, story: Story): Pick<Finding, 'zone' | 'zoneSource'> => {
  const stated = governed.slot?.stated;
  if (stated?.zone !== undefined) return { zone: stated.zone, zoneSource: 'stated' };
  const [usual, ...others] = stated?.shared ?? [];
  if (usual !== undefined) return { zone: others.find((each) => each === story.zone) ?? usual, zoneSource: 'stated' };
  const place = stated === undefined ? undefined : placeOf(governed, sentence.tokens, story);
  return place === undefined ? { zone: story.zone, zoneSource: story.zoneSource } : { zone: place, zoneSource: 'place' };
};

/** What is to happen may be about old times: "to execute a man on Thursday for the killing of 1998". */
export const AHEAD: ReadonlySet<string> = new Set(['will-happen', 'scheduled']);

/** The sentence names a year before last: it tells of old times, unless it says so of the deadline itself. */
export const tellsOfOldTimes = ({ slot, parts }: Governed, { sentence }: Place, { publishedAt, about: { title } }: Story): boolean => {
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

const placesIn = (text: DatedText, language: Language): readonly Place[] =>
  (['title', 'summary'] as const).flatMap((field) =>
    language.sentencesOf(text[field]).map((sentence, number) => ({ in: field, number, sentence })),
  );

export interface ReadStory {
  readonly story: Story;
  readonly places: readonly Place[];
}

/** The sentences of a story's title and summary, and what they share. */
export const readStory = (text: DatedText): ReadStory => {
  const known = isZone(text.zone);
  const language = english;
  const places = placesIn(text, language);
  const sentencesIn = (field: Place['in']): readonly Sentence[] =>
    places.filter((each) => each.in === field).map(({ sentence }) => sentence);
  const firstOf = (find: (tokens: readonly Token[]) => string | undefined): string | undefined =>
    places.reduce<string | undefined>((zone, each) => zone ?? find(each.sentence.tokens), undefined);
  const story: Story = {
    language,
    publishedAt: instant(new Date(text.publishedAt).getTime()),
    zone: known ? text.zone : 'UTC',
    zoneSource: known ? 'feed' : 'utc',
    about: language.aboutOf(sentencesIn('title'), sentencesIn('summary')),
    place: () => firstOf(language.firstZoneIn) ?? firstOf(language.firstPeopleIn),
  };
  return { story, places };
};

import type { Weekday } from '../core/zone.js';

export type NamedDay =
  | 'new-year'
  | 'new-year-eve'
  | 'valentine'
  | 'good-friday'
  | 'easter'
  | 'easter-monday'
  | 'may-day'
  | 'memorial-day'
  | 'juneteenth'
  | 'independence-day'
  | 'labor-day'
  | 'halloween'
  | 'armistice-day'
  | 'thanksgiving'
  | 'christmas-eve'
  | 'christmas'
  | 'boxing-day'
  | 'palm-sunday'
  | 'whit-monday'
  | 'bonfire-night'
  | 'anzac-day'
  | 'canada-day'
  | 'bastille-day'
  | 'st-patrick'
  | 'australia-day'
  | 'thanksgiving-eve'
  | 'martin-luther-king-day'
  | 'presidents-day'
  | 'inauguration-day'
  | 'columbus-day';

/** A day of the week. */
export interface Weekdate {
  readonly form: 'weekday';
  readonly weekday: Weekday;
  readonly which: 'plain' | 'next' | 'this' | 'last';
  /** Weeks after that day: "Friday week", "a week from Friday"; with `last`, of the week before: "Friday last week". */
  readonly weeks?: number;
  /** The day before it in a list: "Monday, Tuesday and Wednesday" follow each other. */
  readonly listedAfter?: Weekdate;
}

/** A date as the words give it. `ahead` counts whole weeks, months, quarters or years past the current one. */
export type DatePart =
  | Weekdate
  | {
      readonly form: 'month-day';
      readonly month: number;
      readonly day: number;
      readonly year?: number;
      /** "of this year" 0, "of next year" 1. */
      readonly yearsAhead?: number;
    }
  /** Two numbers whose order is the publisher's country's. */
  | { readonly form: 'numeric'; readonly first: number; readonly second: number; readonly year?: number }
  /** `month`: of that month, where it is still to come. */
  | { readonly form: 'day-of-month'; readonly day: number; readonly ahead?: number; readonly month?: number }
  | { readonly form: 'day-offset'; readonly days: number }
  | { readonly form: 'end-of'; readonly unit: 'week' | 'month' | 'quarter' | 'year'; readonly ahead: number }
  | { readonly form: 'end-of-month'; readonly month: number; readonly year?: number }
  | { readonly form: 'end-of-year'; readonly year: number }
  | { readonly form: 'weekend'; readonly ahead: number }
  /** The coming or the last dawn or dusk. */
  | { readonly form: 'daylight'; readonly edge: 'dawn' | 'dusk' }
  /** "the same day", "a day later", "that Friday", "the following Tuesday": counted from the date that was named before. */
  | {
      readonly form: 'shifted';
      readonly from: DatePart;
      readonly days: number;
      readonly weekday?: Weekday;
      /** The date that it counts from lies behind publication: "served on Monday, takes effect a fortnight later". */
      readonly isOver?: boolean;
      /** It is the date that it counts from, if that is of the weekday, or else the next of that name: "by 5pm that same Tuesday". */
      readonly isSame?: boolean;
    }
  | { readonly form: 'named-day'; readonly name: NamedDay; readonly year?: number };

export interface ClockPart {
  readonly hour: number;
  readonly minute: number;
  /** Midnight as a deadline: the end of the day. */
  readonly endOfDay: boolean;
  /** Hour of 0 to 11 whose half of the day the words leave open: "nine o'clock". */
  readonly eitherHalf?: boolean;
}

export type DurationUnit = 'minute' | 'hour' | 'day' | 'working-day' | 'week' | 'month' | 'year';

/** What a duration is counted from. Without one, the words leave it open: publication, as a rule. */
export type Anchor =
  | { readonly kind: 'publication' }
  | {
      readonly kind: 'date';
      readonly date: DatePart;
      readonly clock?: ClockPart;
      /** It lies behind publication: "the truce that took hold on Tuesday". */
      readonly isOver?: boolean;
      /** It lies ahead: "will hold for two weeks from Monday". */
      readonly isToCome?: boolean;
    }
  /** The words name an event without its date: "60 days after the ruling". */
  | { readonly kind: 'unknown' };

export interface Duration {
  readonly amount: number;
  /** The lower bound of "10 or 12 days", in the same unit. */
  readonly least?: number;
  readonly unit: DurationUnit;
  /** "two months and ten days": what is counted on from there. */
  readonly and?: { readonly amount: number; readonly unit: DurationUnit };
  readonly anchor?: Anchor;
}

export interface StatedZone {
  /** IANA zone; undefined for "local time", which the place decides. */
  readonly zone?: string;
  /** Zones that share the letters ("IST"): the publisher's, if it is among them, else the first. */
  readonly shared?: readonly string[];
}

/** A time expression, nothing resolved yet: what the words say, and which words they are. */
export interface Slot {
  readonly first: number;
  /** Index past the last token. */
  readonly past: number;
  readonly date?: DatePart;
  /** The lower bound of "Friday or Saturday". */
  readonly earliest?: DatePart;
  readonly clock?: ClockPart;
  /** Of a range of hours, "from 6am to noon", of which the clock is the end: when it begins. */
  readonly begins?: ClockPart;
  /** Where the clock is meant: a zone that the words name, or "local time". */
  readonly stated?: StatedZone;
  /** The same moment once more, on another clock: "midnight local time (2200 GMT)". */
  readonly also?: { readonly clock: ClockPart; readonly zone: string };
  readonly duration?: Duration;
  /** Index of the first token of the time that a duration counts from, where that is no time of its own. */
  readonly countsFrom?: number;
  /** "Friday's": it belongs to the noun that follows. */
  readonly possessive?: boolean;
  /** A midnight without its day that stands before what happens then: "the midnight funding cutoff". */
  readonly ofNoun?: boolean;
  /** Words inside it bind to it: "on Tuesday no later than 11 a.m.". */
  readonly isLimit?: boolean;
  /** A time that is no moment: "next month", "the coming days", "2027", "weekdays". */
  readonly vague?: boolean;
}

/** A date without its hour. */
export const isDayAlone = (slot: Slot): boolean => slot.date !== undefined && slot.clock === undefined;

/** A clock time whose day the words leave open. */
export const isHourAlone = ({ clock, date, duration }: Slot): boolean =>
  clock !== undefined && date === undefined && duration === undefined;

import { addDays, type WallClock, type Weekday, weekdayOf } from '../core/zone.js';
import type { NamedDay } from './slot.js';

const on = (year: number, month: number, day: number): WallClock => ({ year, month, day, hour: 0, minute: 0 });

/** The nth of a weekday in a month: the fourth Thursday of November. */
const nth = (year: number, month: number, weekday: Weekday, count: number): WallClock => {
  const first = on(year, month, 1);
  return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (count - 1));
};

const lastMonday = (year: number, month: number): WallClock => {
  const last = addDays(on(month === 12 ? year + 1 : year, (month % 12) + 1, 1), -1);
  return addDays(last, -((weekdayOf(last) + 6) % 7));
};

/** Easter Sunday of the Gregorian calendar (the anonymous computus, Nature, 1876). */
const easter = (year: number): WallClock => {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const rest = year % 100;
  const epact =
    (19 * golden + century - Math.floor(century / 4) - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const place = epact + weekday - 7 * shift + 114;
  return on(year, Math.floor(place / 31), (place % 31) + 1);
};

const DATES: Readonly<Record<NamedDay, (year: number) => WallClock>> = {
  'new-year': (year) => on(year, 1, 1),
  'new-year-eve': (year) => on(year, 12, 31),
  valentine: (year) => on(year, 2, 14),
  'good-friday': (year) => addDays(easter(year), -2),
  easter,
  'easter-monday': (year) => addDays(easter(year), 1),
  'may-day': (year) => on(year, 5, 1),
  'memorial-day': (year) => lastMonday(year, 5),
  juneteenth: (year) => on(year, 6, 19),
  'independence-day': (year) => on(year, 7, 4),
  'labor-day': (year) => nth(year, 9, 1, 1),
  halloween: (year) => on(year, 10, 31),
  'armistice-day': (year) => on(year, 11, 11),
  thanksgiving: (year) => nth(year, 11, 4, 4),
  'christmas-eve': (year) => on(year, 12, 24),
  christmas: (year) => on(year, 12, 25),
  'boxing-day': (year) => on(year, 12, 26),
  'palm-sunday': (year) => addDays(easter(year), -7),
  'whit-monday': (year) => addDays(easter(year), 50),
  'bonfire-night': (year) => on(year, 11, 5),
  'anzac-day': (year) => on(year, 4, 25),
  'canada-day': (year) => on(year, 7, 1),
  'bastille-day': (year) => on(year, 7, 14),
  'st-patrick': (year) => on(year, 3, 17),
  'australia-day': (year) => on(year, 1, 26),
  'thanksgiving-eve': (year) => addDays(nth(year, 11, 4, 4), -1),
  'martin-luther-king-day': (year) => nth(year, 1, 1, 3),
  'presidents-day': (year) => nth(year, 2, 1, 3),
  'inauguration-day': (year) => on(year, 1, 20),
  'columbus-day': (year) => nth(year, 10, 1, 2),
};

/** The date of a feast in a year; US dates for US feasts. */
export const dateOfNamedDay = (name: NamedDay, year: number): WallClock => DATES[name](year);

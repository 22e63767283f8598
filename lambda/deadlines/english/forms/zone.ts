import type { StatedZone } from '../../slot.js';
import { type Form, type Read, type Token, wordAt, wordTable } from '../../token.js';
import { zoneOfPeople } from '../peoples.js';
import { zoneOfPlace } from '../places.js';

/** Letters as newsrooms write them; they stand for the place's clock ("EST" in July means New York). */
const LETTERS: Readonly<Record<string, string>> = wordTable({
  gmt: 'Etc/GMT',
  utc: 'UTC',
  bst: 'Europe/London',
  et: 'America/New_York',
  est: 'America/New_York',
  edt: 'America/New_York',
  ct: 'America/Chicago',
  cst: 'America/Chicago',
  cdt: 'America/Chicago',
  mt: 'America/Denver',
  mst: 'America/Denver',
  mdt: 'America/Denver',
  pt: 'America/Los_Angeles',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  akdt: 'America/Anchorage',
  akst: 'America/Anchorage',
  hst: 'Pacific/Honolulu',
  cet: 'Europe/Paris',
  cest: 'Europe/Paris',
  eet: 'Europe/Kyiv',
  eest: 'Europe/Kyiv',
  msk: 'Europe/Moscow',
  trt: 'Europe/Istanbul',
  gst: 'Asia/Dubai',
  pkt: 'Asia/Karachi',
  npt: 'Asia/Kathmandu',
  wib: 'Asia/Jakarta',
  sgt: 'Asia/Singapore',
  hkt: 'Asia/Hong_Kong',
  jst: 'Asia/Tokyo',
  kst: 'Asia/Seoul',
  awst: 'Australia/Perth',
  acst: 'Australia/Adelaide',
  acdt: 'Australia/Adelaide',
  aest: 'Australia/Sydney',
  aedt: 'Australia/Sydney',
  nzst: 'Pacific/Auckland',
  nzdt: 'Pacific/Auckland',
  sast: 'Africa/Johannesburg',
  eat: 'Africa/Nairobi',
  wat: 'Africa/Lagos',
  cat: 'Africa/Harare',
  brt: 'America/Sao_Paulo',
});

const NAMES: Readonly<Record<string, string>> = wordTable({
  eastern: 'America/New_York',
  central: 'America/Chicago',
  mountain: 'America/Denver',
  pacific: 'America/Los_Angeles',
  atlantic: 'America/Halifax',
});

const isUpper = (token: Token | undefined): boolean => token !== undefined && /^[A-Z]{2,4}\.?$/.test(token.raw);

const byLetters: Form<StatedZone> = (tokens, at) => {
  const zone = LETTERS[wordAt(tokens, at)];
  if (!isUpper(tokens[at])) return undefined;
  // India, Israel and Ireland share letters: the publisher's place decides.
  if (wordAt(tokens, at) === 'ist') return { value: { shared: ['Asia/Kolkata', 'Asia/Jerusalem', 'Europe/Dublin'] }, past: at + 1 };
  return zone === undefined ? undefined : { value: { zone }, past: at + 1 };
};

/** "3 p.m. East Africa time". */
const AFRICAS: Readonly<Record<string, string>> = wordTable({ east: 'Africa/Nairobi', west: 'Africa/Lagos', central: 'Africa/Harare' });

const CENTRAL_EUROPE = /^central european$/;

/** `local time`, `Moscow time`, `Israeli time`, `in Moscow`, `Eastern (Standard|Daylight) Time`, `Eastern`, `New York time`. */
const byName = (tokens: readonly Token[], at: number): Read<StatedZone> => {
  const word = wordAt(tokens, at);
  if (word === 'local' && wordAt(tokens, at + 1) === 'time') return { value: {}, past: at + 2 };
  if (CENTRAL_EUROPE.test(`${word} ${wordAt(tokens, at + 1)}`))
    return { value: { zone: 'Europe/Paris' }, past: wordAt(tokens, at + 2) === 'time' ? at + 3 : at + 2 };
  const africa = /^africa(?:n)?$/.test(wordAt(tokens, at + 1)) && wordAt(tokens, at + 2) === 'time' ? AFRICAS[word] : undefined;
  if (africa !== undefined) return { value: { zone: africa }, past: at + 3 };
  const region = tokens[at]?.capital === true ? NAMES[word] : undefined;
  if (region !== undefined) {
    const kind = /^(?:standard|daylight)$/.test(wordAt(tokens, at + 1)) ? at + 2 : at + 1;
    return { value: { zone: region }, past: wordAt(tokens, kind) === 'time' ? kind + 1 : kind };
  }
  if (word === 'in') {
    const there = zoneOfPlace(tokens, at + 1);
    return there === undefined ? undefined : { value: { zone: there.value }, past: there.past };
  }
  const people = zoneOfPeople(tokens, at);
  const named = people ?? zoneOfPlace(tokens, at);
  if (named === undefined) return undefined;
  const timeAt = /^(?:standard|daylight|summer|winter)$/.test(wordAt(tokens, named.past)) ? named.past + 1 : named.past;
  return wordAt(tokens, timeAt) === 'time' ? { value: { zone: named.value }, past: timeAt + 1 } : undefined;
};

/** The zone that follows a clock time; `{}` for "local time", which the place decides. */
export const readZone: Form<StatedZone> = (tokens, at) => {
  const before = tokens[at]?.before ?? '';
  return /^[,(]?$/.test(before) ? (byLetters(tokens, at) ?? byName(tokens, at)) : undefined;
};

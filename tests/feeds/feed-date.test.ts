import { describe, expect, it } from 'vitest';
import { isoInstant } from '../../lambda/core/time.js';
import { readFeedDate } from '../../lambda/feeds/feed-date.js';

const shown = (text: string): string | undefined => {
  const at = readFeedDate(text);
  return at === undefined ? undefined : isoInstant(at).replace('.000Z', 'Z');
};

describe('readFeedDate', () => {
  it.each([
    ['RFC 822', 'Tue, 17 Mar 2026 08:15:30 GMT', '2026-03-17T08:15:30Z'],
    ['two digits of a year', 'Tue, 17 Mar 26 08:15 EST', '2026-03-17T13:15:00Z'],
    ['no weekday and no seconds', '17 March 2026 08:15', '2026-03-17T08:15:00Z'],
    ['RFC 850', 'Tuesday, 17-Mar-26 08:15:30 GMT', '2026-03-17T08:15:30Z'],
    ['asctime', 'Tue Mar 17 08:15:30 2026', '2026-03-17T08:15:30Z'],
    ['asctime with a zone before the year', 'Tue Mar 17 08:15:30 PDT 2026', '2026-03-17T15:15:30Z'],
    ['month first', 'March 17, 2026 08:15:30', '2026-03-17T08:15:30Z'],
    ['an ordinal day', 'March 17th, 2026 at 8:15 pm', '2026-03-17T20:15:00Z'],
    ['noon and midnight', '3/17/2026 12:05 AM', '2026-03-17T00:05:00Z'],
    ['slashes, day first when the month cannot be', '17/3/2026 8:15:30', '2026-03-17T08:15:30Z'],
    ['full stops', '17.03.2026 08:15', '2026-03-17T08:15:00Z'],
    ['year first with slashes', 'Tue, 2026/03/17 08:15:30 EDT', '2026-03-17T12:15:30Z'],
    ['ISO', '2026-03-17T08:15:30+05:30', '2026-03-17T02:45:30Z'],
    ['ISO without minutes of the offset', '2026-03-17T08:15:30+03', '2026-03-17T05:15:30Z'],
    ['ISO with a fraction', '2026-03-17T08:15:30.123456Z', '2026-03-17T08:15:30Z'],
    ['ISO with a space', '2026-03-17 08:15:30', '2026-03-17T08:15:30Z'],
    ['ISO basic', '20260317T081530Z', '2026-03-17T08:15:30Z'],
    ['ISO ordinal', '2026-076', '2026-03-17T00:00:00Z'],
    ['ISO month', '2026-03', '2026-03-01T00:00:00Z'],
    ['a year of two digits', '031231', '2003-12-31T00:00:00Z'],
    ['24 o’clock', '2026-03-17T24:00:00Z', '2026-03-18T00:00:00Z'],
    ['an IANA zone in summer', 'Fri, 31 Mar 2023 20:19:00 America/Los_Angeles', '2023-04-01T03:19:00Z'],
    ['an IANA zone with Etc', 'Wed, 19 Aug 2009 18:28:00 Etc/GMT', '2009-08-19T18:28:00Z'],
    ['a zone after GMT', 'Tue, 17 Mar 2026 08:15:30 GMT+0200', '2026-03-17T06:15:30Z'],
    ['French', 'mar., 17 mars 2026 08:15:30 +0100', '2026-03-17T07:15:30Z'],
    ['German', 'Di, 17 Mär 2026 08:15:30 +0100', '2026-03-17T07:15:30Z'],
    ['Spanish', '17 de diciembre de 2026 08:15', '2026-12-17T08:15:00Z'],
    ['Polish', '17 października 2026 08:15', '2026-10-17T08:15:00Z'],
    ['Russian', 'Вт, 17 мая 2026 08:15:30 +0300', '2026-05-17T05:15:30Z'],
    ['Greek', 'Κυρ, 11 Ιούλ 2004 12:00:00 EST', '2004-07-11T17:00:00Z'],
    ['Japanese', '2026年3月17日 8時15分', '2026-03-17T08:15:00Z'],
    ['Korean', '2026년 3월 17일 오후 8:15:30', '2026-03-17T20:15:30Z'],
    ['epoch seconds', '1773735330', '2026-03-17T08:15:30Z'],
    ['epoch milliseconds', '1773735330123', '2026-03-17T08:15:30.123Z'],
    ['white space', '\n  Tue,  17 Mar 2026\t08:15:30 GMT ', '2026-03-17T08:15:30Z'],
  ])('reads %s', (_name, text, expected) => {
    expect(shown(text)?.replace(/\.\d+Z$/, (fraction) => (expected.includes('.') ? fraction : 'Z'))).toBe(expected);
  });

  it.each([
    ['nothing', ''],
    ['a word', 'yesterday'],
    ['a template', '{{ post.date }}'],
    ['a day that does not exist', 'Tue, 31 Jun 2026 08:15:30 GMT'],
    ['a month that does not exist', '2026-13-05T10:00:00Z'],
    ['an hour that does not exist', '2026-03-17T25:14:55Z'],
    ['an offset that does not exist', '2026-12-31T23:59:59-99:99'],
    ['an unknown month', 'Sun, 16 zzz 2012 11:47:32 GMT'],
    ['an unknown zone', 'Tue, 17 Mar 2026 08:15:30 XYZ'],
    ['a year long past', '0001-01-01T00:00:00Z'],
    ['a year far ahead', '9999-12-31T23:59:59Z'],
    ['a clock alone', '08:15:30'],
    ['100,000 digits', '1'.repeat(100_000)],
  ])('finds no date in %s', (_name, text) => {
    expect(readFeedDate(text)).toBeUndefined();
  });
});

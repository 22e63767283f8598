import { describe, expect, it } from 'vitest';
import { isoInstant } from '../../lambda/core/time.js';
import { detectDeadlines } from '../../lambda/deadlines/detect-deadlines.js';
import { at } from '../support/test-feeds.js';

/** Wednesday 6 August 2025, 10:00 in New York. */
const WEDNESDAY = '2025-08-06T14:00:00Z';

const found = (text: string, published = WEDNESDAY, zone = 'America/New_York'): readonly string[] =>
  detectDeadlines({ title: '', summary: text, publishedAt: at(published), zone }).map(
    (finding) => `${finding.due === undefined ? '-' : isoInstant(finding.due).slice(0, 16)} ${finding.precision} ${finding.status}`,
  );

describe('a deadline is found', () => {
  it.each([
    ['by weekday: the coming one', 'The ultimatum expires Friday.', '2025-08-09T03:59 day set'],
    ['on the day itself: today', 'The ultimatum expires Wednesday.', '2025-08-07T03:59 day set'],
    ['next weekday: of next week', 'The ultimatum expires next Friday.', '2025-08-16T03:59 day set'],
    ['with a clock time', 'They must comply by 5 p.m. on Friday.', '2025-08-08T21:00 minute set'],
    ['with a clock time after the day', 'The deadline is Friday at 5 p.m.', '2025-08-08T21:00 minute set'],
    ['in a stated zone', 'The deadline expires Friday at 8 p.m. GMT.', '2025-08-08T20:00 minute set'],
    ['midnight: the end of the day', 'The ceasefire expires at midnight Friday.', '2025-08-09T04:00 minute set'],
    ['noon', 'Residents were ordered to evacuate by noon Thursday.', '2025-08-07T16:00 minute set'],
    ['a month and a day', 'Applicants must file by August 15.', '2025-08-16T03:59 day set'],
    ['a day and a month', 'Applicants must file by 15 August.', '2025-08-16T03:59 day set'],
    ['a year that is given', 'The licence expires on 3 January 2026.', '2026-01-04T04:59 day set'],
    ['hours from publication', 'They were given an ultimatum to leave within 48 hours.', '2025-08-08T14:00 hour set'],
    ['days as a date', 'The judge ordered them to comply within 10 days.', '2025-08-17T03:59 day set'],
    ['a date before the noun', 'Talks stall before the Friday deadline.', '2025-08-09T03:59 day set'],
    ['a move', 'Eastmark extended the ultimatum to August 12 at 5 p.m.', '2025-08-12T21:00 minute moved'],
    ['tomorrow', 'The offer expires tomorrow.', '2025-08-08T03:59 day set'],
  ])('%s', (_name, text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it('over the year’s end', () => {
    expect(found('They must reply by Jan. 5.', '2025-12-30T12:00:00Z', 'UTC')).toEqual(['2026-01-05T23:59 day set']);
  });

  it('after daylight saving ends, at the clock time of that day', () => {
    expect(found('The order expires Monday at 9 a.m.', '2026-10-30T12:00:00Z', 'Europe/London')).toEqual(['2026-11-02T09:00 minute set']);
    expect(found('The order expires Monday at 9 a.m.', '2026-10-23T12:00:00Z', 'Europe/London')).toEqual(['2026-10-26T09:00 minute set']);
  });

  it('once, in the finer form, when title and text both give it', () => {
    const findings = detectDeadlines({
      title: 'Talks before Friday deadline',
      summary: 'The deadline is Friday at 5 p.m.',
      publishedAt: at(WEDNESDAY),
      zone: 'America/New_York',
    });
    expect(findings.map((finding) => finding.precision)).toEqual(['minute']);
  });

  it('as withdrawn, without a date', () => {
    expect(found('Eastmark has withdrawn its ultimatum to Northland.')).toEqual(['- day withdrawn']);
  });
});

describe('no deadline is found', () => {
  it.each([
    'Talks were held on Friday.',
    'She was born on August 8.',
    'The shop is open until 5 p.m. on weekdays.',
    'Twelve people were killed by Friday’s storm.',
    'Analysts do not expect a ceasefire by Friday.',
    'The minister said there is no deadline.',
    'Last Friday’s deadline has passed.',
    'The ceasefire expired on Friday.',
    'Officials hope to finish by Friday.',
    'The two leaders will meet on Monday.',
    'It rained for 10 days.',
  ])('in: %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});

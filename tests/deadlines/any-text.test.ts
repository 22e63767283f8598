import { describe, expect, it } from 'vitest';
import { instant } from '../../lambda/core/time.js';
import { detectDeadlines } from '../../lambda/deadlines/detect-deadlines.js';
import { readItems } from '../bench/deadlines/labelled-items.js';
import { makeRandom, type Random } from '../support/random.js';

const PIECES =
  'by until before within deadline ultimatum expires Friday Monday Aug. August 8 8th 31 2025 1999 5 p.m. 17:00 24:00 99:99 GMT ET local time midnight noon ( ) , . ; : — - / ’ “ ” " 48 hours 72-hour ten days week fortnight year end of the month strike vote court tariff launch extended to from postponed called off passed if not would may was is has had expired 9/3 31/12 0 00 1e9 ∞ 12345678901234567890 \u0000 \ud800 🕛 Пятница 五 ﬀ İ ı'.split(
    ' ',
  );

const soup = (random: Random): string =>
  Array.from({ length: 1 + random.below(60) }, () => PIECES[random.below(PIECES.length)]).join(random.chance(0.8) ? ' ' : '');

/** A real-looking text with pieces cut out, doubled, swapped or put in. */
const mutated = (random: Random, text: string): string => {
  const words = text.split(' ');
  for (let change = 0; change < 1 + random.below(6); change += 1) {
    const at = random.below(words.length);
    if (random.chance(0.4)) words.splice(at, 1 + random.below(3));
    else if (random.chance(0.5)) words.splice(at, 0, PIECES[random.below(PIECES.length)] ?? '');
    else words.splice(at, 0, ...words.slice(0, random.below(words.length)));
  }
  return words.join(' ').slice(0, 4_000);
};

const momentOf = (random: Random): number => Date.UTC(2024, 0, 1) + random.below(3 * 365 * 24 * 60) * 60_000;

const complaintsOf = (title: string, summary: string, publishedAt: number): readonly string[] => {
  const findings = detectDeadlines({ title, summary, publishedAt: instant(publishedAt), zone: 'America/New_York' });
  return findings.flatMap(({ due, earliest, confidence, span, zone }) => {
    const text = span.in === 'title' ? title : summary;
    const problems = [
      due === undefined || Number.isInteger(due) ? '' : `due ${due}`,
      earliest === undefined || (due !== undefined && earliest <= due) ? '' : `earliest ${earliest} after due ${due}`,
      confidence >= 0 && confidence <= 1 ? '' : `confidence ${confidence}`,
      span.start >= 0 && span.end > span.start && span.end <= text.length ? '' : `span ${span.start}-${span.end} of ${text.length}`,
      zone === '' ? 'no zone' : '',
    ];
    return problems.filter((problem) => problem !== '').map((problem) => `${problem} in ${JSON.stringify(summary)}`);
  });
};

describe('whatever the text', () => {
  it('nothing is thrown, and what is found is whole, on words at random', () => {
    const random = makeRandom(1);
    for (let count = 0; count < 1_000; count += 1) expect(complaintsOf(soup(random), soup(random), momentOf(random))).toEqual([]);
  }, 60_000);

  it('nor an earlier bound that is later', () => {
    expect(complaintsOf('', 'Burkina must comply by Jan. 5 or Monday or lose its airspace rights.', Date.UTC(2024, 3, 19))).toEqual([]);
  });

  it('nor on stories with words cut, doubled and swapped', () => {
    const random = makeRandom(2);
    for (const { title, summary } of readItems('written')) {
      for (let round = 0; round < 3; round += 1)
        expect(complaintsOf(mutated(random, title), mutated(random, summary), momentOf(random))).toEqual([]);
    }
  }, 60_000);
});

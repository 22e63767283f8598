import { describe, expect, it } from 'vitest';
import { asciiSubject } from '../../lambda/aws/sns-publisher.js';

describe('asciiSubject', () => {
  it.each([
    ['plain words', 'Union adopts sanctions', 'Union adopts sanctions'],
    ['curly quotes and accents', 'Łódź “agrees”', 'Lodz "agrees"'],
    ['a script that ASCII cannot write', 'Перемирие продлено', 'News Alert'],
    ['such a script with more behind it', 'CRITICAL: 停火谈判 (+2 more)', 'CRITICAL: News Alert (+2 more)'],
    ['a long one', 'word '.repeat(40).trim(), 'word '.repeat(40).slice(0, 99)],
  ])('writes %s', (_name, subject, expected) => {
    expect(asciiSubject(subject)).toBe(expected);
  });
});

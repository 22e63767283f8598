import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeSms, smsSize } from '../../lambda/alerts/sms-text.js';

describe('composeSms', () => {
  it('cuts the headline at a word and keeps the tail and the link, in one segment', () => {
    const sms = composeSms(
      'Northland is unlikely to comply with the ceasefire demand of Eastmark, officials say after a night of talks',
      'Deadline Fri 8 Aug 17:00 EDT, 2 days left.',
      'https://news.example/1',
    );
    expect(sms).toMatch(/^Northland is unlikely .*\.\.\. Deadline Fri 8 Aug 17:00 EDT, 2 days left\. https:\/\/news\.example\/1$/);
    expect(smsSize(sms)).toMatchObject({ alphabet: 'gsm-7', segments: 1 });
  });

  it.each([
    ['curly quotes and dashes', '“Talks” – it’s on…', '"Talks" - it\'s on...'],
    ['accents that the alphabet lacks', 'Erdoğan, Łódź, Škoda', 'Erdogan, Lodz, Skoda'],
  ])('writes %s in the GSM alphabet', (_name, text, expected) => {
    expect(composeSms(text, '')).toBe(expected);
  });

  it('stays within one GSM-7 or two UCS-2 segments for any words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.string({ maxLength: 60 }), fc.webUrl(), (headline, tail, link) => {
        const size = smsSize(composeSms(headline, tail, link));
        expect(size.alphabet === 'gsm-7' ? size.segments <= 1 : size.segments <= 2).toBe(true);
      }),
    );
  });
});

describe('smsSize', () => {
  it.each([
    ['a'.repeat(160), 'gsm-7', 160, 1],
    ['a'.repeat(161), 'gsm-7', 161, 2],
    ['€'.repeat(80), 'gsm-7', 160, 1],
    ['й'.repeat(70), 'ucs-2', 70, 1],
    ['й'.repeat(71), 'ucs-2', 71, 2],
  ])('counts %#', (text, alphabet, length, segments) => {
    expect(smsSize(text)).toEqual({ alphabet, length, segments });
  });
});

import { describe, expect, it } from 'vitest';
import { whyProposed } from '../../lambda/cli/deadlines-commands.js';
import type { Revision } from '../../lambda/deadlines/deadline.js';
import { at } from '../support/test-feeds.js';

const revision = (confidence: number): Revision => ({
  number: 1,
  change: 'set',
  due: at('2025-08-08T21:00:00Z'),
  precision: 'minute',
  quote: 'The levy on electric cars kicks in then.',
  source: 'Sample Post',
  publishedAt: at('2025-08-06T14:00:00Z'),
  confidence,
  parts: [
    { because: 'takes-effect', by: 0.9 },
    { because: 'wording', by: confidence - 0.9 },
  ],
});

describe('why a deadline is only proposed', () => {
  it('is its confidence, with its parts, where that is too low', () => {
    expect(whyProposed(revision(0.6))).toMatch(/^confidence 0\.6 of the 0\.9 that telling takes: takes-effect \+0\.9, wording −0\.3/);
  });

  it('is another date in the same words, where the confidence is high enough', () => {
    expect(whyProposed(revision(0.95))).toBe('other stories say the same of another date: this one is told when a second story gives it');
  });
});

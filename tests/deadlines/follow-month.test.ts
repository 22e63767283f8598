import { describe, expect, it } from 'vitest';
import { followMonth } from '../bench/deadlines/follow-month.js';
import { makeMonth } from '../bench/deadlines/month.js';

describe('a month of 200 deadlines at once', () => {
  it('is followed with at most the mistakes of before', () => {
    const month = makeMonth(1);
    expect(month.deadlines).toHaveLength(200);
    const followed = followMonth(month);
    expect(followed.mentions).toBeGreaterThan(1500);
    expect(followed.f1).toBeGreaterThanOrEqual(0.99);
    expect(followed.duplicates.length).toBeLessThanOrEqual(1);
    expect(followed.falseMoves.length).toBe(0);
  }, 120_000);
});

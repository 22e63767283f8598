import { describe, expect, it } from 'vitest';
import { ours } from '../bench/deadlines/detectors.js';
import { isAside, readItems, type SetName } from '../bench/deadlines/labelled-items.js';
import { rates, score } from '../bench/deadlines/score.js';

const workedOn = (set: SetName) =>
  score(
    readItems(set).filter((item) => !isAside(item)),
    ours,
  );

describe('on the part of the labelled sets that is worked on', () => {
  it('finds at least what it found before', () => {
    const result = workedOn('written');
    expect(result.items).toBeGreaterThan(250);
    expect(rates(result.strict, result.found, result.labels).f1).toBeGreaterThanOrEqual(0.9);
    expect(result.clocksRight / result.clocks).toBeGreaterThanOrEqual(0.96);
    expect(result.statusRight / result.detected).toBeGreaterThanOrEqual(0.95);
  });

  it('raises no more false alarms than before on running news', () => {
    const result = workedOn('running');
    expect(result.items).toBeGreaterThan(500);
    expect(result.falseAlarms).toBeLessThanOrEqual(1);
  });
});

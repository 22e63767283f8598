import { type Instant, instant, MINUTE_MS } from '../../../lambda/core/time.js';
import { dateKey, wallClockAt } from '../../../lambda/core/zone.js';
import { instantOfLabel, type Label, type LabelledItem } from './labelled-items.js';

/** What a detector says of an item, as far as it can be compared. */
export interface Found {
  readonly due?: Instant;
  readonly day: boolean;
  readonly zone: string;
  readonly status: string;
  /** At or above the alert threshold. */
  readonly told: boolean;
}

export type Detector = (item: LabelledItem) => readonly Found[];

export interface Score {
  items: number;
  labels: number;
  found: number;
  detected: number;
  strict: number;
  clocks: number;
  clocksRight: number;
  statusRight: number;
  told: number;
  toldRight: number;
  /** Told of a story that reports no deadline at all. */
  falseAlarms: number;
}

const nothing = (): Score => ({
  items: 0,
  labels: 0,
  found: 0,
  detected: 0,
  strict: 0,
  clocks: 0,
  clocksRight: 0,
  statusRight: 0,
  told: 0,
  toldRight: 0,
  falseAlarms: 0,
});

/** The same date where the label gives a date; within a minute where it gives a clock time. */
const isExact = (label: Label, found: Found): boolean => {
  if (label.due === undefined || found.due === undefined) return label.due === undefined && found.due === undefined;
  if (label.due.includes('T')) return !found.day && Math.abs(instantOfLabel(label.due, label.zone) - found.due) <= MINUTE_MS;
  return dateKey(wallClockAt(instant(found.due), found.zone)) === label.due && found.day;
};

interface Pair {
  readonly label: Label;
  readonly found: Found;
}

/** Pairs labels with findings: exact ones first, then whatever is left, in order. */
const pairsOf = (labels: readonly Label[], found: readonly Found[]): readonly Pair[] => {
  const pairs: Pair[] = [];
  const free = new Set(found);
  const open: Label[] = [];
  for (const label of labels) {
    const exact = [...free].find((each) => isExact(label, each));
    if (exact === undefined) open.push(label);
    else {
      free.delete(exact);
      pairs.push({ label, found: exact });
    }
  }
  for (const label of open) {
    const [any] = free;
    if (any === undefined) break;
    free.delete(any);
    pairs.push({ label, found: any });
  }
  return pairs;
};

const addItem = (score: Score, item: LabelledItem, found: readonly Found[]): void => {
  const pairs = pairsOf(item.deadlines, found);
  score.items += 1;
  score.labels += item.deadlines.length;
  score.found += found.length;
  score.detected += pairs.length;
  score.strict += pairs.filter((pair) => isExact(pair.label, pair.found)).length;
  const clocks = pairs.filter((pair) => pair.label.due?.includes('T') === true && !pair.found.day);
  score.clocks += clocks.length;
  score.clocksRight += clocks.filter((pair) => isExact(pair.label, pair.found)).length;
  score.statusRight += pairs.filter((pair) => pair.label.status === pair.found.status).length;
  const told = found.filter((each) => each.told);
  score.told += told.length;
  score.toldRight += pairs.filter((pair) => pair.found.told && isExact(pair.label, pair.found)).length;
  if (item.deadlines.length === 0) score.falseAlarms += told.length > 0 ? 1 : 0;
};

/** Scores a detector on items. */
export const score = (items: readonly LabelledItem[], detector: Detector): Score => {
  const total = nothing();
  for (const item of items) addItem(total, item, detector(item));
  return total;
};

/** Precision, recall and F1 of `right` among what was found and what was wanted. */
export const rates = (
  right: number,
  found: number,
  wanted: number,
): { readonly precision: number; readonly recall: number; readonly f1: number } => {
  const precision = found === 0 ? 0 : right / found;
  const recall = wanted === 0 ? 0 : right / wanted;
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
};

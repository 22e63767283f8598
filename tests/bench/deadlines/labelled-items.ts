import { readFileSync } from 'node:fs';
import { type Instant, instant } from '../../../lambda/core/time.js';
import { instantOf } from '../../../lambda/core/zone.js';

/** One deadline as an annotator wrote it: a date, or a date and a clock time, on the wall clock of `zone`. */
export interface Label {
  readonly due?: string;
  readonly earliest?: string;
  readonly zone: string;
  readonly kind: string;
  readonly status: 'set' | 'moved' | 'withdrawn' | 'passed';
}

export interface LabelledItem {
  readonly id: string;
  readonly register: 'wire' | 'tabloid' | 'broadcaster' | 'headline' | 'liveblog';
  readonly title: string;
  readonly summary: string;
  readonly publishedAt: string;
  readonly zone: string;
  readonly deadlines: readonly Label[];
}

export type SetName =
  | 'written'
  | 'running'
  | 'written-2'
  | 'running-2'
  | 'written-3'
  | 'running-3'
  | 'written-4'
  | 'running-4'
  | 'written-5'
  | 'running-5'
  | 'written-6'
  | 'running-6'
  | 'written-7'
  | 'running-7'
  | 'written-8'
  | 'sentences'
  | 'conventions';
export const SET_NAMES = [
  'written',
  'running',
  'written-2',
  'running-2',
  'written-3',
  'running-3',
  'written-4',
  'running-4',
  'written-5',
  'running-5',
  'written-6',
  'running-6',
  'written-7',
  'running-7',
  'written-8',
] as const satisfies readonly SetName[];

/** A third is kept aside, by the item's number: it is looked at only to report. */
export const isAside = ({ id }: LabelledItem): boolean => Number(id.slice(-3)) % 3 === 0;

export const readItems = (set: SetName): readonly LabelledItem[] =>
  readFileSync(new URL(`../../fixtures/deadlines/${set}.jsonl`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): LabelledItem => JSON.parse(line));

/** The instant that a label with a clock time means. */
export const instantOfLabel = (due: string, zone: string): Instant => {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = due.split(/[-T:]/).map(Number);
  return instant(instantOf({ year, month, day, hour, minute }, zone));
};

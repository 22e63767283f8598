import { detectDeadlines } from '../../lambda/deadlines/detect-deadlines.js';
import { chronoBehindGate, ours } from './deadlines/detectors.js';
import { followMonth } from './deadlines/follow-month.js';
import { isAside, type LabelledItem, readItems, SET_NAMES, type SetName } from './deadlines/labelled-items.js';
import { makeMonth } from './deadlines/month.js';
import { type Detector, rates, type Score, score } from './deadlines/score.js';

// npm run bench:deadlines: finding deadlines, on the labelled sets, beside chrono-node behind a gate of cue words.

const share = (part: number, whole: number): string => (whole === 0 ? '    -' : (part / whole).toFixed(3));

const three = (right: number, { found, labels }: Score): string => {
  const { precision, recall, f1 } = rates(right, found, labels);
  return [precision, recall, f1].map((rate) => rate.toFixed(3)).join(' / ');
};

const line = (name: string, result: Score): string =>
  [
    name.padEnd(12),
    three(result.detected, result),
    three(result.strict, result),
    share(result.clocksRight, result.clocks),
    share(result.statusRight, result.detected),
    share(result.toldRight, result.told),
    ((1000 * result.falseAlarms) / result.items).toFixed(1).padStart(6),
  ].join('   ');

const storiesPerSecond = (items: readonly LabelledItem[], detector: Detector): number => {
  const [start, rounds] = [performance.now(), 10];
  for (let round = 0; round < rounds; round += 1) for (const item of items) detector(item);
  return (rounds * items.length) / ((performance.now() - start) / 1000);
};

const report = (set: SetName, part: string, items: readonly LabelledItem[]): void => {
  const labels = items.reduce((sum, item) => sum + item.deadlines.length, 0);
  console.log(`\n${set}, ${part}: ${items.length} stories, ${labels} deadlines`);
  console.log('             detected P / R / F1     strict P / R / F1       clocks  status  told P  false alarms told per 1,000');
  console.log(line('news-alert', score(items, ours)));
  console.log(line('chrono-node', score(items, chronoBehindGate)));
};

for (const set of SET_NAMES) {
  const items = readItems(set);
  const workedOn = items.filter((item) => !isAside(item));
  if (workedOn.length > 0) report(set, 'worked on', workedOn);
  report(set, 'kept aside', items.filter(isAside));
}
console.log('\nfollowing: simulated months of 200 deadlines, each in 3 to 30 stories of 8 publishers');
console.log('  seed  stories  mentions of reports   pairs P / R / F1        duplicate countdowns  false moves  moves told');
for (const seed of [1, 2, 3, 4, 5]) {
  const month = makeMonth(seed);
  const { mentions, reports, precision, recall, f1, duplicates, falseMoves, moves, movesTold } = followMonth(month);
  const rate = [precision, recall, f1].map((each) => each.toFixed(3)).join(' / ');
  const counts = `${String(duplicates.length).padStart(20)} ${String(falseMoves.length).padStart(12)}   ${movesTold} of ${moves}`;
  console.log(
    `  ${String(seed).padStart(4)} ${String(month.stories.length).padStart(8)}   ${mentions} of ${reports}         ${rate} ${counts}`,
  );
}
const running = readItems('running');
storiesPerSecond(running, ours);
const [own, other] = [storiesPerSecond(running, ours), storiesPerSecond(running, chronoBehindGate)];
console.log(
  `\nspeed: ${Math.round(own).toLocaleString('en')} stories/s; chrono-node behind the gate ${Math.round(other).toLocaleString('en')}: ${(own / other).toFixed(1)} times`,
);

/** Texts that no newsroom writes: one phrase over and over, without a full stop. */
const REPEATED = [
  'by ',
  'Friday ',
  'until Friday ',
  'will strike on Friday and ',
  'postponed from Monday to Tuesday ',
  'U.S. ',
  '5 p.m. ',
  '1',
  '“',
];
const LENGTHS = [10_000, 20_000, 40_000];

const readingMs = (text: string): number => {
  const times = Array.from({ length: 3 }, () => {
    const start = performance.now();
    detectDeadlines({ title: '', summary: text, publishedAt: Date.UTC(2025, 7, 6), zone: 'UTC' });
    return performance.now() - start;
  });
  return Math.min(...times);
};

console.log(
  `\nhow the time grows: ms for ${LENGTHS.map((length) => length.toLocaleString('en')).join(', ')} characters, and the ratio of each doubling`,
);
for (const phrase of REPEATED) {
  const times = LENGTHS.map((length) => readingMs(phrase.repeat(Math.ceil(length / phrase.length))));
  const ratios = times.slice(1).map((time, index) => `${(time / (times[index] ?? 1)).toFixed(1)}x`);
  console.log(`  ${JSON.stringify(phrase).padEnd(36)} ${times.map((time) => time.toFixed(1).padStart(7)).join(' ')}   ${ratios.join(' ')}`);
}

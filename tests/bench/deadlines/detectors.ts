import { tzOffset } from '@date-fns/tz';
import * as chrono from 'chrono-node';
import { instant } from '../../../lambda/core/time.js';
import { alertThreshold, detectDeadlines } from '../../../lambda/deadlines/detect-deadlines.js';
import { instantOfLabel } from './labelled-items.js';
import type { Detector, Found } from './score.js';

/** Ours. */
export const ours: Detector = (item) =>
  detectDeadlines(item).map((finding) => ({
    ...(finding.due === undefined ? {} : { due: finding.due }),
    day: finding.precision === 'day',
    zone: finding.zone,
    status: finding.status,
    told: finding.confidence >= alertThreshold,
  }));

const GATE =
  /\b(?:deadline|ultimatum|expires?|expiring|lapses?|must|by|until|before|no later than|due|takes? effect|comes? into force|extended|postponed|strike|vote|hearing|sentencing|launch)\b/i;

const toFound = (parsed: chrono.ParsedComponents, zone: string): Found => {
  const [year, month, day] = [parsed.get('year') ?? 0, parsed.get('month') ?? 1, parsed.get('day') ?? 1];
  const pad = (number: number): string => String(number).padStart(2, '0');
  const exact = parsed.isCertain('hour');
  const date = `${year}-${pad(month)}-${pad(day)}`;
  const clock = `${date}T${pad(parsed.get('hour') ?? 0)}:${pad(parsed.get('minute') ?? 0)}`;
  const offset = parsed.isCertain('timezoneOffset') ? parsed.date().getTime() : undefined;
  const due = exact ? instant(offset ?? instantOfLabel(clock, zone)) : instantOfLabel(`${date}T23:59`, zone);
  return { due, day: !exact, zone, status: 'set', told: true };
};

/** chrono-node with forwardDate, on the sentences that hold a cue word: a date library and a list of trigger words. */
export const chronoBehindGate: Detector = (item) => {
  const published = new Date(item.publishedAt);
  const reference = { instant: published, timezone: tzOffset(item.zone, published) };
  const seen = new Set<number>();
  return `${item.title}. ${item.summary}`
    .split(/(?<=[.!?;])\s+/)
    .filter((sentence) => GATE.test(sentence))
    .flatMap((sentence) => chrono.parse(sentence, reference, { forwardDate: true }))
    .filter(({ start }) => start.isCertain('day') || start.isCertain('weekday') || start.isCertain('hour'))
    .map(({ start }) => toFound(start, item.zone))
    .filter(({ due }) => due !== undefined && !seen.has(due) && seen.add(due).has(due));
};

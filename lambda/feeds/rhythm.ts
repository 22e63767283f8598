import { type Instant, instant, MINUTE_MS } from '../core/time.js';

/** How a feed publishes, as its newest document shows it. */
export interface Rhythm {
  /** Mean time between its newest stories, at least a minute. */
  readonly gapMs?: number;
  /** How long the oldest story of the document has stayed in it. */
  readonly windowMs?: number;
  /** Publication of the newest story. */
  readonly newestAt?: Instant;
}

const NEWEST = 20;
const LEAST_DATED = 4;

/** The rhythm of a document's publication dates; dates after `now` count as now. */
export const rhythmOf = (published: readonly Instant[], now: Instant): Rhythm => {
  const dates = [...new Set(published.map((at) => Math.min(at, now)))].sort((left, right) => right - left);
  const [newest] = dates;
  if (newest === undefined) return {};
  if (dates.length < LEAST_DATED) return { newestAt: instant(newest) };
  const recent = dates.slice(0, NEWEST);
  const gapMs = Math.max(MINUTE_MS, (newest - (recent.at(-1) ?? newest)) / (recent.length - 1));
  return { gapMs: Math.round(gapMs), windowMs: now - (dates.at(-1) ?? newest), newestAt: instant(newest) };
};

/** So many usual gaps without a story, and at least a day, are a silence to speak of. */
const SILENT_GAPS = 6;
const LEAST_SILENCE_MS = 24 * 60 * MINUTE_MS;

/** Whether a feed has been silent longer than it usually is. */
export const isSilent = ({ gapMs, newestAt }: Rhythm, now: Instant): boolean =>
  gapMs !== undefined && newestAt !== undefined && now - newestAt > Math.max(LEAST_SILENCE_MS, SILENT_GAPS * gapMs);

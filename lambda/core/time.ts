declare const instantBrand: unique symbol;

/** A moment on the UTC time line: whole milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly [instantBrand]: true };

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** `ms` since the epoch as an Instant, rounded down to a whole millisecond. */
export const instant = (ms: number): Instant => Math.floor(ms) as Instant;

export const plus = (at: Instant, ms: number): Instant => instant(at + ms);

export const earliest = (...instants: readonly Instant[]): Instant => instant(Math.min(...instants));

export const latest = (...instants: readonly Instant[]): Instant => instant(Math.max(...instants));

export const isoInstant = (at: Instant): string => new Date(at).toISOString();

const UNIT_MS: Readonly<Record<string, number>> = { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS };

/** Milliseconds of a duration as people write it in the watchlist: `30s`, `5m`, `6h`, `7d`. Undefined when it is none. */
export const parseDuration = (text: string): number | undefined => {
  const parts = /^(\d{1,4})\s?([smhd])$/.exec(text.trim());
  const unitMs = UNIT_MS[parts?.[2] ?? ''];
  return parts === null || unitMs === undefined ? undefined : Number(parts[1]) * unitMs;
};

/** The shortest way to write a whole duration: `7d`, `72h`, `90m`, `30s`; days only from three on, as the field does. */
export const writeDuration = (ms: number): string => {
  if (ms % DAY_MS === 0 && ms > 3 * DAY_MS) return `${ms / DAY_MS}d`;
  if (ms % HOUR_MS === 0) return `${ms / HOUR_MS}h`;
  if (ms % MINUTE_MS === 0) return `${ms / MINUTE_MS}m`;
  return `${Math.round(ms / SECOND_MS)}s`;
};

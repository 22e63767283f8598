import type { Severity } from '../core/severity.js';

/** A keyword rule as the feed admin writes it; each item of `any`, `all` and `none` is an expression. */
export interface Rule {
  readonly id: string;
  readonly name: string;
  readonly any: readonly string[];
  readonly all: readonly string[];
  readonly none: readonly string[];
  readonly severity: Severity;
  /** Follow the deadlines that matching stories report. */
  readonly deadlines: boolean;
  readonly channels: readonly string[];
}

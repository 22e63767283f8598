import type { Remark } from '../rules/expression.js';

/** A remark on an expression: what, the expression with a caret under the place, and the fix. */
export const remarkLines = ({ at, length, message, fix }: Remark, rule: string): string =>
  `${message}\n  ${rule}\n  ${' '.repeat(at)}${'^'.repeat(Math.max(1, length))}\n  fix: ${fix}`;

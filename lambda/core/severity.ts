/** How much a rule's matches matter, from least to most. */
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** Of a rule that names none. */
export const USUAL_SEVERITY: Severity = 'medium';

const rank = (severity: Severity): number => SEVERITIES.indexOf(severity);

export const isAtLeast = (severity: Severity, least: Severity): boolean => rank(severity) >= rank(least);

/** The gravest of them; `low` for none. */
export const gravest = (severities: readonly Severity[]): Severity =>
  severities.reduce<Severity>((worst, next) => (isAtLeast(next, worst) ? next : worst), 'low');

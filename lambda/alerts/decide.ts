import { isAtLeast, SEVERITIES } from '../core/severity.js';
import type { Instant } from '../core/time.js';
import type { Deadline } from '../deadlines/deadline.js';
import type { Alert, Channel, DeadlineAlert, StoryAlert, SuppressionReason } from './alert.js';
import { beginStoryline, extendStoryline, findStoryline, type Storyline } from './storyline.js';

export interface Telling {
  readonly kind: 'tell';
  readonly alert: Alert;
  readonly storyline?: Storyline;
}

export interface Suppression {
  readonly kind: 'suppress';
  readonly alert: Alert;
  readonly because: SuppressionReason;
  /** The storyline that the story was found to belong to. */
  readonly storyline?: Storyline;
}

export type Decision = Telling | Suppression;

export interface DecisionContext {
  readonly channel: Channel;
  readonly told: readonly Storyline[];
  readonly deadlines: ReadonlyMap<string, Deadline>;
  readonly now: Instant;
}

const suppress = (alert: Alert, because: SuppressionReason): Suppression => ({ kind: 'suppress', alert, because });

const decideStory = (alert: StoryAlert, told: readonly Storyline[], context: DecisionContext): Decision => {
  if (!isAtLeast(alert.severity, context.channel.minSeverity)) return suppress(alert, 'below-severity');
  const storyline = findStoryline(told, alert.story);
  if (storyline !== undefined) return { ...suppress(alert, 'already-told'), storyline: extendStoryline(storyline, alert.story) };
  return { kind: 'tell', alert, storyline: beginStoryline(alert.story, context.now) };
};

const isSuperseded = (alert: DeadlineAlert, deadline: Deadline | undefined, now: Instant): boolean => {
  if (deadline === undefined) return true;
  if (alert.change === 'withdrawn') return deadline.state !== 'withdrawn';
  if (deadline.state !== 'open') return true;
  const stands = deadline.revisions.every((revision) => revision.number <= alert.revision || revision.change === 'refined');
  return !stands || (alert.change !== 'passed' && deadline.due <= now);
};

const decideDeadline = (alert: DeadlineAlert, context: DecisionContext): Decision => {
  if (!isAtLeast(alert.severity, context.channel.minSeverity)) return suppress(alert, 'below-severity');
  const stale = isSuperseded(alert, context.deadlines.get(alert.deadlineId), context.now);
  return stale ? suppress(alert, 'superseded') : { kind: 'tell', alert };
};

/** Of several alerts of one deadline in one flush, only the last change is worth telling. */
const supersededTogether = (alerts: readonly Alert[]): ReadonlySet<Alert> => {
  const last = new Map<string, DeadlineAlert>();
  const superseded = new Set<Alert>();
  for (const alert of alerts) {
    if (alert.kind !== 'deadline') continue;
    const before = last.get(alert.deadlineId);
    if (before !== undefined) superseded.add(before);
    last.set(alert.deadlineId, alert);
  }
  return superseded;
};

/** The gravest first, so that of two rules that match one story the graver one tells it; else in their order. */
const gravestFirst = (alerts: readonly Alert[]): readonly Alert[] =>
  [...alerts].sort((left, right) => SEVERITIES.indexOf(right.severity) - SEVERITIES.indexOf(left.severity));

/**
 * For each pending alert, the gravest and oldest first: tell it or suppress it, with the reason. A story of a storyline that this
 * channel was told of, or that an earlier alert of this flush tells, is already told.
 */
export const decide = (alerts: readonly Alert[], context: DecisionContext): readonly Decision[] => {
  const superseded = supersededTogether(alerts);
  let told = context.told;
  return gravestFirst(alerts).map((alert) => {
    if (superseded.has(alert)) return suppress(alert, 'superseded');
    const decision = alert.kind === 'story' ? decideStory(alert, told, context) : decideDeadline(alert, context);
    const { storyline } = decision.kind === 'tell' ? decision : { storyline: decision.storyline };
    if (storyline !== undefined) told = [storyline, ...told.filter((each) => each.id !== storyline.id)];
    return decision;
  });
};

import type { Instant } from '../core/time.js';
import type { Deadline } from '../deadlines/deadline.js';
import type { Channel } from './alert.js';
import type { Decision } from './decide.js';

/** Alerts of one message, and suppressions that are settled with it: both stand in the plan, both are bounded. */
const MOST_TOLD = 50;
const MOST_SUPPRESSED = 100;
/** Stories that one SMS has room to name. */
export const MOST_IN_SMS = 3;

interface BatchContext {
  readonly channel: Channel;
  readonly deadlines: ReadonlyMap<string, Deadline>;
  readonly now: Instant;
  /** True for a digest, of which an SMS names what it has room for and counts the rest. */
  readonly isDigest: boolean;
}

type Telling = Extract<Decision, { kind: 'tell' }>;

/** The open deadline whose date an SMS about this must give; headlines alone say that one has passed or is withdrawn. */
const datedBy = ({ alert }: Telling, { deadlines, now }: BatchContext): string | undefined => {
  if (alert.kind === 'deadline') return alert.change === 'passed' || alert.change === 'withdrawn' ? undefined : alert.deadlineId;
  const isOwn = (deadline: Deadline): boolean =>
    deadline.state === 'open' && deadline.due > now && deadline.sources.some((source) => source.storyId === alert.story.id);
  return [...deadlines.values()].find(isOwn)?.id;
};

/** One SMS holds one deadline's date with its story, or a few headlines. */
const fitsSms = (chosen: readonly Telling[], next: Telling, context: BatchContext): boolean => {
  const [first] = chosen;
  if (first === undefined) return true;
  const [dated, nextDated] = [datedBy(first, context), datedBy(next, context)];
  if (dated === undefined) return nextDated === undefined && chosen.length < MOST_IN_SMS;
  const { alert } = next;
  return alert.kind === 'deadline' && alert.deadlineId === dated && (alert.change === 'set' || alert.change === 'moved');
};

const chooseTellings = (decisions: readonly Decision[], context: BatchContext): readonly Telling[] => {
  const chosen: Telling[] = [];
  for (const decision of decisions) {
    if (decision.kind !== 'tell' || chosen.length >= MOST_TOLD) continue;
    if (context.isDigest || context.channel.medium !== 'sms' || fitsSms(chosen, decision, context)) chosen.push(decision);
  }
  return chosen;
};

/**
 * The decisions that one message carries out, the gravest first; the rest stays waiting for the next. Every alert that is
 * told is in its words: an SMS takes only what it has room for, unless it is a digest. What an alert left for later would tell is not told yet.
 */
export const messageBatch = (decisions: readonly Decision[], context: BatchContext): readonly Decision[] => {
  const tellings = new Set<Decision>(chooseTellings(decisions, context));
  const left = new Set(
    decisions.flatMap((decision) => (decision.kind === 'tell' && !tellings.has(decision) ? [decision.storyline?.id] : [])),
  );
  const suppressions = decisions
    .filter((decision) => decision.kind === 'suppress' && (decision.storyline === undefined || !left.has(decision.storyline.id)))
    .slice(0, MOST_SUPPRESSED);
  return [...tellings, ...suppressions];
};

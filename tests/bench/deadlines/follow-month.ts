import { type Instant, plus } from '../../../lambda/core/time.js';
import { dateKey, wallClockAt } from '../../../lambda/core/zone.js';
import { FOLLOW_AFTER_MS } from '../../../lambda/deadlines/countdown.js';
import type { Deadline, Mention } from '../../../lambda/deadlines/deadline.js';
import { mentionsIn } from '../../../lambda/deadlines/mentions.js';
import { mergeMention } from '../../../lambda/deadlines/merge-mention.js';
import type { Month, MonthStory } from './month.js';

export interface Followed {
  /** Mentions of deadlines that exist, of those that the stories hold. */
  readonly mentions: number;
  readonly reports: number;
  /** Pairs of mentions that are of one deadline, in truth and as merged. */
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** True deadlines that more than one countdown was told of. */
  readonly duplicates: readonly string[];
  /** Revisions that moved a deadline to a date that it never had. */
  readonly falseMoves: readonly string[];
  /** Moves that happened, and those of them that were told. */
  readonly moves: number;
  readonly movesTold: number;
}

interface Merged {
  readonly truth: string;
  readonly cluster: string;
}

const pairs = (sizes: Iterable<number>): number => [...sizes].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);

const countBy = (keys: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

const dayOf = (at: Instant, zone: string): string => dateKey(wallClockAt(plus(at, -1), zone));

/** Of a story with several reports, a mention belongs to the one that gives its date. */
const truthOf = ({ reports, zone }: MonthStory, { finding }: Mention): string | undefined => {
  const [only, other] = reports;
  if (other === undefined) return only?.truth;
  const day = finding.due === undefined ? undefined : dayOf(finding.due, finding.zone ?? zone);
  return reports.find((report) => report.date === day)?.truth;
};

/** Lets the desk merge a month's stories as they arrive, and compares what it follows with what is true. */
export const followMonth = ({ stories, deadlines }: Month): Followed => {
  const all = new Map<string, Deadline>();
  const merged: Merged[] = [];
  const truths = new Map<string, string[]>();
  const moves: { readonly cluster: string; readonly day: string; readonly headline: string }[] = [];
  for (const story of stories) {
    for (const mention of mentionsIn({ ...story, source: story.publisher }, { zone: story.zone, ruleIds: ['r'] })) {
      const open = [...all.values()].filter((deadline) => deadline.due + FOLLOW_AFTER_MS > story.arrivesAt);
      const outcome = mergeMention(open, mention, story.arrivesAt);
      if (outcome.kind === 'ignored') continue;
      const { deadline } = outcome;
      all.set(deadline.id, deadline);
      const truth = truthOf(story, mention);
      if (truth !== undefined) {
        merged.push({ truth, cluster: deadline.id });
        truths.set(deadline.id, [...(truths.get(deadline.id) ?? []), truth]);
      }
      const revision = deadline.revisions.at(-1);
      if (outcome.kind === 'revised' && revision?.change === 'moved')
        moves.push({
          cluster: deadline.id,
          day: dayOf(revision.due, deadline.zone),
          headline: `${story.id} ${story.title}: ${mention.finding.quote}`,
        });
    }
  }
  const mainTruth = (cluster: string): string | undefined =>
    [...countBy(truths.get(cluster) ?? [])].sort(([, left], [, right]) => right - left)[0]?.[0];
  const dates = new Map(deadlines.map((each) => [each.id, each.dates]));
  const both = pairs(countBy(merged.map(({ truth, cluster }) => `${truth} ${cluster}`)).values());
  const precision = both / pairs(countBy(merged.map(({ cluster }) => cluster)).values());
  const recall = both / pairs(countBy(merged.map(({ truth }) => truth)).values());
  const told = [...all.values()].filter((deadline) => deadline.state === 'open');
  const countdowns = countBy(told.flatMap((deadline) => mainTruth(deadline.id) ?? []));
  const moved = deadlines.filter((each) => each.dates.length > 1);
  const isToldMove = (id: string, day: string | undefined): boolean =>
    moves.some((move) => mainTruth(move.cluster) === id && move.day === day);
  return {
    mentions: merged.length,
    reports: stories.reduce((sum, story) => sum + story.reports.length, 0),
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall),
    duplicates: [...countdowns].filter(([, count]) => count > 1).map(([id]) => id),
    falseMoves: moves
      .filter(({ cluster, day }) => !(dates.get(mainTruth(cluster) ?? '') ?? []).includes(day))
      .map(({ headline }) => headline),
    moves: moved.length,
    movesTold: moved.filter((each) => isToldMove(each.id, each.dates[1])).length,
  };
};

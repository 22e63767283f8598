import * as z from 'zod';
import type { Item } from '../../lambda/aws/table.js';
import { canonicalTitle } from '../../lambda/feeds/identity.js';
import { EXPECTED, MOVED_DUE } from './scenario.js';
import type { Outcome, Publication } from './simulation.js';

export interface Findings {
  readonly lost: readonly string[];
  /** Told again outside the one stated place. */
  readonly repeated: readonly string[];
  /** Told again because no run had logged it when the next one began. */
  readonly repeatedAtStatedPlace: number;
  readonly other: readonly string[];
}

const messageSchema = z.object({
  alerts: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('story'), title: z.string() }),
      z.object({ kind: z.literal('deadline'), change: z.string(), id: z.string(), headline: z.string(), due: z.string() }),
    ]),
  ),
});

interface Told {
  readonly publication: Publication;
  readonly what: string;
  readonly change?: string;
  readonly deadlineId?: string;
  readonly due?: number;
}

const toldIn = (publication: Publication): readonly Told[] =>
  messageSchema.parse(JSON.parse(publication.json)).alerts.map((alert) =>
    alert.kind === 'story'
      ? { publication, what: `story ${canonicalTitle(alert.title)}` }
      : {
          publication,
          what: `${alert.change} ${alert.id} ${alert.change === 'step' ? '' : alert.due}`,
          change: alert.change,
          deadlineId: alert.id,
          due: Date.parse(alert.due),
        },
  );

const messageOnce = (
  publications: readonly Publication[],
): { readonly first: readonly Publication[]; readonly repeats: readonly (readonly [Publication, Publication])[] } => {
  const first = new Map<string, Publication>();
  const repeats: (readonly [Publication, Publication])[] = [];
  for (const publication of publications) {
    const before = first.get(publication.messageId);
    if (before === undefined) first.set(publication.messageId, publication);
    else repeats.push([before, publication]);
  }
  return { first: [...first.values()], repeats };
};

const countBy = <T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
};

const waits = (item: Item): boolean =>
  item['waitingAt'] !== undefined && (String(item['sk']).startsWith('alert#') || String(item['sk']).startsWith('mention#'));

const stuck = ({ table, end }: Outcome): readonly string[] =>
  [...table.items.values()].flatMap((item) => {
    const name = `${String(item['pk'])} ${String(item['sk'])}`;
    if (waits(item)) return [`still waiting: ${name}`];
    const { wakeAt } = item;
    const overdue = typeof wakeAt === 'number' && wakeAt < end - 2 * 3_600_000;
    return overdue ? [`due since long: ${name}`] : [];
  });

const spinning = ({ calmClaims }: Outcome): readonly string[] =>
  [...calmClaims].filter(([, claims]) => claims > 12).map(([name, claims]) => `spins: ${name} was claimed ${claims} times in a calm day`);

const deadlinesIn = ({ table }: Outcome) =>
  [...table.items.values()].flatMap((item) => {
    const deadline = item['deadline'] as { id: string; due: number; topic: Record<string, number> } | undefined;
    return item['pk'] === 'deadlines' && deadline !== undefined
      ? [{ ...deadline, told: item['told'] as { passed: boolean } | undefined }]
      : [];
  });

const oneDeadlineEach = (outcome: Outcome): readonly string[] => {
  const about = (name: string) => deadlinesIn(outcome).filter((deadline) => `@${name}` in deadline.topic);
  const [north, harbour] = [about('northland'), about('harbour')];
  return [
    ...(north.length === 1 ? [] : [`${north.length} deadlines for the Northland ultimatum`]),
    ...(harbour.length === 1 ? [] : [`${harbour.length} deadlines for the Harbour ultimatum`]),
    ...(north[0]?.due === MOVED_DUE ? [] : ['the Northland ultimatum does not have its newest date']),
  ];
};

const staleTellings = (outcome: Outcome, told: readonly Told[]): readonly string[] =>
  told.flatMap(({ publication, deadlineId, due, change }) => {
    if (deadlineId === undefined) return [];
    const history = outcome.dueChanges.filter((each) => each.deadlineId === deadlineId);
    if (history.length === 0) return [`an alert for a deadline that is not there: ${deadlineId}`];
    const current = history.filter(
      (each, at) => each.step <= publication.step && (history[at + 1]?.step ?? Number.POSITIVE_INFINITY) > publication.runStep,
    );
    return current.some((each) => each.due === due) ? [] : [`${change} told with a date that had moved, on ${publication.channelId}`];
  });

const followedToTheEnd = (outcome: Outcome, told: readonly Told[]): readonly string[] => {
  const north = deadlinesIn(outcome).find((deadline) => '@northland' in deadline.topic);
  const harbour = deadlinesIn(outcome).find((deadline) => '@harbour' in deadline.topic);
  return ['email', 'phone'].flatMap((channel) => {
    const own = told.filter((each) => each.publication.channelId === channel);
    const of = (id: string | undefined, change: string): number =>
      own.filter((each) => each.deadlineId === id && each.change === change).length;
    const newest = own.filter((each) => each.deadlineId === north?.id).at(-1)?.due;
    // A late report of the extension rightly lets the first date pass before it moves.
    const passed = own.filter((each) => each.deadlineId === north?.id && each.change === 'passed' && each.due === MOVED_DUE).length;
    return [
      ...(passed === 1 ? [] : [`${channel} was told ${passed} times that the ultimatum passed`]),
      ...(newest === MOVED_DUE ? [] : [`${channel} was never told of the moved date`]),
      ...(of(harbour?.id, 'set') > 0 && of(harbour?.id, 'withdrawn') !== 1
        ? [`${channel} was told ${of(harbour?.id, 'withdrawn')} times of the withdrawal`]
        : []),
    ];
  });
};

const lostStories = (told: readonly Told[]): readonly string[] =>
  Object.entries(EXPECTED).flatMap(([channel, titles]) =>
    titles
      .filter((title) => !told.some((each) => each.publication.channelId === channel && each.what === `story ${canonicalTitle(title)}`))
      .map((title) => `${channel}: ${title}`),
  );

const twiceAtOnce = (publications: readonly Publication[]): readonly string[] =>
  publications
    .filter((publication) => !publication.holds)
    .map((publication) => `published without holding the channel ${publication.channelId}`);

/** What a finished simulation shows against the promises of the design. */
export const examine = (outcome: Outcome): Findings => {
  const { first, repeats } = messageOnce(outcome.publications);
  const told = first.flatMap(toldIn);
  const again = [...countBy(told, (each) => `${each.publication.channelId}: ${each.what}`)]
    .filter(([key, count]) => count > 1 && !key.includes(': step '))
    .map(([key, count]) => `${key} (${count} messages)`);
  // Excused: nothing was logged yet when the run began that published it again.
  const loggedAt = (messageId: string): number => outcome.loggedAt.get(messageId) ?? Number.POSITIVE_INFINITY;
  const unexcused = repeats
    .filter(([before, repeat]) => loggedAt(before.messageId) < repeat.runStep)
    .map(([before]) => `message ${before.messageId} on ${before.channelId}`);
  return {
    lost: lostStories(told),
    repeated: [...again, ...unexcused],
    repeatedAtStatedPlace: repeats.length - unexcused.length,
    other: [
      ...stuck(outcome),
      ...spinning(outcome),
      ...oneDeadlineEach(outcome),
      ...staleTellings(outcome, told),
      ...followedToTheEnd(outcome, told),
      ...twiceAtOnce(outcome.publications),
    ],
  };
};

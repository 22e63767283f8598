import { DAY_MS, earliest, type Instant, plus } from '../core/time.js';
import type { Deadline, Mention } from '../deadlines/deadline.js';
import { mergeMention } from '../deadlines/merge-mention.js';
import { DESK_ID, type DeadlineState, type DeadlineWrite } from './entries.js';
import type { Completed, Held, World } from './ports.js';
import { type NotDone, withEntry } from './with-entry.js';

export type MergeDeadlinesOutcome =
  | NotDone
  | { readonly kind: 'merged'; readonly mentions: number; readonly revisions: number; readonly completed: Completed };

export type MergeDeadlines = () => Promise<MergeDeadlinesOutcome>;

type Step =
  | { readonly kind: 'settled'; readonly revised: boolean }
  /** A withdrawal of a deadline that nobody has reported yet: it waits, since its report may come late. */
  | { readonly kind: 'parked'; readonly until: Instant }
  | { readonly kind: 'again' }
  | { readonly kind: 'lost' };

const MOST_MENTIONS = 500;
const PARKED_MS = 2 * DAY_MS;
const MOST_STEPS = 200;

const editionOf = (followed: readonly DeadlineState[], id: string): number =>
  followed.find((each) => each.deadline.id === id)?.edition ?? 0;

const holdsMention = (deadline: Deadline | undefined, mentionId: string): boolean =>
  deadline?.sources.some((source) => source.mentionId === mentionId) ?? false;

/** Carries out the one planned write. A conflict means that it stands already, or that the deadline has changed. */
const apply = async (world: World, plan: DeadlineWrite): Promise<Step> => {
  const written = await world.deadlines.write(plan, world.clock());
  if (written === 'conflict') {
    const current = await world.deadlines.read(plan.deadline.id);
    if (!holdsMention(current?.deadline, plan.mentionId)) return { kind: 'again' };
  }
  await world.mentions.settle(plan.mentionId, world.clock());
  if (plan.wakes) await world.hints.send('deadline', [plan.deadline.id]);
  return { kind: 'settled', revised: plan.wakes };
};

const mergeOne = async (world: World, held: Held<'desk'>, mention: Mention): Promise<Step> => {
  const followed = await world.deadlines.followed();
  const outcome = mergeMention(
    followed.map((each) => each.deadline),
    mention,
    world.clock(),
  );
  if (outcome.kind === 'ignored') {
    const until = plus(mention.publishedAt, PARKED_MS);
    if (outcome.because === 'nothing-to-withdraw' && until > world.clock()) return { kind: 'parked', until };
    await world.mentions.settle(mention.id, world.clock());
    return { kind: 'settled', revised: false };
  }
  const plan: DeadlineWrite = {
    mentionId: mention.id,
    deadline: outcome.deadline,
    edition: editionOf(followed, outcome.deadline.id),
    wakes: outcome.kind !== 'joined',
  };
  return (await world.agenda.save(held, { plan })) === 'lost' ? { kind: 'lost' } : apply(world, plan);
};

const complete = async (world: World, held: Held<'desk'>, moreAt: Instant | undefined): Promise<Completed> => {
  const now = world.clock();
  const { armedUntil } = held.state;
  const later = armedUntil !== undefined && armedUntil > now ? armedUntil : undefined;
  return world.agenda.complete(held, {
    now,
    state: { plan: undefined },
    forget: later === undefined ? ['armedUntil'] : [],
    wakeAt: later === undefined || moreAt === undefined ? (moreAt ?? later) : earliest(moreAt, later),
  });
};

/**
 * The one writer of mentions into deadlines, in publication order. Each change is planned on the desk under its token
 * before it is made, so a holder that was overtaken can never open a second deadline for one event.
 */
export const makeMergeDeadlines = (world: World): MergeDeadlines => {
  return () =>
    withEntry(world, { kind: 'desk', id: DESK_ID }, async (held) => {
      let [mentions, revisions] = [0, 0];
      if (held.state.plan !== undefined) await apply(world, held.state.plan);
      const parked = new Map<string, Instant>();
      for (let step = 0; step < MOST_STEPS; step += 1) {
        const mention = (await world.mentions.waiting(MOST_MENTIONS)).find((each) => !parked.has(each.id));
        if (mention === undefined) {
          const moreAt = parked.size === 0 ? undefined : earliest(...parked.values());
          return { kind: 'merged', mentions, revisions, completed: await complete(world, held, moreAt) };
        }
        const done = await mergeOne(world, held, mention);
        if (done.kind === 'lost') return { kind: 'merged', mentions, revisions, completed: 'lost' };
        if (done.kind === 'parked') parked.set(mention.id, done.until);
        // What was just merged may be what a parked withdrawal is about.
        else if (done.kind === 'settled' && done.revised) parked.clear();
        if (done.kind === 'settled') mentions += 1;
        if (done.kind === 'settled' && done.revised) revisions += 1;
      }
      return { kind: 'merged', mentions, revisions, completed: await complete(world, held, world.clock()) };
    });
};

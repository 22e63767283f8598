import { makeStores, prepareStore } from '../../lambda/aws/stores.js';
import { type Item, makeTable, type Send } from '../../lambda/aws/table.js';
import { earliest, HOUR_MS, type Instant, instant, MINUTE_MS, plus, SECOND_MS } from '../../lambda/core/time.js';
import { makeApplyWatchlist } from '../../lambda/pipeline/apply-watchlist.js';
import { makeCountDown } from '../../lambda/pipeline/count-down.js';
import { type CurrentWatchlist, makeCurrentWatchlist } from '../../lambda/pipeline/current-watchlist.js';
import type { EntryKind } from '../../lambda/pipeline/entries.js';
import { makeFlushChannel } from '../../lambda/pipeline/flush-channel.js';
import { makeMergeDeadlines } from '../../lambda/pipeline/merge-deadlines.js';
import { makePollFeed } from '../../lambda/pipeline/poll-feed.js';
import type { PollWorld } from '../../lambda/pipeline/ports.js';
import { makePushWatchlist } from '../../lambda/pipeline/push-watchlist.js';
import { makeTick } from '../../lambda/pipeline/tick.js';
import { feedIdOf } from '../../lambda/watchlist/watchlist.js';
import { type MemoryTable, makeMemoryTable } from '../support/memory-table.js';
import { makeRandom, type Random } from '../support/random.js';
import { makeTestPublishers } from '../support/test-feeds.js';
import { type Clause, withoutClause } from './clauses.js';
import { BUSY_UNTIL, CALM_FROM, ENDS, STARTS, scenario } from './scenario.js';

/** One message that reached the publisher. */
export interface Publication {
  readonly step: number;
  readonly at: Instant;
  readonly channelId: string;
  readonly messageId: string;
  readonly json: string;
  /** Whether this run still held the channel when it published. */
  readonly holds: boolean;
  readonly runStep: number;
  readonly run: Run;
}

export interface DueChange {
  readonly step: number;
  readonly deadlineId: string;
  readonly due: Instant;
}

export interface Outcome {
  readonly table: MemoryTable;
  readonly publications: readonly Publication[];
  readonly dueChanges: readonly DueChange[];
  /** The step at which each message was first logged. */
  readonly loggedAt: ReadonlyMap<string, number>;
  readonly crashPoints: ReadonlySet<string>;
  readonly crashes: number;
  readonly steps: number;
  /** Claims in the last, calm day, by entry. */
  readonly calmClaims: ReadonlyMap<string, number>;
  readonly end: Instant;
}

/** One run of one worker, as the scheduler sees it. */
export interface Run {
  readonly id: number;
  readonly kind: EntryKind | 'admin';
  readonly startStep: number;
  readonly skewMs: number;
  dead: boolean;
  stalledUntil: number;
  lastLabel: string;
  tokens: string[];
}

interface Pending {
  readonly run: Run;
  readonly label: string;
  readonly perform: () => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

interface Hint {
  readonly kind: EntryKind;
  readonly id: string;
  readonly at: number;
}

const CRASH = 0.02;
/** In every third seed, a countdown dies so often behind an alert that it has put: between the first channel and the last. */
const COUNTDOWN_CRASH = 0.4;
const STALL = 0.15;
/** Of the stalls, those that may outlast a lease. */
const LONG_STALL = 0.1;
const LATE_HINT = 0.15;
const LOST_HINT = 0.1;
const DOUBLE_HINT = 0.2;
const STALE_INDEX = 0.25;
const MOST_STEPS = 60_000;

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Runs one seed to its end: real use cases, real store code, every await a place to crash, stall or be overtaken. */
export const simulate = async (seed: number, clause?: Clause): Promise<Outcome> => {
  const random: Random = makeRandom(seed);
  const table = makeMemoryTable();
  const publishers = makeTestPublishers();
  const script = [...scenario(random)];
  const pending: Pending[] = [];
  let hints: Hint[] = [];
  const publications: Publication[] = [];
  const dueChanges: DueChange[] = [];
  const crashPoints = new Set<string>();
  const calmClaims = new Map<string, number>();
  const loggedAt = new Map<string, number>();
  const snapshots: (readonly Item[])[] = [];
  let [now, steps, runs, crashes, ids, ticked] = [STARTS as number, 0, 0, 0, 0, 0];

  const isCalm = (): boolean => now >= CALM_FROM;
  const send: Send = withoutClause(table.send, clause);

  const observe = (action: string, input: Readonly<Record<string, unknown>>): void => {
    const update = String(input['UpdateExpression'] ?? '');
    const key = (input['Key'] ?? input['Item'] ?? {}) as { pk?: string; sk?: string };
    if (action === 'update' && update.startsWith('SET #leaseUntil') && now > ENDS - 24 * HOUR_MS) {
      const name = `${key.pk} ${key.sk}`;
      calmClaims.set(name, (calmClaims.get(name) ?? 0) + 1);
    }
    if (action === 'put' && key.sk?.startsWith('message#') && !loggedAt.has(key.sk.slice(8))) loggedAt.set(key.sk.slice(8), steps);
    if (key.pk !== 'deadlines' || !(update.includes('#deadline') || action === 'put')) return;
    const values = (input['ExpressionAttributeValues'] ?? {}) as Record<string, { id: string; due: Instant } | undefined>;
    const deadline = values[':deadline'] ?? (input['Item'] as { deadline?: { id: string; due: Instant } } | undefined)?.deadline;
    if (deadline !== undefined) dueChanges.push({ step: steps, deadlineId: deadline.id, due: deadline.due });
  };

  const step = <T>(run: Run, label: string, perform: () => Promise<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (!run.dead) pending.push({ run, label, perform, resolve: (value) => resolve(value as T), reject });
    });

  const worldOf = (run: Run): PollWorld => {
    const own: Send = (action, input) =>
      step(run, action, async () => {
        const output = await send(action, input);
        observe(action, input);
        return output;
      });
    return {
      ...makeStores(makeTable(own)),
      clock: () => instant(now + run.skewMs),
      newId: () => {
        ids += 1;
        run.tokens.push(`t${ids}`);
        return `t${ids}`;
      },
      chance: () => 0,
      log: () => {},
      measure: () => {},
      observe: () => {},
      fetchFeed: (url, validators) => step(run, 'fetch', () => publishers.fetchFeed(url, validators)),
      hints: {
        backlog: async () => 0,
        send: (kind, entries, afterMs = 0) =>
          step(run, 'hint', async () => {
            for (const id of entries) addHint(kind, id, afterMs);
          }),
      },
      publisher: {
        ensureTopic: (channel) => step(run, 'topic', async () => `topic:${channel.id}`),
        publish: (_topic, messageId, channel, message) =>
          step(run, 'publish', async () => {
            const token = table.items.get(`channel#${channel.id}\u0000entry`)?.['token'];
            publications.push({
              step: steps,
              at: instant(now),
              channelId: channel.id,
              messageId,
              json: message.json,
              holds: run.tokens.includes(String(token)),
              runStep: run.startStep,
              run,
            });
            return { kind: 'sent' as const, receipt: messageId };
          }),
      },
    };
  };

  const addHint = (kind: EntryKind, id: string, afterMs: number): void => {
    if (!isCalm() && random.chance(LOST_HINT)) return;
    const late = !isCalm() && random.chance(LATE_HINT) ? random.below(20 * MINUTE_MS) : 0;
    hints.push({ kind, id, at: now + afterMs + late });
    // Half of the doubles come together with the first, so that two claims race.
    if (!isCalm() && random.chance(DOUBLE_HINT))
      hints.push({ kind, id, at: now + afterMs + (random.chance(0.5) ? late : random.below(5 * MINUTE_MS)) });
  };

  // Two processes, each with a copy of the watchlist that may be half a minute old.
  const calm = makeStores(makeTable(send));
  const currents: readonly CurrentWatchlist[] = [0, 1].map(() =>
    makeCurrentWatchlist({ watchlists: calm.watchlists, clock: () => instant(now) }),
  );

  const begin = (kind: Run['kind']): Run => {
    runs += 1;
    const skewMs = isCalm() ? 0 : random.below(8_000) - 4_000;
    return { id: runs, kind, startStep: steps, skewMs, dead: false, stalledUntil: 0, lastLabel: '', tokens: [] };
  };

  const spawn = (kind: Run['kind'], work: (run: Run, world: PollWorld) => Promise<unknown>): void => {
    const run = begin(kind);
    work(run, worldOf(run)).catch((error: unknown) => {
      if (clause === undefined) throw new Error(`seed ${seed}: a ${kind} run failed`, { cause: error });
    });
  };

  /** All feeds are polled at the same moments, so that their runs meet. */
  const pollPeriod = (): number => (now < BUSY_UNTIL ? 30 * MINUTE_MS : 6 * HOUR_MS);

  const runEntry = (kind: EntryKind, id: string): void => {
    spawn(kind, (_run, world) => {
      const current = currents[random.below(2)] ?? makeCurrentWatchlist(world);
      if (kind === 'feed')
        return makePollFeed(world, current, { usualMs: pollPeriod() - (now % pollPeriod()), floorMs: 1, steady: true })(id);
      if (kind === 'desk') return makeMergeDeadlines(world)();
      if (kind === 'deadline') return makeCountDown(world, current)(id);
      return kind === 'channel' ? makeFlushChannel(world, current)(id) : makeApplyWatchlist(world)();
    });
  };

  /** The tick only reads and hints: it is one step, whose hints may all be lost. */
  const tick = makeTick({
    ...calm,
    clock: () => instant(now),
    measure: () => {},
    hints: {
      backlog: async () => 0,
      send: async (kind, entries) => {
        for (const id of entries) addHint(kind, id, 0);
      },
    },
  });

  const kill = (run: Run, label: string): void => {
    run.dead = true;
    crashes += 1;
    crashPoints.add(`${run.kind} ${label}`);
    for (let at = pending.length - 1; at >= 0; at -= 1) if (pending[at]?.run === run) pending.splice(at, 1);
  };

  /** The first readings are the baseline of each feed: a day's sleep there would rightly leave stories untold. */
  const mayFault = (run: Run): boolean => !isCalm() && now >= plus(STARTS, 50 * MINUTE_MS) && run.kind !== 'admin';

  /** A stall right before publishing stays inside the publishing margin; anywhere else it may outlast the lease. */
  const stall = ({ run, label }: Pending): void => {
    if (label === 'publish') run.stalledUntil = now + random.below(4 * SECOND_MS);
    else if (!random.chance(LONG_STALL)) run.stalledUntil = now + random.below(30 * SECOND_MS);
    else {
      run.stalledUntil = now + random.below(40 * MINUTE_MS);
    }
  };

  const perform = async (operation: Pending): Promise<void> => {
    const { run, label } = operation;
    steps += 1;
    now += random.below(400);
    if (mayFault(run) && random.chance(CRASH / 2)) return kill(run, `before ${label}`);
    const answer = await operation.perform().then(
      (value) => () => operation.resolve(value),
      (error: unknown) => () => operation.reject(error),
    );
    run.lastLabel = label;
    const isFragile = seed % 3 === 0 && run.kind === 'deadline' && label === 'put';
    if (mayFault(run) && random.chance(isFragile ? COUNTDOWN_CRASH : CRASH / 2)) return kill(run, `after ${label}`);
    answer();
    await settled();
  };

  const scripted = async (): Promise<void> => {
    while (script[0] !== undefined && script[0].at <= now) {
      const told = script.shift()?.run(publishers);
      if (told === undefined) continue;
      if ('push' in told) spawn('admin', (_run, world) => makePushWatchlist(world)({ text: told.push, who: 'admin', why: 'script' }));
      else {
        const ref = { kind: 'feed', id: feedIdOf(told.nudge) } as const;
        spawn('admin', async (_run, world) => {
          await world.agenda.nudge(ref, instant(now));
          await world.hints.send('feed', [ref.id]);
        });
      }
      await settled();
    }
  };

  const deliverHints = async (): Promise<void> => {
    const due = hints.filter((hint) => hint.at <= now);
    if (due.length === 0) return;
    hints = hints.filter((hint) => hint.at > now);
    for (const hint of due) runEntry(hint.kind, hint.id);
    await settled();
  };

  /** Due, and nobody is at it: the next tick hands it out. */
  const isFree = ({ wakeAt, leaseUntil }: Item): boolean =>
    typeof wakeAt === 'number' && wakeAt <= now && !(typeof leaseUntil === 'number' && leaseUntil > now);

  const nextMoment = (): number => {
    const moments: number[] = [ENDS, ...hints.map((hint) => hint.at), ...(script[0] === undefined ? [] : [script[0].at])];
    for (const item of table.items.values()) {
      for (const name of ['wakeAt', 'leaseUntil'] as const) {
        const moment = item[name];
        if (typeof moment === 'number') moments.push(moment + 1);
      }
    }
    for (const { run } of pending) moments.push(run.stalledUntil);
    if ([...table.items.values()].some(isFree)) moments.push(ticked + MINUTE_MS);
    const later = moments.filter((moment) => moment > now);
    return earliest(...later.map(instant));
  };

  const rememberIndex = (): void => {
    if (steps % 40 !== 0) return;
    snapshots.push([...table.items.values()].filter((item) => item['agenda'] !== undefined));
    if (snapshots.length > 3) snapshots.shift();
  };
  table.staleAgenda = () => (!isCalm() && random.chance(STALE_INDEX) ? snapshots[0] : undefined);

  await prepareStore(makeTable(table.send));
  while (now < ENDS && steps < MOST_STEPS) {
    rememberIndex();
    await scripted();
    await deliverHints();
    if (now - ticked >= MINUTE_MS) {
      ticked = now;
      await tick();
      if (!isCalm() && random.chance(0.2)) await tick();
    }
    const ready = pending.filter((operation) => operation.run.stalledUntil <= now);
    // What is about to be published is not kept waiting: its margin is for stalls, not for a crowd.
    const chosen = ready.find((operation) => operation.label === 'publish') ?? ready[random.below(ready.length)];
    if (chosen === undefined) {
      now = nextMoment();
      continue;
    }
    if (mayFault(chosen.run) && random.chance(STALL)) {
      stall(chosen);
      continue;
    }
    pending.splice(pending.indexOf(chosen), 1);
    await perform(chosen);
  }
  return { table, publications, dueChanges, loggedAt, crashPoints, crashes, steps, calmClaims, end: plus(instant(now), 0) };
};

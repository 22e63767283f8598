import { ENTRY_KINDS, type EntryKind } from '../pipeline/entries.js';
import type { Hints } from '../pipeline/ports.js';
import { WORKERS } from '../pipeline/workers.js';

/** Works on one entry; what it rejects with is reported, and the tick hands the entry out again. */
export type Work = (id: string) => Promise<unknown>;

export interface HintQueue extends Hints {
  readonly startWorking: (work: Readonly<Record<EntryKind, Work>>) => void;
  /** Takes no more hints and waits for the runs that are under way. */
  readonly stop: () => Promise<void>;
}

interface Lane {
  readonly waiting: Set<string>;
  running: number;
}

/** The queues of the laptop: bounded runs per kind, an entry that already waits is not queued twice. */
export const makeHintQueue = (onFailure: (kind: EntryKind, error: unknown) => void): HintQueue => {
  const lanes = new Map<EntryKind, Lane>(ENTRY_KINDS.map((kind) => [kind, { waiting: new Set<string>(), running: 0 }]));
  const timers = new Set<NodeJS.Timeout>();
  const underWay = new Set<Promise<void>>();
  let works: Readonly<Record<EntryKind, Work>> | undefined;
  let stopped = false;

  const laneOf = (kind: EntryKind): Lane => lanes.get(kind) ?? { waiting: new Set(), running: 0 };

  const run = async (kind: EntryKind, id: string): Promise<void> => {
    const lane = laneOf(kind);
    lane.running += 1;
    try {
      await works?.[kind](id);
    } catch (error) {
      onFailure(kind, error);
    } finally {
      lane.running -= 1;
      advance(kind);
    }
  };

  const advance = (kind: EntryKind): void => {
    const lane = laneOf(kind);
    for (const id of lane.waiting) {
      if (stopped || works === undefined || lane.running >= WORKERS[kind].concurrency) return;
      lane.waiting.delete(id);
      const running = run(kind, id);
      underWay.add(running);
      void running.finally(() => underWay.delete(running));
    }
  };

  const add = (kind: EntryKind, ids: readonly string[]): void => {
    for (const id of ids) laneOf(kind).waiting.add(id);
    advance(kind);
  };

  return {
    send: async (kind, ids, afterMs = 0) => {
      if (stopped) return;
      if (afterMs <= 0) return add(kind, ids);
      const timer = setTimeout(() => {
        timers.delete(timer);
        add(kind, ids);
      }, afterMs);
      timers.add(timer);
    },
    backlog: async (kind) => laneOf(kind).waiting.size,
    startWorking: (given) => {
      works = given;
      for (const kind of ENTRY_KINDS) advance(kind);
    },
    stop: async () => {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      await Promise.allSettled([...underWay]);
    },
  };
};

import { describe, expect, it } from 'vitest';
import type { Clause } from './clauses.js';
import { examine, type Findings } from './invariants.js';
import { simulate } from './simulation.js';

const findingsOf = async (seed: number, clause?: Clause): Promise<Findings> => examine(await simulate(seed, clause));

const violations = ({ lost, repeated, other }: Findings): readonly string[] => [...lost, ...repeated, ...other];

describe('the protocol under crashes, stalls, stale reads and double hints', () => {
  it.each(Array.from({ length: 25 }, (_, index) => index + 1))('holds every promise on seed %i', async (seed) => {
    expect(violations(await findingsOf(seed))).toEqual([]);
  });

  // Each of these shows within a few seeds; `npm run test:crash -- --without CLAUSE` looks at more.
  it.each<Clause>([
    'a-claim-respects-the-lease',
    'alerts-are-put-once',
    'a-plan-is-written-before-publishing',
    'a-logged-message-is-not-sent-again',
    'storylines-are-remembered',
  ])(
    'breaks a promise without the clause %s',
    async (clause) => {
      const found: string[] = [];
      for (let seed = 1; seed <= 60 && found.length === 0; seed += 1) found.push(...violations(await findingsOf(seed, clause)));
      expect(found).not.toEqual([]);
    },
    120_000,
  );
});

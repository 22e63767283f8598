import { describe, expect, it } from 'vitest';
import { HOUR_MS, plus } from '../../lambda/core/time.js';
import type { Deadline, Finding, Mention } from '../../lambda/deadlines/deadline.js';
import { mergeMention } from '../../lambda/deadlines/merge-mention.js';
import { at } from '../support/test-feeds.js';

const NOW = at('2025-08-06T14:00:00Z');
const FRIDAY = at('2025-08-08T21:00:00Z');
const TUESDAY = at('2025-08-12T21:00:00Z');

const finding = (parts: Partial<Finding> = {}): Finding => ({
  due: FRIDAY,
  precision: 'minute',
  zone: 'UTC',
  zoneSource: 'feed',
  kind: 'ultimatum',
  status: 'set',
  confidence: 0.9,
  parts: [],
  quote: 'q',
  span: { in: 'title', start: 0, end: 1 },
  ...parts,
});

let ids = 0;
const mention = (parts: Partial<Mention> = {}): Mention => {
  ids += 1;
  return {
    id: `m${ids}`,
    storyId: `s${ids}`,
    source: `Source ${ids}`,
    headline: `h${ids}`,
    titleKey: `h${ids}`,
    names: ['northland', 'eastmark'],
    publishedAt: NOW,
    ruleIds: ['r'],
    finding: finding(),
    ...parts,
  };
};

const opened = (parts: Partial<Mention> = {}): Deadline => {
  const outcome = mergeMention([], mention(parts), NOW);
  if (outcome.kind !== 'opened') throw new Error(outcome.kind);
  return outcome.deadline;
};

describe('mergeMention', () => {
  it('opens a deadline for a topic that is not followed', () => {
    expect(opened()).toMatchObject({ due: FRIDAY, state: 'open', revision: 1 });
    expect(mergeMention([opened()], mention({ names: ['harbour', 'guild'] }), NOW).kind).toBe('opened');
  });

  it('adds a second publisher of the same date as a source', () => {
    expect(mergeMention([opened()], mention(), NOW)).toMatchObject({ kind: 'joined', deadline: { revision: 1, sources: [{}, {}] } });
  });

  it('takes a finer moment of the same date as a refinement', () => {
    const day = opened({ finding: finding({ due: at('2025-08-08T23:59:00Z'), precision: 'day' }) });
    expect(mergeMention([day], mention(), NOW)).toMatchObject({
      kind: 'revised',
      deadline: { due: FRIDAY, precision: 'minute', revisions: [{}, { change: 'refined' }] },
    });
  });

  it('moves by a story that says so', () => {
    const moved = mention({ publishedAt: plus(NOW, HOUR_MS), finding: finding({ due: TUESDAY, status: 'moved' }) });
    expect(mergeMention([opened()], moved, NOW)).toMatchObject({
      kind: 'revised',
      deadline: { due: TUESDAY, revision: 2, revisions: [{}, { change: 'moved' }] },
    });
  });

  it('only notes another date of one publisher, and moves when a second gives it too', () => {
    const first = mergeMention([opened()], mention({ publishedAt: plus(NOW, HOUR_MS), finding: finding({ due: TUESDAY }) }), NOW);
    expect(first).toMatchObject({ kind: 'joined', deadline: { due: FRIDAY, disputed: { due: TUESDAY } } });
    if (first.kind !== 'joined') throw new Error(first.kind);
    expect(
      mergeMention([first.deadline], mention({ publishedAt: plus(NOW, 2 * HOUR_MS), finding: finding({ due: TUESDAY }) }), NOW),
    ).toMatchObject({ kind: 'revised', deadline: { due: TUESDAY } });
  });

  it('lets the newest publication win, not the newest arrival', () => {
    const moved = mergeMention(
      [opened()],
      mention({ publishedAt: plus(NOW, HOUR_MS), finding: finding({ due: TUESDAY, status: 'moved' }) }),
      NOW,
    );
    if (moved.kind !== 'revised') throw new Error(moved.kind);
    const late = mention({ publishedAt: plus(NOW, HOUR_MS / 2), finding: finding({ status: 'moved' }) });
    expect(mergeMention([moved.deadline], late, NOW)).toMatchObject({ kind: 'joined', deadline: { due: TUESDAY } });
  });

  it('withdraws, and follows again when it is renewed', () => {
    const withdrawn = mergeMention(
      [opened()],
      mention({ publishedAt: plus(NOW, 1), finding: { ...finding({ status: 'withdrawn' }) } }),
      NOW,
    );
    expect(withdrawn).toMatchObject({ kind: 'revised', deadline: { state: 'withdrawn', revision: 2 } });
    if (withdrawn.kind !== 'revised') throw new Error(withdrawn.kind);
    expect(
      mergeMention([withdrawn.deadline], mention({ publishedAt: plus(NOW, 2), finding: finding({ due: TUESDAY }) }), NOW),
    ).toMatchObject({ kind: 'revised', deadline: { state: 'open', due: TUESDAY } });
  });

  it('only proposes what it is not sure of', () => {
    expect(opened({ finding: finding({ confidence: 0.5 }) }).state).toBe('proposed');
  });

  it.each([
    ['a mention that was merged already', (deadline: Deadline) => mention({ id: deadline.id }), 'already-merged'],
    [
      'a withdrawal of what is not followed',
      () => mention({ names: [], finding: finding({ status: 'withdrawn' }) }),
      'nothing-to-withdraw',
    ],
    ['a date that is past', () => mention({ names: [], finding: finding({ due: plus(NOW, -1) }) }), 'past'],
  ])('ignores %s', (_name, make, because) => {
    const deadline = opened();
    expect(mergeMention([deadline], make(deadline), NOW)).toEqual({ kind: 'ignored', because });
  });
});

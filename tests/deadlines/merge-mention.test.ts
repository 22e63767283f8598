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
  quote: 'The ultimatum of Eastmark to Northland over the ceasefire expires then.',
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
    names: ['@northland', '@eastmark'],
    besides: [],
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
    expect(
      mergeMention(
        [opened()],
        mention({ names: ['@harbour', '@guild'], finding: finding({ quote: 'The dockers will strike in Harbour.' }) }),
        NOW,
      ).kind,
    ).toBe('opened');
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

  it('keeps a date that more publishers give than another', () => {
    const saying = (source: string, due: typeof FRIDAY, minutes: number): Mention =>
      mention({ source, publishedAt: plus(NOW, minutes), finding: finding({ due }) });
    const reports = [
      saying('A', FRIDAY, 1),
      saying('B', FRIDAY, 2),
      saying('C', FRIDAY, 3),
      saying('D', TUESDAY, 4),
      saying('E', TUESDAY, 5),
    ];
    const followed = reports.reduce<Deadline>((deadline, report) => {
      const outcome = mergeMention([deadline], report, NOW);
      return outcome.kind === 'ignored' ? deadline : outcome.deadline;
    }, opened());
    expect(followed).toMatchObject({ due: FRIDAY, disputed: { due: TUESDAY } });
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
      () => mention({ names: [], finding: finding({ status: 'withdrawn', quote: 'The dockers called off their walkout.' }) }),
      'nothing-to-withdraw',
    ],
    [
      'a date that is past',
      () => mention({ names: [], finding: finding({ due: plus(NOW, -1), quote: 'The dockers will strike.' }) }),
      'past',
    ],
  ])('ignores %s', (_name, make, because) => {
    const deadline = opened();
    expect(mergeMention([deadline], make(deadline), NOW)).toEqual({ kind: 'ignored', because });
  });
});

describe('which deadline a mention is about', () => {
  const told = (title: string, quote: string, parts: Partial<Mention> = {}, found: Partial<Finding> = {}): Mention =>
    mention({ headline: title, titleKey: title, names: [], ...parts, finding: finding({ quote, ...found }) });
  const day = (date: string, zone: string): Partial<Finding> => ({ due: at(date), precision: 'day', zone });
  const merge = (first: Mention, second: Mention) => {
    const outcome = mergeMention([], first, NOW);
    if (outcome.kind !== 'opened') throw new Error(outcome.kind);
    return mergeMention([outcome.deadline], second, NOW);
  };

  it.each([
    [
      'other words for the same states',
      told('EU presses China', 'Brussels set China a deadline of Friday to lift the duties.'),
      told('Beijing weighs reply', 'The Chinese government must lift its duties by Friday, the European Union said.'),
      'joined',
    ],
    [
      'one date in two zones',
      told('Nurses in Leeds', 'Nurses in Leeds will strike on 8 August.', {}, day('2025-08-08T22:59:00Z', 'Europe/London')),
      told('Walkout in Leeds', 'A walkout of nurses in Leeds begins on 8 August.', {}, day('2025-08-08T13:59:00Z', 'Australia/Sydney')),
      'joined',
    ],
    [
      'the same actors and another matter on another date',
      told('Tariffs on wine', 'Tariffs on wine from China take effect on Friday, the EU said.'),
      told('EU and steel', 'The EU will rule on Chinese steel dumping on Tuesday.', {}, { due: TUESDAY }),
      'opened',
    ],
    [
      'other states in the same words',
      told('The truce', 'The truce between Serbia and Kosovo expires on Friday.'),
      told('A truce', 'The truce between Ethiopia and Eritrea expires on Friday.'),
      'opened',
    ],
    [
      'a headline that begins with a name',
      told('Northland is unlikely to comply', 'The ultimatum of Eastmark to Northland expires on Friday.'),
      told(
        'Eastmark extends its ultimatum to Northland',
        'Eastmark extended the ultimatum to Northland to August 12.',
        { publishedAt: plus(NOW, 1) },
        { due: TUESDAY, status: 'moved' },
      ),
      'revised',
    ],
    [
      'another good of the same two states',
      told('Row over soybeans', 'Kenya will impose duties on soybeans from Peru on Friday.'),
      told('Row over semiconductors', 'Kenya will impose duties on semiconductors from Peru on Friday.'),
      'opened',
    ],
    [
      'what another state launches',
      told('Canada readies a Mars orbiter', 'Canada will launch a Mars orbiter on Friday.'),
      told('Pakistan readies a Mars orbiter', 'Pakistan will launch a Mars orbiter on Tuesday.', {}, { due: TUESDAY, status: 'moved' }),
      'opened',
    ],
  ] as const)('%s', (_name, first, second, kind) => {
    expect(merge(first, second).kind).toBe(kind);
  });

  it('only proposes another date beside a deadline of the same words, until another story gives it too', () => {
    const levy = (storyId: string, title: string, quote: string, due = TUESDAY): Mention => told(title, quote, { storyId }, { due });
    const [first, second, again, third] = [
      levy('A', 'Russia firm on electric cars', 'Russia will impose tariffs of 25 on electric cars from Iran.', FRIDAY),
      levy('B', 'Exporters of electric cars brace', 'The levy on electric cars of Iran kicks in then.'),
      levy('B', 'Exporters of electric cars brace', 'The levy on electric cars of Iran kicks in then.'),
      levy('C', 'Iran and electric cars', 'The levy on electric cars of Iran kicks in then.'),
    ];
    const one = mergeMention([], first, NOW);
    const two = one.kind === 'opened' ? mergeMention([one.deadline], second, NOW) : one;
    expect(two).toMatchObject({ kind: 'opened', deadline: { state: 'proposed' } });
    const three = two.kind === 'opened' ? mergeMention([two.deadline], again, NOW) : two;
    expect(three).toMatchObject({ kind: 'joined', deadline: { state: 'proposed' } });
    const four = three.kind === 'joined' ? mergeMention([three.deadline], third, NOW) : three;
    expect(four).toMatchObject({ kind: 'revised', deadline: { state: 'open' } });
  });

  it('takes what one state asks of a second for no move of what a third asks of the first', () => {
    const quote = (by: string, of: string, day: string) => `${by} gave ${of} until ${day} to let the inspectors return.`;
    const told = (by: string, of: string, day: string, parts: Partial<Finding> = {}) =>
      mention({
        headline: `${by} presses ${of} to let the inspectors return`,
        names: [],
        finding: finding({ quote: quote(by, of, day), ...parts }),
      });
    const first = mergeMention([], told('South Korea', 'Kosovo', 'Friday'), NOW);
    if (first.kind !== 'opened') throw new Error(first.kind);
    const other = told('Kosovo', 'Serbia', 'Tuesday', { due: TUESDAY, status: 'moved' });
    expect(mergeMention([first.deadline], other, NOW).kind).toBe('opened');
    const moved = told('South Korea', 'Kosovo', 'Tuesday', { due: TUESDAY, status: 'moved' });
    expect(mergeMention([first.deadline], moved, NOW).kind).toBe('revised');
  });

  it('keeps the two deadlines of one story apart', () => {
    const quote = 'Railway workers in Leeds will strike on';
    const first = told('Rail strikes in Leeds', `${quote} Friday and Tuesday.`, { storyId: 's', besides: [TUESDAY] });
    const second = told('Rail strikes in Leeds', `${quote} Friday and Tuesday.`, { storyId: 's', besides: [FRIDAY] }, { due: TUESDAY });
    expect(merge(first, second)).toMatchObject({ kind: 'opened', deadline: { due: TUESDAY } });
  });

  it('does not move back for those who have not heard of the move', () => {
    const moved = mergeMention(
      [opened()],
      mention({ publishedAt: plus(NOW, 1), finding: finding({ due: TUESDAY, status: 'moved' }) }),
      NOW,
    );
    if (moved.kind !== 'revised') throw new Error(moved.kind);
    const one = mergeMention([moved.deadline], mention({ publishedAt: plus(NOW, 2) }), NOW);
    if (one.kind !== 'joined') throw new Error(one.kind);
    expect(mergeMention([one.deadline], mention({ publishedAt: plus(NOW, 3) }), NOW)).toMatchObject({
      kind: 'joined',
      deadline: { due: TUESDAY },
    });
  });
});

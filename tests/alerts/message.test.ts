import { describe, expect, it } from 'vitest';
import type { Alert, Channel, DeadlineAlert, SentSoFar, StoryAlert } from '../../lambda/alerts/alert.js';
import { decide } from '../../lambda/alerts/decide.js';
import { composeMessage } from '../../lambda/alerts/message.js';
import { nextFlush } from '../../lambda/alerts/next-flush.js';
import { DAY_MS, HOUR_MS, type Instant, isoInstant, plus } from '../../lambda/core/time.js';
import type { Deadline } from '../../lambda/deadlines/deadline.js';
import { at } from '../support/test-feeds.js';

const NOW = at('2025-08-06T14:00:00Z');
const DUE = at('2025-08-08T21:00:00Z');

const channel = (parts: Partial<Channel> = {}): Channel => ({
  id: 'c',
  medium: 'email',
  zone: 'Europe/London',
  countdown: [],
  groupMs: 30_000,
  gapMs: 60_000,
  minSeverity: 'low',
  ...parts,
});

const storyAlert = (id: string, parts: Partial<StoryAlert> = {}): StoryAlert => ({
  kind: 'story',
  id,
  channelId: 'c',
  ruleId: 'r',
  ruleName: 'Rule',
  severity: 'medium',
  revision: 1,
  createdAt: NOW,
  evidence: ['truce'],
  story: { id: `s-${id}`, title: `Title ${id}`, summary: 'Words.', link: `https://news.example/${id}`, source: 'Wire', publishedAt: NOW },
  ...parts,
});

const deadline = (parts: Partial<Deadline> = {}): Deadline => ({
  id: 'd',
  headline: 'An ultimatum',
  kind: 'ultimatum',
  due: DUE,
  precision: 'minute',
  zone: 'America/New_York',
  state: 'open',
  topic: {},
  ruleIds: ['r'],
  sources: [],
  revision: 1,
  revisions: [{ number: 1, change: 'set', due: DUE, precision: 'minute', quote: 'It expires Friday.', source: 'Wire', publishedAt: NOW }],
  ...parts,
});

const deadlineAlert = (change: DeadlineAlert['change'], parts: Partial<DeadlineAlert> = {}): DeadlineAlert => ({
  kind: 'deadline',
  id: `d-${change}`,
  channelId: 'c',
  deadlineId: 'd',
  change,
  revision: 1,
  severity: 'high',
  ruleName: 'Rule',
  createdAt: NOW,
  ...parts,
});

const compose = (alerts: readonly Alert[], known: Deadline = deadline(), now: Instant = NOW) =>
  composeMessage(alerts, { channel: channel(), deadlines: new Map([[known.id, known]]), sources: new Map(), now });

describe('composeMessage', () => {
  it('gives a date its year where it is most of a year away', () => {
    const known = deadline({ due: plus(DUE, 400 * DAY_MS) });
    const { email, sms } = compose([deadlineAlert('set')], known);
    expect(email).toContain('Deadline   Saturday 12 September 2026, 22:00 BST (Saturday 12 September 2026, 17:00 EDT)');
    expect(sms).toContain('Sat 12 Sep 2026 22:00 BST');
    expect(compose([deadlineAlert('set')], deadline({ due: plus(DUE, 200 * DAY_MS) })).email).not.toContain('2026');
  });

  it('gives a step in the reader’s zone and in its own, with the time left at sending', () => {
    const { subject, email, sms } = compose([deadlineAlert('step', { stepMs: DAY_MS })], deadline(), plus(DUE, -DAY_MS));
    expect(subject).toBe('1 day left: An ultimatum');
    expect(email).toContain('Deadline   Friday 8 August, 22:00 BST (Friday 8 August, 17:00 EDT) (1 day left when sent)');
    expect(email).toContain('its 24h reminder');
    expect(sms).toBe('1 day left: An ultimatum Deadline Fri 8 Aug 22:00 BST, 1 day left.');
  });

  it.each([
    ['withdrawn', deadline({ state: 'withdrawn' }), NOW, 'Deadline withdrawn: An ultimatum', 'withdrawn; it was Friday 8 August'],
    ['passed', deadline(), DUE, 'Deadline passed: An ultimatum', 'the time has passed; outcome unknown'],
  ] as const)('says that a deadline is %s', (change, known, now, subject, words) => {
    const message = compose([deadlineAlert(change)], known, now);
    expect(message.subject).toBe(subject);
    expect(message.email).toContain(words);
  });

  it('gives a deadline that is known by its date alone no hour', () => {
    const day = deadline({ precision: 'day', due: at('2025-08-09T03:59:00Z') });
    const { email } = compose([deadlineAlert('set')], day);
    expect(email).toContain('Deadline   Friday 8 August (in 2 days when sent)');
    expect(email).not.toContain('23:59');
  });

  it('puts the gravest story into the subject, and never more than 100 characters', () => {
    const long = storyAlert('a', { severity: 'critical', story: { ...storyAlert('a').story, title: 'word '.repeat(60) } });
    const { subject } = compose([storyAlert('b'), long]);
    expect(subject).toMatch(/^CRITICAL: word .*… \(\+1 more\)$/);
    expect(subject.length).toBeLessThanOrEqual(100);
  });

  it('stays small enough to be sent, and counts what it leaves out', () => {
    const many = Array.from({ length: 100 }, (_, index) =>
      storyAlert(String(index), { story: { ...storyAlert(String(index)).story, summary: 'ж'.repeat(900) } }),
    );
    const { email, json } = compose(many);
    expect(Buffer.byteLength(email) + Buffer.byteLength(json)).toBeLessThan(200_000);
    expect(email).toMatch(/… and \d+ more, left out because this message is long/);
    expect(JSON.parse(json).alerts).toHaveLength(100);
  });
});

describe('decide', () => {
  const context = { channel: channel({ minSeverity: 'medium' }), told: [], deadlines: new Map([['d', deadline()]]), now: NOW };
  const reasons = (alerts: readonly Alert[], parts: object = {}) =>
    decide(alerts, { ...context, ...parts }).map(
      (decision) => `${decision.alert.id} ${decision.kind === 'tell' ? 'tell' : decision.because}`,
    );

  it('tells one event once, by the graver rule', () => {
    const copy = storyAlert('b', { severity: 'high', story: { ...storyAlert('b').story, title: 'TITLE, a!' } });
    expect(reasons([storyAlert('a'), copy])).toEqual(['b tell', 'a already-told']);
  });

  it('keeps back what is below the channel’s severity', () => {
    expect(reasons([storyAlert('a', { severity: 'low' })])).toEqual(['a below-severity']);
  });

  it('drops alerts of a deadline that has changed since', () => {
    const moved = deadline({
      revision: 2,
      revisions: [
        ...deadline().revisions,
        { number: 2, change: 'moved', due: DUE, precision: 'minute', quote: 'q', source: 's', publishedAt: NOW },
      ],
    });
    expect(reasons([deadlineAlert('step')], { deadlines: new Map([['d', moved]]) })).toEqual(['d-step superseded']);
    expect(reasons([deadlineAlert('step')], { now: DUE })).toEqual(['d-step superseded']);
    expect(reasons([deadlineAlert('step')], { deadlines: new Map() })).toEqual(['d-step superseded']);
  });

  it('tells only the last change of one deadline', () => {
    expect(reasons([deadlineAlert('set'), deadlineAlert('step')])).toEqual(['d-set superseded', 'd-step tell']);
  });
});

describe('nextFlush', () => {
  const pending = (severity: StoryAlert['severity'] = 'high', createdAt = NOW) => [storyAlert('a', { severity, createdAt })];
  const when = (parts: Partial<Channel>, alerts: readonly Alert[], lastSentAt?: Instant, later = NOW) => {
    const next = nextFlush(channel(parts), alerts, lastSentAt === undefined ? {} : { lastSentAt }, later);
    return next === undefined ? 'never' : `${isoInstant(next.at).slice(11, 19)} ${next.because}`;
  };
  const capped = (parts: Partial<Channel>, now: Instant, sent: Partial<SentSoFar> = {}, severity: StoryAlert['severity'] = 'high') => {
    const day = { sentOn: '2025-08-06', sentCount: 3, ...sent };
    const next = nextFlush(channel({ dailyCap: 3, ...parts }), pending(severity, now), day, now);
    return `${isoInstant(next?.at ?? NOW)
      .slice(0, 16)
      .replace('T', ' ')} ${next?.because}${next?.closes === undefined ? '' : ` closes ${next.closes}`}`;
  };
  const evening = at('2025-08-06T21:30:00Z');
  const quiet = { from: 22 * 60, to: 7 * 60 };

  it.each([
    ['nothing pending', () => when({}, []), 'never'],
    ['the group wait, from the oldest', () => when({}, [...pending('high', plus(NOW, 20_000)), ...pending()]), '14:00:30 group-wait'],
    ['the minimum gap after a message', () => when({}, pending(), plus(NOW, -1_000)), '14:00:59 minimum-gap'],
    ['the end of the quiet hours, in the channel’s zone', () => when({ quiet }, pending('high', evening)), '06:00:00 quiet-hours'],
    ['critical: no group wait and no quiet hours', () => when({ quiet }, pending('critical', evening)), '21:30:00 critical'],
    ['critical: the minimum gap all the same', () => when({}, pending('critical'), plus(NOW, -HOUR_MS / 120)), '14:00:30 critical'],
    [
      'the end of the quiet hours, when a delay led into them',
      () => when({ quiet }, pending('high', plus(evening, -HOUR_MS)), undefined, evening),
      '06:00:00 quiet-hours',
    ],
    ['quiet hours within a day', () => when({ quiet: { from: 14 * 60, to: 16 * 60 } }, pending()), '15:00:00 quiet-hours'],
    ['the closing digest, when the day has had its messages', () => capped({}, NOW), '2025-08-06 20:00 daily-cap closes 2025-08-06'],
    ['the quiet night, which the closing digest begins', () => capped({ quiet }, NOW), '2025-08-06 21:00 daily-cap closes 2025-08-06'],
    ['the next day, when the digest has gone out', () => capped({}, NOW, { closedOn: '2025-08-06' }), '2025-08-06 23:00 daily-cap'],
    ['the next day’s quiet hours too', () => capped({ quiet }, NOW, { closedOn: '2025-08-06' }), '2025-08-07 06:00 daily-cap'],
    ['the next day, when the digest is late', () => capped({ quiet }, at('2025-08-06T21:20:00Z')), '2025-08-07 06:00 daily-cap'],
    [
      'the group wait, when the messages were those of the day before',
      () => capped({}, NOW, { sentOn: '2025-08-05' }),
      '2025-08-06 14:00 group-wait',
    ],
    ['critical: no cap', () => capped({}, NOW, {}, 'critical'), '2025-08-06 14:00 critical'],
  ])('waits for %s', (_name, run, expected) => {
    expect(run()).toBe(expected);
  });
});

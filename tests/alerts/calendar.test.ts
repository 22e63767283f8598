import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { Channel } from '../../lambda/alerts/alert.js';
import { writeCalendar } from '../../lambda/alerts/calendar.js';
import { DAY_MS, HOUR_MS, type Instant } from '../../lambda/core/time.js';
import type { Deadline } from '../../lambda/deadlines/deadline.js';
import { at } from '../support/test-feeds.js';

/** Before the first step of its countdown. */
const EARLY = at('2025-07-30T14:00:00Z');
const NOW = at('2025-08-06T14:00:00Z');
const CHANNEL: Channel = {
  id: 'email',
  medium: 'email',
  zone: 'Europe/London',
  countdown: [7 * DAY_MS, DAY_MS, HOUR_MS],
  groupMs: 0,
  gapMs: 0,
  minSeverity: 'low',
};

const HEADLINE = `Northland, weighing “Eastmark’s” demand; ceasefire: yes or no? ${'Long words follow. '.repeat(6)}`.trim();

const deadline = (parts: Partial<Deadline> = {}): Deadline => ({
  id: 'd1',
  headline: HEADLINE,
  kind: 'ultimatum',
  due: at('2025-08-08T21:00:00Z'),
  precision: 'minute',
  zone: 'America/New_York',
  state: 'open',
  topic: {},
  ruleIds: [],
  sources: [
    { mentionId: 'm', storyId: 's', source: 'The wire', titleKey: 't', publishedAt: NOW, link: 'https://wire.example/a?b=1,2;c=3' },
  ],
  revisions: [
    {
      number: 1,
      change: 'set',
      due: NOW,
      precision: 'minute',
      quote: 'It expires, she said;\nthen tariffs.',
      source: 'The wire',
      publishedAt: NOW,
    },
  ],
  revision: 1,
  ...parts,
});

/** Read by an independent parser. */
const readAt = (now: Instant, ...deadlines: readonly Deadline[]) => {
  const text = writeCalendar(CHANNEL, deadlines, now);
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents('vevent').map((component) => ({ component, event: new ICAL.Event(component) }));
  return { text, calendar, events };
};

const read = (...deadlines: readonly Deadline[]) => readAt(NOW, ...deadlines);

const only = (now: Instant, ...deadlines: readonly Deadline[]) => {
  const [first] = readAt(now, ...deadlines).events;
  if (first === undefined) throw new Error('an event was expected');
  return first;
};

const textOf = (component: ICAL.Component, property: string): unknown => component.getFirstPropertyValue(property);

/** The instants at which the event's alarms go off on a calendar in `zone`, where a date begins at its midnight. */
const alarmsOf = ({ component, event }: ReturnType<typeof only>): readonly string[] =>
  component.getAllSubcomponents('valarm').map((alarm) => {
    const trigger = alarm.getFirstPropertyValue('trigger');
    const start = event.startDate.clone();
    start.isDate = false;
    start.addDuration(trigger as ICAL.Duration);
    return start.toString();
  });

describe('writeCalendar', () => {
  it('writes a moment in UTC, with what was told and an alarm at each step of the channel', () => {
    const found = only(NOW, deadline());
    expect(found.event.startDate.toJSDate().toISOString()).toBe('2025-08-08T21:00:00.000Z');
    expect(found.event).toMatchObject({ uid: 'd1@news-alert', sequence: 0, summary: HEADLINE });
    expect(found.event.description).toBe(
      'Friday 8 August, 22:00 BST (Friday 8 August, 17:00 EDT).\n“It expires, she said;\nthen tariffs.” (The wire)',
    );
    expect(textOf(found.component, 'url')).toBe('https://wire.example/a?b=1%2C2%3Bc=3');
    expect(textOf(found.component, 'status')).toBe('CONFIRMED');
    expect(alarmsOf(only(EARLY, deadline()))).toEqual(['2025-08-01T21:00:00Z', '2025-08-07T21:00:00Z', '2025-08-08T20:00:00Z']);
  });

  it('writes a date without an hour, reminded of at nine in the morning on the days before', () => {
    const found = only(NOW, deadline({ precision: 'day', due: at('2025-08-09T03:59:00Z') }));
    expect(found.event.startDate.isDate).toBe(true);
    expect(found.event.startDate.toString()).toBe('2025-08-08');
    const early = only(EARLY, deadline({ precision: 'day', due: at('2025-08-09T03:59:00Z') }));
    expect(alarmsOf(early)).toEqual(['2025-08-01T09:00:00', '2025-08-07T09:00:00']);
  });

  it.each([
    ['2025-08-06T14:00:00Z', 'minute', ['2025-08-07T21:00:00Z', '2025-08-08T20:00:00Z']],
    ['2025-08-08T20:00:00Z', 'minute', []],
    ['2025-08-07T07:59:00Z', 'day', ['2025-08-07T09:00:00']],
    ['2025-08-07T08:00:00Z', 'day', []],
  ] as const)('at %s reminds of a %s only at the steps that are still to come', (now, precision, alarms) => {
    const due = at(precision === 'day' ? '2025-08-09T03:59:00Z' : '2025-08-08T21:00:00Z');
    expect(alarmsOf(only(at(now), deadline({ precision, due })))).toEqual(alarms);
  });

  it('keeps the UID and raises the SEQUENCE when the deadline moves', () => {
    const moved = only(NOW, deadline({ revision: 4, due: at('2025-08-12T21:00:00Z') }));
    expect(moved.event).toMatchObject({ uid: 'd1@news-alert', sequence: 3 });
  });

  it.each([
    ['cancels what is withdrawn, without alarms', { state: 'withdrawn' }, 'CANCELLED', 0],
    ['is tentative about what is disputed', { disputed: { due: NOW, source: 'The post' } }, 'TENTATIVE', 2],
  ] as const)('%s', (_name, parts, status, alarms) => {
    const { component } = only(NOW, deadline(parts));
    expect(textOf(component, 'status')).toBe(status);
    expect(component.getAllSubcomponents('valarm')).toHaveLength(alarms);
  });

  it('says that a moment has passed', () => {
    expect(only(NOW, deadline({ due: at('2025-08-06T13:00:00Z') })).event.description).toContain('The time has passed; outcome unknown.');
  });

  it('is the same on every machine, in lines of at most 75 bytes that end in CRLF', () => {
    const { text, calendar } = read(deadline(), deadline({ id: 'd2', precision: 'day' }));
    for (const line of text.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toContain('\n');
    }
    expect(textOf(calendar, 'x-wr-calname')).toBe('News Alert: email');
    expect(text).not.toContain(new Date().toISOString().slice(0, 10).replaceAll('-', ''));
  });

  it('writes a calendar without a deadline too', () => {
    expect(read().events).toEqual([]);
  });
});

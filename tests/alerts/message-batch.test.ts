import { describe, expect, it } from 'vitest';
import type { Alert, Channel } from '../../lambda/alerts/alert.js';
import { decide } from '../../lambda/alerts/decide.js';
import { composeMessage } from '../../lambda/alerts/message.js';
import { messageBatch } from '../../lambda/alerts/message-batch.js';
import { smsSize } from '../../lambda/alerts/sms-text.js';
import { at } from '../support/test-feeds.js';

const NOW = at('2025-08-06T14:00:00Z');

const channel = (medium: Channel['medium']): Channel => ({
  id: 'c',
  medium,
  zone: 'UTC',
  countdown: [],
  groupMs: 0,
  gapMs: 0,
  minSeverity: 'low',
});

const story = (id: string, title = `Headline ${id}`): Alert => ({
  kind: 'story',
  id,
  channelId: 'c',
  ruleId: 'r',
  ruleName: 'Rule',
  severity: 'high',
  revision: 1,
  createdAt: NOW,
  evidence: [],
  story: { id: `s${id}`, title, summary: '', source: 'Wire', publishedAt: NOW },
});

const batchOf = (alerts: readonly Alert[], medium: Channel['medium'], isDigest = false) => {
  const context = { channel: channel(medium), deadlines: new Map(), now: NOW, isDigest };
  return messageBatch(decide(alerts, { ...context, told: [] }), context);
};

const ids = (alerts: readonly Alert[], medium: Channel['medium'], isDigest = false) =>
  batchOf(alerts, medium, isDigest).map(({ kind, alert }) => `${kind} ${alert.id}`);

describe('messageBatch', () => {
  it('puts into one SMS no more stories than it names, and leaves the rest waiting', () => {
    const alerts = ['1', '2', '3', '4', '5'].map((id) => story(id));
    expect(ids(alerts, 'sms')).toEqual(['tell 1', 'tell 2', 'tell 3']);
    const { sms } = composeMessage(alerts.slice(0, 3), { channel: channel('sms'), deadlines: new Map(), sources: new Map(), now: NOW });
    expect(sms).toBe('1) Headline 1 2) Headline 2 3) Headline 3');
  });

  it('puts a whole digest into one SMS', () => {
    const alerts = ['1', '2', '3', '4', '5'].map((id) => story(id));
    expect(ids(alerts, 'sms', true)).toHaveLength(5);
  });

  it('writes a digest as one SMS of two segments that counts what it cannot name', () => {
    const long = Array.from({ length: 12 }, (_, index) => story(String(index), `Story ${index + 1} ${'of the day '.repeat(6)}`));
    const context = { deadlines: new Map(), sources: new Map(), now: NOW };
    const { sms } = composeMessage(long, { ...context, channel: { ...channel('sms'), isDigest: true } });
    expect(smsSize(sms)).toMatchObject({ alphabet: 'gsm-7', segments: 2 });
    expect(sms).toMatch(/^1\) Story 1 of the day .* 6\) Story 6 of the .*\.\.\. \+6 more$/);
  });

  it('says of a closing digest what it is, in every medium', () => {
    const alerts = ['1', '2'].map((id) => story(id));
    const context = { deadlines: new Map(), sources: new Map(), now: NOW, isClosing: true };
    const message = composeMessage(alerts, { ...context, channel: { ...channel('sms'), dailyCap: 10 } });
    expect(message.sms).toBe('Rest of Wed 6 Aug: 1) Headline 1 2) Headline 2');
    expect(message.subject).toBe('Rest of the day: Headline 1 (+1 more)');
    expect(message.email).toMatch(/^The rest of Wednesday 6 August, in one message: this channel has had its 10 messages of the day\.\n/);
  });

  it('cuts long headlines so that each has its share of one segment', () => {
    const long = ['a', 'b', 'c'].map((id) => story(id, `${id.repeat(6)} ${'word '.repeat(40)}`));
    const { sms } = composeMessage(long, { channel: channel('sms'), deadlines: new Map(), sources: new Map(), now: NOW });
    expect(smsSize(sms)).toMatchObject({ alphabet: 'gsm-7', segments: 1 });
    expect(sms).toMatch(/^1\) aaaaaa word.*\.\.\. 2\) bbbbbb.*\.\.\. 3\) cccccc.*\.\.\.$/);
  });

  it('bounds an e-mail at fifty alerts', () => {
    const alerts = Array.from({ length: 120 }, (_, index) => story(String(index)));
    expect(ids(alerts, 'email')).toHaveLength(50);
  });

  it('does not call a story told whose first report is left for the next message', () => {
    const alerts = [...['1', '2', '3', '4'].map((id) => story(id)), story('5', 'Headline 4')];
    expect(ids(alerts, 'sms')).toEqual(['tell 1', 'tell 2', 'tell 3']);
    expect(ids([story('1'), story('2', 'Headline 1')], 'sms')).toEqual(['tell 1', 'suppress 2']);
  });
});

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

const batchOf = (alerts: readonly Alert[], medium: Channel['medium']) => {
  const context = { channel: channel(medium), deadlines: new Map(), now: NOW };
  return messageBatch(decide(alerts, { ...context, told: [] }), context);
};

const ids = (alerts: readonly Alert[], medium: Channel['medium']) =>
  batchOf(alerts, medium).map(({ kind, alert }) => `${kind} ${alert.id}`);

describe('messageBatch', () => {
  it('puts into one SMS no more stories than it names, and leaves the rest waiting', () => {
    const alerts = ['1', '2', '3', '4', '5'].map((id) => story(id));
    expect(ids(alerts, 'sms')).toEqual(['tell 1', 'tell 2', 'tell 3']);
    const { sms } = composeMessage(alerts.slice(0, 3), { channel: channel('sms'), deadlines: new Map(), sources: new Map(), now: NOW });
    expect(sms).toBe('1) Headline 1 2) Headline 2 3) Headline 3');
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

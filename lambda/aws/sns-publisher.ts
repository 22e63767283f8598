import { CreateTopicCommand, PublishCommand } from '@aws-sdk/client-sns';
import type { DeliveryFailure } from '../alerts/alert.js';
import { toGsm } from '../alerts/sms-text.js';
import type { Publisher } from '../pipeline/ports.js';
import type { SnsClients } from './clients.js';

const FAILURES: Readonly<Record<string, DeliveryFailure>> = {
  NotFoundException: 'topic-missing',
  NotFound: 'topic-missing',
  ThrottledException: 'throttled',
  Throttled: 'throttled',
  ThrottlingException: 'throttled',
  InvalidParameterException: 'refused',
  InvalidParameter: 'refused',
  AuthorizationErrorException: 'refused',
  AuthorizationError: 'refused',
};

const failureOf = (error: unknown): DeliveryFailure => (error instanceof Error ? FAILURES[error.name] : undefined) ?? 'unreachable';

/**
 * SNS takes ASCII subjects of fewer than 100 characters that begin with a letter, a digit or punctuation. A headline in
 * a script that ASCII cannot write stands in the body alone; the subject says so much as it can.
 */
export const asciiSubject = (subject: string): string => {
  const ascii = toGsm(subject)
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const [, lead = '', words = '', more = ''] = /^(CRITICAL: ?)?(.*?)(\(\+\d+ more\))?$/.exec(ascii) ?? [];
  const letters = words.replace(/[^A-Za-z\d]/g, '').length;
  return (letters >= 3 ? ascii : [lead.trim(), 'News Alert', more].filter((part) => part !== '').join(' ')).slice(0, 99);
};

/**
 * One SNS topic a channel, named by prefix and channel id; made when a watchlist is applied. Its client must neither
 * retry nor wait longer than the publishing margin of a lease: an answer that is lost may repeat a message.
 */
export const makeSnsPublisher = ({ publishing, topics }: SnsClients, topicPrefix: string): Publisher => ({
  ensureTopic: async (channel) => {
    const { TopicArn } = await topics.send(new CreateTopicCommand({ Name: `${topicPrefix}${channel.id}` }));
    if (TopicArn === undefined) throw new Error(`SNS gave no address for the topic of channel ${channel.id}`);
    return TopicArn;
  },
  publish: async (topic, _messageId, channel, message) => {
    const body = channel.medium === 'json' ? { default: message.json } : { default: message.sms, email: message.email, sms: message.sms };
    const command = new PublishCommand({
      TopicArn: topic,
      Subject: asciiSubject(message.subject),
      Message: JSON.stringify(body),
      MessageStructure: 'json',
      MessageAttributes: { 'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' } },
    });
    try {
      return { kind: 'sent', receipt: (await publishing.send(command)).MessageId ?? '' };
    } catch (error) {
      return { kind: 'failed', reason: failureOf(error) };
    }
  },
});

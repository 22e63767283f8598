import { CreateTopicCommand, PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { DeliveryFailure } from '../alerts/alert.js';
import { toGsm } from '../alerts/sms-text.js';
import type { Publisher } from '../pipeline/ports.js';

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

/** SNS takes ASCII subjects of fewer than 100 characters that begin with a letter, a digit or punctuation. */
const asciiSubject = (subject: string): string =>
  toGsm(subject)
    .replace(/[^\x20-\x7e]/g, '')
    .trim()
    .slice(0, 99) || 'News Alert';

/**
 * One SNS topic a channel, named by prefix and channel id; made when a watchlist is applied. Its client must neither
 * retry nor wait longer than the publishing margin of a lease: an answer that is lost may repeat a message.
 */
export const makeSnsPublisher = (sns: SNSClient, topicPrefix: string): Publisher => ({
  ensureTopic: async (channel) => {
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: `${topicPrefix}${channel.id}` }));
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
      return { kind: 'sent', receipt: (await sns.send(command)).MessageId ?? '' };
    } catch (error) {
      return { kind: 'failed', reason: failureOf(error) };
    }
  },
});

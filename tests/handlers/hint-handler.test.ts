import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { makeHintHandler } from '../../lambda/handlers/hint-handler.js';

const eventOf = (...bodies: readonly string[]): SQSEvent => ({
  Records: bodies.map((body, index) => ({
    messageId: `m${index}`,
    receiptHandle: 'r',
    body,
    attributes: { ApproximateReceiveCount: '1', SentTimestamp: '0', SenderId: 's', ApproximateFirstReceiveTimestamp: '0' },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-west-1:123456789012:q',
    awsRegion: 'eu-west-1',
  })),
});

const run = async (event: SQSEvent) => {
  const lines: { message: string; fields: Readonly<Record<string, unknown>> }[] = [];
  const handle = makeHintHandler(
    async (id) => {
      if (id === 'bad') throw new TypeError('the table is gone');
      return { kind: 'done' };
    },
    (message, fields) => lines.push({ message, fields }),
  );
  const answer = await handle(event).catch((error: unknown) => error);
  return { lines, answer };
};

describe('a worker’s handler', () => {
  it('logs a run that fails with its reason, and gives back that hint alone', async () => {
    const { lines, answer } = await run(eventOf('{"id":"good"}', '{"id":"bad"}'));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
    expect(lines).toContainEqual({
      message: 'run failed',
      fields: expect.objectContaining({ id: 'bad', error: 'TypeError', reason: 'the table is gone' }),
    });
  });

  it('fails itself when every run failed, so that the alarm counts it', async () => {
    const { answer } = await run(eventOf('{"id":"bad"}'));
    expect(answer).toBeInstanceOf(Error);
  });

  it('logs what is no hint and is done with it', async () => {
    const { lines, answer } = await run(eventOf('nonsense'));
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(lines).toEqual([{ message: 'message is no hint', fields: { messageId: 'm0' } }]);
  });
});

import { GetQueueAttributesCommand, SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { EntryKind } from '../pipeline/entries.js';
import type { Hints, Log } from '../pipeline/ports.js';

const BATCH = 10;
/** The longest delay that SQS takes. */
const LONGEST_DELAY_SECONDS = 900;

const batches = <T>(items: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / BATCH) }, (_, index) => items.slice(index * BATCH, (index + 1) * BATCH));

/** Hints as SQS messages `{"id": …}`, one queue a kind. A hint that cannot be sent is logged: the tick will find the entry. */
export const makeSqsHints = (sqs: SQSClient, queueUrls: Readonly<Record<EntryKind, string>>, log: Log): Hints => ({
  send: async (kind, ids, afterMs = 0) => {
    const DelaySeconds = Math.min(LONGEST_DELAY_SECONDS, Math.ceil(afterMs / 1000));
    for (const batch of batches(ids)) {
      const Entries = batch.map((id, index) => ({ Id: String(index), MessageBody: JSON.stringify({ id }), DelaySeconds }));
      try {
        await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrls[kind], Entries }));
      } catch (error) {
        log('hint not sent', { kind, count: batch.length, reason: error instanceof Error ? error.name : 'unknown' });
      }
    }
  },
  backlog: async (kind) => {
    const command = new GetQueueAttributesCommand({ QueueUrl: queueUrls[kind], AttributeNames: ['ApproximateNumberOfMessages'] });
    return Number((await sqs.send(command)).Attributes?.['ApproximateNumberOfMessages'] ?? 0);
  },
});

import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import type { Log } from '../pipeline/ports.js';

const hintSchema = z.object({ id: z.string().min(1) });

const idOf = (body: string): string | undefined => {
  try {
    return hintSchema.parse(JSON.parse(body)).id;
  } catch {
    return undefined;
  }
};

/**
 * Works on each hint of a batch. A message that is no hint is logged and done with; a run that throws (broken
 * infrastructure) goes back to the queue alone, and after three times to the dead-letter queue.
 */
export const makeHintHandler = (work: (id: string) => Promise<{ readonly kind: string }>, log: Log) => {
  const processor = new BatchProcessor(EventType.SQS);
  const handleRecord = async (record: SQSRecord): Promise<void> => {
    const id = idOf(record.body);
    if (id === undefined) return log('message is no hint', { messageId: record.messageId });
    try {
      const outcome = await work(id);
      log('hint done', { id, outcome: outcome.kind });
    } catch (error) {
      const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
      log('run failed', { id, error: name, reason: message.slice(0, 500), stack: (stack ?? '').slice(0, 4_000) });
      throw error;
    }
  };
  // When every run of a batch failed the function fails too, which its alarm counts; the queue does the same either way.
  return (event: SQSEvent): Promise<SQSBatchResponse> => processPartialResponse(event, handleRecord, processor);
};

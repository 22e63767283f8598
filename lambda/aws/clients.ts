import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { makeDocumentSend } from './document-send.js';
import { makeTable, type Table } from './table.js';

/** A publish is given up after this: it must end well within the lease of its channel. */
const PUBLISH_TIMEOUT_MS = 5_000;

export interface SnsClients {
  /** Never retries: an answer that was lost may mean a message that was sent. */
  readonly publishing: SNSClient;
  /** For making topics, which can be repeated. */
  readonly topics: SNSClient;
}

export interface AwsClients {
  readonly table: Table;
  readonly sqs: SQSClient;
  readonly sns: SnsClients;
}

/** The clients of the deployed system, with region and credentials from the function's environment. */
export const openAwsClients = (tableName: string): AwsClients => ({
  table: makeTable(makeDocumentSend(new DynamoDBClient(), tableName)),
  sqs: new SQSClient(),
  sns: {
    publishing: new SNSClient({
      maxAttempts: 1,
      requestHandler: { connectionTimeout: 2_000, requestTimeout: PUBLISH_TIMEOUT_MS, throwOnRequestTimeout: true },
    }),
    topics: new SNSClient({ maxAttempts: 6 }),
  },
});

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Item, Send } from './table.js';

type Input = Readonly<Record<string, unknown>>;

/** The sender over a real client: DynamoDB itself, or the embedded engine behind the same client. */
export const makeDocumentSend = (client: DynamoDBClient, tableName: string): Send => {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  // The inputs are built in table.ts alone; the contract tests run every one of them against an engine.
  const named = (input: Input) => ({ ...input, TableName: tableName }) as never;
  const actions: Readonly<Record<Parameters<Send>[0], (input: Input) => Promise<unknown>>> = {
    get: (input) => documents.send(new GetCommand(named(input))),
    put: (input) => documents.send(new PutCommand(named(input))),
    update: (input) => documents.send(new UpdateCommand(named(input))),
    query: (input) => documents.send(new QueryCommand(named(input))),
    delete: (input) => documents.send(new DeleteCommand(named(input))),
    scan: (input) => documents.send(new ScanCommand(named(input))),
  };
  return async (action, input) => (await actions[action](input)) as Item;
};

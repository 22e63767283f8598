import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { makeDocumentSend } from '../aws/document-send.js';
import { makeTable, type Send, type Table } from '../aws/table.js';
import { createStore, type DynaliteStore, perform } from './dynalite-internals.js';
import { readDirectly } from './read-directly.js';
import { repairIndexes } from './repair-indexes.js';

export const TABLE_NAME = 'news-alert';

/** The embedded DynamoDB-compatible store, open in this process. */
export interface Engine {
  readonly table: Table;
  /** The sender of requests below the table. */
  readonly send: Send;
  /** Carries out an API action for another process: the action's name and its JSON body. */
  readonly perform: (action: string, body: string) => Promise<{ readonly statusCode: number; readonly body: unknown }>;
  readonly close: () => Promise<void>;
  /** Items whose index rows were written anew on opening. */
  readonly repaired: number;
}

export type EngineOpening =
  | { readonly kind: 'open'; readonly engine: Engine }
  | { readonly kind: 'refused'; readonly because: 'locked' | 'unwritable'; readonly detail: string };

interface HandlerRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const bodyText = (body: unknown): string =>
  body instanceof Uint8Array ? new TextDecoder().decode(body) : typeof body === 'string' ? body : '';

/** The SDK's client, with the store itself in the place of the network. */
const makeClient = (store: DynaliteStore): DynamoDBClient =>
  new DynamoDBClient({
    region: 'local',
    endpoint: 'http://embedded',
    credentials: { accessKeyId: 'embedded', secretAccessKey: 'embedded' },
    maxAttempts: 1,
    requestHandler: {
      metadata: { handlerProtocol: 'http/1.1' },
      handle: async (request: HandlerRequest) => {
        const action = request.headers['x-amz-target']?.split('.')[1] ?? '';
        const { statusCode, body } = await perform(store, action, bodyText(request.body));
        const headers = { 'content-type': 'application/x-amz-json-1.0' };
        return { response: { statusCode, headers, body: Readable.from([Buffer.from(JSON.stringify(body))]) } };
      },
    },
  });

/** The table's shape, the same as the StorageStack deploys. */
const createTable = new CreateTableCommand({
  TableName: TABLE_NAME,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
    { AttributeName: 'agenda', AttributeType: 'S' },
    { AttributeName: 'wakeAt', AttributeType: 'N' },
    { AttributeName: 'waitingAt', AttributeType: 'N' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'agenda',
      KeySchema: [
        { AttributeName: 'agenda', KeyType: 'HASH' },
        { AttributeName: 'wakeAt', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: 'waiting',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'waitingAt', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
});

const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

const activate = async (store: DynaliteStore): Promise<void> => {
  const description = await new Promise<Record<string, unknown>>((resolve, reject) => {
    store.tableDb.get(TABLE_NAME, (error, value) =>
      error || typeof value !== 'object' || value === null ? reject(error) : resolve({ ...value }),
    );
  });
  const indexes = Array.isArray(description['GlobalSecondaryIndexes']) ? description['GlobalSecondaryIndexes'] : [];
  const active = {
    ...description,
    TableStatus: 'ACTIVE',
    GlobalSecondaryIndexes: indexes.map((index: object) => ({ ...index, IndexStatus: 'ACTIVE' })),
  };
  await new Promise<void>((resolve, reject) => store.tableDb.put(TABLE_NAME, active, (error) => (error ? reject(error) : resolve())));
};

/** Makes the table, or finds it; one that a killed process left half made is finished. */
const ensureTable = async (client: DynamoDBClient, store: DynaliteStore): Promise<void> => {
  try {
    await client.send(createTable);
    await new Promise((resolve) => setTimeout(resolve, 20));
  } catch (error) {
    if (!isNamed(error, 'ResourceInUseException')) throw error;
  }
  const { Table: description } = await client.send(new DescribeTableCommand({ TableName: TABLE_NAME }));
  if (description?.TableStatus !== 'ACTIVE') await activate(store);
};

const causeCode = (error: unknown): string => {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
};

const refused = (because: 'locked' | 'unwritable', detail: string): EngineOpening => ({ kind: 'refused', because, detail });

const prepareFolder = (folder: string): string | undefined => {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const start = async (store: DynaliteStore): Promise<EngineOpening> => {
  const client = makeClient(store);
  await ensureTable(client, store);
  const send = readDirectly((action, body) => perform(store, action, body), makeDocumentSend(client, TABLE_NAME), TABLE_NAME);
  const table = makeTable(send);
  const repaired = await repairIndexes(store, table, TABLE_NAME);
  const close = async (): Promise<void> => {
    client.destroy();
    await store.db.close();
  };
  return { kind: 'open', engine: { table, send, repaired, close, perform: (action, body) => perform(store, action, body) } };
};

/**
 * Opens the embedded store and repairs it.
 *
 * @param folder where it keeps its files (made when missing); absent: in memory
 */
export const openEngine = async (folder?: string): Promise<EngineOpening> => {
  const problem = folder === undefined ? undefined : prepareFolder(folder);
  if (problem !== undefined) return refused('unwritable', problem);
  const store = createStore(folder === undefined ? undefined : join(folder, 'store'));
  try {
    await store.db.open();
  } catch (error) {
    const code = causeCode(error);
    return refused(
      code === 'LEVEL_LOCKED' ? 'locked' : 'unwritable',
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error),
    );
  }
  return start(store);
};

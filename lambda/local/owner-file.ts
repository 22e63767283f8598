import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { makeDocumentSend } from '../aws/document-send.js';
import { makeTable, type Table } from '../aws/table.js';
import { TABLE_NAME } from './engine.js';

const ownerSchema = z.object({ pid: z.number(), port: z.number(), key: z.string(), sample: z.boolean() });

/** The process that holds a store, and how other commands reach it. */
export type Owner = z.infer<typeof ownerSchema>;

const fileIn = (folder: string): string => join(folder, 'owner.json');

export const writeOwner = (folder: string, owner: Owner): void => {
  writeFileSync(fileIn(folder), JSON.stringify(owner), { mode: 0o600 });
};

export const removeOwner = (folder: string): void => {
  rmSync(fileIn(folder), { force: true });
};

const readFile = (folder: string): Owner | undefined => {
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')));
  } catch {
    return undefined;
  }
};

const ANSWER_MS = 5_000;

/** Whether the owner's server answers to its key: a process number may have been given to another program since. */
const answers = async (owner: Owner): Promise<boolean> => {
  try {
    const response = await fetch(`http://127.0.0.1:${owner.port}/`, {
      method: 'POST',
      body: JSON.stringify({ TableName: TABLE_NAME }),
      headers: { authorization: `Credential=${owner.key}/`, 'x-amz-target': 'DynamoDB_20120810.DescribeTable' },
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    return response.ok;
  } catch {
    return false;
  }
};

/** Who holds the store in this folder now; undefined when nobody does, whatever a killed process left behind. */
export const readOwner = async (folder: string): Promise<Owner | undefined> => {
  const owner = readFile(folder);
  return owner !== undefined && (await answers(owner)) ? owner : undefined;
};

/** The table that another process holds, over loopback. */
export const connectToOwner = (owner: Owner): { readonly table: Table; readonly close: () => void } => {
  const client = new DynamoDBClient({
    region: 'local',
    endpoint: `http://127.0.0.1:${owner.port}`,
    credentials: { accessKeyId: owner.key, secretAccessKey: 'embedded' },
    maxAttempts: 2,
  });
  return { table: makeTable(makeDocumentSend(client, TABLE_NAME)), close: () => client.destroy() };
};

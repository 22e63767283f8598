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

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** Who holds the store in this folder now; undefined when nobody does. */
export const readOwner = (folder: string): Owner | undefined => {
  try {
    const owner = ownerSchema.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')));
    return isAlive(owner.pid) ? owner : undefined;
  } catch {
    return undefined;
  }
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

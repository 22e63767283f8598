import { afterAll, beforeAll } from 'vitest';
import type { Send } from '../../lambda/aws/table.js';
import { type Engine, openEngine } from '../../lambda/local/engine.js';
import { tableContract } from './table-contract.js';

let engine: Engine | undefined;

beforeAll(async () => {
  const opening = await openEngine();
  if (opening.kind === 'open') engine = opening.engine;
});
afterAll(() => engine?.close());

const openSend = async (): Promise<Send> => {
  if (engine === undefined) throw new Error('the embedded engine did not open');
  return engine.send;
};

tableContract('the embedded engine', openSend);

import { createRequire } from 'node:module';
import * as z from 'zod';

/** What this program uses of dynalite's store: the LevelDB below it and its table of tables. */
export interface DynaliteStore {
  readonly db: {
    open: () => Promise<void>;
    close: () => Promise<void>;
    clear: (range: { readonly gte: string; readonly lt: string }) => Promise<void>;
  };
  readonly tableDb: {
    get: (name: string, done: (error: unknown, value: unknown) => void) => void;
    put: (name: string, value: unknown, done: (error: unknown) => void) => void;
  };
}

export interface DynaliteAnswer {
  readonly statusCode: number;
  readonly body: unknown;
}

type Action = (store: DynaliteStore, input: unknown, done: (error: unknown, output: unknown) => void) => void;

interface Validations {
  checkTypes: (input: unknown, types: unknown) => unknown;
  checkValidations: (input: unknown, types: unknown, custom: unknown, store: DynaliteStore) => unknown;
}

const ACTIONS: ReadonlySet<string> = new Set([
  'CreateTable',
  'DescribeTable',
  'PutItem',
  'GetItem',
  'UpdateItem',
  'DeleteItem',
  'Query',
  'Scan',
]);

const failureSchema = z.object({ statusCode: z.number(), body: z.unknown() });

const load = createRequire(import.meta.url);
const loadBesideDynalite = createRequire(load.resolve('dynalite'));

/** dynalite 4.0.0 ends its iterators by a method that abstract-level 3 does not have: each query would leak one. */
const endIterators = (): void => {
  const { AbstractValueIterator, AbstractKeyIterator } = loadBesideDynalite('abstract-level');
  for (const kind of [AbstractValueIterator, AbstractKeyIterator]) {
    kind.prototype.return ??= function close(this: { close: () => unknown }) {
      return this.close();
    };
  }
};

/**
 * Makes dynalite's store without its web server: that server hides a locked folder, dies of a connection that breaks
 * off, and cannot be closed unless it listened. Bound to dynalite 4.0.0, which package.json pins.
 *
 * @param path the folder on disk; absent: in memory
 */
export const createStore = (path: string | undefined): DynaliteStore => {
  endIterators();
  return load('dynalite/db').create({ createTableMs: 0, ...(path === undefined ? {} : { path }) });
};

/** Carries out one DynamoDB API action on the store, as its web server would. */
export const perform = async (store: DynaliteStore, action: string, body: string): Promise<DynaliteAnswer> => {
  if (!ACTIONS.has(action)) return { statusCode: 400, body: { __type: 'com.amazon.coral.service#UnknownOperationException' } };
  const name = action.charAt(0).toLowerCase() + action.slice(1);
  const validations: Validations = load('dynalite/validations');
  const own = load(`dynalite/validations/${name}`);
  const run: Action = load(`dynalite/actions/${name}`);
  try {
    const input = validations.checkTypes(JSON.parse(body), own.types);
    validations.checkValidations(input, own.types, own.custom, store);
    const output = await new Promise((resolve, reject) => run(store, input, (error, value) => (error ? reject(error) : resolve(value))));
    return { statusCode: 200, body: output };
  } catch (error) {
    const failure = failureSchema.safeParse(error);
    if (failure.success) return { statusCode: failure.data.statusCode, body: failure.data.body };
    throw error;
  }
};

import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Item, Send } from '../aws/table.js';
import type { DynaliteAnswer } from './dynalite-internals.js';

/** The actions that only read, and the store's names of them. */
const READS: ReadonlyMap<Parameters<Send>[0], string> = new Map([
  ['get', 'GetItem'],
  ['query', 'Query'],
  ['scan', 'Scan'],
]);

/** Members of a request that hold attribute values. */
const WITH_VALUES: ReadonlySet<string> = new Set(['Key', 'ExclusiveStartKey', 'ExpressionAttributeValues']);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const toStore = (input: Item, tableName: string): string => {
  const members = Object.entries(input).map(([name, value]) =>
    WITH_VALUES.has(name) && isRecord(value) ? [name, marshall(value, { removeUndefinedValues: true })] : [name, value],
  );
  return JSON.stringify({ ...Object.fromEntries(members), TableName: tableName });
};

/** Binary values are base64 in the store's JSON; the table has none inside of maps or lists. */
const withBytes = (value: unknown): unknown =>
  isRecord(value) && typeof value['B'] === 'string' ? { B: new Uint8Array(Buffer.from(value['B'], 'base64')) } : value;

const fromStore = (item: unknown): unknown => {
  if (!isRecord(item)) return undefined;
  const attributes = Object.fromEntries(Object.entries(item).map(([name, value]) => [name, withBytes(value)]));
  return unmarshall(attributes as Parameters<typeof unmarshall>[0]);
};

const outputOf = (body: unknown): Item => {
  if (!isRecord(body)) return {};
  const { Item: item, Items: items, LastEvaluatedKey: last, ...rest } = body;
  return {
    ...rest,
    ...(item === undefined ? {} : { Item: fromStore(item) }),
    ...(Array.isArray(items) ? { Items: items.map(fromStore) } : {}),
    ...(last === undefined ? {} : { LastEvaluatedKey: fromStore(last) }),
  };
};

/**
 * Sends what only reads straight to the store of this process. The SDK's client writes and parses each answer as the
 * text of an HTTP body, which takes longer than the store itself.
 *
 * @param send carries out what writes
 * @throws Error when the store refuses a request
 */
export const readDirectly =
  (perform: (action: string, body: string) => Promise<DynaliteAnswer>, send: Send, tableName: string): Send =>
  async (action, input) => {
    const name = READS.get(action);
    if (name === undefined) return send(action, input);
    const { statusCode, body } = await perform(name, toStore(input, tableName));
    if (statusCode !== 200) throw new Error(`The store refused ${name}: ${JSON.stringify(body)}`);
    return outputOf(body);
  };

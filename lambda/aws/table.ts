/** An item as the document client gives it. */
export type Item = Readonly<Record<string, unknown>>;

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** Expression parts shared by all requests, in DynamoDB's own syntax; every name is aliased with `#`. */
interface Expressions {
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Item;
}

export interface PutRequest extends Expressions {
  readonly item: Key & Item;
  readonly condition?: string;
}

export interface UpdateRequest extends Expressions {
  readonly key: Key;
  readonly update: string;
  readonly condition: string;
}

export interface QueryRequest extends Expressions {
  readonly index?: 'agenda' | 'waiting';
  readonly keyCondition: string;
  readonly consistent?: boolean;
  readonly backward?: boolean;
  /** Items wanted at most, over all pages; Number.MAX_SAFE_INTEGER for all. */
  readonly limit: number;
}

/** One request to DynamoDB, named after its API action; conditions that fail reject with ConditionalCheckFailedException. */
export type Send = (
  action: 'get' | 'put' | 'update' | 'query' | 'delete' | 'scan',
  input: Readonly<Record<string, unknown>>,
) => Promise<Item>;

export interface Table {
  /** A consistent read. */
  readonly get: (key: Key) => Promise<Item | undefined>;
  readonly put: (request: PutRequest) => Promise<'done' | 'refused'>;
  /** The item after the update, or that its condition refused it. Every update has a condition: none may create an item. */
  readonly update: (request: UpdateRequest) => Promise<Item | 'refused'>;
  readonly query: (request: QueryRequest) => Promise<readonly Item[]>;
  readonly delete: (key: Key) => Promise<void>;
  /** All items, page by page; for upkeep of the embedded store and for exports. */
  readonly scan: () => AsyncGenerator<readonly Item[]>;
}

const isRefusal = (error: unknown): boolean => error instanceof Error && error.name === 'ConditionalCheckFailedException';

const orRefused = async <T>(sending: Promise<T>): Promise<T | 'refused'> => {
  try {
    return await sending;
  } catch (error) {
    if (isRefusal(error)) return 'refused';
    throw error;
  }
};

const expressions = ({ names, values }: Expressions) => ({
  ...(names === undefined ? {} : { ExpressionAttributeNames: names }),
  ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
});

const itemsOf = (output: Item): readonly Item[] => (Array.isArray(output['Items']) ? output['Items'] : []);

const isItem = (value: unknown): value is Item => typeof value === 'object' && value !== null;

const itemOf = (value: unknown): Item | undefined => (isItem(value) ? value : undefined);

/** The table's operations over any sender of requests; pages are followed here. */
export const makeTable = (send: Send): Table => ({
  get: async (key) => itemOf((await send('get', { Key: key, ConsistentRead: true }))['Item']),
  put: async ({ item, condition, ...rest }) => {
    const output = await orRefused(
      send('put', { Item: item, ...(condition === undefined ? {} : { ConditionExpression: condition }), ...expressions(rest) }),
    );
    return output === 'refused' ? 'refused' : 'done';
  },
  update: async ({ key, update, condition, ...rest }) => {
    const output = await orRefused(
      send('update', { Key: key, UpdateExpression: update, ConditionExpression: condition, ReturnValues: 'ALL_NEW', ...expressions(rest) }),
    );
    return output === 'refused' ? 'refused' : (itemOf(output['Attributes']) ?? {});
  },
  query: async ({ index, keyCondition, consistent, backward, limit, ...rest }) => {
    const items: Item[] = [];
    let start: unknown;
    do {
      const output = await send('query', {
        KeyConditionExpression: keyCondition,
        ConsistentRead: consistent === true,
        ScanIndexForward: backward !== true,
        ...(limit === Number.MAX_SAFE_INTEGER ? {} : { Limit: limit - items.length }),
        ...(index === undefined ? {} : { IndexName: index }),
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
        ...expressions(rest),
      });
      items.push(...itemsOf(output));
      start = output['LastEvaluatedKey'];
    } while (start !== undefined && items.length < limit);
    return items;
  },
  delete: async (key) => {
    await send('delete', { Key: key });
  },
  scan: async function* () {
    let start: unknown;
    do {
      const output = await send('scan', { ConsistentRead: true, ...(start === undefined ? {} : { ExclusiveStartKey: start }) });
      yield itemsOf(output);
      start = output['LastEvaluatedKey'];
    } while (start !== undefined);
  },
});

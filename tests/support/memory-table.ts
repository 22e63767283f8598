import type { Item, Key, Send } from '../../lambda/aws/table.js';

// A store in memory that understands the requests of lambda/aws: the contract tests hold it against a real engine.

type Values = Readonly<Record<string, unknown>>;

interface Request {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Values;
}

type Test = (item: Item | undefined, request: Request) => boolean;
type Change = (item: Record<string, unknown>, request: Request) => void;

const TOKEN = /\s*(attribute_exists|attribute_not_exists|begins_with|<=|>=|<>|[(),=<>+-]|AND\b|OR\b|SET\b|REMOVE\b|ADD\b|[#:][A-Za-z]+)/y;

const tokensOf = (text: string): string[] => {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (found === null) throw new Error(`cannot read the expression at ${at}: ${text}`);
    tokens.push(found[1] ?? '');
    if (text.slice(TOKEN.lastIndex).trim() === '') break;
  }
  return tokens;
};

const nameOf = (alias: string, { names }: Request): string => {
  const name = names[alias];
  if (name === undefined) throw new Error(`ValidationException: no name for ${alias}`);
  return name;
};

const operandOf = (token: string, item: Item | undefined, request: Request): unknown => {
  if (token.startsWith('#')) return item?.[nameOf(token, request)];
  if (!(token in request.values)) throw new Error(`ValidationException: no value for ${token}`);
  return request.values[token];
};

const compare = (operator: string, left: unknown, right: unknown): boolean => {
  if (left === undefined || right === undefined) return false;
  if (operator === '=') return left === right;
  if (operator === '<>') return left !== right;
  if (typeof left !== typeof right || (typeof left !== 'number' && typeof left !== 'string')) return false;
  const order = left < (right as typeof left) ? -1 : left === right ? 0 : 1;
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
};

/** `a AND (b OR c)`: OR binds weaker than AND, as in DynamoDB. */
const parseCondition = (text: string): Test => {
  const tokens = tokensOf(text);
  let at = 0;
  const next = (): string => tokens[at++] ?? '';
  const call = (name: string): Test => {
    next();
    const path = next();
    if (name !== 'begins_with') {
      next();
      return (item, request) => (item?.[nameOf(path, request)] !== undefined) === (name === 'attribute_exists');
    }
    next();
    const prefix = next();
    next();
    return (item, request) => String(operandOf(path, item, request) ?? '').startsWith(String(operandOf(prefix, item, request)));
  };
  const single = (): Test => {
    const token = next();
    if (token === '(') {
      const inner = either();
      next();
      return inner;
    }
    if (token.startsWith('attribute_') || token === 'begins_with') return call(token);
    const operator = next();
    const right = next();
    return (item, request) => compare(operator, operandOf(token, item, request), operandOf(right, item, request));
  };
  const both = (): Test => {
    let test = single();
    while (tokens[at] === 'AND') {
      next();
      const [left, right] = [test, single()];
      test = (item, request) => left(item, request) && right(item, request);
    }
    return test;
  };
  const either = (): Test => {
    let test = both();
    while (tokens[at] === 'OR') {
      next();
      const [left, right] = [test, both()];
      test = (item, request) => left(item, request) || right(item, request);
    }
    return test;
  };
  return either();
};

const parseUpdate = (text: string): Change => {
  const tokens = tokensOf(text);
  const changes: Change[] = [];
  let section = '';
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at] ?? '';
    if (token === 'SET' || token === 'REMOVE' || token === 'ADD') section = token;
    if (token === ',' || token === section) {
      at += 1;
      continue;
    }
    const second = tokens[at + 1] ?? '';
    const third = tokens[at + 2] ?? '';
    if (section === 'SET') {
      changes.push((item, request) => {
        item[nameOf(token, request)] = copyOf(operandOf(third, item, request));
      });
      at += 3;
    } else if (section === 'REMOVE') {
      changes.push((item, request) => {
        delete item[nameOf(token, request)];
      });
      at += 1;
    } else {
      changes.push((item, request) => {
        item[nameOf(token, request)] = Number(item[nameOf(token, request)] ?? 0) + Number(operandOf(second, item, request));
      });
      at += 2;
    }
  }
  return (item, request) => {
    for (const change of changes) change(item, request);
  };
};

const remembered = <T>(parse: (text: string) => T): ((text: string) => T) => {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const parsed = parse(text);
    known.set(text, parsed);
    return parsed;
  };
};

const condition = remembered(parseCondition);
const change = remembered(parseUpdate);

class ConditionalCheckFailedException extends Error {
  override readonly name = 'ConditionalCheckFailedException';
}

const withoutUndefined = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (value instanceof Uint8Array) return Uint8Array.from(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [name, withoutUndefined(member)]),
  );
};

const copyOf = <T>(value: T): T => withoutUndefined(value) as T;

const asItem = (value: unknown): Record<string, unknown> => withoutUndefined(value) as Record<string, unknown>;

export interface MemoryTable {
  readonly send: Send;
  readonly items: ReadonlyMap<string, Item>;
  /** What reads of the agenda index see instead of the items: the index is eventually consistent. */
  staleAgenda: (() => readonly Item[] | undefined) | undefined;
}

const keyText = ({ pk, sk }: Key): string => `${pk}\u0000${sk}`;

const SORT_KEYS: Readonly<Record<string, string>> = { agenda: 'wakeAt', waiting: 'waitingAt', table: 'sk' };

const bySortKey = (name: string) => (left: Item, right: Item) => {
  const [a, b] = [left[name], right[name]];
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : 1;
};

/** Makes an empty table. Every request is carried out at once, as one step; stored items are never changed in place. */
export const makeMemoryTable = (): MemoryTable => {
  const items = new Map<string, Item>();
  const partitions = new Map<unknown, Map<string, Item>>();
  const partitionOf = (pk: unknown): Map<string, Item> => {
    const known = partitions.get(pk) ?? new Map<string, Item>();
    partitions.set(pk, known);
    return known;
  };
  const agendas = new Map<unknown, Map<string, Item>>();
  const agendaOf = (name: unknown): Map<string, Item> => {
    const known = agendas.get(name) ?? new Map<string, Item>();
    agendas.set(name, known);
    return known;
  };
  const store = (key: string, item: Item): void => {
    items.set(key, item);
    partitionOf(item['pk']).set(key, item);
    if (item['agenda'] !== undefined) agendaOf(item['agenda']).set(key, item);
  };
  const requestOf = (input: Readonly<Record<string, unknown>>): Request => ({
    names: (input['ExpressionAttributeNames'] ?? {}) as Readonly<Record<string, string>>,
    values: asItem(input['ExpressionAttributeValues'] ?? {}),
  });
  const check = (input: Readonly<Record<string, unknown>>, item: Item | undefined): void => {
    const text = input['ConditionExpression'];
    if (typeof text === 'string' && !condition(text)(item, requestOf(input)))
      throw new ConditionalCheckFailedException('the condition failed');
  };
  const query = (input: Readonly<Record<string, unknown>>): Item => {
    const index = typeof input['IndexName'] === 'string' ? input['IndexName'] : 'table';
    const sortKey = SORT_KEYS[index] ?? 'sk';
    const request = requestOf(input);
    const source =
      index === 'agenda'
        ? (table.staleAgenda?.() ?? [...agendaOf(request.values[':agenda']).values()])
        : [...partitionOf(request.values[':pk']).values()];
    const test = condition(String(input['KeyConditionExpression']));
    const found = source.filter((item) => item[sortKey] !== undefined && test(item, request)).sort(bySortKey(sortKey));
    if (input['ScanIndexForward'] === false) found.reverse();
    return { Items: found.slice(0, Number(input['Limit'] ?? found.length)) };
  };
  const table: MemoryTable = {
    items,
    staleAgenda: undefined,
    send: async (action, input) => {
      if (action === 'query') return query(input);
      if (action === 'scan') return { Items: [...items.values()] };
      const key = keyText((action === 'put' ? input['Item'] : input['Key']) as Key);
      const item = items.get(key);
      if (action === 'get') return item === undefined ? {} : { Item: item };
      check(input, item);
      if (action === 'delete') {
        items.delete(key);
        partitionOf((input['Key'] as Key).pk).delete(key);
        for (const agenda of agendas.values()) agenda.delete(key);
        return {};
      }
      if (action === 'put') {
        store(key, asItem(input['Item']));
        return {};
      }
      const updated = { ...(item ?? asItem(input['Key'])) };
      change(String(input['UpdateExpression']))(updated, requestOf(input));
      store(key, updated);
      return { Attributes: updated };
    },
  };
  return table;
};

import type { Send } from '../../lambda/aws/table.js';

type Input = Readonly<Record<string, unknown>>;

/** A clause of the protocol, taken out at the store's door: the crash test must turn red without it. */
export const CLAUSES = [
  'a-completion-keeps-what-a-nudge-changed',
  'a-completion-needs-the-token',
  'a-claim-respects-the-lease',
  'alerts-are-put-once',
  'a-nudge-counts-the-version',
  'a-plan-is-written-before-publishing',
  'a-logged-message-is-not-sent-again',
  'channels-are-armed-before-alerts-are-put',
  'the-desk-plans-each-write',
  'storylines-are-remembered',
] as const;

export type Clause = (typeof CLAUSES)[number];

const text = (input: Input, name: string): string => String(input[name] ?? '');

const keyOf = (input: Input): { readonly pk: string; readonly sk: string } => {
  const key = (input['Key'] ?? input['Item'] ?? {}) as { readonly pk?: string; readonly sk?: string };
  return { pk: key.pk ?? '', sk: key.sk ?? '' };
};

const isCompletion = (input: Input): boolean =>
  text(input, 'UpdateExpression').includes('#leaseUntil') && text(input, 'UpdateExpression').includes('REMOVE');

const writesPlan = (input: Input): boolean => text(input, 'UpdateExpression').startsWith('SET #plan = :plan') && !isCompletion(input);

const without = (input: Input, from: string, to: string): Input => ({
  ...input,
  ConditionExpression: text(input, 'ConditionExpression').replace(from, to),
});

const ALWAYS = 'attribute_exists(#token) OR attribute_not_exists(#token)';

/** How each clause is taken out: what is sent instead, or the answer without sending. */
const REMOVALS: Readonly<Record<Clause, (action: string, input: Input) => Input | 'skip'>> = {
  'a-completion-keeps-what-a-nudge-changed': (action, input) =>
    action === 'update' && isCompletion(input) ? without(input, ' AND #version = :version', '') : input,
  'a-completion-needs-the-token': (action, input) =>
    action === 'update' && isCompletion(input) ? without(input, '#token = :held', `(${ALWAYS})`) : input,
  'a-claim-respects-the-lease': (action, input) =>
    action === 'update' && text(input, 'UpdateExpression').startsWith('SET #leaseUntil')
      ? without(without(input, ' AND (attribute_not_exists(#leaseUntil) OR #leaseUntil <= :now)', ''), ' AND #attempts = :attempts', '')
      : input,
  'alerts-are-put-once': (action, input) => {
    if (action !== 'put' || !keyOf(input).sk.startsWith('alert#')) return input;
    const { ConditionExpression: _removed, ...rest } = input;
    return rest;
  },
  'a-nudge-counts-the-version': (action, input) =>
    action === 'update' &&
    text(input, 'UpdateExpression').includes('ADD #version :one') &&
    !text(input, 'UpdateExpression').includes('#revision')
      ? {
          ...input,
          UpdateExpression: text(input, 'UpdateExpression').replace('ADD #version :one', 'ADD #version :zero'),
          ExpressionAttributeValues: { ...(input['ExpressionAttributeValues'] as Input), ':zero': 0 },
        }
      : input,
  'a-plan-is-written-before-publishing': (action, input) =>
    action === 'update' && writesPlan(input) && keyOf(input).pk.startsWith('channel#') ? 'skip' : input,
  'a-logged-message-is-not-sent-again': (action, input) => (action === 'get' && keyOf(input).sk.startsWith('message#') ? 'skip' : input),
  'channels-are-armed-before-alerts-are-put': (action, input) =>
    action === 'update' && text(input, 'UpdateExpression').includes('#armedUntil = :at') ? 'skip' : input,
  'the-desk-plans-each-write': (action, input) => (action === 'update' && writesPlan(input) && keyOf(input).pk === 'desk' ? 'skip' : input),
  'storylines-are-remembered': (action, input) => (action === 'put' && keyOf(input).sk.startsWith('storyline#') ? 'skip' : input),
};

/** The sender without one clause; with all of them when none is named. */
export const withoutClause = (send: Send, clause: Clause | undefined): Send => {
  if (clause === undefined) return send;
  return async (action, input) => {
    const instead = REMOVALS[clause](action, input);
    return instead === 'skip' ? (action === 'update' ? { Attributes: {} } : {}) : send(action, instead);
  };
};

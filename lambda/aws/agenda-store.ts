import { type Instant, plus } from '../core/time.js';
import type { EntryKind, EntryRef } from '../pipeline/entries.js';
import type { Agenda, Claim, Completed, Completion, Held } from '../pipeline/ports.js';
import { MOST_ATTEMPTS, SLEEP_MS } from '../pipeline/workers.js';
import { type ClaimFields, keySchema, readClaimFields, readState } from './codec.js';
import { assign, updateOf } from './expression.js';
import { agendaOf, agendasOf, entryIdOf, entryKey, toSeconds } from './keys.js';
import type { Table } from './table.js';

interface ClaimRequest {
  readonly now: Instant;
  readonly leaseMs: number;
  readonly token: string;
}

const NO_LEASE = '(attribute_not_exists(#leaseUntil) OR #leaseUntil <= :now)';

/** Each attempt that never came back doubles the next lease, so that a crashing entry is tried ever more rarely. */
const leaseEnd = ({ now, leaseMs }: ClaimRequest, attempts: number): Instant => plus(now, leaseMs * 2 ** Math.min(attempts, MOST_ATTEMPTS));

const notClaimable = (fields: ClaimFields, now: Instant) => {
  if (fields.wakeAt === undefined || fields.wakeAt > now) return 'not-due';
  return fields.leaseUntil !== undefined && fields.leaseUntil > now ? 'leased' : undefined;
};

const makeClaim = (table: Table) => {
  /** Moves a sleeping entry's wake-up behind its sleep again after a nudge brought it forward. */
  const staySleeping = async (ref: EntryRef, { asleepUntil, version }: ClaimFields): Promise<void> => {
    await table.update({
      key: entryKey(ref),
      update: 'SET #wakeAt = :asleepUntil',
      condition: '#version = :version AND #asleepUntil = :asleepUntil',
      names: { '#wakeAt': 'wakeAt', '#version': 'version', '#asleepUntil': 'asleepUntil' },
      values: { ':asleepUntil': asleepUntil, ':version': version },
    });
  };
  const fallAsleep = async (ref: EntryRef, fields: ClaimFields, now: Instant): Promise<boolean> => {
    const slept = await table.update({
      key: entryKey(ref),
      update: 'SET #wakeAt = :until, #asleepUntil = :until, #attempts = :zero REMOVE #leaseUntil, #token',
      condition: `#attempts = :attempts AND ${NO_LEASE}`,
      names: {
        '#wakeAt': 'wakeAt',
        '#asleepUntil': 'asleepUntil',
        '#attempts': 'attempts',
        '#leaseUntil': 'leaseUntil',
        '#token': 'token',
      },
      values: { ':until': plus(now, SLEEP_MS), ':zero': 0, ':attempts': fields.attempts, ':now': now },
    });
    return slept !== 'refused';
  };
  const take = async <K extends EntryKind>(
    ref: { readonly kind: K; readonly id: string },
    fields: ClaimFields,
    request: ClaimRequest,
  ): Promise<Claim<K>> => {
    const leaseUntil = leaseEnd(request, fields.attempts);
    const item = await table.update({
      key: entryKey(ref),
      update: 'SET #leaseUntil = :leaseUntil, #token = :token, #attempts = :next',
      condition: `#wakeAt <= :now AND ${NO_LEASE} AND #attempts = :attempts`,
      names: { '#wakeAt': 'wakeAt', '#leaseUntil': 'leaseUntil', '#token': 'token', '#attempts': 'attempts' },
      values: {
        ':leaseUntil': leaseUntil,
        ':token': request.token,
        ':now': request.now,
        ':attempts': fields.attempts,
        ':next': fields.attempts + 1,
      },
    });
    if (item === 'refused') return { kind: 'not-held', because: 'raced' };
    const { version, attempts } = readClaimFields(item);
    return { kind: 'held', held: { ref, token: request.token, version, attempts, leaseUntil, state: readState(ref.kind, item) } };
  };
  return async <K extends EntryKind>(kind: K, id: string, request: ClaimRequest): Promise<Claim<K>> => {
    const item = await table.get(entryKey({ kind, id }));
    if (item === undefined) return { kind: 'not-held', because: 'missing' };
    const fields = readClaimFields(item);
    const because = notClaimable(fields, request.now);
    if (because !== undefined) return { kind: 'not-held', because };
    if (fields.asleepUntil !== undefined && fields.asleepUntil > request.now) {
      await staySleeping({ kind, id }, fields);
      return { kind: 'not-held', because: 'asleep' };
    }
    if (fields.attempts < MOST_ATTEMPTS) return take({ kind, id }, fields, request);
    return { kind: 'not-held', because: (await fallAsleep({ kind, id }, fields, request.now)) ? 'crashes-worker' : 'raced' };
  };
};

const makeNudge = (table: Table): Agenda['nudge'] => {
  const bring = (ref: EntryRef, at: Instant, armed: boolean) =>
    table.update({
      key: entryKey(ref),
      update: `SET #wakeAt = :at, #agenda = :agenda${armed ? ', #armedUntil = :at' : ''} ADD #version :one`,
      condition: 'attribute_exists(#pk) AND (attribute_not_exists(#wakeAt) OR #wakeAt > :at)',
      names: {
        '#pk': 'pk',
        '#wakeAt': 'wakeAt',
        '#agenda': 'agenda',
        '#version': 'version',
        ...(armed ? { '#armedUntil': 'armedUntil' } : {}),
      },
      values: { ':at': at, ':agenda': agendaOf(ref), ':one': 1 },
    });
  const mark = (ref: EntryRef, at: Instant, armed: boolean) =>
    table.update({
      key: entryKey(ref),
      update: `${armed ? 'SET #armedUntil = :at ' : ''}ADD #version :one`,
      condition: '#wakeAt <= :at',
      names: { '#wakeAt': 'wakeAt', '#version': 'version', ...(armed ? { '#armedUntil': 'armedUntil' } : {}) },
      values: { ':at': at, ':one': 1 },
    });
  return async (ref, at, arm) => {
    const armed = arm === 'arm';
    for (;;) {
      if ((await bring(ref, at, armed)) !== 'refused') return 'nudged';
      if ((await mark(ref, at, armed)) !== 'refused') return 'nudged';
      if ((await table.get(entryKey(ref))) === undefined) return 'missing';
    }
  };
};

const RELEASED = { leaseUntil: undefined, token: undefined, asleepUntil: undefined, attempts: 0 } as const;

const makeComplete = (table: Table) => {
  const write = (held: Held<EntryKind>, patch: object, sameVersion: boolean) => {
    const assignment = assign({ ...patch, ...RELEASED });
    return table.update({
      key: entryKey(held.ref),
      update: updateOf(assignment),
      condition: sameVersion ? '#token = :held AND #version = :version' : '#token = :held',
      names: { ...assignment.names, ...(sameVersion ? { '#version': 'version' } : {}) },
      values: { ...assignment.values, ':held': held.token, ...(sameVersion ? { ':version': held.version } : {}) },
    });
  };
  return async <K extends EntryKind>(
    held: Held<K>,
    { now, state, forget = [], wakeAt, settleUntil }: Completion<K>,
  ): Promise<Completed> => {
    const settled = settleUntil === undefined ? {} : { waitingAt: undefined, expiresAt: toSeconds(settleUntil) };
    const forgotten = Object.fromEntries(forget.map((name) => [name, undefined]));
    if ((await write(held, { ...state, ...forgotten, ...settled, wakeAt }, true)) !== 'refused') return 'completed';
    return (await write(held, { ...state, wakeAt: now }, false)) === 'refused' ? 'lost' : 'requeued';
  };
};

const makeCreate =
  (table: Table): Agenda['create'] =>
  async (kind, id, state, wakeAt) => {
    const ref = { kind, id };
    const item = {
      ...entryKey(ref),
      ...Object.fromEntries(Object.entries(state)),
      agenda: agendaOf(ref),
      version: 0,
      attempts: 0,
      ...(wakeAt === undefined ? {} : { wakeAt }),
    };
    const put = await table.put({ item, condition: 'attribute_not_exists(#pk)', names: { '#pk': 'pk' } });
    return put === 'done' ? 'created' : 'exists';
  };

const makeDue =
  (table: Table): Agenda['due'] =>
  async (kind, now, limit) => {
    const shards = await Promise.all(
      agendasOf(kind).map((agenda) =>
        table.query({
          index: 'agenda',
          keyCondition: '#agenda = :agenda AND #wakeAt <= :now',
          names: { '#agenda': 'agenda', '#wakeAt': 'wakeAt' },
          values: { ':agenda': agenda, ':now': now },
          limit,
        }),
      ),
    );
    return shards
      .flat()
      .map((item) => keySchema.parse(item))
      .sort((left, right) => left.wakeAt - right.wakeAt)
      .slice(0, limit)
      .map((row) => ({ id: entryIdOf(kind, row), wakeAt: row.wakeAt }));
  };

const makeSave =
  (table: Table): Agenda['save'] =>
  async (held, patch) => {
    const assignment = assign(patch);
    const saved = await table.update({
      key: entryKey(held.ref),
      update: updateOf(assignment),
      condition: '#token = :held',
      names: { ...assignment.names, '#token': 'token' },
      values: { ...assignment.values, ':held': held.token },
    });
    return saved === 'refused' ? 'lost' : 'saved';
  };

const makeAmend =
  (table: Table): Agenda['amend'] =>
  async (kind, id, patch) => {
    const assignment = assign(patch);
    const amended = await table.update({
      key: entryKey({ kind, id }),
      update: updateOf(assignment),
      condition: 'attribute_exists(#pk)',
      names: { ...assignment.names, '#pk': 'pk' },
      values: assignment.values,
    });
    return amended === 'refused' ? 'missing' : 'amended';
  };

const makeRead =
  (table: Table): Agenda['read'] =>
  async (kind, id) => {
    const item = await table.get(entryKey({ kind, id }));
    if (item === undefined) return undefined;
    const { wakeAt, attempts, asleepUntil } = readClaimFields(item);
    return {
      state: readState(kind, item),
      attempts,
      ...(wakeAt === undefined ? {} : { wakeAt }),
      ...(asleepUntil === undefined ? {} : { asleepUntil }),
    };
  };

/** The agenda protocol on DynamoDB: claims, nudges and completions as conditional updates of single items. */
export const makeAgendaStore = (table: Table): Agenda => ({
  claim: makeClaim(table),
  nudge: makeNudge(table),
  save: makeSave(table),
  amend: makeAmend(table),
  complete: makeComplete(table),
  leaseEnd: async (held) => {
    const { token, leaseUntil } = readClaimFields((await table.get(entryKey(held.ref))) ?? {});
    return token === held.token ? leaseUntil : undefined;
  },
  due: makeDue(table),
  create: makeCreate(table),
  read: makeRead(table),
});

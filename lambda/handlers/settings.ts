import * as z from 'zod';
import { ENTRY_KINDS, type EntryKind } from '../pipeline/entries.js';

const schema = z.object({
  TABLE_NAME: z.string().min(1),
  TOPIC_PREFIX: z.string().min(1),
  USER_AGENT: z.string().min(1),
  POLL_MINUTES: z.coerce.number().positive(),
  ALLOW_LOOPBACK: z.literal('true').exactOptional(),
  WEBSUB_URL: z.url().exactOptional(),
});

export interface HandlerSettings {
  readonly tableName: string;
  readonly topicPrefix: string;
  readonly userAgent: string;
  readonly pollMinutes: number;
  /** For trials only: feeds may be fetched from 127.0.0.1. */
  readonly allowLoopback: boolean;
  /** The public address at which hubs are answered; absent when WebSub is off. */
  readonly webSubUrl?: string;
  /** Addresses of the hint queues that this function may send to; '' for the others. */
  readonly queueUrls: Readonly<Record<EntryKind, string>>;
}

/** The name of the variable that carries the address of a kind's queue. */
export const queueVariable = (kind: EntryKind): string => `QUEUE_URL_${kind.toUpperCase()}`;

const queueUrls = (environment: NodeJS.ProcessEnv): Readonly<Record<EntryKind, string>> => {
  const urls = { feed: '', desk: '', deadline: '', channel: '', watchlist: '' };
  for (const kind of ENTRY_KINDS) urls[kind] = environment[queueVariable(kind)] ?? '';
  return urls;
};

/** The function's settings from its environment. @throws ZodError that names the variables that are missing */
export const readSettings = (): HandlerSettings => {
  const parsed = schema.parse(process.env);
  return {
    tableName: parsed.TABLE_NAME,
    topicPrefix: parsed.TOPIC_PREFIX,
    userAgent: parsed.USER_AGENT,
    pollMinutes: parsed.POLL_MINUTES,
    allowLoopback: parsed.ALLOW_LOOPBACK === 'true',
    ...(parsed.WEBSUB_URL === undefined ? {} : { webSubUrl: parsed.WEBSUB_URL.replace(/\/+$/, '') }),
    queueUrls: queueUrls(process.env),
  };
};

import { instant, latest, MINUTE_MS, plus } from '../core/time.js';
import { unreachable } from '../core/unreachable.js';
import { isSame, isSigned, leaseEnd } from '../feeds/websub.js';
import type { World } from './ports.js';

/** A call of a hub, as any web server can hand it over. */
export interface HubCall {
  readonly method: string;
  readonly feedId: string;
  /** The secret part of the callback's path. */
  readonly token: string;
  readonly query: URLSearchParams;
  readonly signature: string | undefined;
  readonly body: Uint8Array;
}

export interface HubAnswer {
  readonly status: 200 | 202 | 404 | 405;
  readonly body: string;
}

export type WebSubEndpoint = (call: HubCall) => Promise<HubAnswer>;

type EndpointWorld = Pick<World, 'agenda' | 'clock' | 'hints' | 'log'>;

/** Pushes come at most this often to the publisher itself. */
const FLOOR_MS = 20_000;
const PAUSES: ReadonlySet<string> = new Set(['publisher-says-later', 'backing-off', 'gone']);

const NOT_OURS: HubAnswer = { status: 404, body: 'not subscribed' };

/** The entry of the feed that a hub was asked about, if the call came by the path that it was given. */
const askedEntry = async ({ agenda }: EndpointWorld, { feedId, token }: HubCall) => {
  const entry = await agenda.read('feed', feedId);
  const asked = entry?.state.hubRequest;
  return entry === undefined || asked === undefined || !isSame(asked.token, token) ? undefined : { entry, asked };
};

const confirm = async (world: EndpointWorld, call: HubCall): Promise<HubAnswer> => {
  const { agenda, clock } = world;
  const { feedId, query } = call;
  const asked = (await askedEntry(world, call))?.asked;
  const topic = query.get('hub.topic');
  const mode = query.get('hub.mode');
  if (asked === undefined || topic !== asked.topic) return NOT_OURS;
  if (mode === 'denied') {
    await agenda.amend('feed', feedId, { hubLease: undefined });
    return { status: 200, body: '' };
  }
  const challenge = query.get('hub.challenge');
  if (mode !== 'subscribe' || challenge === null || challenge.length > 1_000) return NOT_OURS;
  await agenda.amend('feed', feedId, { hubLease: { topic, until: leaseEnd(query.get('hub.lease_seconds'), clock()) } });
  return { status: 200, body: challenge };
};

/** What a hub sends is taken as a hint only: the feed itself is polled, by the one path that stories come in. */
const takeHint = async (world: EndpointWorld, call: HubCall): Promise<HubAnswer> => {
  const { agenda, clock, hints, log } = world;
  const { feedId, signature, body } = call;
  const found = await askedEntry(world, call);
  if (found === undefined) return NOT_OURS;
  const { entry, asked } = found;
  if (!isSigned(signature, body, asked.secret)) {
    log('push is not signed by its hub', { feedId });
    return { status: 202, body: '' };
  }
  const now = clock();
  const { polledAt = instant(0), because = '' } = entry.state;
  // A publisher that asked for a pause gets it, whatever its hub says.
  const pause = PAUSES.has(because) ? (entry.wakeAt ?? now) : now;
  const at = latest(now, plus(polledAt, FLOOR_MS), pause);
  await agenda.amend('feed', feedId, { pushedAt: now });
  await agenda.nudge({ kind: 'feed', id: feedId }, at);
  if (at - now < MINUTE_MS) await hints.send('feed', [feedId], at - now);
  return { status: 202, body: '' };
};

type Action = 'confirm' | 'push' | 'other';

const actionOf = (method: string): Action => (method === 'GET' ? 'confirm' : method === 'POST' ? 'push' : 'other');

/** Answers hubs: confirms the subscriptions that we asked for and no others, and takes signed pushes as hints. */
export const makeWebSubEndpoint =
  (world: EndpointWorld): WebSubEndpoint =>
  async (call) => {
    const action = actionOf(call.method);
    switch (action) {
      case 'confirm':
        return confirm(world, call);
      case 'push':
        return takeHint(world, call);
      case 'other':
        return { status: 405, body: '' };
      default:
        return unreachable(action);
    }
  };

/** What a callback's path names, `…/websub/ID/TOKEN`; undefined when it is another path. */
export const callbackOf = (path: string): { readonly feedId: string; readonly token: string } | undefined => {
  const [, feedId, token] = /\/websub\/([\da-f]{8,64})\/([\w-]{1,80})\/?$/.exec(path) ?? [];
  return feedId === undefined || token === undefined ? undefined : { feedId, token };
};

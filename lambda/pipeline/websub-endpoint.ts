import { unreachable } from '../core/unreachable.js';
import { isSigned, leaseEnd } from '../feeds/websub.js';
import type { World } from './ports.js';

/** A call of a hub, as any web server can hand it over. */
export interface HubCall {
  readonly method: string;
  readonly feedId: string;
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

const NOT_OURS: HubAnswer = { status: 404, body: 'not subscribed' };

const confirm = async ({ agenda, clock }: EndpointWorld, { feedId, query }: HubCall): Promise<HubAnswer> => {
  const entry = await agenda.read('feed', feedId);
  const asked = entry?.state.hubRequest;
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
const takeHint = async ({ agenda, clock, hints, log }: EndpointWorld, { feedId, signature, body }: HubCall): Promise<HubAnswer> => {
  const entry = await agenda.read('feed', feedId);
  const asked = entry?.state.hubRequest;
  if (asked === undefined) return NOT_OURS;
  if (!isSigned(signature, body, asked.secret)) {
    log('push is not signed by its hub', { feedId });
    return { status: 202, body: '' };
  }
  const now = clock();
  await agenda.amend('feed', feedId, { pushedAt: now });
  await agenda.nudge({ kind: 'feed', id: feedId }, now);
  await hints.send('feed', [feedId]);
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

/** The feed's id in a callback's path, `…/websub/ID`; undefined when it is another path. */
export const feedIdInPath = (path: string): string | undefined => /\/websub\/([\da-f]{8,64})\/?$/.exec(path)?.[1];

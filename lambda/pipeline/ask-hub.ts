import { type HubRequest, subscriptionForm, wantsHub } from '../feeds/websub.js';
import type { PollContext } from './poll-context.js';

const LONGEST = 300;

/** The same for a renewal, new ones for another hub. */
const secretsFor = (world: PollContext['world'], hub: string, before: HubRequest | undefined) =>
  before?.hub === hub ? { secret: before.secret, token: before.token } : { secret: world.newId(), token: world.newId() };

/**
 * Asks a feed's hub to tell of news, where one is offered and a public callback is configured. What was asked is saved
 * before it is asked, since the hub may call back at once; that it fails is no failure of the poll.
 */
export const askHub = async (
  { world, held, now }: PollContext,
  offered: { readonly hub?: string; readonly topic: string },
): Promise<void> => {
  const { webSub } = world;
  const { hubRequest, hubLease } = held.state;
  const { hub, topic } = offered;
  // A secret is told to nobody in the clear.
  if (webSub === undefined || hub === undefined || !hub.startsWith('https:') || hub.length > LONGEST || topic.length > LONGEST) return;
  if (!wantsHub({ hub, topic }, hubRequest, hubLease, now)) return;
  const request: HubRequest = { hub, topic, ...secretsFor(world, hub, hubRequest), askedAt: now };
  if ((await world.agenda.save(held, { hubRequest: request })) === 'lost') return;
  const answer = await webSub.post(hub, subscriptionForm(request, `${webSub.callbackUrl}/websub/${held.ref.id}/${request.token}`));
  if (answer !== 'accepted') world.log('hub did not accept the subscription', { feedId: held.ref.id, reason: answer });
};

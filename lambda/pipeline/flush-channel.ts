import type { Alert, Channel, Delivery, Message, SentSoFar } from '../alerts/alert.js';
import { type Decision, decide } from '../alerts/decide.js';
import { composeMessage } from '../alerts/message.js';
import { messageBatch } from '../alerts/message-batch.js';
import { channelDate, isClosingTime, nextFlush, quietUntil } from '../alerts/next-flush.js';
import type { Storyline } from '../alerts/storyline.js';
import { hashId } from '../core/ids.js';
import { isAtLeast } from '../core/severity.js';
import { earliest, type Instant, MINUTE_MS, plus, SECOND_MS } from '../core/time.js';
import type { Deadline } from '../deadlines/deadline.js';
import { channelById } from '../watchlist/watchlist.js';
import type { CurrentWatchlist } from './current-watchlist.js';
import { inParallel } from './in-parallel.js';
import type { MessagePlan } from './message-plan.js';
import type { AlertOutcome, Completed, Held, World } from './ports.js';
import { type NotDone, withEntry } from './with-entry.js';

export type FlushOutcome =
  | NotDone
  | { readonly kind: 'nothing-pending' | 'closed' | 'lost'; readonly completed: Completed }
  | { readonly kind: 'held-back'; readonly because: string; readonly completed: Completed }
  | { readonly kind: 'suppressed'; readonly alerts: number; readonly completed: Completed }
  | { readonly kind: 'sent'; readonly told: number; readonly suppressed: number; readonly completed: Completed }
  | { readonly kind: 'failed'; readonly reason: string; readonly completed: Completed };

export type FlushChannel = (channelId: string) => Promise<FlushOutcome>;

interface FlushContext {
  readonly world: World;
  readonly held: Held<'channel'>;
  readonly channel: Channel;
  readonly pending: readonly Alert[];
  readonly now: Instant;
}

/** Waiting alerts that one run looks at; what is graver than the rest is among them unless even more wait. */
const MOST_WAITING = 1_000;
const WIDTH = 32;
/** Publishing begins this long before the lease ends: its own five seconds, and clocks that differ. */
const PUBLISH_MARGIN_MS = 20 * SECOND_MS;
const MOST_FAILURES = 8;
const FIRST_RETRY_MS = 15 * SECOND_MS;

const complete = async (
  { world, held }: Pick<FlushContext, 'world' | 'held'>,
  wakeAt: Instant | undefined,
  state = {},
): Promise<Completed> => {
  const now = world.clock();
  const { armedUntil } = held.state;
  const isArmed = armedUntil !== undefined && armedUntil > now;
  const completed = await world.agenda.complete(held, {
    now,
    wakeAt: isArmed ? earliest(armedUntil, wakeAt ?? armedUntil) : wakeAt,
    state,
    forget: isArmed ? [] : ['armedUntil'],
  });
  const waitMs = wakeAt === undefined ? undefined : wakeAt - now;
  if (completed === 'requeued') await world.hints.send('channel', [held.ref.id]);
  else if (waitMs !== undefined && waitMs < MINUTE_MS) await world.hints.send('channel', [held.ref.id], Math.max(0, waitMs));
  return completed;
};

const settleAll = async (world: World, channelId: string, outcomes: ReadonlyMap<string, AlertOutcome>): Promise<void> => {
  await inParallel([...outcomes], WIDTH, ([alertId, outcome]) => world.alerts.settle(channelId, alertId, outcome, world.clock()));
};

const closeDown = async ({ world, held }: Pick<FlushContext, 'world' | 'held'>, pending: readonly Alert[]): Promise<FlushOutcome> => {
  await settleAll(world, held.ref.id, new Map(pending.map((alert) => [alert.id, { kind: 'suppressed', because: 'channel-closed' }])));
  const moreWait = pending.length >= MOST_WAITING;
  return { kind: 'closed', completed: await complete({ world, held }, moreWait ? world.clock() : undefined, { plan: undefined }) };
};

const planOf = (decisions: readonly Decision[], start: Pick<MessagePlan, 'messageId' | 'failures' | 'closes'>): MessagePlan => ({
  ...start,
  tell: decisions.flatMap((decision) => (decision.kind === 'tell' ? [decision.alert.id] : [])),
  suppress: decisions.flatMap((decision) =>
    decision.kind === 'suppress' ? [{ alertId: decision.alert.id, because: decision.because }] : [],
  ),
  storylines: [
    ...new Map(
      decisions.flatMap((decision) => (decision.storyline === undefined ? [] : [[decision.storyline.id, decision.storyline] as const])),
    ).values(),
  ],
});

const observeSuppressed = ({ world, channel, pending }: FlushContext, plan: MessagePlan): void => {
  const told = new Set(
    pending.filter((alert) => plan.tell.includes(alert.id)).flatMap((alert) => (alert.kind === 'story' ? [alert.story.id] : [])),
  );
  for (const { alertId, because } of plan.suppress) {
    const alert = pending.find((each) => each.id === alertId);
    if (alert?.kind === 'story' && !told.has(alert.story.id))
      world.observe({ kind: 'suppressed', title: alert.story.title, source: alert.story.source, because, channelId: channel.id });
  }
};

const outcomesOf = (plan: MessagePlan, told: AlertOutcome): ReadonlyMap<string, AlertOutcome> =>
  new Map<string, AlertOutcome>([
    ...plan.tell.map((alertId) => [alertId, told] as const),
    ...plan.suppress.map(({ alertId, because }) => [alertId, { kind: 'suppressed', because }] as const),
  ]);

const sentBefore = ({ lastSentAt, sentOn, sentCount, closedOn }: SentSoFar): SentSoFar => ({
  ...(lastSentAt === undefined ? {} : { lastSentAt }),
  ...(sentOn === undefined ? {} : { sentOn }),
  ...(sentCount === undefined ? {} : { sentCount }),
  ...(closedOn === undefined ? {} : { closedOn }),
});

/** What the channel has been sent, this message among it. */
const sentWith = (channel: Channel, before: SentSoFar, plan: MessagePlan, sentAt: Instant | undefined): SentSoFar => {
  if (sentAt === undefined) return sentBefore(before);
  const sentOn = channelDate(channel, sentAt);
  const soFar = before.sentOn === sentOn ? (before.sentCount ?? 0) : 0;
  return { ...sentBefore(before), lastSentAt: sentAt, sentOn, sentCount: plan.closes === undefined ? soFar + 1 : soFar };
};

/**
 * After the message is logged: mark the alerts, remember the storylines, complete. Of a message that failed for good
 * only its own alerts are done with: nobody was told of its events, so nothing is already told by it.
 */
const conclude = async (context: FlushContext, plan: MessagePlan, told: AlertOutcome, sentAt: Instant | undefined): Promise<Completed> => {
  const { world, held, channel } = context;
  const isTold = told.kind === 'told';
  if (isTold) observeSuppressed(context, plan);
  await settleAll(world, channel.id, outcomesOf(isTold ? plan : { ...plan, suppress: [] }, told));
  if (isTold) await inParallel(plan.storylines, WIDTH, (storyline) => world.storylines.remember(channel.id, storyline));
  const rest = await world.alerts.waiting(channel.id, MOST_WAITING);
  const left = new Set(context.pending.map((alert) => alert.id));
  const isClosed = isTold && plan.closes !== undefined && !rest.some((alert) => left.has(alert.id));
  const sent = { ...sentWith(channel, held.state, plan, sentAt), ...(isClosed ? { closedOn: plan.closes } : {}) };
  const next = nextFlush(channel, rest, sent, world.clock());
  return complete(context, next?.at, { plan: undefined, ...sent });
};

const deadlinesById = async (world: World): Promise<ReadonlyMap<string, Deadline>> => {
  const followed = await world.deadlines.followed();
  return new Map(followed.map(({ deadline }) => [deadline.id, deadline]));
};

const sourcesBeside = (storylines: readonly Storyline[], alerts: readonly Alert[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    alerts.flatMap((alert) => {
      if (alert.kind !== 'story') return [];
      const storyline = storylines.find((each) => each.headline === alert.story.title.slice(0, 120));
      return storyline === undefined ? [] : [[alert.story.id, storyline.sources] as const];
    }),
  );

const concludeFailure = async (
  context: FlushContext,
  plan: MessagePlan,
  reason: Extract<Delivery, { kind: 'failed' }>['reason'],
): Promise<FlushOutcome> => {
  const { world, channel } = context;
  const failures = plan.failures + 1;
  if (failures >= MOST_FAILURES) {
    world.measure('MessagesFailed', 1, 'channel');
    return { kind: 'failed', reason, completed: await conclude(context, plan, { kind: 'failed', reason }, undefined) };
  }
  if (reason === 'topic-missing') await world.publisher.ensureTopic(channel);
  const waitMs = FIRST_RETRY_MS * 2 ** (failures - 1) * (1 + world.chance());
  const completed = await complete(context, plus(world.clock(), waitMs), { plan: { ...plan, failures } });
  return { kind: 'failed', reason, completed };
};

/** Characters; at three bytes each this stays an item that the store takes. */
const LONGEST_LOGGED = 100_000;

/** What is kept of a message: all its media, or, when that is too much, the one that was sent. */
const loggedWords = ({ medium }: Channel, message: Message): Message => {
  if (message.email.length + message.json.length <= LONGEST_LOGGED) return message;
  return medium === 'json' ? { ...message, email: '', sms: '' } : { ...message, json: '' };
};

/** Publishes the planned message and logs it: the one place where a crash can repeat a message. */
const publish = async (context: FlushContext, plan: MessagePlan, deadlines: ReadonlyMap<string, Deadline>): Promise<FlushOutcome> => {
  const { world, held, channel, pending } = context;
  const alerts = pending.filter((alert) => plan.tell.includes(alert.id));
  const leaseEnd = await world.agenda.leaseEnd(held);
  // The clock is read after the answer: it may have been long on its way.
  const now = world.clock();
  if (leaseEnd === undefined || leaseEnd < plus(now, PUBLISH_MARGIN_MS)) return { kind: 'lost', completed: 'lost' };
  const message = composeMessage(alerts, {
    channel,
    deadlines,
    sources: sourcesBeside(plan.storylines, alerts),
    now,
    isClosing: plan.closes !== undefined,
  });
  const published = await world.publisher.publish(held.state.topic ?? '', plan.messageId, channel, message);
  const delivery: Delivery = published.kind === 'sent' ? { ...published, at: now } : { ...published, at: now };
  const isLast = published.kind === 'sent' || plan.failures + 1 >= MOST_FAILURES;
  if (isLast)
    await world.deliveries.log({
      messageId: plan.messageId,
      channelId: channel.id,
      medium: channel.medium,
      alertIds: plan.tell,
      delivery,
      message: loggedWords(channel, message),
    });
  if (published.kind === 'failed') return concludeFailure(context, plan, published.reason);
  const completed = await conclude(context, plan, { kind: 'told', messageId: plan.messageId }, now);
  return { kind: 'sent', told: plan.tell.length, suppressed: plan.suppress.length, completed };
};

const decideAndPublish = async (
  context: FlushContext,
  start: Pick<MessagePlan, 'messageId' | 'failures' | 'closes'>,
): Promise<FlushOutcome> => {
  const { world, held, channel, pending, now } = context;
  const [told, deadlines] = [await world.storylines.told(channel.id, now), await deadlinesById(world)];
  const decisions = decide(pending, { channel, told, deadlines, now });
  const isDigest = channel.isDigest === true || start.closes !== undefined;
  const plan = planOf(messageBatch(decisions, { channel, deadlines, now, isDigest }), start);
  if (plan.tell.length === 0) {
    const completed = await conclude(context, plan, { kind: 'told', messageId: plan.messageId }, undefined);
    return { kind: 'suppressed', alerts: plan.suppress.length, completed };
  }
  if ((await world.agenda.save(held, { plan })) === 'lost') return { kind: 'lost', completed: 'lost' };
  return publish(context, plan, deadlines);
};

/** Takes up the plan that an earlier holder left: conclude it if its message is logged, else send what still stands. */
const takeUp = async (context: FlushContext, plan: MessagePlan): Promise<FlushOutcome> => {
  const { world, channel } = context;
  const logged = await world.deliveries.find(channel.id, plan.messageId);
  if (logged === undefined) {
    const planned = new Set([...plan.tell, ...plan.suppress.map((each) => each.alertId)]);
    const pending = context.pending.filter((alert) => planned.has(alert.id));
    const passes =
      pending.some((alert) => alert.severity === 'critical') ||
      (plan.closes !== undefined && isClosingTime(channel, plan.closes, context.now));
    const quiet = passes ? undefined : quietUntil(channel, context.now);
    if (quiet !== undefined) return { kind: 'held-back', because: 'quiet-hours', completed: await complete(context, quiet) };
    const { messageId, failures, closes } = plan;
    return decideAndPublish({ ...context, pending }, { messageId, failures, ...(closes === undefined ? {} : { closes }) });
  }
  const told: AlertOutcome =
    logged.delivery.kind === 'sent' ? { kind: 'told', messageId: plan.messageId } : { kind: 'failed', reason: logged.delivery.reason };
  const completed = await conclude(context, plan, told, logged.delivery.at);
  return { kind: 'sent', told: plan.tell.length, suppressed: plan.suppress.length, completed };
};

/** Begins with the time, so that a channel's messages sort by it. */
const messageId = (channel: Channel, now: Instant, chance: string): string =>
  `${now.toString(36)}-${hashId('message', channel.id, chance)}`;

/** What is below the channel's severity waits for nothing, and keeps nothing waiting. */
const withoutFaint = async (context: FlushContext): Promise<FlushContext> => {
  const { world, channel, pending } = context;
  const faint = pending.filter((alert) => !isAtLeast(alert.severity, channel.minSeverity));
  if (faint.length === 0) return context;
  await settleAll(world, channel.id, new Map(faint.map((alert) => [alert.id, { kind: 'suppressed', because: 'below-severity' }])));
  return { ...context, pending: pending.filter((alert) => !faint.includes(alert)) };
};

const flush = async (whole: FlushContext): Promise<FlushOutcome> => {
  const { plan } = whole.held.state;
  if (plan !== undefined) return takeUp(whole, plan);
  const context = await withoutFaint(whole);
  const { world, channel, pending, now } = context;
  const next = nextFlush(channel, pending, whole.held.state, now);
  const moreWait = whole.pending.length >= MOST_WAITING && pending.length < MOST_WAITING;
  if (next === undefined) return { kind: 'nothing-pending', completed: await complete(context, moreWait ? now : undefined) };
  if (next.at > now) return { kind: 'held-back', because: next.because, completed: await complete(context, moreWait ? now : next.at) };
  const closes = next.closes === undefined ? {} : { closes: next.closes };
  return decideAndPublish(context, { messageId: messageId(channel, now, world.newId()), failures: 0, ...closes });
};

/** Tells one channel what it is owed: at most one message a run, decided, planned, published, logged, remembered. */
export const makeFlushChannel = (world: World, currentWatchlist: CurrentWatchlist): FlushChannel => {
  const findChannel = async (channelId: string): Promise<Channel | undefined> => {
    const { watchlist } = await currentWatchlist();
    return channelById(watchlist, channelId) ?? channelById((await currentWatchlist('fresh')).watchlist, channelId);
  };
  return (channelId) =>
    withEntry(world, { kind: 'channel', id: channelId }, async (held) => {
      const pending = await world.alerts.waiting(channelId, MOST_WAITING);
      if (held.state.closed === true) return closeDown({ world, held }, pending);
      const channel = await findChannel(channelId);
      if (channel !== undefined) return flush({ world, held, channel, pending, now: world.clock() });
      const completed = await complete({ world, held }, plus(world.clock(), MINUTE_MS));
      return { kind: 'held-back', because: 'not-applied-yet', completed };
    });
};

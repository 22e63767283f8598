import type { Channel, DeadlineAlert } from '../alerts/alert.js';
import { hashId } from '../core/ids.js';
import { gravest } from '../core/severity.js';
import { DAY_MS, type Instant, instant, MINUTE_MS, plus } from '../core/time.js';
import { nextLook, type OwedAlert, owedAlert } from '../deadlines/countdown.js';
import type { Deadline, DeadlineTelling, DeadlineTold } from '../deadlines/deadline.js';
import type { Watchlist } from '../watchlist/watchlist.js';
import { audienceOf } from './audience.js';
import type { CurrentWatchlist } from './current-watchlist.js';
import type { DeadlineState } from './entries.js';
import { inParallel } from './in-parallel.js';
import type { Completed, World } from './ports.js';
import { type NotDone, withEntry } from './with-entry.js';
import { ARMED_MS } from './workers.js';

export type CountDownOutcome = NotDone | { readonly kind: 'counted'; readonly alerts: number; readonly completed: Completed };

export type CountDown = (deadlineId: string) => Promise<CountDownOutcome>;

const WIDTH = 32;
/** A settled deadline stays so long as the guard against putting it again. */
const GUARD_MS = 90 * 24 * 60 * MINUTE_MS;

const toAlert = (
  deadline: Deadline,
  channel: Channel,
  owed: OwedAlert,
  context: { readonly watchlist: Watchlist; readonly now: Instant },
): DeadlineAlert => {
  const own = context.watchlist.rules.filter((rule) => deadline.ruleIds.includes(rule.id));
  const feeding = own.filter((rule) => rule.channels.includes(channel.id));
  const rules = feeding.length > 0 ? feeding : own;
  const step = owed.change === 'step' ? { stepMs: owed.stepMs } : {};
  const from = owed.change === 'moved' ? { from: owed.from } : {};
  return {
    kind: 'deadline',
    id: hashId('alert', channel.id, deadline.id, owed.change, String(deadline.revision), String(owed.change === 'step' ? owed.stepMs : '')),
    channelId: channel.id,
    deadlineId: deadline.id,
    change: owed.change,
    revision: deadline.revision,
    severity: rules.length > 0 ? gravest(rules.map((rule) => rule.severity)) : 'medium',
    ruleName: rules[0]?.name ?? 'a rule that is no more',
    createdAt: context.now,
    ...step,
    ...from,
  };
};

const toldAfter = ({ deadline, told }: DeadlineState, channels: readonly string[], now: Instant): DeadlineTold | undefined => {
  if (deadline.state === 'proposed') return told;
  if (told === undefined && (deadline.state === 'withdrawn' || deadline.due <= now)) return undefined;
  return {
    revision: deadline.revision,
    due: deadline.due,
    until: now,
    passed: deadline.due <= now && deadline.state === 'open',
    ...(deadline.state === 'withdrawn' ? { withdrawn: true } : {}),
    channels: [...new Set([...(told?.channels ?? []), ...channels])].sort(),
  };
};

/**
 * What the channels may know: what was told, or a telling that was begun by a run that died. Without
 * it, a deadline that is withdrawn or passes in the meantime would never be taken back where its alert went out.
 */
const knownOf = ({ deadline, told, telling }: DeadlineState, now: Instant): DeadlineTold | undefined => {
  if (telling === undefined || telling.revision <= (told?.revision ?? 0)) return told;
  // The same revision is told again, under the same ids; unless its moment has passed, and only that is left to say.
  if (telling.revision === deadline.revision && (deadline.due > now || deadline.state === 'withdrawn')) return told;
  const channels = [...new Set([...(told?.channels ?? []), ...telling.channels])];
  return {
    revision: telling.revision,
    due: telling.due,
    until: told?.until ?? instant(0),
    passed: told?.passed ?? false,
    ...(telling.withdrawn === true ? { withdrawn: true } : {}),
    channels,
  };
};

const tellingOf = ({ revision, due, state }: Deadline, owed: readonly { readonly channel: Channel }[]): DeadlineTelling => ({
  revision,
  due,
  ...(state === 'withdrawn' ? { withdrawn: true } : {}),
  channels: owed.map(({ channel }) => channel.id),
});

/** The only maker of deadline alerts: set, moved, withdrawn, steps, passed. Of several owed steps the latest is told. */
export const makeCountDown = (world: World, currentWatchlist: CurrentWatchlist): CountDown => {
  /** Armed first: if this run dies before its nudge, the next may not owe the channel anything, and would not nudge it. */
  const put = async (alert: DeadlineAlert, groupMs: number): Promise<void> => {
    const channel = { kind: 'channel', id: alert.channelId } as const;
    const at = alert.severity === 'critical' ? alert.createdAt : plus(alert.createdAt, groupMs);
    await world.agenda.nudge(channel, plus(alert.createdAt, ARMED_MS), 'arm');
    await world.alerts.put(alert);
    await world.agenda.nudge(channel, at);
    if (at - alert.createdAt < MINUTE_MS) await world.hints.send('channel', [alert.channelId], at - alert.createdAt);
  };
  return (deadlineId) =>
    withEntry(world, { kind: 'deadline', id: deadlineId }, async (held) => {
      const { watchlist } = await currentWatchlist();
      const now = world.clock();
      const known = knownOf(held.state, now);
      const state: DeadlineState = {
        deadline: held.state.deadline,
        edition: held.state.edition,
        ...(known === undefined ? {} : { told: known }),
      };
      const audience = audienceOf(state, watchlist);
      const owed = audience.flatMap((channel) => {
        const alert = owedAlert(state.deadline, state.told, channel.countdown, now);
        return alert === undefined ? [] : [{ channel, alert: toAlert(state.deadline, channel, alert, { watchlist, now }) }];
      });
      const begins = owed.length > 0 && state.deadline.revision > (state.told?.revision ?? 0);
      // What channels knew is kept beside the telling that begins: if this run dies, it says whom the next owes what.
      const telling = { ...(known === undefined ? {} : { told: known }), telling: tellingOf(state.deadline, owed) };
      if (begins && (await world.agenda.save(held, telling)) === 'lost') {
        return { kind: 'counted', alerts: 0, completed: 'lost' };
      }
      await inParallel(owed, WIDTH, ({ channel, alert }) => put(alert, channel.groupMs));
      const look = nextLook(
        state.deadline,
        audience.map((channel) => channel.countdown),
        now,
      );
      // What was put in this run must still find its deadline when its channel is flushed.
      const wakeAt = look ?? (owed.length > 0 ? plus(now, DAY_MS) : undefined);
      const completed = await world.agenda.complete(held, {
        now: world.clock(),
        wakeAt,
        state: {
          told: toldAfter(
            state,
            audience.map((channel) => channel.id),
            now,
          ),
        },
        ...(wakeAt === undefined ? { settleUntil: plus(now, GUARD_MS) } : {}),
      });
      return { kind: 'counted', alerts: owed.length, completed };
    });
};

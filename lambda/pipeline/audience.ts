import type { Channel } from '../alerts/alert.js';
import { channelById, type Watchlist } from '../watchlist/watchlist.js';
import type { DeadlineState } from './entries.js';

/** The channels already told of the deadline, and those that its rules feed now; less the ones that are no more. */
export const audienceOf = ({ deadline, told }: DeadlineState, watchlist: Watchlist): readonly Channel[] => {
  const byRule = watchlist.rules.filter((rule) => deadline.ruleIds.includes(rule.id)).flatMap((rule) => rule.channels);
  const ids = new Set([...(told?.channels ?? []), ...byRule]);
  return [...ids].flatMap((id) => channelById(watchlist, id) ?? []);
};

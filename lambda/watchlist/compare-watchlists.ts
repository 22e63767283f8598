import type { Watchlist } from './watchlist.js';

export interface WatchlistChange {
  readonly part: 'feed' | 'rule' | 'channel';
  readonly change: 'added' | 'removed' | 'changed';
  readonly name: string;
  /** Of a rule that is removed: the channels that it told. */
  readonly left?: readonly string[];
}

type Named = readonly (readonly [string, unknown])[];

const changesIn = (part: WatchlistChange['part'], before: Named, after: Named): readonly WatchlistChange[] => {
  const old = new Map(before.map(([name, value]) => [name, JSON.stringify(value)]));
  const now = new Map(after.map(([name, value]) => [name, JSON.stringify(value)]));
  const changeOf = (name: string): WatchlistChange['change'] | undefined => {
    if (!now.has(name)) return 'removed';
    if (!old.has(name)) return 'added';
    return old.get(name) === now.get(name) ? undefined : 'changed';
  };
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
    const change = changeOf(name);
    return change === undefined ? [] : [{ part, change, name }];
  });
};

const withChannels = (before: Watchlist, change: WatchlistChange): WatchlistChange => {
  const left = change.change === 'removed' ? before.rules.find(({ id }) => id === change.name)?.channels : undefined;
  return left === undefined ? change : { ...change, left };
};

/** What a new watchlist adds, removes and changes, item by item. */
export const compareWatchlists = (before: Watchlist, after: Watchlist): readonly WatchlistChange[] => [
  ...changesIn(
    'feed',
    before.feeds.map((feed) => [feed.url, feed]),
    after.feeds.map((feed) => [feed.url, feed]),
  ),
  ...changesIn(
    'rule',
    before.rules.map((rule) => [rule.id, rule]),
    after.rules.map((rule) => [rule.id, rule]),
  ).map((change) => withChannels(before, change)),
  ...changesIn(
    'channel',
    before.channels.map((channel) => [channel.id, channel]),
    after.channels.map((channel) => [channel.id, channel]),
  ),
];

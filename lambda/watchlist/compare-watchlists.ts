import type { Channel } from '../alerts/alert.js';
import { writeDuration } from '../core/time.js';
import type { Watchlist } from './watchlist.js';

export interface WatchlistChange {
  readonly part: 'feed' | 'rule' | 'channel';
  readonly change: 'added' | 'removed' | 'changed';
  readonly name: string;
  /** Of what is changed: each key with its old and new value, as JSON where it is no text. */
  readonly details?: readonly string[];
  /** Of a rule that is removed: the channels that it told. */
  readonly left?: readonly string[];
}

type Named = readonly (readonly [string, object])[];

const write = (value: unknown): string => {
  if (value === undefined) return 'none';
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(write).join(', ') || 'none' : JSON.stringify(value);
};

/** What a list lost and gained, in its own words. */
const listChange = (key: string, old: readonly unknown[], now: readonly unknown[]): string => {
  const [before, after] = [old.map(write), now.map(write)];
  const gone = before.filter((each) => !after.includes(each)).map((each) => `−${each}`);
  const come = after.filter((each) => !before.includes(each)).map((each) => `+${each}`);
  const changed = [...gone, ...come].join(' ');
  const unchanged = before.length === after.length ? 'in another order' : 'the same, repeated otherwise';
  return `${key}: ${changed === '' ? unchanged : changed}`;
};

const keyChange = (key: string, old: unknown, now: unknown): readonly string[] => {
  if (JSON.stringify(old) === JSON.stringify(now)) return [];
  if (key === 'tests') return ['tests'];
  if (Array.isArray(old) && Array.isArray(now)) return [listChange(key, old, now)];
  return [`${key}: ${write(old)} → ${write(now)}`];
};

const detailsOf = (old: object, now: object): readonly string[] =>
  [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((key) => keyChange(key, Reflect.get(old, key), Reflect.get(now, key)));

const changesIn = (part: WatchlistChange['part'], before: Named, after: Named): readonly WatchlistChange[] => {
  const [old, now] = [new Map(before), new Map(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name): readonly WatchlistChange[] => {
    const [was, is] = [old.get(name), now.get(name)];
    if (is === undefined) return [{ part, change: 'removed', name }];
    if (was === undefined) return [{ part, change: 'added', name }];
    const details = detailsOf(was, is);
    return details.length === 0 ? [] : [{ part, change: 'changed', name, details }];
  });
};

const withChannels = (before: Watchlist, change: WatchlistChange): WatchlistChange => {
  const left = change.change === 'removed' ? before.rules.find(({ id }) => id === change.name)?.channels : undefined;
  return left === undefined ? change : { ...change, left };
};

const clockText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** A channel in the words of the watchlist file. */
const channelWords = ({ quiet, isDigest, groupMs, gapMs, countdown, ...rest }: Channel): object => ({
  ...rest,
  countdown: countdown.map(writeDuration),
  group: writeDuration(groupMs),
  gap: writeDuration(gapMs),
  ...(quiet === undefined
    ? {}
    : isDigest === true
      ? { digest: clockText(quiet.to) }
      : { quiet: `${clockText(quiet.from)}-${clockText(quiet.to)}` }),
});

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
    before.channels.map((channel) => [channel.id, channelWords(channel)]),
    after.channels.map((channel) => [channel.id, channelWords(channel)]),
  ),
];

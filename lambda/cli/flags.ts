import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseDuration } from '../core/time.js';
import { isZone } from '../core/zone.js';
import type { Hints } from '../pipeline/ports.js';

export const wholeNumber = (text: string): number => {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('It takes a whole number from 1.');
  return Number(text);
};

export const portNumber = (text: string): number => {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError('It takes a port number from 1 to 65535, or 0 for any free one.');
  return Number(text);
};

export const duration = (text: string): number => {
  const ms = parseDuration(text);
  if (ms === undefined || ms === 0) throw new InvalidArgumentError('It takes a duration such as 90m, 6h or 2d.');
  return ms;
};

export const zoneName = (text: string): string => {
  if (!isZone(text)) throw new InvalidArgumentError('It takes an IANA time zone such as Europe/London.');
  return text;
};

/** The zone of this machine. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

export const publicUrl = (text: string): string => {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text))
    throw new InvalidArgumentError('It takes a public address such as https://news.example/alerts.');
  return text.replace(/\/+$/, '');
};

export interface StoreFlags {
  readonly data: string;
  readonly stack?: string;
  readonly json?: boolean;
}

export const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

export const storeOptions = (flags: StoreFlags) => ({
  dataFolder: flags.data,
  json: flags.json === true,
  ...(flags.stack === undefined ? {} : { stack: flags.stack }),
});

export const withStoreFlags = (command: Command): Command =>
  command
    .option('--data <folder>', 'folder of the local store', '.news-alert')
    .addOption(new Option('--stack <name>', 'work on this deployed stack instead, with your AWS credentials').conflicts('data'))
    .option('--json', 'print JSON for programs');

/** The watchlist that comes with the program. */
export const STARTER = 'watchlist.yaml';

/** From outside the running program the tick is the messenger: it finds what has changed within its period. */
export const NO_HINTS: Hints = { send: async () => {}, backlog: async () => 0 };

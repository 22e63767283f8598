import type * as z from 'zod';
import type { Channel } from '../alerts/alert.js';
import { SEVERITIES, USUAL_SEVERITY } from '../core/severity.js';
import { suggest } from '../core/suggest.js';
import { instant, MINUTE_MS, parseDuration, SECOND_MS } from '../core/time.js';
import { USUAL_COUNTDOWN } from '../deadlines/countdown.js';
import { examineRule } from '../rules/examine-rule.js';
import type { Rule, RuleTest } from '../rules/rule.js';
import { findDoubts, findMistakes, type Mistake } from './mistakes.js';
import { type Place, type PositionedYaml, readYaml, type YamlPath } from './positions.js';
import { keysIn, readLoosely, type WatchlistFile, watchlistSchema } from './schema.js';
import { feedIdOf, type WatchedFeed, type Watchlist } from './watchlist.js';
import { tabbedLines, yamlTrouble } from './yaml-trouble.js';

export interface WatchlistError {
  readonly place: Place;
  readonly message: string;
  readonly fix: string;
}

export type ParsedWatchlist =
  | { readonly kind: 'watchlist'; readonly watchlist: Watchlist }
  | { readonly kind: 'errors'; readonly errors: readonly WatchlistError[] };

const USUAL_GROUP_MS = 30 * SECOND_MS;
const USUAL_GAP_MS = MINUTE_MS;

const toFeed = (feed: WatchlistFile['feeds'][number]): WatchedFeed => ({
  id: feedIdOf(feed.url),
  url: feed.url,
  zone: feed.zone ?? 'UTC',
  tags: feed.tags ?? [],
});

type FileTest = NonNullable<WatchlistFile['rules'][number]['tests']>[number];

const momentOf = (text: string) => instant(Date.parse(text));

const toTest = ({ alert, ignore, body, source, author, lang, url, tags, published, deadline, zone }: FileTest): RuleTest => ({
  expected: alert === undefined ? 'ignore' : 'alert',
  story: {
    title: alert ?? ignore ?? '',
    summary: body ?? '',
    ...(source === undefined ? {} : { source }),
    ...(author === undefined ? {} : { author }),
    ...(lang === undefined ? {} : { language: lang }),
    ...(url === undefined ? {} : { link: url }),
    ...(tags === undefined ? {} : { tags }),
  },
  zone: zone ?? 'UTC',
  ...(published === undefined ? {} : { publishedAt: momentOf(published) }),
  ...(deadline === undefined ? {} : { deadline: deadline === 'none' ? 'none' : momentOf(deadline) }),
});

const toRule = (rule: WatchlistFile['rules'][number]): Rule => ({
  id: rule.id,
  name: rule.name,
  any: rule.any ?? [],
  all: rule.all ?? [],
  none: rule.none ?? [],
  severity: rule.severity ?? USUAL_SEVERITY,
  deadlines: rule.deadlines ?? true,
  channels: rule.channels,
  tests: (rule.tests ?? []).map(toTest),
});

const minutesOfDay = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

const toQuiet = (quiet: string | undefined): Pick<Channel, 'quiet'> =>
  quiet === undefined ? {} : { quiet: { from: minutesOfDay(quiet.slice(0, 5)), to: minutesOfDay(quiet.slice(6)) } };

const DAY_MINUTES = 24 * 60;
/** So long a digest may take: a day with many alerts takes several messages. */
const DIGEST_MINUTES = 15;

/** One message a day: every other minute is quiet, and critical alerts still pass. */
const toDigest = (digest: string | undefined): Pick<Channel, 'quiet' | 'isDigest'> =>
  digest === undefined
    ? {}
    : { isDigest: true, quiet: { from: (minutesOfDay(digest) + DIGEST_MINUTES) % DAY_MINUTES, to: minutesOfDay(digest) } };

const durationOr = (text: string | undefined, usualMs: number): number => (text === undefined ? usualMs : (parseDuration(text) ?? usualMs));

const toChannel = (channel: WatchlistFile['channels'][number]): Channel => ({
  id: channel.id,
  medium: channel.medium,
  zone: channel.zone ?? 'UTC',
  countdown: channel.countdown?.flatMap((step) => parseDuration(step) ?? []).sort((left, right) => right - left) ?? USUAL_COUNTDOWN,
  groupMs: durationOr(channel.group, USUAL_GROUP_MS),
  gapMs: durationOr(channel.gap, USUAL_GAP_MS),
  minSeverity: channel.minSeverity ?? 'low',
  ...toQuiet(channel.quiet),
  ...toDigest(channel.digest),
  ...(channel.dailyCap === undefined ? {} : { dailyCap: channel.dailyCap }),
});

const pathOf = (issue: z.core.$ZodIssue): YamlPath => issue.path.map((part) => (typeof part === 'number' ? part : String(part)));

const NO_PEOPLE = 'take it out: people subscribe to the channel’s topic themselves, so no number or address stands in this file';

/** How a value is written, by the key that it stands under. */
const EXAMPLES: Readonly<Record<string, string>> = {
  url: 'url: https://news.example/rss.xml',
  feeds: 'url: https://news.example/rss.xml',
  name: 'name: Ceasefires and truces',
  zone: 'zone: Europe/London',
  id: 'id: world-email',
  severity: 'severity: high',
  minSeverity: 'minSeverity: high',
  medium: 'medium: email',
  group: 'group: 5m',
  gap: 'gap: 10m',
  quiet: 'quiet: "22:00-07:00"',
  digest: 'digest: "08:00"',
  dailyCap: 'dailyCap: 10',
  countdown: 'countdown: [72h, 24h, 6h, 1h]',
  channels: 'channels: [world-email]',
  deadlines: 'deadlines: true',
  any: `any: [ceasefire, '"peace talks"', sanction* NEAR/5 lift*]`,
  tests: 'tests: [{ alert: "Truce holds" }, { ignore: "Truce Coffee opens" }]',
  alert: 'alert: "Truce holds"',
  ignore: 'ignore: "Truce Coffee opens"',
  published: 'published: 2026-03-11T14:00:00Z',
  deadline: 'deadline: 2026-03-14T00:00:00Z',
  all: 'all: [oil, sanctions]',
  none: 'none: [football]',
  version: 'version: 1',
  tags: 'tags: [world]',
};

const SEVERITY_KEYS = new Set(['severity', 'minSeverity']);

/** The value that was most likely meant, where it can be told from what was written. */
const meantValue = (path: YamlPath, written: unknown): string | undefined => {
  const key = String(path.at(-1) ?? '');
  if (typeof written !== 'string' || written.trim() === '') return undefined;
  if (SEVERITY_KEYS.has(key)) return suggest(written, SEVERITIES);
  if (key === 'medium') return suggest(written, ['email', 'sms', 'json']);
  const slug = written
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  if (key === 'id') return slug === '' ? undefined : slug;
  if (key === 'channels')
    return `[${written
      .split(/[,\s]+/)
      .filter(Boolean)
      .join(', ')}]`;
  if (['tags', 'countdown'].includes(key))
    return `[${written
      .split(/\s*,\s*/)
      .filter(Boolean)
      .join(', ')}]`;
  if (!['any', 'all', 'none'].includes(key)) return undefined;
  const items = written.split(/\s*,\s*/).filter(Boolean);
  return `[${items.map((item) => (/^[\p{L}\p{N} *-]+$/u.test(item) ? item : `'${item.replaceAll("'", "''")}'`)).join(', ')}]`;
};

const exampleFor = (path: YamlPath, written: unknown): string => {
  const meant = meantValue(path, written);
  if (meant !== undefined) return `write \`${String(path.at(-1))}: ${meant}\``;
  const key = [...path].reverse().find((part) => typeof part === 'string');
  const example = EXAMPLES[String(key ?? '')];
  return example === undefined ? 'change this value' : `write it as in \`${example}\``;
};

/** What other programs call our keys. */
const KEY_ALIASES: Readonly<Record<string, string>> = {
  keywords: 'any',
  keyword: 'any',
  include: 'any',
  includes: 'any',
  words: 'any',
  match: 'any',
  query: 'any',
  or: 'any',
  and: 'all',
  required: 'all',
  exclude: 'none',
  excludes: 'none',
  not: 'none',
  ignore: 'none',
  title: 'name',
  label: 'name',
  timezone: 'zone',
  tz: 'zone',
  priority: 'severity',
  level: 'severity',
  type: 'medium',
  link: 'url',
  address: 'url',
  feed: 'url',
};

const unknownKeys = (path: YamlPath, keys: readonly string[], yaml: PositionedYaml): readonly WatchlistError[] =>
  keys.map((key) => {
    const known = keysIn(String((path.includes('tests') ? 'tests' : path[0]) ?? ''));
    const alias = Object.hasOwn(KEY_ALIASES, key.toLowerCase()) ? KEY_ALIASES[key.toLowerCase()] : undefined;
    const meant = suggest(key, known) ?? (alias !== undefined && known.includes(alias) ? alias : undefined);
    const isPerson = /^(?:e?mail|phone|number|sms|to|recipients?|subscribers?|address(?:es)?|endpoint)$/i.test(key);
    const fix =
      isPerson && path[0] === 'channels'
        ? NO_PEOPLE
        : meant === undefined
          ? `take it out; what may stand here: ${known.join(', ')}`
          : `did you mean \`${meant}\`?`;
    return { place: yaml.placeOfKey(path, key), message: `\`${key}\` means nothing here`, fix };
  });

const shapeErrors = (issue: z.core.$ZodIssue, yaml: PositionedYaml): readonly WatchlistError[] => {
  const path = pathOf(issue);
  if (issue.code === 'unrecognized_keys') return unknownKeys(path, issue.keys, yaml);
  const key = String(path.at(-1) ?? '');
  const missing = issue.input === undefined && !hasValue(yaml.value, path);
  if (missing) return [{ place: yaml.placeOf(path), message: `\`${key}\` is missing here: ${issue.message}`, fix: `add \`${key}:\`` }];
  return [
    {
      place: yaml.placeOf(path),
      message: issue.message,
      fix: isExpression(path, issue) ? quoteIt(path, yaml) : exampleFor(path, valueAt(yaml.value, path)),
    },
  ];
};

const isExpression = (path: YamlPath, issue: z.core.$ZodIssue): boolean =>
  issue.code === 'invalid_type' && typeof path.at(-1) === 'number' && ['any', 'all', 'none'].includes(String(path.at(-2)));

const quoteIt = (path: YamlPath, yaml: PositionedYaml): string => `put it in quotation marks: '${yaml.writtenAt(path)}'`;

const valueAt = (value: unknown, path: YamlPath): unknown =>
  path.reduce<unknown>((part, step) => (typeof part === 'object' && part !== null ? Reflect.get(part, step) : undefined), value);

const hasValue = (value: unknown, path: YamlPath): boolean => valueAt(value, path) !== undefined;

const placeMistake = ({ path, within, message, fix }: Mistake, yaml: PositionedYaml): WatchlistError => ({
  place: within === undefined ? yaml.placeOf(path) : yaml.placeWithin(path, within.at, within.length),
  message,
  fix,
});

const inOrder = (errors: readonly WatchlistError[]): readonly WatchlistError[] =>
  [...errors].sort((left, right) => left.place.line - right.place.line || left.place.column - right.place.column);

const errorsOf = (errors: readonly WatchlistError[]): ParsedWatchlist => ({ kind: 'errors', errors: inOrder(errors) });

/** What is right in a watchlist and perhaps not meant, its rules that can be tried though others are wrong, and where their tests stand. */
export const reviewWatchlist = (text: string) => {
  const yaml = readYaml(text);
  const file = readLoosely(yaml.value);
  const examined = file.rules.map((rule) => (rule === undefined ? undefined : examineRule(rule)));
  return {
    warnings: inOrder(findDoubts(file, examined, yaml).map((doubt) => placeMistake(doubt, yaml))),
    soundRules: file.rules.map((rule, at) => (rule === undefined || examined[at]?.errors.length !== 0 ? undefined : toRule(rule))),
    placeOfTest: (rule: number, test: number): Place => yaml.placeOf(['rules', rule, 'tests', test]),
  };
};

/** Of what is no YAML, the later errors mostly follow from the first ones. */
const MOST_SYNTAX_ERRORS = 20;

const oneALine = (errors: PositionedYaml['syntaxErrors']): PositionedYaml['syntaxErrors'] =>
  [...new Map([...errors].reverse().map((error) => [error.place.line, error])).values()].reverse().slice(0, MOST_SYNTAX_ERRORS);

/** Reads a watchlist file whole: either everything in it is right, or all its errors at once, each with its place and fix. */
export const parseWatchlist = (text: string): ParsedWatchlist => {
  const yaml = readYaml(text);
  if (text.trim() === '')
    return errorsOf([
      {
        place: yaml.placeOf([]),
        message: 'the file is empty',
        fix: 'begin with `version: 1`, `feeds:`, `rules:` and `channels:`; the starter watchlist.yaml shows how',
      },
    ]);
  if (yaml.syntaxErrors.length > 0) {
    const tabs = tabbedLines(text);
    if (tabs.length > 0)
      return errorsOf(
        tabs.map((place) => ({
          place,
          message: 'this line is indented with a tab, which YAML does not take',
          fix: 'use spaces instead, as in the lines around it',
        })),
      );
    const lines = text.split('\n');
    return errorsOf(oneALine(yaml.syntaxErrors).map(({ message, place }) => ({ place, ...yamlTrouble(message, place, lines) })));
  }
  const parsed = watchlistSchema.safeParse(yaml.value, { reportInput: true });
  const shapes = parsed.success ? [] : parsed.error.issues.flatMap((issue) => shapeErrors(issue, yaml));
  const mistakes = findMistakes(readLoosely(yaml.value), yaml.value).map((mistake) => placeMistake(mistake, yaml));
  if (!parsed.success || mistakes.length > 0) return errorsOf([...shapes, ...mistakes]);
  const { feeds, rules, channels } = parsed.data;
  return { kind: 'watchlist', watchlist: { feeds: feeds.map(toFeed), rules: rules.map(toRule), channels: channels.map(toChannel) } };
};

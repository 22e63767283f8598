import { isAtLeast, USUAL_SEVERITY } from '../core/severity.js';
import { suggest } from '../core/suggest.js';
import { examineRule, type RuleExamination, type RuleRemark } from '../rules/examine-rule.js';
import { parseExpression } from '../rules/parse-expression.js';
import { ruleTree } from '../rules/rule.js';
import { meaningOf } from '../rules/simplify.js';
import type { PositionedYaml, YamlPath } from './positions.js';
import { expressionsIn, type LooseWatchlistFile, type WatchlistFile } from './schema.js';

/** Something that the shape of the file allows and its sense does not. */
export interface Mistake {
  readonly path: YamlPath;
  /** Part of the value at the path, in UTF-16 units. */
  readonly within?: { readonly at: number; readonly length: number };
  readonly message: string;
  readonly fix: string;
}

/** What is said of each rule of a file; undefined for one whose shape is wrong. */
type Examined = RuleExamination | undefined;

type FileRule = WatchlistFile['rules'][number];

const LISTS = ['any', 'all', 'none'] as const;

const repeated = (values: readonly (string | undefined)[], part: string, key: string, what: string): readonly Mistake[] =>
  values.flatMap((value, index) => {
    const first = values.indexOf(value);
    return first === index || value === undefined
      ? []
      : [
          {
            path: [part, index, key],
            message: `the ${what} \`${value}\` is already used by item ${first + 1} of ${part}`,
            fix: `give it another ${what}, or take one of the two out`,
          },
        ];
  });

const placed = (remark: RuleRemark, index: number): Mistake => ({
  path: remark.list === undefined ? ['rules', index] : ['rules', index, remark.list, remark.item ?? 0],
  within: { at: remark.at, length: remark.length },
  message: remark.message,
  fix: remark.fix,
});

const expressionMistakes = (rule: FileRule, index: number): readonly Mistake[] =>
  examineRule(rule).errors.map((remark) => placed(remark, index));

/** Quotation marks of YAML are not those of a phrase. */
const lostPhrases = (rule: FileRule, index: number, yaml: PositionedYaml): readonly Mistake[] =>
  LISTS.flatMap((list) =>
    (rule[list] ?? []).flatMap((text, item): readonly Mistake[] => {
      const path = ['rules', index, list, item];
      const isBare =
        !/^[‘’‚']/u.test(text) &&
        /^[^\s"“”„«»()=:*/-]+(?: +[^\s"“”„«»()=:*/-]+)+$/u.test(text) &&
        !/(?:^| )(?:AND|OR|NOT|OF)(?: |$)/.test(text);
      if (!isBare || yaml.quoteOf(path) === undefined) return [];
      const message = 'YAML takes these quotation marks away: the words are found anywhere in a story, not as a phrase';
      return [{ path, message, fix: `write '"${text}"' for the phrase, or leave the quotation marks out` }];
    }),
  );

/** Rules that find the same for the same channels. */
const sameRules = (file: LooseWatchlistFile, examined: readonly Examined[]): readonly Mistake[] => {
  const first = new Map<string, string>();
  return file.rules.flatMap((rule, index): readonly Mistake[] => {
    if (rule === undefined || examined[index]?.errors.length !== 0) return [];
    const meaning = `${meaningOf(ruleTree(rule))} ${[...rule.channels].sort().join(' ')}`;
    const known = first.get(meaning);
    if (known === undefined) {
      first.set(meaning, rule.id);
      return [];
    }
    const message = `rule \`${rule.id}\` finds just what rule \`${known}\` finds, for the same channels`;
    return [{ path: ['rules', index, 'id'], message, fix: 'take one of the two out: each tells every story' }];
  });
};

/** A rule that is less severe than a channel asks for tells that channel nothing. */
const unheardRules = ({ rules, channels }: LooseWatchlistFile): readonly Mistake[] =>
  rules.flatMap((rule, index) =>
    (rule?.channels ?? []).flatMap((id, item): readonly Mistake[] => {
      const channel = channels.find((each) => each?.id === id);
      const severity = rule?.severity ?? USUAL_SEVERITY;
      if (channel?.minSeverity === undefined || isAtLeast(severity, channel.minSeverity)) return [];
      const own = rule?.severity === undefined ? `severity ${severity}, as it says none` : `severity ${severity}`;
      return [
        {
          path: ['rules', index, 'channels', item],
          message: `rule \`${rule?.id}\` has ${own}, and \`${id}\` tells only what is ${channel.minSeverity} or graver: it is never told of this rule`,
          fix: `write \`severity: ${channel.minSeverity}\` at the rule, or lower \`minSeverity:\` at the channel`,
        },
      ];
    }),
  );

const repeatedChannels = ({ rules }: LooseWatchlistFile): readonly Mistake[] =>
  rules.flatMap((rule, index) =>
    (rule?.channels ?? []).flatMap((id, item, ids): readonly Mistake[] =>
      ids.indexOf(id) === item
        ? []
        : [
            {
              path: ['rules', index, 'channels', item],
              message: `channel \`${id}\` stands twice in this rule`,
              fix: 'take one of the two out',
            },
          ],
    ),
  );

const silentChannels = ({ rules, channels }: LooseWatchlistFile): readonly Mistake[] => {
  const named = new Set(rules.flatMap((rule) => rule?.channels ?? []));
  return channels.flatMap((channel, index): readonly Mistake[] =>
    channel === undefined || named.has(channel.id)
      ? []
      : [
          {
            path: ['channels', index, 'id'],
            message: `no rule names channel \`${channel.id}\`, so it is never told anything`,
            fix: 'name it in the `channels:` of a rule, or take it out',
          },
        ],
  );
};

/** Abbreviations that IANA knows as zones of a fixed offset, and what is meant by them. */
const FIXED_ZONES: Readonly<Record<string, string>> = {
  EST: 'America/New_York',
  MST: 'America/Denver',
  HST: 'Pacific/Honolulu',
};

const fixedZones = (file: LooseWatchlistFile): readonly Mistake[] =>
  (['feeds', 'channels'] as const).flatMap((part) =>
    file[part].flatMap((each, index): readonly Mistake[] => {
      const meant = FIXED_ZONES[each?.zone ?? ''];
      if (meant === undefined) return [];
      return [
        {
          path: [part, index, 'zone'],
          message: `\`${each?.zone}\` is the same offset all year, without summer time`,
          fix: `write \`zone: ${meant}\` where clocks are changed`,
        },
      ];
    }),
  );

const plainAddress = (url: string): string => {
  const { host, pathname, search } = new URL(url);
  return `${host}${pathname.replace(/\/$/, '')}${search}`;
};

/** One feed under two spellings of its address: every story would come twice. */
const sameFeeds = ({ feeds }: LooseWatchlistFile): readonly Mistake[] => {
  const first = new Map<string, number>();
  return feeds.flatMap((feed, index): readonly Mistake[] => {
    if (feed === undefined) return [];
    const address = plainAddress(feed.url);
    const known = first.get(address);
    first.set(address, known ?? index);
    if (known === undefined || feeds[known]?.url === feed.url) return [];
    return [
      {
        path: ['feeds', index, 'url'],
        message: `this is most likely feed ${known + 1} under another spelling of its address`,
        fix: 'take one of the two out',
      },
    ];
  });
};

/** What is right and perhaps not meant, in what is right of a file. */
export const findDoubts = (file: LooseWatchlistFile, examined: readonly Examined[], yaml: PositionedYaml): readonly Mistake[] => [
  ...file.rules.flatMap((rule, index) =>
    rule === undefined
      ? []
      : [...(examined[index]?.warnings ?? []).map((remark) => placed(remark, index)), ...lostPhrases(rule, index, yaml)],
  ),
  ...sameRules(file, examined),
  ...unheardRules(file),
  ...repeatedChannels(file),
  ...silentChannels(file),
  ...fixedZones(file),
  ...sameFeeds(file),
];

const emptyRule = (rule: FileRule, index: number): readonly Mistake[] =>
  (rule.any ?? []).length + (rule.all ?? []).length > 0
    ? []
    : [
        {
          path: ['rules', index],
          message: `rule \`${rule.id}\` says nothing that a story must hold`,
          fix: 'add `any:` or `all:` with at least one word or "phrase"',
        },
      ];

const unknownChannels = (rule: FileRule, index: number, known: readonly string[]): readonly Mistake[] =>
  rule.channels.flatMap((id, item) => {
    if (known.includes(id)) return [];
    const meant = suggest(id, known);
    const fix = meant === undefined ? `add a channel with this id; there are: ${known.join(', ') || 'none'}` : `did you mean \`${meant}\`?`;
    return [{ path: ['rules', index, 'channels', item], message: `there is no channel \`${id}\``, fix }];
  });

/** Keys that have no meaning for a channel that tells once a day, and what a reader calls them. */
const NOT_FOR_DIGESTS = { quiet: 'quiet hours have', dailyCap: 'a daily cap has' } as const;

const digestMistakes = (file: LooseWatchlistFile): readonly Mistake[] =>
  file.channels.flatMap((channel, index): readonly Mistake[] =>
    (['quiet', 'dailyCap'] as const).flatMap((key) =>
      channel?.digest === undefined || channel[key] === undefined
        ? []
        : [
            {
              path: ['channels', index, key],
              message: `channel \`${channel.id}\` tells once a day at ${channel.digest}, so ${NOT_FOR_DIGESTS[key]} no meaning for it`,
              fix: `keep either \`digest:\` or \`${key}:\``,
            },
          ],
    ),
  );

/** Expressions that are none, in rules whose shape is wrong besides: found at once, not when the shape is mended. */
const expressionsOfUnshaped = (file: LooseWatchlistFile, value: unknown): readonly Mistake[] =>
  expressionsIn(value).flatMap((rule, index) =>
    file.rules[index] !== undefined
      ? []
      : LISTS.flatMap((list) =>
          rule[list].flatMap((text, item) => {
            const parsed = text === undefined ? undefined : parseExpression(text);
            return parsed?.kind === 'error' ? [placed({ ...parsed.error, list, item }, index)] : [];
          }),
        ),
  );

/** What is wrong with the items whose shape is right: repeated ids, unknown channels, expressions that are none. */
export const findMistakes = (file: LooseWatchlistFile, value: unknown): readonly Mistake[] => {
  return [
    ...repeated(
      file.feeds.map((feed) => feed?.url),
      'feeds',
      'url',
      'address',
    ),
    ...repeated(
      file.rules.map((rule) => rule?.id),
      'rules',
      'id',
      'id',
    ),
    ...repeated(
      file.channels.map((channel) => channel?.id),
      'channels',
      'id',
      'id',
    ),
    ...digestMistakes(file),
    ...expressionsOfUnshaped(file, value),
    ...file.rules.flatMap((rule, index) =>
      rule === undefined
        ? []
        : [...emptyRule(rule, index), ...expressionMistakes(rule, index), ...unknownChannels(rule, index, [...new Set(file.channelIds)])],
    ),
  ];
};

import { suggest } from '../core/suggest.js';
import { examineRule, type RuleRemark } from '../rules/examine-rule.js';
import { ruleTree } from '../rules/rule.js';
import { meaningOf } from '../rules/simplify.js';
import type { PositionedYaml, YamlPath } from './positions.js';
import type { LooseWatchlistFile, WatchlistFile } from './schema.js';

/** Something that the shape of the file allows and its sense does not. */
export interface Mistake {
  readonly path: YamlPath;
  /** Part of the value at the path, in UTF-16 units. */
  readonly within?: { readonly at: number; readonly length: number };
  readonly message: string;
  readonly fix: string;
}

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
      const isBare = /^[^\s"“”„«»()=:*/-]+(?: +[^\s"“”„«»()=:*/-]+)+$/u.test(text) && !/(?:^| )(?:AND|OR|NOT|OF)(?: |$)/.test(text);
      if (!isBare || yaml.quoteOf(path) === undefined) return [];
      const message = 'YAML takes these quotation marks away: the words are found anywhere in a story, not as a phrase';
      return [{ path, message, fix: `write '"${text}"' for the phrase, or leave the quotation marks out` }];
    }),
  );

/** Rules that find the same for the same channels. */
const sameRules = (file: LooseWatchlistFile): readonly Mistake[] => {
  const first = new Map<string, string>();
  return file.rules.flatMap((rule, index): readonly Mistake[] => {
    if (rule === undefined) return [];
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

/** What is right and perhaps not meant, in a file without mistakes. */
export const findDoubts = (file: LooseWatchlistFile, yaml: PositionedYaml): readonly Mistake[] => [
  ...file.rules.flatMap((rule, index) =>
    rule === undefined ? [] : [...examineRule(rule).warnings.map((remark) => placed(remark, index)), ...lostPhrases(rule, index, yaml)],
  ),
  ...sameRules(file),
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

/** What is wrong with the items whose shape is right: repeated ids, unknown channels, expressions that are none. */
export const findMistakes = (file: LooseWatchlistFile): readonly Mistake[] => {
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
    ...file.rules.flatMap((rule, index) =>
      rule === undefined
        ? []
        : [...emptyRule(rule, index), ...expressionMistakes(rule, index), ...unknownChannels(rule, index, [...new Set(file.channelIds)])],
    ),
  ];
};

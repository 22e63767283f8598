import { parseExpression } from '../rules/expression.js';
import type { YamlPath } from './positions.js';
import type { LooseWatchlistFile, WatchlistFile } from './schema.js';
import { suggest } from './suggest.js';

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

const expressionMistakes = (rule: FileRule, index: number): readonly Mistake[] =>
  LISTS.flatMap((list) =>
    (rule[list] ?? []).flatMap((text, item) => {
      const parsed = parseExpression(text);
      if (parsed.kind === 'expression') return [];
      const { at, length, message, fix } = parsed.error;
      return [{ path: ['rules', index, list, item], within: { at, length }, message, fix }];
    }),
  );

const contradictions = (rule: FileRule, index: number): readonly Mistake[] =>
  (rule.none ?? []).flatMap((text, item) =>
    [...(rule.any ?? []), ...(rule.all ?? [])].includes(text)
      ? [
          {
            path: ['rules', index, 'none', item],
            message: `\`${text}\` is wanted and excluded by the same rule, so it can never match by it`,
            fix: 'take it out of one of the two lists',
          },
        ]
      : [],
  );

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
    ...file.rules.flatMap((rule, index) =>
      rule === undefined
        ? []
        : [
            ...emptyRule(rule, index),
            ...expressionMistakes(rule, index),
            ...contradictions(rule, index),
            ...unknownChannels(rule, index, [...new Set(file.channelIds)]),
          ],
    ),
  ];
};

import { anchorsOf } from './anchors.js';
import { isEverywhere } from './common-words.js';
import { type Expression, type Field, partsOf, type Remark, type Words, wordsIn } from './expression.js';
import { parseExpression } from './parse-expression.js';
import { printExpression } from './print-expression.js';
import type { RuleLists } from './rule.js';
import { contradictionIn, implies } from './simplify.js';

/** A remark on an item of a rule, or on the rule as a whole. */
export interface RuleRemark extends Remark {
  readonly list?: 'any' | 'all' | 'none';
  readonly item?: number;
}

export interface RuleExamination {
  readonly errors: readonly RuleRemark[];
  readonly warnings: readonly RuleRemark[];
}

interface Item {
  readonly list: 'any' | 'all' | 'none';
  readonly item: number;
  readonly text: string;
  readonly tree: Expression;
}

const LISTS = ['any', 'all', 'none'] as const;

/** Words of English that are also acronyms: in capitals, one of the two is meant. */
const AMBIGUOUS = new Set(
  'us it who is in on at am an as be by do go he if me my no of or so to up we act aid aids all and any are arm art bad ban bar bat bay bed bet bid big bit box boy bus but can cap car care cat chip cop cost cup cut dad day did doe dog dot due ear eat end era fact far fast fat fed few fit fix fly for fun gap gas get god got gun guy had has hat her him his hit hope hot how hug ice ill its job joy key kid law lay led leg let lie lot low mad man map may men mix net new nor not now odd off oil old one our out own pace pan pay pen per pet pin pot put ran raw red rib rid rig rob row run sad saw sea see set she sir sit six sky son spa spy start sun tax tea ten the tie tip too top toy try two use van war was way web wet why win won yes yet you zoo'.split(
    ' ',
  ),
);

const isOnlyExclusions = (tree: Expression): boolean => anchorsOf(tree, () => 1) === undefined;

/** A word of a rule that is looked for, not excluded. */
const soughtIn = (tree: Expression): readonly Words[] =>
  tree.kind === 'not' ? [] : tree.kind === 'words' ? [tree] : partsOf(tree).flatMap(soughtIn);

const conjunctionsIn = (tree: Expression): readonly (readonly Expression[])[] => [
  ...(tree.kind === 'and' ? [tree.items] : []),
  ...partsOf(tree).flatMap(conjunctionsIn),
];

/** In `none`, an exclusion would leave out every story but those that hold its word. */
const doubleExclusion = ({ list, item, tree, text }: Item): readonly RuleRemark[] =>
  list !== 'none' || !isOnlyExclusions(tree)
    ? []
    : [
        {
          list,
          item,
          at: 0,
          length: text.length,
          message: '`none` excludes already, so a NOT or a minus in it leaves out every story that does not hold this',
          fix:
            tree.kind === 'not'
              ? `write \`${printExpression(tree.item)}\` to leave out the stories that hold it`
              : 'write the words themselves, without NOT',
        },
      ];

const itemErrors = (own: Item): readonly RuleRemark[] => {
  const { list, item, tree, text } = own;
  const doubled = doubleExclusion(own);
  if (doubled.length > 0) return doubled;
  if (list !== 'none' && isOnlyExclusions(tree))
    return [
      {
        list,
        item,
        at: 0,
        length: text.length,
        message: 'a story without any of these words would match: there are only exclusions here',
        fix: tree.kind === 'not' ? 'move it to `none`, without the NOT' : 'join the NOT with AND to a word that must be there',
      },
    ];
  const contradiction = conjunctionsIn(tree)
    .map(contradictionIn)
    .find((each) => each !== undefined);
  if (contradiction === undefined) return [];
  const { wanted, excluded } = contradiction;
  return [
    {
      list,
      item,
      at: excluded.at,
      length: excluded.length,
      message: `this can never match: \`${printExpression(wanted)}\` is wanted, and \`${printExpression(excluded)}\` excludes it`,
      fix: 'take one of the two out',
    },
  ];
};

/** What `none` makes impossible: an item of `any` or `all` that it excludes always. */
const excludedItems = (items: readonly Item[]): readonly RuleRemark[] => {
  const none = items.filter(({ list }) => list === 'none');
  return items.flatMap((own) => {
    if (own.list === 'none') return [];
    const excluding = none.find(({ tree }) => implies(own.tree, tree));
    if (excluding === undefined) return [];
    return [
      {
        list: excluding.list,
        item: excluding.item,
        at: 0,
        length: excluding.text.length,
        message: `\`${excluding.text}\` in none excludes every story in which \`${own.text}\` of ${own.list} is found, so that can never match`,
        fix: 'take it out of one of the two lists',
      },
    ];
  });
};

const isSame = (one: Item, other: Item): boolean => implies(one.tree, other.tree) && implies(other.tree, one.tree);

/** Of longer rules, what one item covers of another is not looked for: the time would grow with the square. */
const MOST_COMPARED = 300;

/** Items that add nothing to the others of their list. */
const idleItems = (items: readonly Item[]): readonly RuleRemark[] =>
  (items.length > MOST_COMPARED ? [] : items).flatMap((own, at) => {
    const others = items.filter((other) => other !== own && other.list === own.list);
    const covering = others.find(
      (other) =>
        (own.list === 'all' ? implies(other.tree, own.tree) : implies(own.tree, other.tree)) &&
        (!isSame(own, other) || items.indexOf(other) < at),
    );
    if (covering === undefined) return [];
    return [
      {
        list: own.list,
        item: own.item,
        at: 0,
        length: own.text.length,
        message: `\`${own.text}\` adds nothing: \`${covering.text}\` ${own.list === 'all' ? 'asks for it already' : 'finds all that it finds'}`,
        fix: 'take it out',
      },
    ];
  });

/** An Arabic word without its article, which the rule does not name in another form. */
const isArabicNoun = (written: string, known: readonly string[]): boolean =>
  /^\p{Script=Arabic}{3,}$/u.test(written) &&
  !written.startsWith('ال') &&
  !/[پچژگکی]/u.test(written) &&
  !known.some((other) => other !== written && other.endsWith(written));

const wordWarnings = (own: Item, known: readonly string[]): readonly RuleRemark[] =>
  wordsIn(own.tree).flatMap((words): readonly RuleRemark[] => {
    const [[sought] = []] = words.spellings;
    if (sought === undefined || words.spellings.length > 1 || words.spellings[0]?.length !== 1 || sought.exact !== undefined) return [];
    const place = { list: own.list, item: own.item, at: words.at, length: words.length };
    const written = words.text;
    if (/^[A-Z]{2,5}$/.test(written) && AMBIGUOUS.has(sought.folded))
      return [
        { ...place, message: `\`${written}\` finds the word “${sought.folded}” too`, fix: `write \`=${written}\` for the capitals alone` },
      ];
    // `and` in small letters has a warning of its own.
    if (isEverywhere(sought.folded) && !sought.prefix && !/^(?:and|or|not)$/i.test(written))
      return [
        { ...place, message: `\`${written}\` stands in nearly every story in English`, fix: 'take it out, or put it into a "phrase"' },
      ];
    if (/^[\uac00-\ud7a3]+$/u.test(written) && !sought.prefix)
      return [
        {
          ...place,
          message: `Korean joins its particles to the word, and \`${written}\` finds it alone only`,
          fix: `write \`${written}*\``,
        },
      ];
    if (isArabicNoun(written, known) && !sought.prefix)
      return [
        {
          ...place,
          message: `Arabic joins the article and prepositions to the word, and \`${written}\` finds it alone, or with و, only`,
          fix: `write \`${written} OR ال${written}\`, and every other form that you want`,
        },
      ];
    return [];
  });

const LANGUAGE_TAG = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i;

/** The words that are looked for in one of these fields. */
const wordsInFields = (tree: Expression, isWanted: (field: Field) => boolean): readonly Words[] => {
  if (tree.kind === 'field') return isWanted(tree.field) ? wordsIn(tree.item) : [];
  return tree.kind === 'words' ? [] : partsOf(tree).flatMap((part) => wordsInFields(part, isWanted));
};

/** `lang:english` finds nothing: feeds name languages by their tags. */
const languageWarnings = ({ list, item, tree }: Item): readonly RuleRemark[] =>
  wordsInFields(tree, (field) => field === 'lang')
    .filter(({ text }) => !LANGUAGE_TAG.test(text.replace('*', '')))
    .map(({ at, length, text }) => ({
      list,
      item,
      at,
      length,
      message: `feeds name a language by a tag of two or three letters, and \`${text}\` is none`,
      fix: 'write it as in `lang:en`, which finds en-GB too',
    }));

/** A singular stands for itself alone: there is no stemming. */
const stemHint = (items: readonly Item[]): readonly RuleRemark[] => {
  const sought = items
    .filter(({ list }) => list !== 'none')
    .flatMap((own) => {
      // A tag or a publisher's name is no prose, and has no plural.
      const named = new Set(wordsInFields(own.tree, (field) => field !== 'title' && field !== 'body'));
      return soughtIn(own.tree).flatMap((words) => (named.has(words) ? [] : [{ own, words }]));
    });
  const prefixes = sought.flatMap(({ words }) => words.spellings.flat().filter((word) => word.prefix));
  const known = new Set(sought.flatMap(({ words }) => words.spellings.flat().map((word) => word.folded)));
  const lone = sought.filter(({ words }) => {
    const [[word] = []] = words.spellings;
    if (word === undefined || words.spellings.length > 1 || words.spellings[0]?.length !== 1) return false;
    const isNoun = /^[a-z]{5,}$/.test(words.text) && !/(?:[sai]|ing|ed|ly)$/.test(words.text);
    return isNoun && !known.has(`${word.folded}s`) && !prefixes.some((prefix) => word.folded.startsWith(prefix.folded));
  });
  const [first] = lone;
  if (first === undefined) return [];
  const names = [...new Set(lone.map(({ words }) => words.text))];
  const shown =
    names
      .slice(0, 3)
      .map((name) => `\`${name}\``)
      .join(', ') + (names.length > 3 ? ` and ${names.length - 3} more` : '');
  return [
    {
      list: first.own.list,
      item: first.own.item,
      at: first.words.at,
      length: first.words.length,
      message: `${shown} ${names.length === 1 ? 'finds' : 'find'} only the word as it is written, not “${names[0]}s”`,
      fix: `write \`${names[0]}*\` for every word that begins so, if you want those too`,
    },
  ];
};

/** Reads a rule's items and says what is wrong with them, and what its author may not have meant. */
export const examineRule = ({ any = [], all = [], none = [] }: Partial<RuleLists>): RuleExamination => {
  const lists = { any, all, none };
  const errors: RuleRemark[] = [];
  const warnings: RuleRemark[] = [];
  const items: Item[] = [];
  for (const list of LISTS) {
    for (const [item, text] of lists[list].entries()) {
      const parsed = parseExpression(text);
      if (parsed.kind === 'error') {
        errors.push({ list, item, ...parsed.error });
        continue;
      }
      warnings.push(...parsed.warnings.map((warning) => ({ list, item, ...warning })));
      items.push({ list, item, text, tree: parsed.expression });
    }
  }
  if (errors.length > 0) return { errors, warnings };
  const arabic = items.flatMap(({ tree }) => wordsIn(tree).flatMap(({ text }) => (/\p{Script=Arabic}/u.test(text) ? [text] : [])));
  return {
    errors: [...items.flatMap(itemErrors), ...excludedItems(items)],
    warnings: [
      ...warnings,
      ...items.flatMap(languageWarnings),
      ...items.flatMap((own) => wordWarnings(own, arabic)),
      ...idleItems(items),
      ...stemHint(items),
    ],
  };
};

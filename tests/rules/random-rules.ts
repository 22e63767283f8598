import type { MatchableStory } from '../../lambda/rules/read-story.js';
import type { makeRandom } from '../support/random.js';

type Random = ReturnType<typeof makeRandom>;

const pick = <T>(random: Random, values: readonly [T, ...T[]]): T => values[random.below(values.length)] ?? values[0];

/** Few and alike, so that they meet often: every kind of word that the language treats in its own way. */
const WORDS = [
  'oil',
  'Oil',
  'OIL',
  'gas',
  'coal',
  'cease',
  'fire',
  'ceasefire',
  'cease-fire',
  'Cease-Fire',
  'sanction',
  'sanctions',
  'sanctioned',
  'US',
  'us',
  'U.S.',
  'u.s',
  'Trump',
  'Trump’s',
  "Trump's",
  'TRUMP’S',
  'don’t',
  "don't",
  'Don',
  'AT&T',
  'at',
  't',
  'C++',
  'c',
  'C#',
  '100',
  '100%',
  '$100',
  '$100bn',
  '100bn',
  '1.5',
  '100,000',
  'Covid-19',
  'covid19',
  'covid',
  '19',
  'l’Iran',
  'Iran',
  'İran’ın',
  'Ankara’da',
  'Ankara',
  'Erdoğan',
  'Erdogan',
  'naïve',
  'naive',
  'Straße',
  'strasse',
  'мой',
  'мои',
  'Ещё',
  'еще',
  'ΑΘΗΝΑ',
  'Αθήνα',
  'وإيران',
  'إيران',
  '제재를',
  '제재',
  '停戦',
  '京都',
  '東京都',
  '停戦合意',
  '制裁',
  '経済制裁',
  'イラン',
  'イラン核合意',
  'トランプ',
  '世界',
  '世界中',
  '俄罗斯停火协议',
  '停火',
  'หยุดยิง',
  'รัฐบาลประกาศหยุดยิง',
  'युद्धविराम',
  'tit-for-tat',
  'pro-cease-fire',
  'rock’n’roll',
  'O’Brien',
  'Disney+',
  'Disney',
  'G7',
  '#MeToo',
  'MeToo',
  'a.b.c',
  'x.com',
  'e-mail',
  'email',
  'fireʼs',
  'cease\u00adfire',
  'Ｕ．Ｓ．',
  'ﾄﾗﾝﾌﾟ',
] as const satisfies readonly string[];
const GAPS = [
  ' ',
  ' ',
  ' ',
  ' ',
  ' ',
  ', ',
  '. ',
  '-',
  ' - ',
  '—',
  '/',
  '.',
  '’',
  "'",
  '"',
  '” ',
  ' “',
  '',
  '+',
  '%',
  '$',
  '&',
  ',',
  '#',
  '\u00a0',
  '\n',
  '(',
  ')',
] as const;
const FIELD_NAMES = ['title', 'body', 'source', 'author', 'lang', 'url', 'tag'] as const;

const text = (random: Random, most: number): string => {
  let written = '';
  for (let count = random.below(most + 1); count > 0; count -= 1) written += pick(random, WORDS) + pick(random, GAPS);
  return written;
};

export const randomStory = (random: Random): MatchableStory => ({
  title: text(random, 8),
  summary: text(random, 16),
  ...(random.below(3) > 0
    ? {}
    : {
        source: text(random, 2),
        author: text(random, 2),
        language: pick(random, ['en', 'en-GB', 'de', 'ja']),
        link: `https://www.oil.example/gas/${random.below(9)}/cease-fire`,
        tags: [text(random, 2), 'Oil', 'world news'],
      }),
});

const word = (random: Random): string => {
  const plain = pick(random, WORDS);
  const kind = random.below(12);
  if (kind === 0) return `=${plain}`;
  const letters = [...plain.normalize('NFD')].filter((letter) => /[\p{L}\p{N}]/u.test(letter)).length;
  if (kind < 3 && letters >= 4 && /[\p{L}\p{M}]$/u.test(plain) && !/[.’'\-&ｰ-ﾟ.]/u.test(plain)) {
    const cut = /^[a-z]+$/i.test(plain) ? plain.slice(0, 3 + random.below(plain.length - 2)) : plain;
    return `${random.below(6) === 0 ? '=' : ''}${cut}*`;
  }
  return plain;
};

const phrase = (random: Random): string =>
  `${random.below(8) === 0 ? '=' : ''}"${Array.from({ length: 2 + random.below(2) }, () => pick(random, WORDS)).join(' ')}"`;

const leaf = (random: Random): string => (random.below(4) === 0 ? phrase(random) : word(random));

const placed = (random: Random): string => (random.below(3) === 0 ? `(${[leaf(random), leaf(random)].join(' OR ')})` : leaf(random));

const list = (random: Random, depth: number, operator: string): string =>
  Array.from({ length: 2 + random.below(2) }, () => operand(random, depth - 1)).join(operator);

const operand = (random: Random, depth: number): string => {
  const kind = depth <= 0 ? random.below(2) * 20 : random.below(20);
  if (kind < 8) return leaf(random);
  if (kind < 10) return `(${list(random, depth, ' AND ')})`;
  if (kind < 12) return `(${list(random, depth, ' OR ')})`;
  if (kind < 14) return `NOT ${operand(random, depth - 1)}`;
  if (kind < 17) return `(${placed(random)} ${pick(random, ['NEAR', 'BEFORE'])}/${random.below(5)} ${placed(random)})`;
  if (kind < 18) return `${1 + random.below(2)} OF (${operand(random, depth - 1)}, ${operand(random, depth - 1)}, ${leaf(random)})`;
  return `${pick(random, FIELD_NAMES)}:${placed(random)}`;
};

/** An expression of the language, up to three levels deep. */
export const randomExpression = (random: Random): string => {
  const depth = random.below(4);
  return depth === 0
    ? leaf(random)
    : random.below(2) === 0
      ? operand(random, depth)
      : list(random, depth, pick(random, [' AND ', ' OR ', ' ', ' -']));
};

import { makeRandom, type Random } from '../support/random.js';

export interface BenchStory {
  readonly title: string;
  readonly summary: string;
}

const SYLLABLES =
  'ba be bi bo bra ca ce chi co cre da de di do dra fa fe fi fo ga ge go gra ha he hi ho ja jo ka ke ki la le li lo ma me mi mo na ne ni no pa pe pi po pra qua ra re ri ro sa se si so sta ta te ti to tra va ve vi vo wa we wi ya zo'.split(
    ' ',
  );
const ENDS = ['', 's', 'ed', 'ing', 'n', 'r', 'tion', 'l'];
const VOCABULARY = 40_000;
/** Zipf's law with the usual exponent: the word of rank r stands as often as 1/r. */
const cumulative = (() => {
  const sums = new Float64Array(VOCABULARY);
  let sum = 0;
  for (let rank = 0; rank < VOCABULARY; rank += 1) {
    sum += 1 / (rank + 2.7);
    sums[rank] = sum;
  }
  return sums.map((each) => each / sum);
})();

const makeVocabulary = (random: Random): readonly string[] => {
  const words = new Set<string>();
  while (words.size < VOCABULARY) {
    const syllables = 1 + Math.min(3, Math.floor(words.size / 200)) + random.below(2);
    let word = '';
    for (let count = 0; count < syllables; count += 1) word += SYLLABLES[random.below(SYLLABLES.length)];
    words.add(word + ENDS[random.below(ENDS.length)]);
  }
  return [...words];
};

const rankAt = (chance: number): number => {
  let low = 0;
  let high = VOCABULARY - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cumulative[middle] ?? 1) < chance) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Invented words in the proportions of real text, and stories and rules made of them. */
export const makeCorpus = (seed: number) => {
  const random = makeRandom(seed);
  const vocabulary = makeVocabulary(random);
  const word = (): string => vocabulary[rankAt(random.next())] ?? '';
  const sentence = (): string => {
    const words = Array.from({ length: 8 + random.below(18) }, word);
    const [first = ''] = words;
    const at = random.below(words.length);
    words[at] = `${(words[at] ?? '').slice(0, 1).toUpperCase()}${(words[at] ?? '').slice(1)}${random.below(4) === 0 ? '’s' : ''}`;
    return `${first.slice(0, 1).toUpperCase()}${first.slice(1)} ${words
      .slice(1)
      .join(' ')
      .replace(/ (?=\S+ \S+$)/, ', ')}.`;
  };
  const story = (): BenchStory => {
    let summary = '';
    while (summary.length < 780) summary += `${sentence()} `;
    return { title: sentence().slice(0, 90), summary };
  };
  /** Admins write rules of words that tell something: not the fifteen hundred commonest. */
  const ruleWord = (): string => vocabulary[Math.max(1_500 + random.below(6_000), rankAt(random.next()))] ?? '';
  const words = (count: number): readonly string[] => Array.from({ length: count }, ruleWord);
  const expression = (): string => {
    const kind = random.below(10);
    if (kind < 4) return words(1 + random.below(3)).join(' OR ');
    if (kind < 6) return `"${words(2).join(' ')}"`;
    if (kind < 8) return `(${words(2).join(' OR ')}) AND ${ruleWord()} AND NOT ${ruleWord()}`;
    if (kind < 9) return `${ruleWord().padEnd(4, 'a').slice(0, 5)}*`;
    return `${ruleWord()} NEAR/5 ${ruleWord()}`;
  };
  return { story, expression };
};

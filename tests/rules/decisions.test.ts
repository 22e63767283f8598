import { describe, expect, it } from 'vitest';
import { compileRules } from '../../lambda/rules/match.js';
import type { MatchableStory } from '../../lambda/rules/read-story.js';

const finds = (expression: string, story: MatchableStory): boolean => compileRules([{ any: [expression] }]).match(story).length > 0;
const inTitle = (expression: string, title: string): boolean => finds(expression, { title, summary: '' });

/** Each decision of the language both ways: what the expression finds, and the nearest thing that it does not. */
const DECISIONS: readonly (readonly [string, string, string, string])[] = [
  ['a whole word', 'war', 'The war goes on', 'A warning'],
  ['any case', 'ceasefire', 'CEASEFIRE NOW', 'Cease and desist'],
  ['accents do not matter', 'Erdogan', 'Erdoğan speaks', 'Erdogans'],
  ['accents in the rule do not matter', 'Zürich', 'Zurich votes', 'Zuricher'],
  ['letters with a stroke', 'Lodz', 'Łódź elects', 'Lodzer'],
  ['a possessive is dropped', 'Trump', 'Trump’s demand', 'Trumpism'],
  ['a possessive with a straight apostrophe', 'Trump', "Trump's demand", "Trumps' card game"],
  ['the words of a phrase stand together', '"oil sanctions"', 'New oil sanctions', 'Sanctions on oil'],
  ['a phrase in curly quotation marks', '“oil sanctions”', 'New oil sanctions', 'Oil price and sanctions'],
  ['a phrase in straight single ones', "'oil sanctions'", 'New oil sanctions', 'Oil price and sanctions'],
  ['the beginning of a word', 'sanction*', 'Sanctioned tankers', 'The sanctity of treaties'],
  ['no stemming', 'sanction', 'A sanction', 'The sanctions'],
  ['exact capitals', '=US', 'The US said', 'He told us'],
  ['an acronym with dots', '=US', 'The U.S. said', 'Let us go'],
  ['an acronym without capitals asked', 'US', 'The U.S. said', 'The USA'],
  ['both', 'oil AND gas', 'Gas and oil', 'Oil alone'],
  ['a space means both', 'oil gas', 'Gas and oil', 'Oil alone'],
  ['either', 'oil OR gas', 'Gas', 'Coal'],
  ['an exclusion', 'oil NOT olive', 'Oil price', 'Olive oil'],
  ['an exclusion by a minus', 'oil -olive', 'Oil price', 'Olive oil'],
  ['a minus inside a word is none', 'anti-war', 'The anti-war march', 'The march against war'],
  ['at most so many words between', 'oil NEAR/2 lifted', 'Sanctions lifted on Russian oil', 'Oil: all of the sanctions lifted'],
  ['in this order', 'oil BEFORE/3 lifted', 'Oil ban is lifted', 'Lifted: the oil ban'],
  ['two different places', 'oil NEAR/3 oil', 'Oil for oil', 'Oil alone'],
  ['so many of them', '2 OF (oil, gas, coal)', 'Coal and gas', 'Coal alone'],
  ['parentheses', '(oil OR gas) sanctions', 'Gas sanctions', 'Gas and coal'],
  ['a hyphen in the rule finds the joined word', 'cease-fire', 'A ceasefire', 'A fire ceases'],
  ['a hyphen in the rule finds it hyphenated', 'cease-fire', 'A cease-fire', 'A firecease'],
  ['a hyphen in the rule finds it spaced', 'cease-fire', 'A cease fire', 'Cease the fire'],
  ['a hyphen in the story counts as joined', 'ceasefire', 'A cease-fire', 'Cease: fire'],
  ['a hyphen in the story leaves its parts', 'Hamas', 'Israel-Hamas talks', 'Hamasaki'],
  ['a joined word inside a phrase', '"new ceasefire deal"', 'A new cease-fire deal', 'A new deal on the ceasefire'],
  ['don’t is not Don', 'Don', 'Don Quixote', 'They don’t know'],
  ['don’t as written', "don't", 'They don’t know', 'Don Quixote'],
  ['AT&T', 'AT&T', 'AT&T buys', 'At the T junction'],
  ['C++', 'C++', 'Written in C++ and Rust', 'Written in C'],
  ['G7', 'G7', 'The G7 summit', 'The G77 summit'],
  ['3M', '3M', '3M pays', '3 M'],
  ['Covid-19', 'Covid-19', 'COVID-19 returns', 'Covid 20'],
  ['$100bn', '$100bn', 'A $100bn plan', 'A €100bn plan'],
  ['an amount without its sign', '100bn', 'A $100bn plan', 'A $100 plan'],
  ['100%', '100%', 'Tariffs of 100% on oil', 'Tariffs of 100 on oil'],
  ['width does not matter', 'NATO', 'ＮＡＴＯ summit', 'ＮＡＴＯＳ'],
  ['ß is ss', 'Strasse', 'Die Straße brennt', 'Die Strafe'],
  ['dotted İ is i', 'istanbul', 'İSTANBUL', 'İSTANBULLU'],
  ['a soft hyphen is not seen', 'ceasefire', 'A cease\u00adfire', 'A cease\u00adfires'],
  ['a sentence without a space behind it', 'talks', 'The end of talks.Next week', 'The talkshow.Next'],
  ['elision in French', 'Iran', 'L’accord avec l’Iran', 'L’Iranien'],
  ['elision in Italian', 'Iran', "L'accordo dell'Iran", "L'iraniano"],
  ['a suffix in Turkish', 'Ankara', 'Ankara’da toplantı', 'Ankaralı'],
  ['Russian', 'перемирие', 'Перемирие началось', 'Перемирия нет'],
  ['ё is е', 'еще', 'Ещё раз', 'Ищи'],
  ['й is not и', 'мой', 'мой дом', 'мои дома'],
  ['Ukrainian', 'Київ', 'КИЇВ під ударом', 'Києва'],
  ['Greek with its final sigma', 'ΑΘΗΝΑΣ', 'της Αθήνας', 'στην Αθήνα'],
  ['Arabic with a joined and', 'إيران', 'واشنطن وإيران', 'إيرانية'],
  ['Arabic: a word that begins with that letter keeps it', 'ليبيا', 'مصر وليبيا', 'ليبي'],
  ['Arabic: no false "and"', 'زير', 'الزير زير', 'وزير الخارجية'],
  ['Arabic: alef in all its forms', 'ايران', 'إيران', 'ايراني'],
  ['Arabic without its vowel signs', 'محمد', 'مُحَمَّد', 'محمود'],
  ['Persian with Arabic letters', 'ایران', 'ايران', 'ایرانی'],
  ['a Hebrew acronym with the keyboard’s sign', 'ארה"ב', 'נשיא ארה״ב', 'ארה'],
  ['a Hebrew acronym inside a phrase', '"דובר צה"ל"', 'דובר צה״ל אמר', 'דובר אמר'],
  ['years in a list', '2 OF (2024,2025,2026)', 'From 2024 to 2026', 'In 2024'],
  ['Hebrew without its points', 'שלום', 'שָׁלוֹם', 'שלומי'],
  ['a number with and without its comma', '1000', 'Some 1,000 people', '10,000 people'],
  ['a number with a comma in the rule', '$1,000,000', 'A $1000000 prize', 'A $1000 prize'],
  ['the beginning of a hyphenated word', 'F-16*', 'The F-16s took off', 'The F-15s took off'],
  ['an apostrophe that is a letter', "об'єкт", 'обʼєкт', 'предмет'],
  ['Hebrew', 'הפסקת', 'הפסקת אש בעזה', 'ההפסקה'],
  ['Hindi keeps its vowels', 'युद्धविराम', 'युद्धविराम समझौता', 'युद्धवीराम'],
  ['Bengali', 'যুদ্ধবিরতি', 'গাজায় যুদ্ধবিরতি শুরু', 'যুদ্ধ'],
  ['Tamil', 'போர்நிறுத்தம்', 'காசாவில் போர்நிறுத்தம் தொடங்கியது', 'போர்'],
  ['Georgian', 'ზავი', 'ზავი დაირღვა', 'ზავის'],
  ['Armenian', 'հրադադար', 'Հրադադար Գազայում', 'հրադադարի'],
  ['Korean with a star', '제재*', '미국 제재를 해제', '미국이 재제'],
  ['Japanese inside a run', '停戦', '米国が停戦を発表', '停車と戦争'],
  ['Japanese at the borders of words', '京都', '京都の寺', '東京都知事'],
  ['Japanese: one character is a word of its own', '本', '本を読む', '日本の政府'],
  ['a katakana run is one word', 'イラン', 'イラン核合意', 'イランド社'],
  ['a name in two katakana runs', 'トランプ', 'ドナルド・トランプ大統領', 'トランプス'],
  ['voicing is kept', 'ハス', 'ハスの花', 'バスの停留所'],
  ['Chinese inside a run', '制裁', '美国对俄罗斯实施制裁措施', '制度与裁判'],
  ['Chinese beside a longer word', '世界', '世界中で', '世紀の境界'],
  ['Lao inside a run', 'ຢຸດຍິງ', 'ລັດຖະບານລາວປະກາດຢຸດຍິງ', 'ລັດຖະບານລາວຢຸດລົດໄຟ'],
  ['Khmer inside a run', 'ឈប់បាញ់', 'រដ្ឋាភិបាលកម្ពុជាប្រកាសឈប់បាញ់', 'រដ្ឋាភិបាលកម្ពុជាឈប់រថភ្លើង'],
  ['Burmese inside a run', 'အပစ်ရပ်', 'မြန်မာအစိုးရက အပစ်ရပ်ကြောင်းကြေညာသည်', 'မြန်မာအစိုးရက ရထားရပ်သည်'],
  ['Ethiopic', 'ተኩስ', 'ተኩስ አቁም ስምምነት', 'ተኩላ'],
  ['Vietnamese with its marks left out', 'ngung ban', 'Lệnh ngừng bắn ở Gaza', 'Ngân hàng'],
  ['Thai inside a run', 'หยุดยิง', 'รัฐบาลไทยประกาศหยุดยิง', 'หยุดรถไฟ'],
];

describe('the decisions of the language', () => {
  it.each(DECISIONS)('%s: `%s` finds “%s” and not “%s”', (_name, expression, found, notFound) => {
    expect(inTitle(expression, found)).toBe(true);
    expect(inTitle(expression, notFound)).toBe(false);
  });
});

const STORY: MatchableStory = {
  title: 'Oil prices jump',
  summary: 'New sanctions are near.',
  source: 'The Harbour Times',
  author: 'A. Sample',
  language: 'en-GB',
  link: 'https://news.example/business/energy-live',
  tags: ['World news', 'energy'],
};

describe('the fields of a story', () => {
  it.each([
    ['title:oil', true],
    ['body:oil', false],
    ['body:sanctions', true],
    ['title:(oil OR gas)', true],
    ['title:"oil prices"', true],
    ['source:harbour', true],
    ['harbour', false],
    ['author:sample', true],
    ['lang:en', true],
    ['lang:en-GB', true],
    ['lang:de', false],
    ['url:business', true],
    ['url:news.example/business', true],
    ['url:sport', false],
    ['business', false],
    ['tag:world', true],
    ['tag:"world news"', true],
    ['tag:"news energy"', false],
    ['energy', false],
    ['"jump new"', false],
    ['jump NEAR/5 sanctions', false],
    ['oil sanctions', true],
    ['oil NOT sanctions', false],
    ['oil NOT title:sanctions', true],
    ['title:oil NEAR/1 jump', true],
  ])('%s: %s', (expression, expected) => {
    expect(finds(expression, STORY)).toBe(expected);
  });
});

describe('the evidence of a match', () => {
  it('is the exact words and their places, each once, in the order of the rule', () => {
    const [match] = compileRules([{ any: ['sanction* NEAR/5 near', 'oil', 'oil OR gas'], none: ['coal'] }]).match(STORY);
    expect(match?.evidence).toEqual([
      { field: 'body', start: 4, end: 13, text: 'sanctions' },
      { field: 'body', start: 18, end: 22, text: 'near' },
      { field: 'title', start: 0, end: 3, text: 'Oil' },
    ]);
  });

  it('covers a whole phrase, hyphens and possessives', () => {
    const [match] = compileRules([{ all: ['"trump deal"', 'ceasefire'] }]).match({ title: 'Trump’s deal on a cease-fire', summary: '' });
    expect(match?.evidence.map(({ text }) => text)).toEqual(['Trump’s deal', 'cease-fire']);
  });
});

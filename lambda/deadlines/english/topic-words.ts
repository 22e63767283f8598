import { fold } from '../../core/fold.js';

/** What newsrooms call one state or union: its name, its people, its capital, its seat of government. */
const STATES = `
unitedstates: united states, usa, u.s., us, american, americans, washington, white house
europeanunion: european union, eu, e.u., brussels, european commission
unitednations: united nations, un, u.n., security council
unitedkingdom: united kingdom, uk, u.k., britain, british, london, briton, britons, great britain, downing street, westminster
china: china, chinese, beijing
russia: russia, russian, russians, moscow, kremlin
ukraine: ukraine, ukrainian, ukrainians, kyiv, kiev
france: france, french, elysee, paris
germany: germany, german, germans, berlin
italy: italy, italian, italians, rome
spain: spain, spanish, madrid
poland: poland, polish, poles, warsaw
hungary: hungary, hungarian, budapest
greece: greece, greek, athens
serbia: serbia, serbian, serb, serbs, belgrade
kosovo: kosovo, kosovar, pristina
turkey: turkey, turkiye, turkish, ankara
israel: israel, israeli, israelis, jerusalem
palestine: palestine, palestinian, palestinians, gaza, hamas
lebanon: lebanon, lebanese, beirut, hezbollah
syria: syria, syrian, damascus
iran: iran, iranian, iranians, tehran
iraq: iraq, iraqi, baghdad
saudiarabia: saudi arabia, saudi, riyadh
yemen: yemen, yemeni, sanaa, houthi, houthis
egypt: egypt, egyptian, cairo
sudan: sudan, sudanese, khartoum
southsudan: south sudan, south sudanese, juba
ethiopia: ethiopia, ethiopian, addis ababa
eritrea: eritrea, eritrean, asmara
somalia: somalia, somali, mogadishu
kenya: kenya, kenyan, kenyans
nigeria: nigeria, nigerian, nigerians, abuja
southafrica: south africa, south african, pretoria
congo: congo, congolese, kinshasa, drc
rwanda: rwanda, rwandan, kigali
india: india, indian, indians, new delhi, delhi
pakistan: pakistan, pakistani, islamabad
bangladesh: bangladesh, bangladeshi, dhaka
afghanistan: afghanistan, afghan, kabul, taliban
japan: japan, japanese, tokyo
southkorea: south korea, south korean, south koreans, seoul
northkorea: north korea, north korean, pyongyang
taiwan: taiwan, taiwanese, taipei
philippines: philippines, philippine, filipino, manila
indonesia: indonesia, indonesian, jakarta
australia: australia, australian, australians, canberra
newzealand: new zealand, wellington
canada: canada, canadian, canadians, ottawa
mexico: mexico, mexican, mexicans, mexico city
brazil: brazil, brazilian, brasilia
argentina: argentina, argentine, buenos aires
venezuela: venezuela, venezuelan, caracas
colombia: colombia, colombian, bogota
armenia: armenia, armenian, yerevan
azerbaijan: azerbaijan, azerbaijani, baku
georgia: georgia, georgian, tbilisi
`;

/** Said of any deadline, or of any news: they tell nothing of which one it is. */
const COMMON: ReadonlySet<string> = new Set(
  `a an the and or but if of to in on at by for from with without into onto over under about after before until till unless within since
  between among against as is are was were be been being has have had will would shall should can could may might must do does did not no nor
  it its they them their he his she her we our you your who whom whose which what when where why how that this these those there here
  than then so such more most less least much many some any all each every other another own same new old last next first second third
  say says said tell tells told warn warns warned announce announces announced according report reports reported confirm confirms confirmed
  official officials government governments minister ministry spokesman spokeswoman spokesperson statement news source sources people
  deadline deadlines expire expires expired expiry due date dates day days week weeks month months year years hour hours minute
  minutes time today tomorrow tonight midnight noon morning evening afternoon night local am pm a.m. p.m. a.m p.m gmt utc est edt et bst cet
  monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
  january february march april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
  extend extends extended extension postpone postpones postponed delay delays delayed push pushed back bring brought forward move moves moved
  put off call calls called cancel cancels cancelled canceled withdraw withdraws withdrew withdrawn drop drops dropped scrap scraps scrapped
  set sets give gives gave given take takes took effect force come comes came go goes went run runs ran out end ends ended begin begins began
  start starts started pass passes passed schedule scheduled plan plans planned expect expects expected now still yet also just only early
  earlier late later soon ahead amid update live latest one two three four five six seven eight nine ten up down per cent percent talk talks leave leaves left country countries issue issues agree agreed want wants`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

const STATE_OF: ReadonlyMap<string, string> = new Map(
  STATES.trim()
    .split('\n')
    .flatMap((line) => {
      const [state = '', names = ''] = line.split(': ');
      return names.split(', ').map((name) => [name, state] as const);
    }),
);
const LONGEST_NAME = 2;
const WORD = /[\p{L}\p{N}]+(?:[.’'-][\p{L}\p{N}]+)*\.?/gu;
/** Longest a text's share of capitalised words is before it is a headline in capitals, which tell nothing of names. */
const MOST_CAPITALS = 0.6;

/** A word without the ending that grammar gives it; the same for all its forms in most cases, and cheap. */
const stem = (word: string): string => {
  const singular = word.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '');
  const bare = singular.replace(/(?:ing|ed)$/, '');
  return (bare.length >= 4 ? bare : singular).replace(/e$/, '');
};

interface TextWord {
  readonly folded: string;
  readonly isCapitalised: boolean;
  /** Where every word is capitalised. */
  readonly begins: boolean;
}

const wordsOf = (text: string): readonly TextWord[] =>
  [...text.matchAll(WORD)].flatMap(({ 0: raw, index }) => {
    const bare = raw.replace(/['’]s?\.?$/u, '');
    const folded = fold(bare);
    // `us` is a state only where it is written in capitals.
    if (bare === 'us') return [];
    const begins = index === 0 || /[.!?:“"]\s*$/u.test(text.slice(Math.max(0, index - 3), index));
    const isTopic = text[index + raw.length] === ':';
    const isCapitalised = /^\p{Lu}/u.test(bare);
    return [{ folded: /^(?:\p{L}\.)+$/u.test(folded) ? folded : folded.replace(/\.$/, ''), isCapitalised, begins: begins && !isTopic }];
  });

const hasPlainCapitals = (words: readonly TextWord[]): boolean =>
  words.filter((word) => word.isCapitalised && !word.begins).length <= MOST_CAPITALS * Math.max(4, words.length);

/** The mark before a name in a topic. */
export const NAME_MARK = '@';

/** The mark before what may be a name: it stands where every word is capitalised. */
export const MAYBE_MARK = '?';

export const isName = (word: string): boolean => word.startsWith(NAME_MARK);

const ALL_STATES: ReadonlySet<string> = new Set(STATE_OF.values());

/** A name of a state or union, by whatever name it was called. */
export const isState = (word: string): boolean => isName(word) && ALL_STATES.has(word.slice(NAME_MARK.length));

/** "US-China" names two states. */
const statesJoined = (folded: string): readonly string[] => {
  const parts = folded.split(/[-–/]/);
  const states = parts.flatMap((part) => STATE_OF.get(part) ?? []);
  return parts.length > 1 && states.length === parts.length ? states : [];
};

/**
 * What a text is about: its words, folded and without endings, each once; names with a mark before them, and states by one name
 * whatever they are called; the first word of a sentence also as what may be a name. Without the words that any deadline and any date has, and without numbers.
 *
 * @param names what is known to be a name, with its mark: at the beginning of a sentence capitals do not tell
 */
export const topicWords = (text: string, names: ReadonlySet<string> = new Set()): readonly string[] => {
  const words = wordsOf(text);
  const plainCapitals = hasPlainCapitals(words);
  const found = new Set<string>();
  for (let at = 0; at < words.length; at += 1) {
    const stateAt = (length: number): string | undefined =>
      STATE_OF.get(
        words
          .slice(at, at + length)
          .map(({ folded }) => folded)
          .join(' '),
      );
    const length = [LONGEST_NAME, 1].find((count) => stateAt(count) !== undefined);
    const { folded = '', isCapitalised = false, begins = false } = words[at] ?? {};
    const joined = statesJoined(folded);
    if (joined.length > 0) for (const state of joined) found.add(`${NAME_MARK}${state}`);
    else if (length !== undefined) {
      found.add(`${NAME_MARK}${stateAt(length)}`);
      at += length - 1;
    } else if (!COMMON.has(folded) && !/^[\d.]/.test(folded) && folded.length > 1) {
      const name = `${NAME_MARK}${folded}`;
      const isName = (isCapitalised && !begins && plainCapitals) || names.has(name);
      found.add(isName ? name : stem(folded));
      if (!isName && isCapitalised && begins) found.add(`${MAYBE_MARK}${folded}`);
    }
  }
  return [...found];
};

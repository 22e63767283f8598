import { DAY_MS, HOUR_MS, type Instant, instant, MINUTE_MS, plus } from '../../../lambda/core/time.js';
import { addDays, dateKey, instantOf, type WallClock, wallClockAt, weekdayOf } from '../../../lambda/core/zone.js';
import { makeRandom, type Random } from '../../support/random.js';

// A month of news about many deadlines at once, made up by chance from tables: who is right about what is known.

export interface Report {
  /** The true deadline that the story speaks of. */
  readonly truth: string;
  readonly change: 'set' | 'moved' | 'withdrawn' | 'passed';
  /** The date that the story gives, `YYYY-MM-DD`. */
  readonly date?: string;
  /** The publisher is mistaken about the date. */
  readonly isWrong: boolean;
}

export interface MonthStory {
  readonly id: string;
  readonly publisher: string;
  readonly zone: string;
  readonly title: string;
  readonly summary: string;
  readonly publishedAt: Instant;
  readonly arrivesAt: Instant;
  readonly reports: readonly Report[];
}

export interface TrueDeadline {
  readonly id: string;
  /** Every date that it ever had, `YYYY-MM-DD`. */
  readonly dates: readonly string[];
}

export interface Month {
  readonly stories: readonly MonthStory[];
  readonly deadlines: readonly TrueDeadline[];
}

const START = instant(Date.UTC(2026, 2, 2, 6));
const PUBLISHERS = [
  ['Northern Wire', 'Europe/London'],
  ['Harbour Post', 'America/New_York'],
  ['Continental', 'Europe/Paris'],
  ['Morning Ledger', 'Asia/Kolkata'],
  ['Evening Standard Bearer', 'Europe/London'],
  ['Pacific Courier', 'Australia/Sydney'],
  ['Capital Radio News', 'Africa/Lagos'],
  ['The Broadsheet', 'America/Chicago'],
] as const;

const split = (text: string): readonly string[] => text.split('|');
const NATIONS = [
  'the United States|Washington|the U.S.',
  'the European Union|Brussels|the EU',
  'China|Beijing',
  'Russia|Moscow',
  'Ukraine|Kyiv',
  'India|New Delhi',
  'Iran|Tehran',
  'Turkey|Ankara',
  'Japan|Tokyo',
  'Brazil',
  'Britain|London|the UK',
  'Mexico',
  'Canada|Ottawa',
  'South Korea|Seoul',
  'Pakistan|Islamabad',
  'Ethiopia|Addis Ababa',
  'Serbia|Belgrade',
  'Kosovo|Pristina',
  'Venezuela|Caracas',
  'Egypt|Cairo',
].map(split);
const CITIES = split(
  'Lyon|Leeds|Hamburg|Seattle|Lagos|Pune|Perth|Nairobi|Toronto|Valencia|Gdansk|Austin|Osaka|Dublin|Cape Town|Naples|Denver|Bergen|Rosario|Manchester',
);

/** What the deadlines of one kind are about, and how newsrooms put it; `{by}`, `{on}`, `{until}` are the time. */
interface Kind {
  readonly topics: readonly string[];
  readonly titles: readonly string[];
  readonly vague: readonly string[];
  readonly set: readonly string[];
  readonly moved: readonly string[];
  readonly withdrawn: readonly string[];
  readonly passed: readonly string[];
}

const KINDS: Readonly<Record<string, Kind>> = {
  ultimatum: {
    topics: split(
      'reopen the grain corridor|halt uranium enrichment|withdraw troops from the border|release the detained sailors|hand over the bombing suspects|let inspectors return|lift the fuel blockade|accept the prisoner exchange',
    ),
    titles: split(
      '{A} presses {B} to {t}|{B} weighs reply to {A}|Pressure grows on {B} to {t}|{A} warns {B} again|{B} defiant as {A} demands it {t}|Envoys shuttle between {A} and {B}',
    ),
    vague: split(
      '{A} wants {B} to {t} and says its patience is running out.|{A} will soon decide on steps against {B} unless it agrees to {t}.',
    ),
    set: split(
      '{A} has given {B} until {W} to {t}.|{B} must {t} {by} or face sanctions, {A} said.|The ultimatum from {A}, which demands that {B} {t}, expires {on}.|{A} set {B} a deadline of {W} to {t}.|{B} was told to {t} {by}.',
    ),
    moved: split(
      '{A} extended its ultimatum to {B} to {W} to leave time for talks.|The deadline for {B} to {t} was pushed back to {W}, {A} said.|{B} now has until {W} to {t} after {A} gave it more time.',
    ),
    withdrawn: split('{A} has withdrawn its ultimatum to {B} to {t}.|{A} dropped its deadline for {B} after the two sides struck a deal.'),
    passed: split(
      'The deadline for {B} to {t} passed without an answer.|The ultimatum of {A} expired at the weekend without a word from {B}.',
    ),
  },
  tariff: {
    topics: split('steel|electric cars|wine|soybeans|solar panels|pork|aluminium|semiconductors|copper|cheese'),
    titles: split(
      '{A} and {B} in dispute over {t}|Exporters of {t} in {B} brace for {A} duties|{B} vows answer to {A} levy on {t}|Trade row over {t} deepens|{A} holds firm on {t} from {B}',
    ),
    vague: split(
      '{A} plans new tariffs on {t} from {B} in the coming weeks.|Importers expect duties on {t} from {B} to be announced soon.',
    ),
    set: split(
      'Tariffs of 25% on {t} from {B} take effect {on}, {A} said.|{A} will impose duties on {t} from {B} {on}.|New {A} tariffs on {t} imported from {B} are due to come into force {on}.|The levy on {t} from {B} kicks in {on}.',
    ),
    moved: split(
      '{A} postponed its tariffs on {t} from {B} to {W}.|The start of the duties on {t} from {B} was pushed back to {W}, {A} said.',
    ),
    withdrawn: split('{A} has scrapped its planned tariffs on {t} from {B}.'),
    passed: split('Tariffs on {t} from {B} have come into force.|Importers count the cost of the duties on {t} from {B}.'),
  },
  truce: {
    topics: split(
      'the ceasefire in the northern valley|the truce around the port|the humanitarian pause in the highlands|the fishing agreement|the sanctions waiver for oil|the transit deal for gas|the arms embargo|the grain agreement',
    ),
    titles: split(
      '{A} and {B} talk about {t}|Fears for {t} between {A} and {B}|Mediators try to save {t}|{A} accuses {B} over {t}|Doubts over {t} grow in {B}',
    ),
    vague: split(
      'The future of {t} between {A} and {B} is open, diplomats said.|{A} wants {t} with {B} to go on, but for how long nobody would say.',
    ),
    set: split(
      '{t} between {A} and {B} expires {on}.|{t} between {A} and {B} runs out {on} unless it is renewed.|{t}, which {A} and {B} agreed on last year, lapses {on}.|{t} with {B} is due to end {on}, {A} said.',
    ),
    moved: split(
      '{A} and {B} extended {t} until {W}.|{t} between {A} and {B} will now run until {W} after it was extended, mediators said.|{t} between {A} and {B} was prolonged to {W}.',
    ),
    withdrawn: split('{A} cancelled {t} with {B} with immediate effect.'),
    passed: split('{t} between {A} and {B} expired overnight.|{t} has lapsed and {A} and {B} blame each other.'),
  },
  strike: {
    topics: split(
      'railway workers|nurses|airport security staff|teachers|dock workers|bus drivers|junior doctors|refuse collectors|university lecturers|postal workers|prison officers',
    ),
    titles: split(
      '{C}: {t} dig in over pay|{t} in {C} vote for action|Talks with {t} in {C} break down|{C} prepares for walkout of {t}|Union of {t} in {C} rejects offer',
    ),
    vague: split('{t} in {C} are ready to strike, their union said without naming a day.|{t} in {C} may walk out in the coming weeks.'),
    set: split(
      '{t} in {C} will strike {on} over pay, their union said.|{t} in {C} plan to walk out {on}.|A strike of {t} in {C} is to begin {on}.|{t} in {C} will stop work {on} after talks failed.',
    ),
    moved: split(
      'The strike of {t} in {C} was postponed to {W}, the union said.|{t} in {C} moved their walkout to {W} to allow for talks.',
    ),
    withdrawn: split('{t} in {C} called off their strike after a better offer.|The union of {t} in {C} has called off the walkout.'),
    passed: split('{t} in {C} walked out and most services stood still.|Thousands of {t} in {C} joined the strike.'),
  },
  court: {
    topics: split(
      'the bridge collapse|the opioid settlement|the ferry disaster|the water contamination|the pension fund fraud|the stadium fire|the data breach|the airline merger|the mine explosion|the land grab',
    ),
    titles: split(
      'Families wait for justice in {C} over {t}|Court in {C} turns to {t}|{C}: lawyers clash over {t}|Prosecutors in {C} set out case over {t}|What to know about {t} case in {C}',
    ),
    vague: split(
      'A court in {C} will soon rule in the case over {t}.|The case over {t} goes on in {C}; no date has been set for a ruling.',
    ),
    set: split(
      'A court in {C} will deliver its verdict over {t} {on}.|The hearing over {t} is scheduled for {W} in {C}.|The trial over {t} opens in {C} {on}.|Judges in {C} will rule on {t} {on}.',
    ),
    moved: split(
      'The court in {C} adjourned the hearing over {t} to {W}.|The verdict over {t} was postponed to {W}, the court in {C} said.',
    ),
    withdrawn: split('The hearing over {t} in {C} was cancelled after the parties settled.'),
    passed: split('The court in {C} has ruled over {t}.|Judges in {C} reserved their decision over {t}.'),
  },
  vote: {
    topics: split(
      'pension reform|the budget|the migration bill|the electoral law|defence spending|the media law|the housing bill|the climate levy|the assisted dying bill|the health bill',
    ),
    titles: split(
      '{A}: coalition split over {t}|Lawmakers in {A} wrangle over {t}|Government of {A} courts rebels over {t}|{A} parliament debates {t}|Protests in {A} against {t}',
    ),
    vague: split('Parliament in {A} will take up {t} in the coming weeks.|When lawmakers in {A} will decide on {t} is still open.'),
    set: split(
      'Parliament in {A} votes on {t} {on}.|Lawmakers in {A} will vote on {t} {on}.|The vote on {t} in {A} is scheduled for {W}.|{A} lawmakers are due to vote on {t} {on}.',
    ),
    moved: split('The vote on {t} in {A} was postponed to {W}.|Lawmakers in {A} put off their vote on {t} to {W}.'),
    withdrawn: split('The government of {A} cancelled the vote on {t}.'),
    passed: split('Parliament in {A} has passed {t}.|{t} fell short of a majority in {A}.'),
  },
  filing: {
    topics: split(
      'flood relief claims|census forms|student loan applications|broadband grant bids|small business tax returns|asylum registrations|farm subsidy claims|school enrolment forms',
    ),
    titles: split(
      '{C}: help offered with {t}|Officials in {C} urge people to hand in {t}|Queues in {C} over {t}|Website for {t} in {C} back online|{C} hires staff for {t}',
    ),
    vague: split('Officials in {C} will soon say when {t} are due.|{C} has received fewer {t} than expected.'),
    set: split(
      'The deadline for {t} in {C} is {W}.|{t} in {C} must be submitted {by}.|Residents of {C} have until {W} to hand in {t}.|The window for {t} in {C} closes {on}.',
    ),
    moved: split('{C} extended the deadline for {t} to {W}.|The deadline for {t} in {C} was pushed back to {W} after the website failed.'),
    withdrawn: split('{C} scrapped the deadline for {t}.'),
    passed: split('The deadline for {t} in {C} has passed.|{C} counts its {t}.'),
  },
  launch: {
    topics: split(
      'a lunar lander|a weather satellite|a cargo capsule|a Mars orbiter|a navigation satellite|an asteroid probe|a crewed capsule|a radar satellite',
    ),
    titles: split(
      '{A} readies {t}|Rocket with {t} rolls out in {A}|Engineers in {A} check {t}|{A} space agency upbeat about {t}|Final tests for {t} of {A}',
    ),
    vague: split('{A} will soon launch {t}, its space agency said.|Engineers in {A} are still testing {t}.'),
    set: split(
      '{A} will launch {t} {on}.|Liftoff of {t} of {A} is scheduled for {W}.|The rocket with {t} is due to lift off from {A} {on}.|{A} is set to launch {t} {on}.',
    ),
    moved: split('{A} postponed the launch of {t} to {W} because of weather.|The launch of {t} of {A} was delayed to {W}.'),
    withdrawn: split('{A} called off the launch of {t}.'),
    passed: split('{A} has launched {t}.|{t} of {A} reached orbit.'),
  },
};

type Names = Readonly<Record<'A' | 'B' | 'C' | 't', readonly string[]>>;

interface Scenario {
  readonly id: string;
  readonly kind: Kind;
  readonly names: Names;
}

const pick = <T>(random: Random, all: readonly T[]): T => {
  const chosen = all[random.below(all.length)];
  if (chosen === undefined) throw new Error('nothing to choose from');
  return chosen;
};

const WEEKDAYS = split('Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday');
const MONTHS = split('January|February|March|April|May|June|July|August|September|October|November|December');

interface Due {
  readonly date: WallClock;
  /** Hour in UTC; absent: the date alone. */
  readonly hour?: number;
}

const dueInstant = ({ date, hour }: Due): Instant => instantOf({ ...date, hour: hour ?? 23, minute: hour === undefined ? 59 : 0 }, 'UTC');

/** The date as a newsroom writes it on the day of publication. */
const dateWords = (random: Random, { date }: Due, publishedAt: Instant, zone: string): string => {
  const today = wallClockAt(publishedAt, zone);
  const days = Math.round(
    (instantOf({ ...date, hour: 12, minute: 0 }, zone) - instantOf({ ...today, hour: 12, minute: 0 }, zone)) / DAY_MS,
  );
  const [weekday, month] = [WEEKDAYS[weekdayOf(date)], MONTHS[date.month - 1]];
  const full = zone.startsWith('America/') ? `${month} ${date.day}` : `${date.day} ${month}`;
  if (days > 0 && days < 6 && random.chance(0.6)) return weekday ?? full;
  return random.chance(0.3) ? `${weekday}, ${full}` : full;
};

const whenWords = (random: Random, due: Due, publishedAt: Instant, zone: string) => {
  const date = dateWords(random, due, publishedAt, zone);
  if (due.hour === undefined) return { W: date, by: `by ${date}`, on: `on ${date}`, until: `until ${date}` };
  const clock = `${String(due.hour).padStart(2, '0')}:00 GMT`;
  return { W: `${clock} on ${date}`, by: `by ${clock} on ${date}`, on: `at ${clock} on ${date}`, until: `until ${clock} on ${date}` };
};

const fill = (random: Random, template: string, names: Names, when: Readonly<Record<string, string>>): string => {
  const text = template.replace(/\{(\w+)\}/g, (_, slot: string) =>
    slot in when ? (when[slot] ?? '') : pick(random, names[slot as keyof Names] ?? ['']),
  );
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** Deadlines of one world: about a third share their actors with the one before, as real ones do. */
const makeScenarios = (random: Random, amount: number): readonly Scenario[] => {
  const used = new Set<string>();
  const scenarios: Scenario[] = [];
  while (scenarios.length < amount) {
    const before = random.chance(0.35) ? scenarios.at(-1) : undefined;
    const kind = pick(random, Object.keys(KINDS));
    const [A, B] = before === undefined ? [pick(random, NATIONS), pick(random, NATIONS)] : [before.names.A, before.names.B];
    const C = before === undefined ? [pick(random, CITIES)] : before.names.C;
    const t = pick(random, KINDS[kind]?.topics ?? []);
    const sign = /\{A\}/.test(KINDS[kind]?.set.join() ?? '')
      ? `${kind} ${A[0]} ${kind === 'vote' || kind === 'launch' ? '' : B[0]} ${t}`
      : `${kind} ${C[0]} ${t}`;
    if (A[0] === B[0] || used.has(sign)) continue;
    used.add(sign);
    scenarios.push({ id: `d${scenarios.length}`, kind: KINDS[kind] as Kind, names: { A, B, C, t: [t] } });
  }
  return scenarios;
};

const dateAfter = (at: Instant, days: number): WallClock => addDays(wallClockAt(at, 'UTC'), days);

interface Telling {
  readonly change: Report['change'] | 'vague';
  readonly due?: Due;
  readonly at: Instant;
  readonly isWrong?: boolean;
}

/** What is told of one deadline over its life, in order of publication. */
const tellingsOf = (random: Random): { readonly tellings: readonly Telling[]; readonly dues: readonly Due[] } => {
  const begins = plus(START, random.below(20 * 24) * HOUR_MS);
  const days = 3 + random.below(20);
  const hour = random.chance(0.4) ? 8 + random.below(12) : undefined;
  const first: Due = { date: dateAfter(begins, days) };
  const exact: Due = hour === undefined ? first : { ...first, hour };
  const fate = random.below(10) < 2 ? 'moved' : random.chance(0.06) ? 'withdrawn' : 'kept';
  const stories = 3 + (random.chance(0.15) ? 12 + random.below(16) : random.below(7));
  const changesAt = plus(begins, (0.35 + 0.4 * random.next()) * (dueInstant(first) - begins));
  const moved: Due = { date: addDays(first.date, 2 + random.below(12)), ...(hour === undefined ? {} : { hour }) };
  const last = fate === 'moved' ? dueInstant(moved) : dueInstant(first);
  const end = fate === 'withdrawn' ? plus(changesAt, DAY_MS) : plus(last, 12 * HOUR_MS);
  const times = Array.from({ length: stories }, () => plus(begins, random.next() ** 1.5 * (end - begins))).sort(
    (one, other) => one - other,
  );
  let changes = 0;
  const tellings = times.map((at, index): Telling => {
    const changed = fate !== 'kept' && at > changesAt;
    if (index === 0 && random.chance(0.2)) return { change: 'vague', at };
    if (at > last) return { change: 'passed', at };
    if (fate === 'withdrawn' && changed) return { change: 'withdrawn', at };
    if (changed) {
      if (random.chance(0.15) && at - changesAt < DAY_MS) return { change: 'set', due: exact, at };
      changes += 1;
      return { change: changes <= 2 || random.chance(0.3) ? 'moved' : 'set', due: moved, at };
    }
    if (index > 1 && random.chance(0.03))
      return { change: 'set', due: { date: addDays(first.date, random.chance(0.5) ? 1 : 7) }, at, isWrong: true };
    return { change: 'set', due: index > 0 && random.chance(0.6) ? exact : first, at };
  });
  // A move that no story told of never came to be.
  const dues = changes > 0 ? [first, moved] : [first];
  return { tellings, dues };
};

const reportOf = (truth: string, change: Report['change'], { due, isWrong = false }: Telling): Report => ({
  truth,
  change,
  isWrong,
  ...(due === undefined ? {} : { date: dateKey(due.date) }),
});

const tellStory = (random: Random, scenario: Scenario, telling: Telling, id: string): MonthStory => {
  const [publisher, zone] = pick(random, PUBLISHERS);
  const publishedAt = instant(telling.at - (telling.at % MINUTE_MS));
  const when = telling.due === undefined ? {} : whenWords(random, telling.due, publishedAt, zone);
  const say = (templates: readonly string[]): string => fill(random, pick(random, templates), scenario.names, when);
  const sentence = say(scenario.kind[telling.change]);
  const background = random.chance(0.5) ? ` ${say(scenario.kind.vague)}` : '';
  const delayMs = random.chance(0.05) ? (6 + random.below(24)) * HOUR_MS : (1 + random.below(20)) * MINUTE_MS;
  return {
    id,
    publisher,
    zone,
    title: say(scenario.kind.titles),
    summary: `${sentence}${background}`,
    publishedAt,
    arrivesAt: plus(publishedAt, delayMs),
    reports: telling.change === 'vague' ? [] : [reportOf(scenario.id, telling.change, telling)],
  };
};

/** One story that reports what two do. */
const joinStories = (one: MonthStory, other: MonthStory): MonthStory => ({
  ...one,
  summary: `${one.summary} ${other.summary}`,
  reports: [...one.reports, ...other.reports],
});

const edited = (story: MonthStory): MonthStory => ({
  ...story,
  id: `${story.id}-edited`,
  title: `${story.title} – update`,
  publishedAt: plus(story.publishedAt, 2 * HOUR_MS),
  arrivesAt: plus(story.arrivesAt, 3 * HOUR_MS),
});

/**
 * A month of news about `amount` deadlines, each in 3 to 30 stories: early and vague ones, finer ones, mistaken ones, late
 * ones, edited ones, moves, withdrawals, and stories of two deadlines. The same seed always gives the same month.
 */
export const makeMonth = (seed: number, amount = 200): Month => {
  const random = makeRandom(seed);
  const stories: MonthStory[] = [];
  const deadlines: TrueDeadline[] = [];
  let before: MonthStory | undefined;
  for (const scenario of makeScenarios(random, amount)) {
    const { tellings, dues } = tellingsOf(random);
    deadlines.push({ id: scenario.id, dates: dues.map((due) => dateKey(due.date)) });
    for (const [index, telling] of tellings.entries()) {
      const story = tellStory(random, scenario, telling, `${scenario.id}-${index}`);
      const isPair = before !== undefined && telling.change === 'set' && Math.abs(before.publishedAt - story.publishedAt) < 2 * DAY_MS;
      const sameZone = before?.zone === story.zone && before.reports.every((report) => report.change === 'set');
      if (isPair && sameZone && before !== undefined && random.chance(0.3)) {
        const retold = tellStory(random, scenario, { ...telling, at: before.publishedAt }, `${story.id}-pair`);
        if (retold.zone === before.zone)
          stories.push({ ...joinStories(before, retold), id: `${story.id}-pair`, arrivesAt: plus(story.arrivesAt, 1) });
      }
      stories.push(story);
      if (random.chance(0.04)) stories.push(edited(story));
    }
    before = stories.at(-1);
  }
  return { stories: stories.sort((one, other) => one.arrivesAt - other.arrivesAt), deadlines };
};

import { type Token, wordAt } from '../token.js';

/**
 * Words and phrases that say the same to a reader who asks what a time stands for, by class: what is seen of one tells of the others.
 * A word that ends in `~` stands for its forms too (`vote~`: votes, voted, voting).
 */
const CLASSES = {
  strike:
    'strike~, walkout~, walk out, walks out, walked out, walking out, walk off, walking off, walks off, stoppage~, industrial action, down tools, downs tools, downed tools, downing tools, stop work, stops work, stopped work, stopping work, work to rule, go-slow~, go slow, lockout~, lock out, stayaway~, stay-away~, sit-in~, sickout~, picket~, general strike, bandh, hartal, gherao, cease work, refuse overtime, overtime ban~, stay out, stay off the job, off the job, on strike, strike notice, strikers, boycott~, protest~, rolling strike~, wildcat, shutter down, chakka jam, rail roko, pen-down, shut down the port~, bring trains to a halt, leave their posts',
  labour:
    'union~, unite, unison, gmb, rmt, aslef, teamster~, worker~, driver~, nurse~, teacher~, doctor~, pilot~, cabin crew, crew~, docker~, dockworker~, miner~, machinist~, lecturer~, postal, staff, member~, junior doctors, resident doctors, paramedic~, firefighter~, handler~, cleaner~, guard~, porter~, picketing, bargaining, pay offer, pay talks, wage~, collective agreement, roster~, trucker~, couriers, civil servants, employees',
  vote: 'vote~, ballot~, poll~, polls, polling, election~, referendum~, plebiscite~, runoff~, run-off~, by-election~, byelection~, primary, primaries, caucus~, elect~, electorate, elector~, voter~, polling station~, polling day, election day, go to the polls, goes to the polls, went to the polls, confidence motion, no-confidence, censure motion, impeach~, impeachment, first reading, second reading, third reading, floor vote, roll call, show of hands, cast ballots, ballot box~, hustings, constituency, second round, first round, leadership contest, pick a president, choose a president, choose a leader, pick a leader, choose a new, elect a new, divide on, division, pass judgment on, ratify~, ratification, approve the bill, pass the bill, adopt the, adoption of, put to a vote, plenary, conclave, cardinals, early voting, snap poll, general election, midterm~, decide~, decision~, rule on, rules on, decide whether, decides whether, verdict on the budget, rate decision, set rates',
  court:
    'court~, judge~, magistrate~, tribunal~, trial~, retrial~, hearing~, verdict~, sentence~, sentencing~, arraign~, arraignment~, plead~, plea~, bail~, bailed, remand~, in custody, inquest~, appeal~, jury, juror~, justices, ruling~, judgment~, judgement~, extradite~, extradition~, execute~, execution~, lethal injection, put to death, death row, die by, hanged, gallows, firing squad, parole~, dock, prosecutor~, indict~, indictment~, defendant~, injunction~, bench, petition~, writ~, deposition~, probation, convict~, conviction~, crown court, high court, supreme court, county court, coroner~, felony, charges, accused, face~ charges, answer charges, come up for hearing, take up the matter, take up the case, lawsuit~, suit~, settlement hearing, oral argument~, arguments, adjourn~, guilty, jail~, prison, deport~, deportation~, report to prison, surrender to custody, licence hearing, disciplinary hearing',
  filing:
    'apply~, application~, applicant~, bid~, bidder~, tender~, submit~, submission~, lodge~, register~, registration~, enrol~, enroll~, enrolment~, enrollment~, entry, entries, enter by, nomination~, nominate~, claim~, claimant~, file~, filing~, return~, tax return~, respond~, response~, reply, replies, comment~, consultation~, objection~, object~, signature~, sign up, signing up, hand in, handed in, put in, put their names, opt out, opt in, subscribe~, redeem~, exchange~, expressions of interest, letters of interest, proposals, quotes, offers, sealed bids, applications close, close~ to applications, deadline for, closing date, cut-off, cutoff, closing time, booking~, book, ticket~, order by, post by, postal vote~, proof of claim, pay by, payment~, instalment~, top up, renew, renewal~, rsvp, deposit~, documents, form~, paperwork, accounts, disclosure~, notify~, come forward, last posting, tender their shares, acceptances, accept the offer, proxy, prospectus, candidates, declare~, declaration~, census, survey~, portal, book-building, offers for, invite~ bids, applications for, window for',
  expiry:
    'expire~, expiry, expiration, lapse~, run out, runs out, ran out, running out, end~, ending, finish~, elapse~, cease to be, ceases to be, cease~ to exist, ceasefire~, cease-fire~, truce~, pause~, lull~, moratorium~, waiver~, exemption~, amnesty, amnesties, mandate~, licence~, license~, permit~, visa~, contract~, lease~, agreement~, deal~, treaty, treaties, pact~, accord~, reprieve~, grace period~, window~, last day, final day, last chance, last call, legal tender, worthless, void, valid, validity, in force until, in effect until, remain in force, stays in force, warranty, guarantee~, sunset~, dry up, dries up, come to an end, comes to an end, came to an end, draws to a close, close~, closing, shut~, wind down, winds down, wound up, wind up, phase~ out, retire~, discontinue~, turn off, switch off, switched off, pull the plug, go dark, goes dark, end of life, end of support, support ends, protection~, shield~, funding, subsidy, subsidies, relief, scheme~, programme~, program~, benefit~, allowance~, suspension~, freeze~, standstill, detention, quarantine, lockdown~, curfew~, state of emergency, restriction~, closed season, term of office, term ends, transit contract, embargo~, safeguard~, offer~, no longer be accepted, stop accepting, stops accepting, stop taking, stops taking, taken out of circulation, mature~, maturity, coupon~, lock-up, stay of execution, injunction lasts',
  effect:
    'take effect, takes effect, took effect, taking effect, come into force, comes into force, came into force, coming into force, enter into force, enters into force, entered into force, enter force, come into effect, comes into effect, go into effect, goes into effect, went into effect, kick in, kicks in, kicked in, come in, comes in, bite~, apply from, applies from, apply to, applies to, effective, becomes law, become law, become illegal, becomes illegal, be banned, will ban, is banned, be illegal, be required, becomes mandatory, become mandatory, mandatory, compulsory, obligatory, go up, goes up, going up, rise~, increase~, hike~, raised, double~, cut~, fall to, introduce~, introduction, impose~, levy~, levied, begin enforcing, enforce~, enforcement, tariff~, duty, duties, levies, surcharge~, tax, taxes, sanction~, sanctions, ban~, banned, blocked, barred, law~, rule~, rules, regulation~, act, directive~, requirement~, quota~, price cap, minimum wage, fare~, fee~, toll~, charge~, new rate~, switch to, switches to, move to, moves to, go live, goes live, activate~, come on stream, open its doors, change hands, change over, clocks go, clocks change, be lifted, lifted, lift~, ease~, reopen~, resume~, restore~, restart~, go back, return to normal service, back in service, scrap~ from, abolish~, abolition, disband~, dissolve~, dissolution, merge~, take over, takes over, sworn in, inaugurat~, step down, steps down, stand down, stands down, leave office, leaves office, hand over power, handover~, transfer~ of power, enter its second phase, go on sale, goes on sale, begin paying, be deducted, be withdrawn from, demolish~, demolition, shut for good, close for good, close its doors, closes its doors, layoff~, lay off, redundan~, jobs go, axe~',
  ultimatum:
    'ultimatum~, demand~, warn~, warning~, threat~, threaten~, or else, or face, or be, or lose, or risk, or it will, or they will, otherwise, failing which, failing that, unless, surrender~, lay down, disarm~, disarmament, withdraw its, withdraw their, pull out, pull back, hand over, handed over, hand back, free the, free all, free~ hostages, release the, release~ hostages, hostage~, captive~, captor~, kidnap~, kidnapper~, abductor~, ransom~, comply, complies, compliance, give in, give up, cave in, yield~, back down, agree to, accept the terms, answer, sign the, accept or, resign or, quit or, pay or, pay up, ordered, order~, order to, told to, instructed, directed, summoned, serve~ notice, notice~, show cause, explain themselves, given, gives, gave, giving, granted, allowed, hours to, days to, weeks to, time to, must, have to, has to, had to, need to, needs to, required, obliged, bound to, are to, is to, was to, were to, no later than, at the latest, consequences, retaliate~, retaliation, reprisal~, strike back, attack if, invade~, bombard~, shell~, storm the, blockade~, siege~, besiege~',
  evacuation:
    'evacuate~, evacuation~, evacuee~, flee~, leave~, leaving, get out, be gone, be out, out of, vacate~, evict~, eviction~, quit~, move out, moves out, clear out, cleared, clear the, go home, return home, stay indoors, shelter~, boil water, boil-water, do not drink, power cut~, outage~, blackout~, restore power, reconnected, reconnect~, airlift~, last flight, last ferry, last convoy, humanitarian corridor~, corridor~, safe passage, residents, villagers, tenants, squatters, encampment~, camp~, exclusion zone, cordon~, airspace, border~, crossing~, no-fly, bailiff~, demolished, bulldoze~, bulldozer~',
  launch:
    'launch~, liftoff, lift off, lifts off, lift-off, blast off, blasts off, blast-off, rocket~, satellite~, spacecraft, space station, crewed, booster~, scrub~, scrubbed, launch window, pad, orbit~, orbiter~, probe~, lander~, rover~, docking, undock~, splashdown, spacewalk~, on sale, hit shelves, hits shelves, hit the shelves, in shops, in stores, ship to, ships to, shipping, start shipping, pre-order~, preorder~, roll out, rolls out, rollout~, roll-out~, release~, released, debut~, unveil~, available from, available to buy, download~, general availability, goes public, go public, flotation, list on, lists on, ipo, trading debut, fly~, maiden flight, first flight, countdown~, nasa, spacex, esa, isro, jaxa, starship, falcon, ariane, soyuz',
  move: 'postpone~, postponement~, delay~, put off, putting off, push back, pushed back, pushes back, pushing back, pushed to, pushed out, pushes to, extend~, extension~, bring forward, brought forward, brings forward, bringing forward, move forward, moved forward, moved to, moves to, moving to, moved from, move~ its, reschedule~, defer~, deferral~, deferred, put back, puts back, prolong~, prolongation, renewed until, renewed for, rolled over, roll over, rolls over, later than planned, later than scheduled, earlier than planned, a day earlier, a week later, new date, revised date, fresh date, slip~ to, slipped to, set back, another, more time, extra time, further, instead of, rather than, originally, had been due, was due, were due, had been set for, had been scheduled, was to have, were to have, previously, not until, stretched, stretch~, lengthen~, shorten~, shifted, shift~, adjourn~, adjourned to, adjourned until, held over, stay~ until, breathing space, grace, reprieve, longer',
  withdraw:
    "cancel~, cancelled, cancelling, cancellation~, call off, called off, calls off, calling off, scrap~, scrapped, shelve~, shelved, stand down, stood down, drop~, dropped, drops, abandon~, avert~, averted, withdraw~, withdrew, withdrawn, withdrawal of the, withdrawal of its, revoke~, rescind~, ditch~, pull~ its bid, walk away from, walked away from, put on ice, on hold, suspend~, indefinitely, off the calendar, no longer, will not now, not go ahead, not going ahead, won't go ahead, off after, is off, are off, lift~ the threat, lifted, lifts, removes the threat, removing the threat, quash~, quashed, overturn~, struck down, strikes down, throw out, threw out, thrown out, dismiss~, reprieve~, spared, back at work, return~ to work, deal reached, tentative deal, reach~ a deal, reached agreement, last-minute deal, eleventh-hour, hours before, hours to spare, moot, annul~, void~, waive~, backed off, back~ down, u-turn, reverse~, relent~, climbdown, settle~, settled, stayed, halted, halt~, set aside, sets aside, setting aside, put aside, puts aside, bin~, binned, bins, tear up, tears up, tore up, torn up, discard~, strike off, struck from, lift notice, lifts notice, not have to, need not, needn't, no more deadline, wave through, waved through, give up its, reinstat~, free to stay, can stay, may stay, off the table, spiked, nixed, nixes, axed, pulls, pulled, pull the, ends its, ended its, end strike, ends strike, end early, ended early",
  pass: "pass~, passed, passing, miss~, missed, missing the, ran out, run its course, ran its course, went by, gone by, goes by, go by, going by, slip~ by, slipped by, slid by, slide by, slide, come and gone, came and went, has come and gone, elapsed, lapsed, expired, unmet, unanswered, unheeded, ignored, ignore~, ignoring, defied, defy, defies, defying, flout~, overdue, overran, overrun~, too late, late, failed to, fails to, fail to, failure to, did not, does not, has not, have not, had not, was not, were not, wasn't, didn't, hasn't, haven't, without, no sign, no word, no answer, no bids, no deal, silence, silent, still, yet, was over, is over, are over, behind us, struck, has closed, had closed, closed, shut, ended, blew through, blow through, blown, let lapse, lets lapse, let slip, let it, forfeited, forfeit, supposed to, should have, had until, was given until, were given until, had been told, had promised, hours after, hour after, a day after, days after, minutes after, past the, after the",
  meeting:
    'meet~, met, meeting~, talks, talk, summit~, visit~, visiting, visitor~, trip~, tour~, conference~, congress, forum~, seminar~, workshop~, speech~, speak~, spoke, address~, remarks, testify~, testimony, give evidence, gave evidence, giving evidence, interview~, briefing~, brief, press conference, news conference, debate~, negotiat~, negotiate~, negotiation~, negotiators, discuss~, discussion~, host~, hosts, welcome~, guest~, arrive~, arrival~, travel~, flew, fly to, flies to, land in, delegation~, envoy~, mediator~, diplomat~, gather~, gathering~, convene~, sit down, face-to-face, phone call, call with, consult~, question time, appear before, town hall, rally, rallies, march, marches, marched, demonstration~, vigil~, parade~, open day, ceremony, ceremonies, handshake, session~, sitting, symposium, expo, trade fair, convention, panel, committee, shuttle, round of talks',
  sport:
    'match~, matches, game~, play~, played, player~, final, finals, semi-final~, semifinal~, quarter-final~, kick-off, kick off, kicks off, kickoff, cup, league, season~, championship~, race~, racing, tournament~, win~, won, beat~, lose, lost to, defeat~, draw, score~, scored, goal~, test match, innings, wicket~, series, homestand, squad~, coach~, manager, injury, injured, fixture~, derby, grand prix, marathon, bout, fight, title, tee off, tee time~, serve, stadium, club, team~, opener, playoff~, play-offs, bowl, inning~, pitch~, striker, midfielder, defender, goalkeeper, captain, rugby, cricket, football, soccer, tennis, golf, hockey, basketball, boxing, cycling, athletics, olympic~, paralympic~, world cup, premier league, transfer window, deadline day, transfer, loan, signing',
  show: 'concert~, festival~, film~, movie~, premiere~, show~, shows, episode~, album~, gig~, exhibition~, exhibit~, museum~, gallery, theatre~, theater~, broadcast~, air~, aired, airs, airing, screen~, screening~, itv, itv1, itv2, bbc, bbc1, bbc one, bbc two, channel~, channel 4, netflix, hbo, streaming, stream~, finale, soap, eastenders, coronation street, emmerdale, love island, strictly, celebrity, fans, season two, tickets cost, performance~, perform~, orchestra, band, singer, actor, author, book~, novel, reading, recital, opera, ballet, comedy, comedian, podcast, documentary, drama, viewers, watch, villa, contestants, charts, single, tour dates, dj, carnival, fair, fete, market, parade, fireworks, quiz, workshop, class~, lecture~',
  weather:
    'rain~, rainfall, storm~, snow~, snowfall, wind~, gust~, gusts, temperature~, forecast~, forecaster~, forecasters, heat, heatwave~, cloud~, shower~, sunshine, sunny, spells, cyclone~, monsoon, typhoon~, hurricane~, landfall, degrees, celsius, fahrenheit, drizzle, fog, frost, ice, sleet, hail, thunder, thunderstorm~, low pressure, high pressure, front, highs, lows, bureau of meteorology, met office, weather, tide~, eclipse, aurora, meteor~, asteroid~, comet~, earthquake~, quake~, wildfire~, dry, wet, humid, chill, blow, soak, trough',
  figures:
    'figures, data, report~, earnings, results, quarter, quarterly, first-quarter, second-quarter, third-quarter, fourth-quarter, inflation, index, share~, stock~, stocks, rose, fell, percent, per cent, gdp, unemployment, jobless, payrolls, sales, revenue, profit~, loss, losses, output, barrel~, traders, investors, analyst~, analysts, economist~, yield~, bond~, dollar, euro, sterling, yen, market~, futures, closed up, closed down, points, dividend, minutes of, survey, statistics, trading update, outlook, guidance, estimate~',
  happened:
    'killed, kill, died, dies, dead, death~, crash~, crashed, fire, fires, blaze, attack~, attacked, found, arrest~, arrested, born, shot, shooting, injured, wounded, explosion~, happened, occurred, collapsed, collapse~, stabbed, stabbing, robbed, robbery, burgled, stolen, raid~, fought, seized, captured, discovered, spotted, seen, last seen, rescued, hit, struck by, hospital, taken to hospital, body, bodies, victim~, witness~, police said, accident~, collision~, incident~, celebrated, marked, visited, released on, signed on, opened on, launched on, began on, since, ago, earlier, previous, yesterday, last week, last month, last year, last night, in recent days, at the time, by then',
  private:
    'funeral~, wedding~, wed, marry, married, birthday~, anniversary, anniversaries, baptism, christening, memorial~, mass, service, laid to rest, burial, buried, cremated, honeymoon, engagement, turns, turned, aged, retire~, holiday~, vacation, weekend, shift, lunch, dinner, breakfast, school run, homework, bedtime, diary, kitchen, garden, dog, cat, mum, dad, granny, grandmother',
  routine:
    'open from, open daily, opening hours, opens at, open until, daily, weekdays, every day, every week, every month, every year, each day, each week, each month, each year, annual, annually, usually, normally, traditionally, always, most days, regular, typically, on sundays, on saturdays, on fridays, on mondays, on tuesdays, on wednesdays, on thursdays, admission, free entry, per week, a week, a year, a day, in general, under the rules, by law, statutory',
  forecast:
    'expect~, expected, expects, expecting, likely, unlikely, hope~, hopes, hoping, hoped, forecasts, predict~, prediction~, may, might, could, odds, bookmaker~, bookies, punters, bet~, betting, speculation, rumour~, rumor~, seen reaching, seen, aim~, aims, plan~, plans, planning, planned, target~, targets, goal, projected, projection~, believe~, think~, reckon~, suggests, suggest~, could be, possible, possibly, potentially, perhaps, eyeing, eyes, mull~, consider~, prepares, preparing, want~, wants, wish~, dream~, optimistic, confident, fear~, feared, doubt~, tipped, pencilled, ambition~, vision, intend~, intends, would like',
  promise:
    'pledge~, pledged, promise~, promised, vow~, vowed, commit~, committed, undertake~, undertook, undertaken, guarantee, assured, assurance~, bind~, swear, swore, agreed to, has agreed, have agreed, will be completed, be complete, completed by, finish by, finished by, be ready, ready by, done by',
  schedule:
    'due, scheduled, schedule, slated, set for, set to, fixed for, fixed, listed for, listed, booked for, booked, planned for, date set, named the date, pencilled in, timetabled, calendar, on the agenda, will, shall, to be, is to, are to, starts, start, begins, begin, opening on, opens on, opens, commence~, get under way, gets under way, get underway, gets underway, due to, due before, due in court, due on, due by, appointed, earmarked, arranged, in line for, will be held, takes place, take place, held on, falls on, returns on, back before, back in court',
  report:
    'said, says, say, told, tells, reported, announced, announces, announcement, confirmed, confirms, added, wrote, tweeted, posted, according to, showed, shows, revealed, statement, spokesman, spokeswoman, spokesperson, official~, officials, documents show, memo, letter, email, source~, sources',
  deny: 'denied, denies, deny, denying, denial, no deadline, no date, not a deadline, no ultimatum, no such, dismissed, dismisses, dismissing, false, fake, hoax, untrue, rumours that, rumors that, rejected reports, refused to set, refuses to set, declined to set, ruled out, rules out, rule out, never, nobody, not set, has not set, without a date, no timetable, no plans, did not give',
  recall:
    'history, historian~, historians, century, decade~, decades, memoir~, archive~, archives, recalled, recalls, remembered, remembers, remembering, looking back, in those days, war-time, wartime, veteran~, museum, anniversary of, commemorat~, documentary, biography, novel, fiction, plot, character~, once, back in, years on, years later, years ago, long ago, old days, originally, inquiry heard, court heard, jury heard, told the jury, told the court, trial heard',
  condition: 'if, unless, whether, should, in case, provided, subject to, depending, as long as, assuming, even if, until then, pending',
} as const;

export type WordClass = keyof typeof CLASSES;

const VOWEL = /[aeiou]/;

/** The forms of a regular verb or noun; some are no words, and match nothing. */
const formsOf = (word: string): readonly string[] => {
  const stem = word.slice(0, -1);
  const base = /e$/.test(stem) ? stem.slice(0, -1) : stem;
  const last = stem.at(-1) ?? '';
  const doubled = !VOWEL.test(last) && VOWEL.test(stem.at(-2) ?? '') ? [`${stem}${last}ed`, `${stem}${last}ing`] : [];
  const yielding = last === 'y' ? [`${stem.slice(0, -1)}ies`, `${stem.slice(0, -1)}ied`] : [];
  return [stem, `${stem}s`, `${stem}es`, `${base}ed`, `${base}ing`, ...doubled, ...yielding];
};

interface Phrase {
  readonly rest: readonly string[];
  readonly of: WordClass;
}

const phrasesOf = (of: WordClass, list: string): readonly (readonly [string, Phrase])[] =>
  list.split(', ').flatMap((phrase) => {
    const words = phrase.split(/[ -]/).map((word) => (word.endsWith('~') ? formsOf(word) : [word]));
    const all = words.reduce<readonly (readonly string[])[]>(
      (begun, forms) => begun.flatMap((each) => forms.map((form) => [...each, form])),
      [[]],
    );
    return all.map(([first = '', ...rest]) => [first, { rest, of }] as const);
  });

let table: ReadonlyMap<string, readonly Phrase[]> | undefined;

const readTable = (): ReadonlyMap<string, readonly Phrase[]> => {
  const byFirst = new Map<string, Phrase[]>();
  for (const of of Object.keys(CLASSES) as WordClass[])
    for (const [first, phrase] of phrasesOf(of, CLASSES[of])) {
      const known = byFirst.get(first);
      if (known === undefined) byFirst.set(first, [phrase]);
      else known.push(phrase);
    }
  return byFirst;
};

export interface ClassedWord {
  readonly of: WordClass;
  readonly first: number;
  readonly past: number;
}

const OF_ARMS = /^(?:troops|forces|army|armies|tanks|soldiers|fighters|units|guns|weapons|missiles|ships|police|guards|peacekeepers)$/;
const MOST_BETWEEN = 4;

/** "withdraw its troops": an army is withdrawn, not a demand. */
const isOfArms = (tokens: readonly Token[], { of, first, past }: ClassedWord): boolean =>
  of === 'withdraw' &&
  /^(?:withdr|pull)/.test(wordAt(tokens, first)) &&
  Array.from({ length: MOST_BETWEEN }, (_, offset) => wordAt(tokens, past + offset)).some((word) => OF_ARMS.test(word));

/** The words of classes among the tokens, in their order; a phrase is named beside the words that it is made of. */
export const classedWords = (tokens: readonly Token[]): readonly ClassedWord[] => {
  table ??= readTable();
  const found: ClassedWord[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const phrases = table.get(wordAt(tokens, at));
    if (phrases === undefined) continue;
    for (const { rest, of } of phrases)
      if (rest.every((word, offset) => wordAt(tokens, at + 1 + offset) === word)) found.push({ of, first: at, past: at + 1 + rest.length });
  }
  return found.filter((each) => !isOfArms(tokens, each));
};

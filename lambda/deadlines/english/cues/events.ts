import { verbs, words } from '../cue.js';

/** What is decided or done on a named day, and counts by itself: votes, court days, strikes, launches. */
export const EVENT_CUES = [
  ...words(
    'event',
    'vote, votes, election, elections, referendum, referendums, ballot, runoff, run off, by election, byelection, primary, polling day, election day, election date, polling places, polling stations, general election, snap election, presidential election, polls will be, leadership contest, confirmation vote, no confidence vote, show of hands',
    {
      kind: 'vote',
    },
  ),
  ...verbs(
    'event',
    'vote/votes/voted/voting, go/goes/went/going to the polls, head/heads/headed/heading to the polls, take/takes/took/taking to the polls, return/returns/returned/returning to the polls, cast/casts/cast/casting their|its ballots|ballot|votes|vote, cast/casts/cast/casting ballots|votes, elect/elects/elected/electing',
    { kind: 'vote' },
  ),
  ...words(
    'event',
    'hearing, hearings, verdict, verdicts, sentence, sentencing, ruling, judgment, judgement, trial, arraignment, execution, retrial, bail hearing, court date, inquest, appeal hearing, in court, court appearance, plea hearing, jury selection, opening statements, lethal injection, court martial, extradition hearing, pretrial conference, lawsuit hearing',
    { kind: 'court' },
  ),
  ...verbs(
    'event',
    'sentence/sentences/sentenced/sentencing, execute/executes/executed/executing, appear/appears/appeared/appearing in|before court|magistrates|judge, report/reports/reported/reporting to prison|jail, go/goes/went/going to prison|jail, go/goes/went/going on trial, face/faces/faced/facing trial|court, stand/stands/stood/standing trial, rule/rules/ruled/ruling, hear/hears/heard/hearing (oral|closing|final) arguments, hear/hears/heard/hearing (the) case|appeal|evidence',
    {
      kind: 'court',
    },
  ),
  ...words(
    'event',
    'strike, strikes, walkout, walkouts, walk out, stoppage, stoppages, industrial action, general strike, picket, off the job, out on strike, work stoppage, work to rule, overtime ban',
    {
      kind: 'strike',
    },
  ),
  ...verbs(
    'event',
    'strike/strikes/struck/striking, walk/walks/walked/walking out, down/downs/downed/downing tools, lay/lays/laid/laying down (their) tools, stop/stops/stopped/stopping work, walk/walks/walked/walking off',
    { kind: 'strike' },
  ),
  ...words('event', 'launch, launches, liftoff, lift off, lift-off, launch window, launch attempt, maiden flight, blastoff, splashdown', {
    kind: 'launch',
  }),
  ...verbs(
    'event',
    'launch/launches/launched/launching, lift/lifts/lifted/lifting off, blast/blasts/blasted/blasting off, go/goes/went/going on sale',
    { kind: 'launch' },
  ),
];

/** What fixes a date for something to come. */
export const SCHEDULE_CUES = [
  ...words(
    'schedule',
    'set for, set to, set on, scheduled for, scheduled on, scheduled to, scheduled, due on, due by, due in, due to, due at, due, slated for, slated to, planned for, planned on, plans to, plan to, planning to, expected on, expected to, expected by, expected, fixed for, listed for, pencilled in for, penciled in for, targeted for, targeting, no earlier than, called for, called, falls on, fall on, booked for, set, on course for, to be held, will be held, takes place, take place, planned, will hold, holds on, hold on, goes ahead, go ahead, be read out, be delivered|pronounced|passed, be handed down, pencilled in, penciled in, earmarked for',
  ),
];

import { type CueRow, verbs, words } from '../cue.js';

/** The date was changed. */
export const MOVE_CUES = [
  ...verbs(
    'move',
    'extend/extends/extended/extending, postpone/postpones/postponed/postponing, delay/delays/delayed/delaying, defer/defers/deferred/deferring, reschedule/reschedules/rescheduled/rescheduling, prolong/prolongs/prolonged/prolonging, adjourn/adjourns/adjourned/adjourning, revise/revises/revised/revising, lengthen/lengthens/lengthened/lengthening, prepone/prepones/preponed/preponing, slip/slips/slipped/slipping to, reset/resets/reset/resetting, stretch/stretches/stretched/stretching',
  ),
  ...verbs(
    'move',
    'push/pushes/pushed/pushing back, push/pushes/pushed/pushing, put/puts/put/putting off, put/puts/put/putting back, bring/brings/brought/bringing forward, move/moves/moved/moving, move/moves/moved/moving up, move/moves/moved/moving forward, shift/shifts/shifted/shifting, roll/rolls/rolled/rolling over, renew/renews/renewed/renewing, hold/holds/held/holding over',
    { weak: true },
  ),
  ...words(
    'move',
    'new deadline, revised deadline, new date, now due, now set for, now scheduled for, now expires, now expire, now take|takes effect, now come|comes into force|effect, now apply|applies from, now has|have until, now has|have up to, has|have been given until, more time, extension until, extension to, reprieve until, delay until, delay to, now be on, now be held, now take|takes place, now out on, now begin|begins, now start|starts, now close|closes, now end|ends, now open until, now run until, now runs until, remain open until, remain open to, postponement to, postponement until, more time, breathing space|room, days of grace, extra months|weeks|days|time, more weeks|months|days|hours, another week|month|fortnight, less time, relents',
  ),
];

/** The deadline, or what was to happen, is taken back. */
export const WITHDRAW_CUES = [
  ...verbs(
    'withdraw',
    'withdraw/withdraws/withdrew/withdrawing, drop/drops/dropped/dropping, cancel/cancels/cancelled/cancelling, cancel/cancels/canceled/canceling, scrap/scraps/scrapped/scrapping, rescind/rescinds/rescinded/rescinding, abandon/abandons/abandoned/abandoning, shelve/shelves/shelved/shelving, suspend/suspends/suspended/suspending, revoke/revokes/revoked/revoking, lift/lifts/lifted/lifting, avert/averts/averted/averting, call/calls/called/calling off, back/backs/backed/backing down, back/backs/backed/backing away, stand/stands/stood/standing down, tear/tears/tore/tearing up, climb/climbs/climbed/climbing down, pull/pulls/pulled/pulling back, waive/waives/waived/waiving, axe/axes/axed/axing, ditch/ditches/ditched/ditching, halt/halts/halted/halting, block/blocks/blocked/blocking, pause/pauses/paused/pausing, scrub/scrubs/scrubbed/scrubbing, withdraw/withdraws/withdrawn/withdrawing',
  ),
  ...words(
    'withdraw',
    'not go ahead with, not proceed with, no longer go ahead, will not go ahead, not take place, walkout is off, walkouts are off, strike is off, strikes are off, strike off, walkout off, on ice',
  ),
];

/** The moment went by. */
export const PASS_CUES = [
  ...verbs(
    'pass',
    'pass/passes/passed/passing, come/comes/came/coming and went|gone|goes, go/goes/went/going by, elapse/elapses/elapsed/elapsing, slip/slips/slipped/slipping by, been/been/been/been and gone, lapse/lapses/lapsed/lapsing, miss/misses/missed/missing, meet/meets/met/meeting, blow/blows/blew/blowing past, blow/blows/blew/blowing through, beat/beats/beat/beating, ignore/ignores/ignored/ignoring, defy/defies/defied/defying, let/lets/let/letting',
  ),
];

/** "Sunday deadline blown": the roof may be blown too. */
export const BLOWN_CUES: readonly CueRow[] = [['deadline|cutoff|ultimatum|target blown', { role: 'pass', form: 'past' }]];

/** A hope or a forecast: it binds nobody. */
export const FORECAST_CUES = [
  ...verbs(
    'forecast',
    'hope/hopes/hoped/hoping, doubt/doubts/doubted/doubting, think/thinks/thought/thinking, believe/believes/believed/believing, expect/expects/expected/expecting, forecast/forecasts/forecast/forecasting, predict/predicts/predicted/predicting, aim/aims/aimed/aiming, estimate/estimates/estimated/estimating, anticipate/anticipates/anticipated/anticipating, project/projects/projected/projecting',
  ),
  ...words(
    'forecast',
    'likely, unlikely, may, might, could, should, seeks to, seeking to, tries to, plans to, plan to, wants to, on track, on course, optimistic, odds, chance of, prospect, would like',
  ),
];

import { verbs, words } from '../cue.js';

/** Verbs of what lapses, ends or runs out at the date. Weak ones need a subject that can lapse. */
export const EXPIRY_CUES = [
  ...verbs('expiry', 'expire/expires/expired/expiring, lapse/lapses/lapsed/lapsing', { kind: 'expiry' }),
  ...verbs('expiry', 'run/runs/ran/running out, run/runs/ran/running dry, dry/dries/dried/drying up', { kind: 'expiry' }),
  ...verbs(
    'expiry',
    'end/ends/ended/ending, sunset/sunsets/sunset/sunsetting, terminate/terminates/terminated/terminating, close/closes/closed/closing, finish/finishes/finished/finishing, cease/ceases/ceased/ceasing',
    {
      kind: 'expiry',
      weak: true,
    },
  ),
  ...verbs(
    'expiry',
    'come/comes/came/coming to an end, fall/falls/fell/falling away, wind/winds/wound/winding down, phase/phases/phased/phasing out, go/goes/went/going dead, go/goes/went/going dark, fall/falls/fell/falling silent, stop/stops/stopped/stopping working, vanish/vanishes/vanished/vanishing, disappear/disappears/disappeared/disappearing, shut/shuts/shut/shutting, conclude/concludes/concluded/concluding, last/lasts/lasted/lasting until, last/lasts/lasted/lasting through, run/runs/ran/running until',
    {
      kind: 'expiry',
      weak: true,
    },
  ),
  ...words('expiry', 'time is up, time up', { kind: 'ultimatum' }),
  ...words(
    'expiry',
    'valid until, valid through, in force until, in effect until, in place until, in force through, in effect through, good until, good through, good till, good only through|until|till, valid only until|through, valid till',
    {
      kind: 'expiry',
    },
  ),
];

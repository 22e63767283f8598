import { verbs, words } from '../cue.js';

/** What begins to hold at the date. */
export const EFFECT_CUES = [
  ...verbs(
    'effect',
    'take/takes/took/taking effect, come/comes/came/coming into force, come/comes/came/coming into effect, enter/enters/entered/entering into force, enter/enters/entered/entering force, go/goes/went/going into effect, go/goes/went/going into force, kick/kicks/kicked/kicking in, snap/snaps/snapped/snapping back, come/comes/came/coming into operation|circulation, go/goes/went/going live, become/becomes/became/becoming law|effective|mandatory|compulsory|illegal, become/becomes/became/becoming an offence|offense, fall/falls/fell/falling quiet, bite/bites/bit/biting',
  ),
  ...words('effect', 'effective, with effect from, entry into force'),
  ...verbs(
    'effect',
    'begin/begins/began/beginning, start/starts/started/starting, come/comes/came/coming in, apply/applies/applied/applying, rise/rises/rose/rising, reopen/reopens/reopened/reopening, impose/imposes/imposed/imposing, halt/halts/halted/halting, ban/bans/banned/banning, stop/stops/stopped/stopping, cut/cuts/cut/cutting',
    {
      weak: true,
    },
  ),
];

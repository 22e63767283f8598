import { verbs, words } from '../cue.js';

/** Somebody is obliged, ordered, threatened, or given time. */
export const OBLIGE_CUES = [
  ...words(
    'oblige',
    'must, has|have|had to, need|needs to, has|have|had until, has|have until, got until, ought to, or face, or risk, or lose, or pay, or else, unless, failing which, shall, days left, hours left, weeks left, time left, month|months left',
  ),
  ...words('oblige', 'required to, requires, requiring, require, obliged to, compelled to, mandated to, bound to, is to, are to'),
  ...verbs(
    'oblige',
    'order/orders/ordered/ordering, tell/tells/told/telling, instruct/instructs/instructed/instructing, direct/directs/directed/directing, give/gives/gave/giving, give/gives/given/giving, command/commands/commanded/commanding, summon/summons/summoned/summoning, compel/compels/compelled/compelling, require/requires/required/requiring, authorise/authorises/authorised/authorising, authorize/authorizes/authorized/authorizing',
  ),
  ...verbs(
    'oblige',
    'demand/demands/demanded/demanding, want/wants/wanted/wanting, warn/warns/warned, threaten/threatens/threatened/threatening',
    {
      kind: 'ultimatum',
    },
  ),
  ...verbs('oblige', 'urge/urges/urged/urging, ask/asks/asked/asking, call/calls/called/calling on, press/presses/pressed/pressing', {
    weak: true,
  }),
];

/** What people are called to do by a date: as an order ("Apply by 5 May") or an offer ("can apply until"). */
export const SUBMIT_CUES = verbs(
  'submit',
  'apply/applies/applied/applying, register/registers/registered/registering, submit/submits/submitted/submitting, file/files/filed/filing, respond/responds/responded/responding, reply/replies/replied/replying, claim/claims/claimed/claiming, enrol/enrols/enrolled/enrolling, enroll/enrolls/enrolled/enrolling, pay/pays/paid/paying, return/returns/returned/returning, postmark/postmarks/postmarked/postmarking, book/books/booked/booking, bid/bids/bid/bidding, renew/renews/renewed/renewing, surrender/surrenders/surrendered/surrendering, leave/leaves/left/leaving, evacuate/evacuates/evacuated/evacuating, comply/complies/complied/complying, vacate/vacates/vacated/vacating, nominate/nominates/nominated/nominating, redeem/redeems/redeemed/redeeming, switch/switches/switched/switching, repay/repays/repaid/repaying, opt/opts/opted/opting out, object/objects/objected/objecting, tender/tenders/tendered/tendering, lodge/lodges/lodged/lodging, hand/hands/handed/handing over, hand/hands/handed/handing in, post/posts/posted/posting',
  { weak: true },
);

/** Somebody binds himself to a date. */
export const COMMIT_CUES = [
  ...verbs(
    'commit',
    'vow/vows/vowed/vowing, pledge/pledges/pledged/pledging, promise/promises/promised/promising, commit/commits/committed/committing, guarantee/guarantees/guaranteed/guaranteeing, agree/agrees/agreed/agreeing to, agree/agrees/agreed/agreeing, undertake/undertakes/undertook/undertaking',
  ),
  ...words('commit', "will, won't, would", { weak: true }),
];

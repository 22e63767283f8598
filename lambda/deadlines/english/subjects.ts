const set = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** What can lapse or end at a date, so that "ends on Friday" is a deadline. */
export const CAN_LAPSE = set(
  'truce ceasefire cease pause moratorium contract contracts agreement agreements deal accord treaty pact licence license licences licenses permit permits visa visas waiver waivers exemption exemptions sanctions curfew ban bans lockdown order orders mandate mandates offer offers programme program programs scheme schemes subsidy subsidies funding measure measures restriction restrictions law laws act rule rules registration nominations applications application consultation window period tender bidding bids amnesty embargo freeze reprieve stay injunction emergency authorisation authorization authority exclusion warrant lease leases warranty protection protections suspension quarantine blackout closure closures enrolment enrollment submissions comment term detention credit credits discount allowance exceptions exception guarantee coverage support services service deadline ultimatum clock time window extension patience credits concession tariff tariffs levy cap caps relief parole sentence blockade siege hunger status benefits insurance polling polls stations ballot voting portal entries vouchers voucher rewards points money funds standstill notes coins stamps lull talks sale booking bookings grace notice reservations payments subsidies grant grants lending access system door doors servers certificate certificates passport passports accreditation guarantees border borders crossing crossings airspace strait form website site',
);

/** What begins to hold at a date, so that "starts on Monday" is a deadline. */
export const CAN_TAKE_EFFECT = set(
  'tariff tariffs duty duties levy levies law laws ban bans rule rules sanctions regulation regulations truce ceasefire embargo restrictions restriction curfew measure measures tax taxes fee fees charge charges cap price fares toll tolls act policy lockdown order orders mandate mandates blockade changes requirement requirements quota quotas visa visas surcharge rate rates cuts moratorium pause amnesty boycott shutdown legislation directive subsidy increase increases halt lockdown agreement deal pact requirement closure limit airspace border crossing bridge tunnel trial hearing hearings retrial inquest proceedings sentencing reforms reform vat premiums contributions increase rationing conscription mobilisation scans checks code clampdown freeze reciprocal partition merger strike strikes walkout walkouts stoppage countermeasures penalties penalty fine fines',
);

/** What is moved, when a date is: a match that is postponed is none. */
export const CAN_MOVE = set(
  'deadline deadlines ultimatum truce ceasefire pause tariff tariffs duties duty vote votes election elections referendum poll runoff hearing trial sentencing verdict ruling judgment execution strike strikes walkout walkouts launch liftoff mission rocket evacuation order orders ban bans curfew waiver licence license permit visa contract agreement deal treaty pact accord mandate moratorium exemption registration period consultation bid bids offer offers emergency sanctions detention applications filing submissions window date lockdown closure implementation law rule rules measure measures freeze reprieve stay funding programme program scheme enrolment enrollment limit expiry protection protections status nominations flight decision cutoff inquest arraignment case lease suspension quarantine rollout ballot primary regulation regulations levy tax restrictions closures switch mission reopening opening completion shutdown switch lull halt mobilisation airspace notam cut comments closing entry martial grace cap increase rise rollout checks hike plea standstill comment comments ballot restriction polling appeal retrial surrender service support suspension release repatriation merger takeover strikes dates timetable block injunction countermeasures penalties levies',
);

/** Working people: a "strike" beside them is no bombardment. */
export const LABOUR = set(
  'union unions unite unison workers worker staff drivers nurses teachers doctors pilots crew crews walkout walkouts rail airline airport airports pay industrial members employees ballot dockers dockworkers miners postal bus buses train trains cabin controllers junior stoppage stoppages labour labor bargaining wages lecturers academics writers actors machinists picket pickets cleaners guards paramedics ambulance refinery port ports metro tube underground subway teamsters refuse bin binmen civil servants couriers ferry resident handlers truckers porters baggage conductors firefighters trams tram',
);

/** Words of rockets and spacecraft, and of products that go on sale. */
export const CAN_LAUNCH = set(
  'rocket rockets spacecraft satellite satellites mission probe capsule crew lander falcon starship soyuz ariane telescope nasa spacex esa isro jaxa orbit orbiter booster astronauts cargo space station lunar moon mars artemis shuttle starliner dragon phone smartphone console device handset tablet laptop liftoff pad rover vega electron glenn vulcan proton orbital flight',
);

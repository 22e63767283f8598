import { HOUR_MS, type Instant, MINUTE_MS, plus } from '../../lambda/core/time.js';
import type { Random } from '../support/random.js';
import { at, type TestPublishers } from '../support/test-feeds.js';

const WIRE = 'https://wire.example/rss';
const POST = 'https://post.example/rss';
const HERALD = 'https://herald.example/rss';
/** Gone a while after the start, and back a day later. */
const COURIER = 'https://courier.example/rss';
/** Added by the second push; on the host of another, so that their requests take turns. */
const GAZETTE = 'https://herald.example/gazette/rss';

export const STARTS = at('2025-08-06T06:00:00Z');
/** Until here things go wrong; afterwards they may only recover. */
export const CALM_FROM = at('2025-08-10T06:00:00Z');
export const ENDS = at('2025-08-13T12:00:00Z');
/** Until here feeds are polled often. */
export const BUSY_UNTIL = at('2025-08-07T10:00:00Z');
/** The ultimatum's moment after it moved. */
export const MOVED_DUE = at('2025-08-09T17:00:00Z');

/** Channels that hear of little: what is forgotten on one of them stays forgotten. */
const LONE = ['amber', 'birch', 'cedar', 'dahlia', 'elder', 'fern'];
const LEAVERS = LONE.slice(0, 3);
const PAIRS = LONE.slice(3);

const watchlist = (extra: boolean, gazette: boolean): string => `
version: 1
feeds: [{ url: ${WIRE} }, { url: ${POST} }, { url: ${HERALD} }, { url: ${COURIER} }${gazette ? `, { url: ${GAZETTE} }` : ''}]
rules:
  - { id: peace, name: Peace, any: [ultimatum, ceasefire], severity: high, channels: [email, phone${extra ? ', extra' : ''}] }
  - { id: trade, name: Trade, any: [tariff*], channels: [email] }
${LONE.map((id) => `  - { id: ${id}, name: Only ${id}, any: [${id}], channels: [${id}] }`).join('\n')}
channels:
  - { id: email, medium: json, countdown: [24h, 1h], group: 30s, gap: 1m }
  - { id: phone, medium: json, countdown: [1h], group: 10s, gap: 1m }
${LONE.map((id) => `  - { id: ${id}, medium: json, group: 10s, gap: 1m }`).join('\n')}
${extra ? '  - { id: extra, medium: json, countdown: [1h], group: 10s, gap: 1m }' : ''}
`;

/** Channels that are there from the start to the end, and the headlines that each must be told once. */
export const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(PAIRS.map((id) => [id, [`The first of ${id}`, `The second of ${id}`]])),
  email: [
    'The gazette hears of a ceasefire',
    'Eastmark gives Northland an ultimatum',
    'Coastal Guild has an ultimatum of Harbour Union',
    'Northland is unlikely to comply with the ceasefire demand of Eastmark',
    'Eastmark extends its ultimatum to Northland',
    'Harbour Union sets Coastal Guild an ultimatum',
    'Harbour Union withdraws its ultimatum to Coastal Guild',
    'Ceasefire monitors arrive in the south',
    'New tariffs on timber take effect',
    'Old report repeats the Eastmark ultimatum to Northland',
  ],
  phone: [
    'The gazette hears of a ceasefire',
    'Eastmark gives Northland an ultimatum',
    'Coastal Guild has an ultimatum of Harbour Union',
    'Northland is unlikely to comply with the ceasefire demand of Eastmark',
    'Eastmark extends its ultimatum to Northland',
    'Harbour Union sets Coastal Guild an ultimatum',
    'Harbour Union withdraws its ultimatum to Coastal Guild',
    'Ceasefire monitors arrive in the south',
    'Old report repeats the Eastmark ultimatum to Northland',
  ],
};

export interface ScriptedEvent {
  readonly at: Instant;
  /** What the publishers do; then a watchlist that is pushed, or a feed that a hub tells of. */
  readonly run: (publishers: TestPublishers) => { readonly push: string } | { readonly nudge: string } | undefined;
}

const item = (hours: number, url: string, guid: string, title: string, summary = '', publishedHours = hours): ScriptedEvent => ({
  at: plus(STARTS, hours * HOUR_MS),
  run: (publishers) => {
    publishers.publish(url, { guid, title, summary, published: plus(STARTS, publishedHours * HOUR_MS) });
    return undefined;
  },
});

const push = (hours: number, extra: boolean, gazette: boolean): ScriptedEvent => ({
  at: plus(STARTS, hours * HOUR_MS),
  run: () => ({ push: watchlist(extra, gazette) }),
});

const leave = (hours: number, url: string, guid: string): ScriptedEvent => ({
  at: plus(STARTS, hours * HOUR_MS),
  run: (publishers) => {
    publishers.withdraw(url, guid);
    return undefined;
  },
});

const change = (hours: number, run: (publishers: TestPublishers) => void): ScriptedEvent => ({
  at: plus(STARTS, hours * HOUR_MS),
  run: (publishers) => {
    run(publishers);
    return undefined;
  },
});

const hubTells = (hours: number, url: string): ScriptedEvent => ({ at: plus(STARTS, hours * HOUR_MS), run: () => ({ nudge: url }) });

const HEADLINE = 'Northland is unlikely to comply with the ceasefire demand of Eastmark';
const DEMAND = 'The ultimatum of Eastmark to Northland expires Thursday at 5 p.m.';

/** What publishers and admins do, in order; the times differ a little from seed to seed. */
export const scenario = (random: Random): readonly ScriptedEvent[] => {
  const about = (hours: number): number => hours + (random.below(60) * MINUTE_MS) / HOUR_MS;
  return [
    push(0, false, false),
    item(about(1), WIRE, 'a1', HEADLINE, DEMAND),
    item(about(1.4), POST, 'a2', HEADLINE, DEMAND),
    // Published before the first report and found after it.
    item(about(1.5), HERALD, 'a0', 'Eastmark gives Northland an ultimatum', DEMAND, 0.5),
    item(
      about(3.5),
      HERALD,
      'b0',
      'Coastal Guild has an ultimatum of Harbour Union',
      'The ultimatum of Harbour Union to Coastal Guild expires Saturday at noon.',
      2.5,
    ),
    item(about(2), HERALD, 'n1', 'Lantern festival draws record crowds'),
    item(
      about(3),
      WIRE,
      'b1',
      'Harbour Union sets Coastal Guild an ultimatum',
      'Harbour Union said its ultimatum to Coastal Guild expires Saturday at noon.',
    ),
    push(about(4), true, true),
    item(about(140), GAZETTE, 'g1', 'The gazette hears of a ceasefire'),
    item(
      about(9),
      POST,
      'a3',
      'Eastmark extends its ultimatum to Northland',
      'Eastmark extended the ultimatum to Northland to August 9 at 5 p.m., it said.',
    ),
    // Published before the extension, and in the feed only after it: the newest publication must win.
    item(about(13), HERALD, 'a4', 'Old report repeats the Eastmark ultimatum to Northland', DEMAND, 5),
    item(about(16), WIRE, 'c1', 'Ceasefire monitors arrive in the south'),
    item(
      about(20),
      POST,
      'b2',
      'Harbour Union withdraws its ultimatum to Coastal Guild',
      'Harbour Union has withdrawn the ultimatum to Coastal Guild.',
    ),
    item(about(22), HERALD, 'd1', 'New tariffs on timber take effect'),
    push(about(26), false, true),
    change(about(17), (publishers) => publishers.migrate(WIRE, 'tag:wire,')),
    change(about(8), (publishers) => publishers.move(POST, 'https://www.post.example/rss')),
    change(about(5), (publishers) => publishers.answer(COURIER, { kind: 'gone' })),
    change(about(30), (publishers) => publishers.answer(COURIER, undefined)),
    ...[2, 4, 9, 16, 21].flatMap((hours) => [hubTells(about(hours), WIRE), hubTells(about(hours), POST)]),
    // Leave their feeds soon: they may be missed, but what was put of them must not be stuck.
    ...LEAVERS.flatMap((id, at) => {
      const hours = about(10 + 2 * at);
      return [item(hours, WIRE, id, `A story of ${id}`), leave(hours + 0.52, WIRE, id)];
    }),
    // Two publishers at once, on a channel that hears of nothing else.
    ...PAIRS.flatMap((id, at) => {
      const hours = about(11 + 2 * at);
      return [item(hours, WIRE, `${id}1`, `The first of ${id}`), item(hours, POST, `${id}2`, `The second of ${id}`)];
    }),
  ].sort((left, right) => left.at - right.at);
};

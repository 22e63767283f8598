import { createServer } from 'node:http';
import { escapeUTF8 } from 'entities';
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, plus, SECOND_MS } from '../core/time.js';
import { addDays, type WallClock, wallClockAt, weekdayOf } from '../core/zone.js';

/** A made-up story of the sample newsroom, and when it appears. */
interface SampleStory {
  readonly id: string;
  readonly publisher: 'wire' | 'post';
  readonly appearsMs: number;
  readonly publishedMs: number;
  readonly title: string;
  readonly summary: string;
}

export interface SampleNewsroom {
  /** Where the newsroom listens: what stands for `SAMPLE_ORIGIN` when it is fetched. */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** The newsroom's address in the watchlist: a name that exists nowhere, and the same in every run. */
export const SAMPLE_ORIGIN = 'http://newsroom.invalid';
export const SAMPLE_FEED_URLS: readonly string[] = [`${SAMPLE_ORIGIN}/wire.rss`, `${SAMPLE_ORIGIN}/post.rss`];

const TITLES = { wire: 'Sample Wire', post: 'Sample Post' } as const;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const FRIDAY = 5;

const monthDay = (date: WallClock): string => `${MONTHS[date.month - 1] ?? ''} ${date.day}`;

/** The Friday of the ultimatum: the coming one, on a Friday the next, so that some time is left; the day to which it moves; a day that is doubtful. */
const fridayFrom = (opened: Instant): { readonly words: string; readonly later: string; readonly doubtful: string } => {
  const today = wallClockAt(opened, 'UTC');
  const ahead = (FRIDAY - weekdayOf(today) + 7) % 7;
  const isNear = ahead === 0;
  const friday = addDays(today, isNear ? 7 : ahead);
  return { words: isNear ? 'next Friday' : 'on Friday', later: monthDay(addDays(friday, 3)), doubtful: monthDay(addDays(friday, 10)) };
};

const script = (opened: Instant): readonly SampleStory[] => {
  const { words, later, doubtful } = fridayFrom(opened);
  return [
    {
      id: 'lanterns',
      publisher: 'post',
      appearsMs: 0,
      publishedMs: -3 * HOUR_MS,
      title: 'Lantern festival draws record crowds to the river',
      summary: 'Boats and lanterns filled the old harbour for a third night. (Sample news: every name is made up.)',
    },
    {
      id: 'sanctions',
      publisher: 'wire',
      appearsMs: 0,
      publishedMs: -2 * HOUR_MS,
      title: 'Coastal Union adopts new oil sanctions against Northland',
      summary: `The union’s members agreed to cap the price of Northland’s oil. Will their ports close to its tankers by ${doubtful}? Diplomats would not say. (Sample news: every name is made up.)`,
    },
    {
      id: 'ultimatum',
      publisher: 'wire',
      appearsMs: 0,
      publishedMs: -40 * MINUTE_MS,
      title: 'Northland is unlikely to comply with Eastmark’s ceasefire demand',
      summary: `Officials in Northland see no reason to stop the fighting. Eastmark’s ultimatum expires ${words} at 8 p.m. GMT and includes a threat of tariffs on every country that buys Northland’s oil. (Sample news: every name is made up.)`,
    },
    {
      id: 'ultimatum-copy',
      publisher: 'post',
      appearsMs: 6 * SECOND_MS,
      publishedMs: -25 * MINUTE_MS,
      title: 'Northland is unlikely to comply with Eastmark’s ceasefire demand',
      summary: `Eastmark’s ultimatum to Northland expires ${words} at 8 p.m. GMT, the Sample Wire reports. (Sample news: every name is made up.)`,
    },
    {
      id: 'extension',
      publisher: 'wire',
      appearsMs: 14 * SECOND_MS,
      publishedMs: 0,
      title: 'Eastmark extends its ceasefire ultimatum to Northland after overnight talks',
      summary: `Eastmark extended the ultimatum to ${later} at 8 p.m. GMT to leave Northland time for talks, its government said. (Sample news: every name is made up.)`,
    },
  ];
};

const itemXml = (story: SampleStory, opened: Instant): string =>
  [
    '<item>',
    `<title>${escapeUTF8(`[Sample] ${story.title}`)}</title>`,
    `<link>${SAMPLE_ORIGIN}/stories/${story.publisher}/${story.id}</link>`,
    `<guid isPermaLink="false">sample:${opened}:${story.publisher}:${story.id}</guid>`,
    `<pubDate>${new Date(plus(opened, story.publishedMs)).toUTCString()}</pubDate>`,
    `<description>${escapeUTF8(story.summary)}</description>`,
    '</item>',
  ].join('');

const feedXml = (publisher: SampleStory['publisher'], opened: Instant, now: Instant): string => {
  const items = script(opened).filter((story) => story.publisher === publisher && plus(opened, story.appearsMs) <= now);
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>${TITLES[publisher]}</title><link>${SAMPLE_ORIGIN}/</link><description>Made-up news</description>${items.map((story) => itemXml(story, opened)).join('')}</channel></rss>`;
};

/** An edition lasts a day: until then the same stories keep their ids, so that a restart tells nothing twice. */
export const EDITION_MS = DAY_MS;

/**
 * A publisher on loopback with made-up news of its own, for a first run without a network: a ceasefire story with an
 * ultimatum, a sanctions story with a date that is only proposed, a wire copy, an extension of the ultimatum, and a story that matches nothing.
 *
 * @param opened when this edition began; stories appear and are dated relative to it
 */
export const openSampleNewsroom = async (opened: Instant, clock: () => Instant): Promise<SampleNewsroom> => {
  const server = createServer((request, response) => {
    const publisher = request.url === '/wire.rss' ? 'wire' : request.url === '/post.rss' ? 'post' : undefined;
    if (publisher === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('The sample newsroom has two feeds: /wire.rss and /post.rss\n');
      return;
    }
    response.writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8' }).end(feedXml(publisher, opened, clock()));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

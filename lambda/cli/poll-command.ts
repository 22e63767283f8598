import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import color from 'picocolors';
import { dueText } from '../alerts/wording.js';
import { hashId } from '../core/ids.js';
import { isoInstant } from '../core/time.js';
import { detectDeadlines } from '../deadlines/detect-deadlines.js';
import { troubleWords } from '../feeds/feed-health.js';
import { type FeedReading, readFeed } from '../feeds/read-feed.js';
import { makeFetchFeed } from '../net/fetch-feed.js';
import { matchableStory } from '../pipeline/matchable-story.js';
import { toStory } from '../pipeline/to-story.js';
import { compileRules } from '../rules/match.js';
import type { Watchlist } from '../watchlist/watchlist.js';
import { systemClock, USER_AGENT } from './local-world.js';
import { readWatchlistFile } from './read-watchlist-file.js';
import { complain, type ExitCode, print, printJson, printTable } from './terminal.js';

export interface PollOptions {
  readonly json: boolean;
  /** For trials: the feed may stand on 127.0.0.1. */
  readonly allowLoopback: boolean;
  readonly watchlistFile: string;
  /** The publisher's zone, where the watchlist does not name the feed. */
  readonly zone: string;
}

type Body =
  | { readonly kind: 'body'; readonly bytes: Uint8Array; readonly contentType: string; readonly url: string }
  | { readonly kind: 'trouble'; readonly words: string };

const isAddress = (target: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(target);

const fetchBody = async (url: string, allowLoopback: boolean): Promise<Body> => {
  const fetched = await makeFetchFeed({ allowLoopback, userAgent: USER_AGENT, clock: systemClock })(url, {});
  if (fetched.kind === 'body') return fetched;
  return { kind: 'trouble', words: `${url} gives no feed now: ${troubleWords(fetched.kind === 'failed' ? fetched.reason : 'gone')}` };
};

const readFileBody = async (file: string): Promise<Body> => {
  try {
    return { kind: 'body', bytes: await readFile(file), contentType: '', url: '' };
  } catch (error) {
    const meant = /^[\w-]+(?:\.[\w-]+)+\//.test(file) ? `; did you mean https://${file}?` : '';
    return { kind: 'trouble', words: `the file cannot be read: ${error instanceof Error ? error.message : String(error)}${meant}` };
  }
};

const yieldOf = (reading: Extract<FeedReading, { kind: 'feed' }>, url: string, watchlist: Watchlist, zone: string) => {
  const known = watchlist.feeds.find((feed) => feed.url === url);
  const feed = known ?? { id: hashId('feed', url), url: isAddress(url) ? url : pathToFileURL(url).href, zone, tags: [] };
  const matcher = compileRules(watchlist.rules);
  const now = systemClock();
  return reading.stories.map((item) => {
    const story = toStory({ ...item, key: item.keys[0] ?? '' }, { feed, source: reading.title, language: reading.language, now });
    const matches = matcher.match(matchableStory(story, feed));
    const deadlines = detectDeadlines({ ...story, zone: feed.zone });
    return { story, matches, deadlines };
  });
};

/** What one feed yields now: stories, matches, deadlines. Sends and stores nothing. */
export const pollCommand = async (target: string, options: PollOptions): Promise<ExitCode> => {
  const file = readWatchlistFile(options.watchlistFile);
  if (file.kind === 'trouble') return complain(file.words);
  if (isAddress(target) && process.stderr.isTTY) process.stderr.write(color.dim(`asking ${target}; it has 20 seconds to answer\n`));
  const body = isAddress(target) ? await fetchBody(target, options.allowLoopback) : await readFileBody(target);
  if (body.kind === 'trouble') return complain(body.words);
  const reading = await readFeed(body.bytes, body.contentType, body.url);
  if (reading.kind === 'refused')
    return complain(`${target} is no feed that can be read (${reading.because}): ${troubleWords(reading.because)}`);
  const found = yieldOf(reading, target, file.watchlist, options.zone);
  if (options.json) {
    printJson({
      title: reading.title,
      stories: found.map(({ story, matches, deadlines }) => ({
        title: story.title,
        link: story.link,
        publishedAt: isoInstant(story.publishedAt),
        rules: matches.map(({ rule, evidence }) => ({ rule: rule.id, evidence: evidence.map((each) => each.text) })),
        deadlines: deadlines.map((finding) => ({ ...finding, due: finding.due === undefined ? undefined : isoInstant(finding.due) })),
      })),
    });
    return 0;
  }
  const matched = found.filter(({ matches }) => matches.length > 0).length;
  print(
    `${color.bold(reading.title || target)}: ${found.length} stories, ${matched} matched by ${options.watchlistFile}. Nothing is stored or sent.`,
  );
  print();
  printTable(
    [
      { title: 'PUBLISHED', text: ({ story }) => isoInstant(story.publishedAt).slice(0, 16).replace('T', ' ') },
      { title: 'RULES', text: ({ matches }) => matches.map(({ rule }) => rule.id).join(', ') || '-' },
      {
        title: 'DEADLINE',
        text: ({ deadlines, story }) =>
          deadlines
            .map((finding) =>
              finding.due === undefined
                ? finding.status
                : dueText({ ...finding, due: finding.due }, options.zone, story.publishedAt, 'short'),
            )
            .join('; ') || '-',
      },
      { title: 'TITLE', text: ({ story }) => story.title, flexible: true },
    ],
    found,
  );
  return 0;
};

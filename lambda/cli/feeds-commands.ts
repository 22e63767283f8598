import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import color from 'picocolors';
import { refuseUrl } from '../feeds/address-guard.js';
import { decodeBody } from '../feeds/decode.js';
import { troubleWords } from '../feeds/feed-health.js';
import { readOpml, type Subscription, writeOpml } from '../feeds/opml.js';
import { makeFetchFeed } from '../net/fetch-feed.js';
import { addFeeds, type NewFeed } from '../watchlist/add-feeds.js';
import { parseWatchlist } from '../watchlist/parse-watchlist.js';
import { writeErrors } from '../watchlist/write-errors.js';
import { type FoundFeed, findFeedsAt } from './find-feed.js';
import { systemClock, USER_AGENT } from './local-world.js';
import { readWatchlistFile } from './read-watchlist-file.js';
import { complain, type ExitCode, print, printJson, printTable } from './terminal.js';

export interface FeedFileOptions {
  readonly watchlistFile: string;
  readonly json: boolean;
}

export interface AddOptions extends FeedFileOptions {
  /** Which of several found feeds, from 1. */
  readonly choose?: number;
  readonly all: boolean;
  readonly zone?: string;
  readonly tags: readonly string[];
  readonly allowLoopback: boolean;
  /** Only shows what would be added. */
  readonly dryRun: boolean;
}

const BECAUSE: Readonly<Record<FoundFeed['because'], string>> = {
  'asked-for': 'the address itself',
  'named-by-the-page': 'named by the page',
  'linked-from-the-page': 'linked from the page',
  'usual-address': 'at a usual address',
};

const showFound = (feeds: readonly FoundFeed[]): void => {
  printTable(
    [
      { title: '#', text: (feed) => String(feeds.indexOf(feed) + 1) },
      { title: 'FEED', text: (feed) => feed.title || '(no title)', flexible: true },
      { title: 'STORIES', text: (feed) => String(feed.stories) },
      { title: 'NEWEST', text: (feed) => feed.newest?.slice(0, 16).replace('T', ' ') ?? '-' },
      { title: 'FOUND', text: (feed) => BECAUSE[feed.because] },
      { title: 'ADDRESS', text: (feed) => feed.url },
    ],
    feeds,
  );
};

/** Writes the watchlist with these feeds, or says why not: what does not pass `check` is not written. */
const writeFeeds = (file: string, feeds: readonly NewFeed[], json: boolean): ExitCode => {
  const before = readFileSync(file, 'utf8');
  const { text, added, known } = addFeeds(before, feeds);
  const parsed = parseWatchlist(text);
  if (parsed.kind === 'errors')
    return complain(`nothing is written, because it would not be right:\n\n${writeErrors(parsed.errors, text, file)}\n`);
  if (added.length > 0) writeFileSync(file, text);
  if (json) {
    printJson({ added: added.map(({ url }) => url), known: known.map(({ url }) => url) });
    return 0;
  }
  for (const feed of known) print(color.dim(`  = ${feed.url} is in ${file} already`));
  for (const feed of added) print(`  ${color.green('+')} ${feed.url}`);
  if (added.length > 0)
    print(`${added.length} added to ${file}. It takes effect with the next start, or at once with: npx news-alert push ${file}`);
  return 0;
};

const withComment = (feed: FoundFeed, { zone, tags }: AddOptions): NewFeed => ({
  url: feed.url,
  tags,
  ...(zone === undefined ? {} : { zone }),
  ...(feed.title === '' ? {} : { comment: feed.title }),
});

/** Finds the feeds of an address, shows them, and adds the chosen to the watchlist file. */
export const addFeedCommand = async (target: string, options: AddOptions): Promise<ExitCode> => {
  const file = readWatchlistFile(options.watchlistFile);
  if (file.kind === 'trouble') return complain(file.words);
  const url = /^[a-z][a-z\d+.-]*:/i.test(target) ? target : `https://${target}`;
  if (!URL.canParse(url)) return complain(`${target} is no address`);
  const fetchFeed = makeFetchFeed({ allowLoopback: options.allowLoopback, userAgent: USER_AGENT, clock: systemClock });
  const search = await findFeedsAt(url, fetchFeed);
  if (search.kind === 'nothing') return complain(search.words);
  const { feeds } = search;
  if (!options.json) showFound(feeds);
  const chosen = options.all ? feeds : options.choose !== undefined ? feeds.slice(options.choose - 1, options.choose) : feeds;
  if (options.choose !== undefined && chosen.length === 0)
    return complain(`there is no number ${options.choose}; ${feeds.length} were found`);
  if (chosen.length > 1 && !options.all) {
    if (options.json) printJson({ found: feeds, added: [] });
    return complain(`${feeds.length} feeds were found; choose one with --choose NUMBER, or take them with --all`);
  }
  if (options.dryRun) {
    if (options.json) printJson({ found: feeds, added: [] });
    return 0;
  }
  return writeFeeds(
    options.watchlistFile,
    chosen.map((feed) => withComment(feed, options)),
    options.json,
  );
};

const whyNot = ({ url }: Subscription): string | undefined => {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return 'it is no web address';
  const refusal = refuseUrl(new URL(url), true);
  return refusal === undefined ? undefined : troubleWords(refusal);
};

/** Adds the subscriptions of an OPML file to the watchlist file; what stands there already is left alone. */
export const importCommand = (opmlFile: string, options: FeedFileOptions): ExitCode => {
  const file = readWatchlistFile(options.watchlistFile);
  if (file.kind === 'trouble') return complain(file.words);
  if (!existsSync(opmlFile)) return complain(`there is no file ${opmlFile}`);
  const subscriptions = readOpml(decodeBody(readFileSync(opmlFile), ''));
  if (subscriptions === undefined) return complain(`${opmlFile} is no OPML file; feed readers export one under “subscriptions”`);
  const watchable = subscriptions.filter((each) => whyNot(each) === undefined);
  for (const [number, each] of subscriptions.entries()) {
    const why = whyNot(each);
    if (why !== undefined) process.stderr.write(color.yellow(`left out, number ${number + 1} (${each.title ?? 'no title'}): ${why}\n`));
  }
  const feeds = watchable.map(({ url, title, tags }) => ({ url, tags, ...(title === undefined ? {} : { comment: title }) }));
  return writeFeeds(options.watchlistFile, feeds, options.json);
};

/** Writes the watchlist's feeds as OPML, into a file or to the terminal. */
export const exportCommand = (opmlFile: string | undefined, options: FeedFileOptions & { readonly force: boolean }): ExitCode => {
  const file = readWatchlistFile(options.watchlistFile);
  if (file.kind === 'trouble') return complain(file.words);
  const xml = writeOpml(
    'News Alert',
    file.watchlist.feeds.map(({ url, tags }) => ({ url, tags })),
  );
  if (opmlFile === undefined) {
    process.stdout.write(xml);
    return 0;
  }
  if (existsSync(opmlFile) && !options.force) return complain(`${opmlFile} exists; name another file, or overwrite it with --force`);
  writeFileSync(opmlFile, xml);
  print(`Wrote ${file.watchlist.feeds.length} feeds to ${opmlFile}.`);
  return 0;
};

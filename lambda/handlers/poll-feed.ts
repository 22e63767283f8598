import { makeFetchFeed, makeHubPost } from '../net/fetch-feed.js';
import { makeCurrentWatchlist } from '../pipeline/current-watchlist.js';
import { makePollFeed } from '../pipeline/poll-feed.js';
import { makeAwsWorld, pollPace, systemClock } from './aws-world.js';
import { makeHintHandler } from './hint-handler.js';
import { readSettings } from './settings.js';

const settings = readSettings();
const fetching = { allowLoopback: settings.allowLoopback, userAgent: settings.userAgent, clock: systemClock };
const { webSubUrl } = settings;
const world = {
  ...makeAwsWorld(settings),
  fetchFeed: makeFetchFeed(fetching),
  ...(webSubUrl === undefined ? {} : { webSub: { callbackUrl: webSubUrl, post: makeHubPost(fetching) } }),
};

export const handler = makeHintHandler(makePollFeed(world, makeCurrentWatchlist(world), pollPace(settings)), world.log);

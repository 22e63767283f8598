import { makeFetchFeed } from '../net/fetch-feed.js';
import { makeCurrentWatchlist } from '../pipeline/current-watchlist.js';
import { makePollFeed } from '../pipeline/poll-feed.js';
import { makeAwsWorld, pollPace, systemClock } from './aws-world.js';
import { makeHintHandler } from './hint-handler.js';
import { readSettings } from './settings.js';

const settings = readSettings();
const fetchFeed = makeFetchFeed({ allowLoopback: settings.allowLoopback, userAgent: settings.userAgent, clock: systemClock });
const world = { ...makeAwsWorld(settings), fetchFeed };

export const handler = makeHintHandler(makePollFeed(world, makeCurrentWatchlist(world), pollPace(settings)), world.log);

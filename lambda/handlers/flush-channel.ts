import { makeCurrentWatchlist } from '../pipeline/current-watchlist.js';
import { makeFlushChannel } from '../pipeline/flush-channel.js';
import { makeAwsWorld } from './aws-world.js';
import { makeHintHandler } from './hint-handler.js';
import { readSettings } from './settings.js';

const world = makeAwsWorld(readSettings());

export const handler = makeHintHandler(makeFlushChannel(world, makeCurrentWatchlist(world)), world.log);

import { makeCountDown } from '../pipeline/count-down.js';
import { makeCurrentWatchlist } from '../pipeline/current-watchlist.js';
import { makeAwsWorld } from './aws-world.js';
import { makeHintHandler } from './hint-handler.js';
import { readSettings } from './settings.js';

const world = makeAwsWorld(readSettings());

export const handler = makeHintHandler(makeCountDown(world, makeCurrentWatchlist(world)), world.log);

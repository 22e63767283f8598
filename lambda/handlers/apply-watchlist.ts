import { makeApplyWatchlist } from '../pipeline/apply-watchlist.js';
import { makeAwsWorld } from './aws-world.js';
import { makeHintHandler } from './hint-handler.js';
import { readSettings } from './settings.js';

const world = makeAwsWorld(readSettings());
const applyWatchlist = makeApplyWatchlist(world);

export const handler = makeHintHandler(() => applyWatchlist(), world.log);

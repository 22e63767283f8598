import { makeMergeDeadlines } from '../pipeline/merge-deadlines.js';
import { makeAwsWorld } from './aws-world.js';
import { makeHintHandler } from './hint-handler.js';
import { readSettings } from './settings.js';

const world = makeAwsWorld(readSettings());
const mergeDeadlines = makeMergeDeadlines(world);

export const handler = makeHintHandler(() => mergeDeadlines(), world.log);

import { readFileSync } from 'node:fs';
import { prepareStore } from '../aws/stores.js';
import { makePushWatchlist } from '../pipeline/push-watchlist.js';
import { makeTick } from '../pipeline/tick.js';
import { makeAwsWorld } from './aws-world.js';
import { readSettings } from './settings.js';

const world = makeAwsWorld(readSettings());
const tick = makeTick(world);

/** An empty table gets its first items and the starter watchlist, which the bundle carries beside this file. */
const prepare = async (): Promise<void> => {
  const readiness = await prepareStore(world.table);
  if (readiness.kind === 'newer')
    throw new Error(`the table was written by a newer version of this program (layout ${readiness.schemaVersion})`);
  if ((await world.watchlists.head()).revision > 0) return;
  const text = readFileSync(new URL('./watchlist.yaml', import.meta.url), 'utf8');
  const outcome = await makePushWatchlist(world)({ text, who: 'deployment', why: 'starter watchlist', expected: 0 });
  world.log('starter watchlist pushed', { outcome: outcome.kind });
};

let prepared: Promise<void> | undefined;

export const handler = async (): Promise<void> => {
  prepared ??= prepare();
  try {
    await prepared;
  } catch (error) {
    prepared = undefined;
    throw error;
  }
  const { sent } = await tick();
  world.log('ticked', sent);
};

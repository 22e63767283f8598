import { expect, it } from 'vitest';
import { complaints, killAndRestart } from './kill-laptop.js';

it('loses nothing and tells nothing twice when the laptop program is killed again and again', async () => {
  expect(complaints(await killAndRestart(4, 7))).toEqual([]);
}, 240_000);

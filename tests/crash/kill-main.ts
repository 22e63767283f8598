import { complaints, killAndRestart } from './kill-laptop.js';

// npm run test:kill -- [rounds] [kills a round]

const [rounds = 3, kills = 8] = process.argv.slice(2).map(Number);
let bad = 0;
for (let round = 1; round <= rounds; round += 1) {
  const outcome = await killAndRestart(kills, round);
  const all = complaints(outcome);
  bad += all.length;
  process.stdout.write(
    `round ${round}: ${outcome.kills} kills, ${outcome.told.length} alerts told; ${all.length === 0 ? 'nothing lost, nothing twice' : all.join('; ')}\n`,
  );
}
process.exitCode = bad === 0 ? 0 : 1;

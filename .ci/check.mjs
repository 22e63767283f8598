import { spawnSync } from 'node:child_process';

// npm run check: format and lint, types, dependency rules, unused code, and the tests in the other time zones.
const steps = [
  ['biome ci', ['biome', 'ci', '--error-on-warnings', '.']],
  ['tsc', ['tsc', '-p', '.']],
  ['dependency rules', ['depcruise', '--config', '.dependency-cruiser.mjs', '--output-type', 'err', 'bin', 'lib', 'lambda']],
  ['knip', ['knip', '--no-progress']],
  ['vitest in New York', ['vitest', 'run'], { TZ: 'America/New_York' }],
  ['vitest in London', ['vitest', 'run'], { TZ: 'Europe/London' }],
];

const failed = [];
for (const [name, [command, ...rest], environment = {}] of steps) {
  process.stdout.write(`\n=== ${name}\n`);
  const { status } = spawnSync(command, rest, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ...environment },
  });
  if (status !== 0) failed.push(name);
}
process.stdout.write(failed.length === 0 ? '\ncheck: all green\n' : `\ncheck: RED in ${failed.join(', ')}\n`);
process.exit(failed.length === 0 ? 0 : 1);

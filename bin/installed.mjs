import { spawnSync } from 'node:child_process';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensure-installed.mjs';

// Runs a command of the installed packages, after installing them where that was not done yet.
const root = fileURLToPath(new URL('..', import.meta.url));
const [command = '', ...rest] = process.argv.slice(2);
ensureInstalled();
const { status } = spawnSync(command, rest, {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, PATH: `${root}node_modules/.bin${delimiter}${process.env.PATH}` },
});
process.exit(status ?? 1);

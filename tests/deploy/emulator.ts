import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** MiniStack: an AWS emulator from PyPI that runs without Docker. */
const PACKAGE = 'ministack==1.5.33';
export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';

export interface Emulator {
  readonly url: string;
  /** The whole environment of a command that talks to the emulator and to nothing else. */
  readonly environment: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** Installs the emulator into a folder of its own, once. */
export const installEmulator = (folder: string): string => {
  const program = join(folder, 'bin', 'ministack');
  if (existsSync(program)) return program;
  execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' });
  execFileSync(join(folder, 'bin', 'pip'), ['install', '--quiet', PACKAGE], { stdio: 'inherit' });
  return program;
};

const path = (): string => process.env['PATH'] ?? '';

const certificates = (): Record<string, string> => {
  const file = process.env['NODE_EXTRA_CA_CERTS'];
  return file === undefined ? {} : { NODE_EXTRA_CA_CERTS: file };
};

const untilReady = async (url: string, child: ChildProcess): Promise<void> => {
  for (let tried = 0; tried < 600; tried += 1) {
    if (child.exitCode !== null) throw new Error(`the emulator ended with code ${child.exitCode}`);
    const ready = await fetch(`${url}/_ministack/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await sleep(50);
  }
  throw new Error('the emulator was not ready within 30 seconds');
};

const killGroup = (child: ChildProcess, signal: NodeJS.Signals): void => {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
};

/** Starts the emulator on a free loopback port, with its files in `folder`. */
export const startEmulator = async (program: string, folder: string): Promise<Emulator> => {
  for (const name of ['home', 'tmp', 'state']) mkdirSync(join(folder, name), { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = openSync(join(folder, 'emulator.log'), 'a');
  const base = { PATH: path(), HOME: join(folder, 'home'), TMPDIR: join(folder, 'tmp'), NODE_NO_WARNINGS: '1' };
  const child = spawn(program, [], {
    detached: true,
    stdio: ['ignore', log, log],
    env: {
      ...base,
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      MINISTACK_HOST: '127.0.0.1',
      MINISTACK_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
      LAMBDA_EXECUTOR: 'local',
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
      PERSIST_STATE: '0',
      S3_PERSIST: '0',
      STATE_DIR: join(folder, 'state'),
      S3_DATA_DIR: join(folder, 'state', 's3'),
    },
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await untilReady(url, child);
  return {
    url,
    environment: {
      ...base,
      ...certificates(),
      AWS_ENDPOINT_URL: url,
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
      AWS_ACCESS_KEY_ID: ACCOUNT,
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_EC2_METADATA_DISABLED: 'true',
      CI: 'true',
      NO_COLOR: '1',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      CDK_DISABLE_VERSION_CHECK: '1',
      npm_config_update_notifier: 'false',
    },
    stop: async () => {
      child.kill('SIGTERM');
      await Promise.race([ended, sleep(70_000)]);
      killGroup(child, 'SIGKILL');
      await Promise.race([ended, sleep(5_000)]);
    },
  };
};

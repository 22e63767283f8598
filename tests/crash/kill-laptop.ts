import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { makeRandom } from '../support/random.js';

const PROGRAM = fileURLToPath(new URL('../../bin/news-alert.mjs', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The sample newsroom's last story comes after 14 seconds; its alert within a group wait and a minimum gap. */
const FIRST_LOOK_MS = 20_000;
const NEXT_LOOK_MS = 4_000;
/** So long the last run may take on a machine that does much else. */
const LAST_RUN_MS = 120_000;
/** What is told once may be told again soon after. */
const AFTERMATH_MS = 8_000;

const alertSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('story'), title: z.string() }),
  z.object({ kind: z.literal('deadline'), change: z.string(), id: z.string() }),
]);
const messagesSchema = z.array(z.object({ messageId: z.string(), channelId: z.string(), message: z.object({ json: z.string() }) }));
const deadlinesSchema = z.array(z.object({ state: z.string(), revision: z.number(), sources: z.array(z.unknown()) }));

export interface KillOutcome {
  readonly kills: number;
  /** `channel: what`, as often as it was told. */
  readonly told: readonly string[];
  readonly deadlines: readonly { readonly state: string; readonly revision: number; readonly sources: number }[];
  readonly stories: number;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const startProgram = (data: string): ChildProcess =>
  spawn(process.execPath, [PROGRAM, 'start', '--sample', '--data', data], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });

const ended = (child: ChildProcess): Promise<void> => new Promise((resolve) => child.once('close', () => resolve()));

const ask = (data: string, args: readonly string[]): unknown =>
  JSON.parse(
    execFileSync(process.execPath, [PROGRAM, ...args, '--data', data, '--json'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );

const toldBy = (data: string): readonly string[] =>
  messagesSchema.parse(ask(data, ['outbox', '--limit', '500'])).flatMap(({ channelId, message }) =>
    z
      .object({ alerts: z.array(alertSchema) })
      .parse(JSON.parse(message.json))
      .alerts.map((alert) => `${channelId}: ${alert.kind === 'story' ? alert.title : `deadline ${alert.change}`}`),
  );

const outcomeOf = (data: string, kills: number): KillOutcome => {
  const deadlines = deadlinesSchema
    .parse(ask(data, ['deadlines']))
    .map(({ state, revision, sources }) => ({ state, revision, sources: sources.length }));
  return { kills, told: toldBy(data), deadlines, stories: z.array(z.unknown()).parse(ask(data, ['stories'])).length };
};

const untilAllIsTold = async (data: string, kills: number): Promise<void> => {
  const last = Date.now() + LAST_RUN_MS;
  await sleep(FIRST_LOOK_MS);
  while (Date.now() < last) {
    if (complaints(outcomeOf(data, kills)).length === 0) return;
    await sleep(NEXT_LOOK_MS);
  }
};

/** Runs the program while `work` goes on, then ends it by `signal`; by SIGKILL when the work fails, so that nothing stays behind. */
const whileRunning = async (data: string, signal: NodeJS.Signals, work: () => Promise<void>): Promise<void> => {
  const child = startProgram(data);
  const gone = ended(child);
  try {
    await work();
    child.kill(signal);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    await gone;
  }
};

/** Runs the laptop program on its sample newsroom, kills it with SIGKILL at random moments, restarts it, lets it finish. */
export const killAndRestart = async (kills: number, seed: number): Promise<KillOutcome> => {
  const random = makeRandom(seed);
  const data = mkdtempSync(join(tmpdir(), 'news-alert-kill-'));
  try {
    for (let killed = 0; killed < kills; killed += 1) await whileRunning(data, 'SIGKILL', () => sleep(1_500 + random.below(7_000)));
    await whileRunning(data, 'SIGTERM', async () => {
      await untilAllIsTold(data, kills);
      await sleep(AFTERMATH_MS);
    });
    return outcomeOf(data, kills);
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
};

const HEADLINES = {
  ultimatum: '[Sample] Northland is unlikely to comply with Eastmark’s ceasefire demand',
  extension: '[Sample] Eastmark extends its ceasefire ultimatum to Northland after overnight talks',
  sanctions: '[Sample] Coastal Union adopts new oil sanctions against Northland',
};

const MUST_BE_TOLD = [
  `world-email: ${HEADLINES.ultimatum}`,
  `world-email: ${HEADLINES.extension}`,
  `world-email: ${HEADLINES.sanctions}`,
  `world-sms: ${HEADLINES.ultimatum}`,
  `world-sms: ${HEADLINES.extension}`,
];

/** The ultimatum, which was moved, and the date that is only asked about. */
const isAsItShouldBe = (deadlines: KillOutcome['deadlines']): boolean => {
  const followed = deadlines.map(({ state, revision }) => `${state} ${revision}`).sort();
  return followed.join() === 'open 2,proposed 1';
};

/** What was lost or told twice; empty when all is well. */
export const complaints = ({ told, deadlines, stories }: KillOutcome): readonly string[] => {
  const count = (what: string): number => told.filter((each) => each === what).length;
  const repeated = [...new Set(told)].filter((what) => count(what) > 1);
  return [
    ...MUST_BE_TOLD.filter((what) => count(what) === 0).map((what) => `lost: ${what}`),
    ...repeated.map((what) => `told ${count(what)} times: ${what}`),
    ...(stories === 5 ? [] : [`${stories} stories in the store, not 5`]),
    ...(isAsItShouldBe(deadlines) ? [] : [`deadlines: ${JSON.stringify(deadlines)}`]),
  ];
};

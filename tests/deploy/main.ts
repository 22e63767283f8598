import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CloudFormationClient, DescribeStacksCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { DescribeTableCommand, DynamoDBClient, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ACCOUNT, type Emulator, installEmulator, REGION, startEmulator } from './emulator.js';
import { type LoopbackPublisher, startPublisher } from './publisher.js';

// npm run test:deploy: deploys to an AWS emulator on loopback, sends stories through, deploys again, removes it.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CDK = join(ROOT, 'node_modules', '.bin', 'cdk');
const PATIENCE_MS = 150_000;

let [passed, failed] = [0, 0];

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const check = (what: string, holds: boolean, detail = ''): void => {
  if (holds) passed += 1;
  else failed += 1;
  say(`  ${holds ? 'ok  ' : 'FAIL'} ${what}${holds || detail === '' ? '' : `: ${detail}`}`);
};

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const settings = (pollMinutes: number): string =>
  JSON.stringify({ name: 'Trial', contact: 'https://news.example/contact', pollMinutes, trial: { allowLoopback: true } });

const cdk = (emulator: Emulator, folder: string, args: readonly string[]): void => {
  const started = Date.now();
  const run = spawnSync(CDK, [...args, '--no-notices'], {
    cwd: ROOT,
    env: { ...emulator.environment },
    encoding: 'utf8',
    timeout: 300_000,
  });
  writeFileSync(join(folder, 'cdk.log'), `${run.stdout}${run.stderr}`, { flag: 'a' });
  check(`cdk ${args[0] ?? ''} (${Math.round((Date.now() - started) / 1000)} s)`, run.status === 0, `${run.stderr}`.slice(-1500));
  if (run.status !== 0) throw new Error(`cdk ${args[0] ?? ''} failed`);
};

const deploy = (emulator: Emulator, folder: string, pollMinutes: number): void => {
  const output = join(folder, `out-${pollMinutes}`);
  cdk(emulator, folder, ['synth', '--quiet', '--output', output, '-c', `newsAlert=${settings(pollMinutes)}`]);
  cdk(emulator, folder, ['deploy', '--all', '--app', output, '--require-approval', 'never', '--progress', 'events']);
};

const command = (emulator: Emulator, args: readonly string[]): string =>
  execFileSync('node', [join(ROOT, 'bin', 'news-alert.mjs'), ...args, '--stack', 'Trial'], {
    cwd: ROOT,
    env: { ...emulator.environment },
    encoding: 'utf8',
  });

const watchlist = (feedUrl: string): string => `
version: 1
feeds: [{ url: "${feedUrl}", zone: UTC }]
rules: [{ id: peace, name: Peace, any: [ultimatum, ceasefire], severity: high, channels: [ops-email] }]
channels: [{ id: ops-email, medium: email, zone: UTC, countdown: [1h], group: 2s, gap: 2s }]
`;

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** A moment a little more than an hour away, in a newspaper's words. */
const soon = (): string => {
  const due = new Date(Math.ceil((Date.now() + 3_600_000 + 75_000) / 60_000) * 60_000);
  const clock = `${String(due.getUTCHours()).padStart(2, '0')}:${String(due.getUTCMinutes()).padStart(2, '0')}`;
  return `${WEEKDAYS[due.getUTCDay()] ?? ''} at ${clock} GMT`;
};

interface Clients {
  readonly sqs: SQSClient;
  readonly sns: SNSClient;
  readonly dynamo: DynamoDBClient;
  readonly formation: CloudFormationClient;
}

const clientsFor = (emulator: Emulator): Clients => {
  const config = { endpoint: emulator.url, region: REGION, credentials: { accessKeyId: ACCOUNT, secretAccessKey: 'test' } };
  return {
    sqs: new SQSClient(config),
    sns: new SNSClient(config),
    dynamo: new DynamoDBClient(config),
    formation: new CloudFormationClient(config),
  };
};

const outputsOf = async ({ formation }: Clients): Promise<Readonly<Record<string, string>>> => {
  const { Stacks: stacks = [] } = await formation.send(new DescribeStacksCommand({ StackName: 'Trial' }));
  return Object.fromEntries((stacks[0]?.Outputs ?? []).map((output) => [output.OutputKey ?? '', output.OutputValue ?? '']));
};

const functionOf = (outputs: Readonly<Record<string, string>>): string => outputs['TickFunctionName'] ?? '';

/** The minute clock, wound by hand: the schedule fires by itself too. */
const tick = async (emulator: Emulator, functionName: string): Promise<void> => {
  const response = await fetch(`${emulator.url}/2015-03-31/functions/${functionName}/invocations`, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/20250101/${REGION}/lambda/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: '{}',
  });
  const error = response.headers.get('x-amz-function-error');
  if (error !== null) throw new Error(`the tick failed: ${await response.text()}`);
};

interface Inbox {
  readonly messages: string[];
  readonly receive: () => Promise<void>;
}

/** A queue subscribed to the channel's topic: what a subscriber would get. */
const openInbox = async ({ sqs, sns }: Clients): Promise<Inbox> => {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'inbox' }));
  const TopicArn = `arn:aws:sns:${REGION}:${ACCOUNT}:Trial-ops-email`;
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: `arn:aws:sqs:${REGION}:${ACCOUNT}:inbox` }));
  const messages: string[] = [];
  return {
    messages,
    receive: async () => {
      const { Messages: received = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      for (const message of received) {
        const body: unknown = JSON.parse(message.Body ?? '{}');
        messages.push(
          typeof body === 'object' && body !== null && 'Message' in body
            ? `${'Subject' in body ? String(body.Subject) : ''}\n${String(body.Message)}`
            : '',
        );
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle ?? '' }));
      }
    },
  };
};

const until = async (what: string, turn: () => Promise<boolean>): Promise<void> => {
  const started = Date.now();
  while (Date.now() - started < PATIENCE_MS) {
    if (await turn()) {
      check(`${what} (${Math.round((Date.now() - started) / 1000)} s)`, true);
      return;
    }
    await sleep(2_000);
  }
  check(what, false, `not within ${PATIENCE_MS / 1000} s`);
};

const countOf = (json: string): number => {
  const list: unknown = JSON.parse(json);
  return Array.isArray(list) ? list.length : 0;
};

const applied = (emulator: Emulator): number => {
  try {
    return Number(JSON.parse(command(emulator, ['health', '--json'])).appliedRevision);
  } catch (error) {
    // health ends with 1 while the starter's feeds cannot be reached; its answer counts all the same.
    const output = typeof error === 'object' && error !== null && 'stdout' in error ? String(error.stdout) : '{}';
    return Number(JSON.parse(output).appliedRevision);
  }
};

/** What a revision changes, who and why; what a rule would have told; a way back. The watchlist is the same at the end. */
const adminCommands = async (emulator: Emulator, tickFunction: string, folder: string): Promise<void> => {
  const explained = command(emulator, ['explain', 'Northland is unlikely', '--json']);
  check('explain tells which words of the stored story matched', /"text":\s*"ceasefire"/.test(explained), explained.slice(0, 600));
  const backtest = command(emulator, ['backtest', '--rule', 'ultimatum NEAR/5 expires', '--json']);
  check('backtest finds the stored story', backtest.includes('Northland is unlikely'), backtest.slice(0, 600));
  const file = join(folder, 'changed.yaml');
  writeFileSync(file, command(emulator, ['pull']).replace('ceasefire]', 'ceasefire, armistice]'));
  const shown = command(emulator, ['push', file, '--dry-run']);
  check('push --dry-run shows the change', /peace/.test(shown) && applied(emulator) === 2, shown.slice(0, 600));
  command(emulator, ['push', file, '--why', 'a third word']);
  command(emulator, ['restore', '2', '--why', 'two were enough']);
  const history = command(emulator, ['history']);
  check('history lists who and why', history.includes('a third word') && history.includes('two were enough'), history.slice(0, 600));
  await until('the restored watchlist is applied', async () => {
    await tick(emulator, tickFunction);
    return applied(emulator) === 4;
  });
  check('pull gives the restored text', !command(emulator, ['pull']).includes('armistice'));
};

const trial = async (emulator: Emulator, publisher: LoopbackPublisher, folder: string): Promise<void> => {
  const clients = clientsFor(emulator);
  const bootstrap = spawnSync(CDK, ['bootstrap', `aws://${ACCOUNT}/${REGION}`, '--no-notices'], {
    cwd: folder,
    env: { ...emulator.environment },
    encoding: 'utf8',
  });
  check('cdk bootstrap', bootstrap.status === 0, bootstrap.stderr.slice(-1500));

  say('First deployment');
  deploy(emulator, folder, 1);
  const outputs = await outputsOf(clients);
  const tickFunction = functionOf(outputs);
  // The emulator drops the table's TTL when CloudFormation sets it; the template test asserts the real one.
  await clients.dynamo.send(
    new UpdateTimeToLiveCommand({
      TableName: outputs['TableName'] ?? '',
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    }),
  );

  say('The starter watchlist, then our own');
  await until('the starter watchlist is applied', async () => {
    await tick(emulator, tickFunction);
    return applied(emulator) === 1;
  });
  const file = join(folder, 'watchlist.yaml');
  writeFileSync(file, watchlist(publisher.feedUrl));
  command(emulator, ['push', file, '--why', 'deployment test']);
  await until('the pushed watchlist is applied', async () => {
    await tick(emulator, tickFunction);
    return applied(emulator) === 2;
  });

  say('A story through');
  const inbox = await openInbox(clients);
  publisher.publish('one', 'Northland is unlikely to comply with the ceasefire demand', `The ultimatum to Northland expires on ${soon()}.`);
  const arrives = (words: string) => async (): Promise<boolean> => {
    await tick(emulator, tickFunction);
    await inbox.receive();
    return inbox.messages.some((message) => message.includes(words));
  };
  await until('the story arrives at a subscriber', arrives('Northland is unlikely to comply'));
  check(
    'with its deadline',
    inbox.messages.some((message) => /Deadline .*GMT|Deadline .*UTC/.test(message)),
    inbox.messages.join('\n').slice(0, 400),
  );
  await until('the countdown step arrives', arrives('1 hour left: Northland'));

  say('What a feed admin does, against the stack');
  await adminCommands(emulator, tickFunction, folder);

  say('Second deployment, over the first');
  const before = countOf(command(emulator, ['stories', '--json']));
  deploy(emulator, folder, 2);
  check('the table is the same', (await outputsOf(clients))['TableName'] === outputs['TableName']);
  check('no story was lost', countOf(command(emulator, ['stories', '--json'])) === before && before > 0, `${before} before`);
  check('the deadline is still followed', countOf(command(emulator, ['deadlines', '--json'])) === 1);
  check('the messages are still in the log', countOf(command(emulator, ['outbox', '--json'])) >= 2);
  publisher.publish('two', 'Ceasefire monitors arrive in the south', 'They will stay for a week.');
  await until('a story of the new deployment arrives', arrives('Ceasefire monitors arrive'));
  const tellings = inbox.messages.filter((message) => message.startsWith('Northland is unlikely')).length;
  check('the first story was told once', tellings === 1, `${tellings} times`);

  say('Removal');
  cdk(emulator, folder, ['destroy', '--all', '--app', join(folder, 'out-2'), '--force']);
  const left = await clients.formation.send(new ListStackResourcesCommand({ StackName: 'Trial' })).then(
    (output) => (output.StackResourceSummaries ?? []).filter((resource) => resource.ResourceStatus !== 'DELETE_COMPLETE').length,
    () => 0,
  );
  check('the app stack is gone', left === 0, `${left} resources left`);
  const { Table: table } = await clients.dynamo.send(new DescribeTableCommand({ TableName: outputs['TableName'] ?? '' }));
  check('the table is kept, and protected', table?.DeletionProtectionEnabled === true);
  for (const client of Object.values(clients)) client.destroy();
};

const main = async (): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), 'news-alert-deploy-'));
  const program = installEmulator(process.env['EMULATOR_HOME'] ?? join(ROOT, 'node_modules', '.cache', 'emulator'));
  const emulator = await startEmulator(program, folder);
  const publisher = await startPublisher();
  try {
    await trial(emulator, publisher, folder);
  } catch (error) {
    check('the test ran to its end', false, error instanceof Error ? error.message : String(error));
    say(readFileSync(join(folder, 'emulator.log'), 'utf8').slice(-4_000));
  } finally {
    await publisher.close();
    await emulator.stop();
  }
  if (failed === 0) rmSync(folder, { recursive: true, force: true });
  else say(`logs: ${folder}`);
  say(`deployment test: ${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
};

process.exitCode = await main();

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, describe, expect, it } from 'vitest';
import { makeStacks } from '../../lib/make-app.js';
import { PLACEHOLDER_CONTACT, SettingsError } from '../../lib/settings.js';

const folder = mkdtempSync(join(tmpdir(), 'news-alert-cdk-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const USUAL = { name: 'NewsAlert', contact: 'https://news.example/contact' };

/** Both stacks without bundling: the templates do not depend on what is in the bundles. */
const stacksFor = (newsAlert: unknown) => {
  const app = new App({ outdir: mkdtempSync(join(folder, 'out-')), context: { newsAlert, 'aws:cdk:bundling-stacks': [] } });
  const { storage, app: main } = makeStacks(app);
  return { root: app, storage, main };
};

const usual = stacksFor(USUAL);
const storage = Template.fromStack(usual.storage);
const main = Template.fromStack(usual.main);

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

const policies = (): readonly { readonly Properties: { readonly PolicyDocument: { readonly Statement: readonly Statement[] } } }[] =>
  JSON.parse(JSON.stringify(Object.values(main.findResources('AWS::IAM::Policy'))));

const statements = (): readonly Statement[] => policies().flatMap((policy) => policy.Properties.PolicyDocument.Statement);

const nagFindings = (app: App): readonly string[] =>
  new AwsSolutionsChecks(app, { verbose: true })
    .validateScope(app)
    .violations.flatMap((violation) => violation.violatingResources.map(() => violation.ruleName));

describe('the storage stack', () => {
  it('keeps, protects and backs up the table, and lets it be paid by use', () => {
    storage.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      },
    });
  });

  it('has the agenda as a sparse global index of keys, and the waiting items as a local index', () => {
    storage.hasResourceProperties('AWS::DynamoDB::Table', {
      GlobalSecondaryIndexes: [Match.objectLike({ IndexName: 'agenda', Projection: { ProjectionType: 'KEYS_ONLY' } })],
      LocalSecondaryIndexes: [Match.objectLike({ IndexName: 'waiting', Projection: { ProjectionType: 'ALL' } })],
    });
  });

  it('keeps the logical id of the table: another id would be another table', () => {
    expect(Object.keys(storage.findResources('AWS::DynamoDB::Table'))).toEqual(['TableCD117FA1']);
  });
});

describe('the app stack', () => {
  it('runs six functions on arm64 and Node 24, each with logs that end', () => {
    main.resourceCountIs('AWS::Lambda::Function', 6);
    main.allResourcesProperties('AWS::Lambda::Function', { Runtime: 'nodejs24.x', Architectures: ['arm64'] });
    main.resourceCountIs('AWS::Logs::LogGroup', 6);
    main.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
  });

  it('gives each worker a queue whose hints end in a dead-letter queue after three failures', () => {
    const queues = Object.values(main.findResources('AWS::SQS::Queue')) as {
      Properties: { RedrivePolicy?: { maxReceiveCount: number } };
    }[];
    expect(queues.map((queue) => queue.Properties.RedrivePolicy?.maxReceiveCount).sort()).toEqual([
      3,
      3,
      3,
      3,
      3,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('reports failures of single hints and polls one feed a run', () => {
    main.allResourcesProperties('AWS::Lambda::EventSourceMapping', { FunctionResponseTypes: ['ReportBatchItemFailures'] });
    main.hasResourceProperties('AWS::Lambda::EventSourceMapping', { BatchSize: 1, ScalingConfig: { MaximumConcurrency: 20 } });
  });

  it('ticks each minute', () => {
    main.hasResourceProperties('AWS::Scheduler::Schedule', { ScheduleExpression: 'rate(1 minute)', State: 'ENABLED' });
  });

  it('has an alarm for each way to fail, with its section of the runbook', () => {
    const alarms = Object.values(main.findResources('AWS::CloudWatch::Alarm')) as {
      Properties: { AlarmDescription: string; AlarmActions: unknown[]; TreatMissingData: string };
    }[];
    const sections = alarms.map((alarm) => alarm.Properties.AlarmDescription.split('#')[1]);
    expect([...new Set(sections)].sort()).toEqual([
      'a-message-could-not-be-sent',
      'a-worker-does-not-run',
      'a-worker-fails',
      'an-entry-is-tried-again-and-again',
      'an-entry-sleeps',
      'dead-letters',
      'the-agenda-is-late',
      'the-tick-fails',
      'the-tick-is-missing',
    ]);
    expect(alarms.every((alarm) => alarm.Properties.AlarmActions.length === 1)).toBe(true);
    expect(alarms.filter((alarm) => alarm.Properties.TreatMissingData === 'breaching')).toHaveLength(1);
  });

  it('grants no action by wildcard, and topics by the deployment’s prefix only', () => {
    const actions = statements().flatMap((statement) => statement.Action);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
    const sns = statements().filter((statement) => [statement.Action].flat().some((action) => action.startsWith('sns:')));
    expect(sns).toHaveLength(2);
    for (const { Resource } of sns) expect(JSON.stringify(Resource)).toContain(':NewsAlert-*');
    expect(JSON.stringify(statements().map((statement) => statement.Resource))).not.toContain('"*"');
  });

  it('lets no function scan or delete', () => {
    const actions = statements().flatMap((statement) => statement.Action);
    expect(actions.filter((action) => /Scan|Delete/.test(action) && action.startsWith('dynamodb:'))).toEqual([]);
  });

  it('fetches nothing from loopback unless a trial says so', () => {
    expect(JSON.stringify(main.toJSON())).not.toContain('ALLOW_LOOPBACK');
    const trial = Template.fromStack(stacksFor({ ...USUAL, trial: { allowLoopback: true } }).main);
    expect(JSON.stringify(trial.toJSON())).toContain('ALLOW_LOOPBACK');
  });

  it('tags everything, and says where things are', () => {
    main.hasResourceProperties('AWS::SQS::Queue', { Tags: [{ Key: 'application', Value: 'news-alert' }] });
    for (const name of ['TableName', 'TickFunctionName', 'TopicPrefix', 'AlarmTopicArn']) main.hasOutput(name, {});
  });
});

describe('cdk-nag', () => {
  it('finds nothing in the app', () => {
    expect(nagFindings(usual.root)).toEqual([]);
  });

  it('does look: an open queue is found', () => {
    const { root, storage: stack } = stacksFor(USUAL);
    new Queue(stack, 'Open');
    expect(nagFindings(root)).not.toEqual([]);
  });
});

describe('WebSub', () => {
  it('has no public address unless it is asked for', () => {
    main.resourceCountIs('AWS::Lambda::Url', 0);
  });

  it('gives hubs a public address, whose function may read and mark feeds and hint at them, and no more', () => {
    const template = Template.fromStack(stacksFor({ ...USUAL, webSub: true }).main);
    template.resourceCountIs('AWS::Lambda::Url', 1);
    template.hasOutput('WebSubUrl', {});
    const policy = Object.entries(template.findResources('AWS::IAM::Policy')).find(([id]) => id.startsWith('WebSub'))?.[1];
    const actions = JSON.stringify(policy).match(/"(?:dynamodb|sqs|sns):\w+"/g);
    expect(actions?.sort()).toEqual(['"dynamodb:GetItem"', '"dynamodb:UpdateItem"', '"sqs:SendMessage"']);
  });

  it('is clean by cdk-nag', () => {
    expect(nagFindings(stacksFor({ ...USUAL, webSub: true }).root)).toEqual([]);
  });
});

describe('the settings', () => {
  it('warn while the contact is the placeholder of cdk.json', () => {
    const { main } = stacksFor({ ...USUAL, contact: PLACEHOLDER_CONTACT });
    expect(Annotations.fromStack(main).findWarning('*', Match.stringLikeRegexp('still the placeholder'))).toHaveLength(1);
  });

  it.each([
    ['no contact', {}, 'newsAlert.contact: contact is an address'],
    ['a name that cannot begin a stack’s name', { ...USUAL, name: '9 lives' }, 'newsAlert.name'],
    ['an unknown setting', { ...USUAL, pollMinute: 3 }, 'newsAlert.pollMinute is no setting; did you mean pollMinutes?'],
    ['tags of another shape', { ...USUAL, tags: [] }, 'newsAlert.tags: tags are names with texts'],
    [
      'a starter watchlist that is not there',
      { ...USUAL, starterWatchlist: 'nope.yaml' },
      'newsAlert.starterWatchlist: nope.yaml cannot be read',
    ],
    ['a starter watchlist with errors', { ...USUAL, starterWatchlist: 'package.json' }, 'package.json:2:3: `name` means nothing here'],
    ['a pace below the floor', { ...USUAL, pollMinutes: 0 }, 'newsAlert.pollMinutes'],
    ['text that is no JSON', '{', 'not JSON'],
  ])('refuse %s, naming the place', (_name, newsAlert, expected) => {
    expect(() => stacksFor(newsAlert)).toThrow(SettingsError);
    expect(() => stacksFor(newsAlert)).toThrow(expected);
  });
});

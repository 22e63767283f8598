import { CfnElement, CfnOutput, Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { type Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { queueVariable } from '../lambda/handlers/settings.js';
import { ENTRY_KINDS, type EntryKind } from '../lambda/pipeline/entries.js';
import { makeAlarm } from './alarm.js';
import { makeAlertFunction } from './alert-function.js';
import type { DeploymentSettings } from './settings.js';
import { Worker } from './worker.js';

export interface AppStackProps extends StackProps {
  readonly table: Table;
  readonly settings: DeploymentSettings;
}

/** Whom each worker makes work for, and so sends hints to. */
const HINTS_TO: Readonly<Record<EntryKind, readonly EntryKind[]>> = {
  feed: ['channel', 'desk', 'feed'],
  desk: ['deadline'],
  deadline: ['channel'],
  channel: ['channel'],
  watchlist: ['feed', 'watchlist'],
};

const IDS: Readonly<Record<EntryKind, string>> = {
  feed: 'PollFeed',
  desk: 'MergeDeadlines',
  deadline: 'CountDown',
  channel: 'FlushChannel',
  watchlist: 'ApplyWatchlist',
};

const FIVE_MINUTES = Duration.minutes(5);

/** One of our own metrics, over all kinds of entries: the kind stands in the log line beside it. */
const ownMetric = (metricName: string, statistic: string): Metric =>
  new Metric({ namespace: 'NewsAlert', metricName, dimensionsMap: { service: 'news-alert' }, statistic, period: FIVE_MINUTES });

/** The workers, the tick and their alarms. Holds no data: all of it is in the StorageStack's table. */
export class AppStack extends Stack {
  private readonly table: Table;
  private readonly settings: DeploymentSettings;

  constructor(scope: Construct, id: string, { table, settings, ...props }: AppStackProps) {
    super(scope, id, props);
    this.table = table;
    this.settings = settings;
    const workers = this.makeWorkers();
    if (settings.webSub) this.makeWebSub(workers.feed);
    const tick = this.makeTick(workers);
    this.alert([...Object.values(workers).flatMap((worker) => worker.alarms), ...this.agendaAlarms(), ...this.tickAlarms(tick)]);
    new CfnOutput(this, 'TableName', { value: table.tableName, description: 'Where --stack finds the store' });
    new CfnOutput(this, 'TickFunctionName', { value: tick.functionName });
    new CfnOutput(this, 'TopicPrefix', { value: this.topicPrefix, description: 'A channel’s topic is this and the channel’s id' });
  }

  private get topicPrefix(): string {
    return `${this.settings.name}-`;
  }

  private functionEnvironment(): Readonly<Record<string, string>> {
    const { contact, pollMinutes, trial } = this.settings;
    return {
      TABLE_NAME: this.table.tableName,
      TOPIC_PREFIX: this.topicPrefix,
      USER_AGENT: `NewsAlert/0.1 (+${contact})`,
      POLL_MINUTES: String(pollMinutes),
      ...(trial?.allowLoopback === true ? { ALLOW_LOOPBACK: 'true' } : {}),
    };
  }

  private makeWorkers(): Readonly<Record<EntryKind, Worker>> {
    const make = (kind: EntryKind): Worker =>
      new Worker(this, IDS[kind], { kind, environment: this.functionEnvironment(), settings: this.settings });
    const workers = {
      feed: make('feed'),
      desk: make('desk'),
      deadline: make('deadline'),
      channel: make('channel'),
      watchlist: make('watchlist'),
    };
    for (const kind of ENTRY_KINDS) {
      const { function: worker } = workers[kind];
      this.grantTable(worker, ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:Query'], ['waiting']);
      for (const target of HINTS_TO[kind]) this.grantHints(worker, target, workers[target]);
    }
    this.grantTopics(workers.channel.function, ['sns:CreateTopic', 'sns:Publish']);
    this.grantTopics(workers.watchlist.function, ['sns:CreateTopic']);
    return workers;
  }

  /** A public address where hubs tell of news; what they send is only a hint, and only when it is signed. */
  private makeWebSub(pollFeed: Worker): void {
    const endpoint = makeAlertFunction(this, 'WebSub', {
      handlerName: 'websub',
      timeoutSeconds: 20,
      memoryMb: 512,
      environment: this.functionEnvironment(),
      settings: this.settings,
    });
    this.grantTable(endpoint, ['dynamodb:GetItem', 'dynamodb:UpdateItem'], []);
    this.grantHints(endpoint, 'feed', pollFeed);
    const { url } = endpoint.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
    pollFeed.function.addEnvironment('WEBSUB_URL', url);
    new CfnOutput(this, 'WebSubUrl', { value: url, description: 'Where hubs tell of news' });
  }

  private makeTick(workers: Readonly<Record<EntryKind, Worker>>): NodejsFunction {
    const tick = makeAlertFunction(this, 'Tick', {
      handlerName: 'tick',
      timeoutSeconds: 50,
      memoryMb: 512,
      environment: this.functionEnvironment(),
      settings: this.settings,
    });
    this.grantTable(tick, ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:Query'], ['agenda', 'waiting']);
    for (const kind of ENTRY_KINDS) {
      this.grantHints(tick, kind, workers[kind]);
      tick.addToRolePolicy(new PolicyStatement({ actions: ['sqs:GetQueueAttributes'], resources: [workers[kind].queue.queueArn] }));
    }
    const schedule = new Schedule(this, 'EachMinute', {
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      target: new LambdaInvoke(tick, { retryAttempts: 0, maxEventAge: Duration.minutes(1) }),
      description: 'Hands what has woken on the agenda to the workers',
    });
    schedule.node.addDependency(tick);
    Validations.of(this).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${this.logicalIdOf(tick)}.Arn>:*]`,
      reason: 'The schedule may invoke this one function, in any of its versions.',
    });
    return tick;
  }

  private logicalIdOf(made: NodejsFunction): string {
    const resource = made.node.defaultChild;
    return CfnElement.isCfnElement(resource) ? this.getLogicalId(resource) : '';
  }

  private grantTable(grantee: NodejsFunction, actions: readonly string[], indexes: readonly string[]): void {
    const resources = [this.table.tableArn, ...indexes.map((index) => `${this.table.tableArn}/index/${index}`)];
    grantee.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources }));
  }

  private grantHints(grantee: NodejsFunction, kind: EntryKind, worker: Worker): void {
    grantee.addEnvironment(queueVariable(kind), worker.queue.queueUrl);
    grantee.addToRolePolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [worker.queue.queueArn] }));
  }

  /** Topics are made at run time, one a channel, so their names are known by prefix only. */
  private grantTopics(grantee: NodejsFunction, actions: readonly string[]): void {
    const topics = this.formatArn({ service: 'sns', resource: `${this.topicPrefix}*` });
    grantee.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [topics] }));
    Validations.of(grantee).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:sns:<AWS::Region>:<AWS::AccountId>:${this.topicPrefix}*]`,
      reason: 'Topics are made when a watchlist is applied; their names begin with the deployment’s own prefix.',
    });
  }

  private agendaAlarms(): readonly Alarm[] {
    return [
      makeAlarm(this, 'AgendaLag', {
        metric: ownMetric('AgendaLag', 'Maximum'),
        threshold: 900,
        periods: 2,
        runbook: 'the-agenda-is-late',
        says: 'the oldest due entry has waited for a quarter of an hour',
      }),
      makeAlarm(this, 'RepeatedAttempts', {
        metric: ownMetric('RepeatedAttempts', 'Maximum'),
        threshold: 3,
        periods: 1,
        runbook: 'an-entry-is-tried-again-and-again',
        says: 'an entry was taken three times or more and never completed',
      }),
      makeAlarm(this, 'EntriesAsleep', {
        metric: ownMetric('EntriesAsleep', 'Sum'),
        threshold: 1,
        periods: 1,
        runbook: 'an-entry-sleeps',
        says: 'an entry crashed its worker five times and sleeps for a day',
      }),
      makeAlarm(this, 'MessagesFailed', {
        metric: ownMetric('MessagesFailed', 'Sum'),
        threshold: 1,
        periods: 1,
        runbook: 'a-message-could-not-be-sent',
        says: 'a message could not be sent after eight attempts',
      }),
    ];
  }

  private tickAlarms(tick: NodejsFunction): readonly Alarm[] {
    return [
      makeAlarm(this, 'TickMissing', {
        metric: tick.metricInvocations({ period: FIVE_MINUTES, statistic: 'Sum' }),
        threshold: 1,
        periods: 2,
        whenMissing: true,
        runbook: 'the-tick-is-missing',
        says: 'the minute clock has not run for ten minutes',
      }),
      makeAlarm(this, 'TickFailing', {
        metric: tick.metricErrors({ period: FIVE_MINUTES, statistic: 'Sum' }),
        threshold: 3,
        periods: 1,
        runbook: 'the-tick-fails',
        says: 'the minute clock fails',
      }),
    ];
  }

  private alert(alarms: readonly Alarm[]): void {
    const topic = new Topic(this, 'Alarms', { enforceSSL: true, displayName: `${this.settings.name} alarms` });
    topic.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com'));
    if (this.settings.alarmEmail !== undefined) topic.addSubscription(new EmailSubscription(this.settings.alarmEmail));
    for (const alarm of alarms) alarm.addAlarmAction(new SnsAction(topic));
    new CfnOutput(this, 'AlarmTopicArn', { value: topic.topicArn });
  }
}

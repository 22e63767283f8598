import { Duration, Validations } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { EntryKind } from '../lambda/pipeline/entries.js';
import { WORKERS } from '../lambda/pipeline/workers.js';
import { makeAlarm } from './alarm.js';
import { makeAlertFunction } from './alert-function.js';
import type { DeploymentSettings } from './settings.js';

export interface WorkerProps {
  readonly kind: EntryKind;
  readonly environment: Readonly<Record<string, string>>;
  readonly settings: DeploymentSettings;
}

const MEMORY_MB = 512;
const RECEIVES = 3;
/** AWS asks for six times the function's timeout. */
const VISIBILITY_FACTOR = 6;

/** One worker: its queue of hints with a dead-letter queue, its function, and alarms that link to the runbook. */
export class Worker extends Construct {
  readonly queue: Queue;
  readonly function: NodejsFunction;
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, { kind, environment, settings }: WorkerProps) {
    super(scope, id);
    const plan = WORKERS[kind];
    const deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    Validations.of(deadLetters).acknowledge({ id: 'AwsSolutions-SQS3', reason: 'This queue is itself the dead-letter queue.' });
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(plan.timeoutSeconds * VISIBILITY_FACTOR),
      retentionPeriod: Duration.hours(1),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: RECEIVES },
    });
    this.function = makeAlertFunction(this, 'Function', {
      handlerName: plan.name,
      timeoutSeconds: plan.timeoutSeconds,
      memoryMb: MEMORY_MB,
      environment,
      settings,
    });
    this.function.addEventSource(
      new SqsEventSource(this.queue, { batchSize: plan.batchSize, maxConcurrency: plan.concurrency, reportBatchItemFailures: true }),
    );
    this.alarms = [
      makeAlarm(this, 'Failing', {
        metric: this.function.metricErrors({ period: Duration.minutes(5), statistic: 'Sum' }),
        threshold: 1,
        periods: 3,
        runbook: 'a-worker-fails',
        says: `${plan.name} has failed for a quarter of an hour`,
      }),
      makeAlarm(this, 'NotRunning', {
        metric: this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5), statistic: 'Maximum' }),
        threshold: 900,
        periods: 1,
        runbook: 'a-worker-does-not-run',
        says: `hints for ${plan.name} have waited for a quarter of an hour`,
      }),
      makeAlarm(this, 'DeadLettersArrived', {
        metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), statistic: 'Maximum' }),
        threshold: 1,
        periods: 1,
        runbook: 'dead-letters',
        says: `${plan.name} gave hints up: its infrastructure is broken`,
      }),
    ];
  }
}

import { randomUUID } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { openAwsClients } from '../aws/clients.js';
import { makeSnsPublisher } from '../aws/sns-publisher.js';
import { makeSqsHints } from '../aws/sqs-hints.js';
import { makeStores } from '../aws/stores.js';
import type { Table } from '../aws/table.js';
import { instant, MINUTE_MS } from '../core/time.js';
import type { PollPace } from '../feeds/next-poll.js';
import type { World } from '../pipeline/ports.js';
import type { HandlerSettings } from './settings.js';

export const systemClock = () => instant(Date.now());

const logger = new Logger({ serviceName: 'news-alert' });
const metrics = new Metrics({ namespace: 'NewsAlert', serviceName: 'news-alert' });

/** The world on AWS: DynamoDB, SQS, SNS, structured logs and metrics. */
export const makeAwsWorld = (settings: HandlerSettings): World & { readonly table: Table } => {
  const { table, sqs, sns } = openAwsClients(settings.tableName);
  const log: World['log'] = (message, fields) => logger.info(message, fields);
  return {
    ...makeStores(table),
    table,
    clock: systemClock,
    newId: randomUUID,
    chance: Math.random,
    log,
    measure: (name, value, kind) => {
      const single = metrics.singleMetric();
      single.addMetadata('kind', kind);
      single.addMetric(name, name === 'AgendaLag' ? MetricUnit.Seconds : MetricUnit.Count, value);
    },
    observe: () => {},
    hints: makeSqsHints(sqs, settings.queueUrls, log),
    publisher: makeSnsPublisher(sns, settings.topicPrefix),
  };
};

export const pollPace = ({ pollMinutes }: HandlerSettings): PollPace => ({ usualMs: pollMinutes * MINUTE_MS, floorMs: MINUTE_MS });

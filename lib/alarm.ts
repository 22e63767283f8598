import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

export interface AlarmProps {
  readonly metric: IMetric;
  readonly threshold: number;
  /** Periods in a row. */
  readonly periods: number;
  /** The section of docs/operations.md that says what to do. */
  readonly runbook: string;
  readonly says: string;
  /** Alarm when the metric stays below the threshold, or away. */
  readonly whenMissing?: boolean;
}

/** An alarm whose description says what is wrong and where the runbook tells what to do. */
export const makeAlarm = (
  scope: Construct,
  id: string,
  { metric, threshold, periods, runbook, says, whenMissing = false }: AlarmProps,
): Alarm =>
  new Alarm(scope, id, {
    metric,
    threshold,
    evaluationPeriods: periods,
    comparisonOperator: whenMissing ? ComparisonOperator.LESS_THAN_THRESHOLD : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: whenMissing ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    alarmDescription: `${says}. What to do: docs/operations.md#${runbook}`,
  });

import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';

export interface StorageStackProps extends StackProps {
  /** For trials only: the table goes with its stack. */
  readonly deleteData: boolean;
}

/** The one table, kept when the stack goes: stories, alerts, deadlines and the watchlist live nowhere else. */
export class StorageStack extends Stack {
  readonly table: Table;

  constructor(scope: Construct, id: string, { deleteData, ...props }: StorageStackProps) {
    super(scope, id, props);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: 'expiresAt',
      deletionProtection: !deleteData,
      removalPolicy: deleteData ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: 'agenda',
      partitionKey: { name: 'agenda', type: AttributeType.STRING },
      sortKey: { name: 'wakeAt', type: AttributeType.NUMBER },
      projectionType: ProjectionType.KEYS_ONLY,
    });
    this.table.addLocalSecondaryIndex({
      indexName: 'waiting',
      sortKey: { name: 'waitingAt', type: AttributeType.NUMBER },
      projectionType: ProjectionType.ALL,
    });
    new CfnOutput(this, 'TableName', { value: this.table.tableName });
  }
}

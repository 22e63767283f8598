import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { makeDocumentSend } from './document-send.js';
import { makeTable, type Table } from './table.js';

export type StackOpening =
  | { readonly kind: 'open'; readonly table: Table; readonly close: () => void }
  | { readonly kind: 'refused'; readonly because: string };

const reasonOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));

/** The table of a deployed stack, found by the stack's `TableName` output, with the caller's own AWS credentials. */
export const openStack = async (stackName: string): Promise<StackOpening> => {
  const cloudFormation = new CloudFormationClient();
  try {
    const { Stacks: stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stackName }));
    const tableName = stacks[0]?.Outputs?.find((output) => output.OutputKey === 'TableName')?.OutputValue;
    if (tableName === undefined)
      return { kind: 'refused', because: `stack ${stackName} has no output TableName; name the app stack that \`cdk deploy\` printed` };
    const client = new DynamoDBClient();
    return { kind: 'open', table: makeTable(makeDocumentSend(client, tableName)), close: () => client.destroy() };
  } catch (error) {
    return { kind: 'refused', because: reasonOf(error) };
  } finally {
    cloudFormation.destroy();
  }
};

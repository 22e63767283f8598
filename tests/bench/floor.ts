import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

// What no Lambda of this system can go below: the AWS SDK's clients that it needs, made and nothing done with them.
export const clients = [DynamoDBDocumentClient.from(new DynamoDBClient()), new SNSClient(), new SQSClient()];

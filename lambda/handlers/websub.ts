import type { APIGatewayProxyStructuredResultV2, LambdaFunctionURLEvent } from 'aws-lambda';
import { callbackOf, makeWebSubEndpoint } from '../pipeline/websub-endpoint.js';
import { makeAwsWorld } from './aws-world.js';
import { readSettings } from './settings.js';

const endpoint = makeWebSubEndpoint(makeAwsWorld(readSettings()));

/** The function's public address: hubs call it, and nobody else is answered. */
export const handler = async (event: LambdaFunctionURLEvent): Promise<APIGatewayProxyStructuredResultV2> => {
  const callback = callbackOf(event.rawPath);
  if (callback === undefined) return { statusCode: 404, body: '' };
  const { status, body } = await endpoint({
    method: event.requestContext.http.method,
    ...callback,
    query: new URLSearchParams(event.rawQueryString),
    signature: event.headers['x-hub-signature'],
    body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
  });
  return { statusCode: status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
};

import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Engine } from './engine.js';
import { type LoopbackServer, listenOnLoopback, readRequest } from './loopback-server.js';

const MOST_BYTES = 16 * 1024 * 1024;

const keyOf = (request: IncomingMessage): string => /Credential=([^/]{1,100})\//.exec(request.headers.authorization ?? '')?.[1] ?? '';

const isKey = (given: string, key: string): boolean => given.length === key.length && timingSafeEqual(Buffer.from(given), Buffer.from(key));

/** Only a program that could read the key beside the store, and no web page: those send an Origin, or another Host. */
const isAllowed = (request: IncomingMessage, key: string): boolean =>
  request.method === 'POST' &&
  request.headers.origin === undefined &&
  /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(request.headers.host ?? '') &&
  isKey(keyOf(request), key);

const answer = async (engine: Engine, key: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  if (!isAllowed(request, key)) {
    response.writeHead(403).end();
    return;
  }
  const body = (await readRequest(request, MOST_BYTES))?.toString('utf8');
  const action = String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
  if (body === undefined || !body.startsWith('{')) {
    response.writeHead(400).end();
    return;
  }
  const result = await engine.perform(action, body);
  response.writeHead(result.statusCode, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(result.body));
};

/**
 * Lets other commands on this machine use the store that this process holds: the DynamoDB protocol on loopback, for
 * callers who know the key.
 *
 * @param port 0 for any free one
 * @throws Error with code EADDRINUSE when the port is taken
 */
export const serveStore = async (engine: Engine, key: string, port: number): Promise<LoopbackServer> => {
  const server = createServer((request, response) => {
    answer(engine, key, request, response).catch(() => response.destroy());
  });
  return listenOnLoopback(server, port);
};

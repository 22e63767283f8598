import { createServer } from 'node:http';
import { callbackOf, type WebSubEndpoint } from '../pipeline/websub-endpoint.js';
import { type LoopbackServer, listenOnLoopback, readRequest } from './loopback-server.js';

const MOST_BYTES = 10 * 1024 * 1024;

/**
 * Where hubs reach this machine, by whatever makes the public address lead here: a reverse proxy or a tunnel. Listens on
 * loopback only.
 *
 * @throws Error with code EADDRINUSE when the port is taken
 */
export const serveWebSub = async (endpoint: WebSubEndpoint, port: number): Promise<LoopbackServer> => {
  const server = createServer(async (request, response) => {
    try {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const callback = callbackOf(url.pathname);
      const body = await readRequest(request, MOST_BYTES);
      if (callback === undefined || body === undefined) {
        response.writeHead(callback === undefined ? 404 : 413).end();
        return;
      }
      const signature = request.headers['x-hub-signature'];
      const answer = await endpoint({
        method: request.method ?? '',
        ...callback,
        query: url.searchParams,
        signature: Array.isArray(signature) ? signature[0] : signature,
        body,
      });
      response.writeHead(answer.status, { 'content-type': 'text/plain; charset=utf-8' }).end(answer.body);
    } catch {
      response.destroy();
    }
  });
  return listenOnLoopback(server, port);
};

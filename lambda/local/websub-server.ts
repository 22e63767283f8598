import { createServer, type IncomingMessage } from 'node:http';
import { callbackOf, type WebSubEndpoint } from '../pipeline/websub-endpoint.js';

export interface WebSubServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

const MOST_BYTES = 10 * 1024 * 1024;

const readAll = async (request: IncomingMessage): Promise<Uint8Array | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/**
 * Where hubs reach this machine, by whatever makes the public address lead here: a reverse proxy or a tunnel. Listens on
 * loopback only.
 *
 * @throws Error with code EADDRINUSE when the port is taken
 */
export const serveWebSub = async (endpoint: WebSubEndpoint, port: number): Promise<WebSubServer> => {
  const server = createServer(async (request, response) => {
    try {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const callback = callbackOf(url.pathname);
      const body = await readAll(request);
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
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

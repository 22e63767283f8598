import type { IncomingMessage, Server } from 'node:http';

export interface LoopbackServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** The whole body of a request; undefined when it is longer than `mostBytes`. */
export const readRequest = async (request: IncomingMessage, mostBytes: number): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/**
 * Lets a server listen on 127.0.0.1 only.
 *
 * @param port 0 for any free one
 * @throws Error with code EADDRINUSE when the port is taken
 */
export const listenOnLoopback = async (server: Server, port: number): Promise<LoopbackServer> => {
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

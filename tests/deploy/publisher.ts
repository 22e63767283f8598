import { createServer } from 'node:http';

export interface LoopbackPublisher {
  readonly feedUrl: string;
  readonly publish: (guid: string, title: string, summary: string) => void;
  readonly close: () => Promise<void>;
}

/** A publisher on loopback whose stories appear when the test says so. */
export const startPublisher = async (): Promise<LoopbackPublisher> => {
  const items: string[] = [];
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/rss+xml' });
    response.end(`<?xml version="1.0"?><rss version="2.0"><channel><title>Trial Wire</title>${items.join('')}</channel></rss>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    feedUrl: `http://127.0.0.1:${port}/rss`,
    publish: (guid, title, summary) => {
      items.unshift(
        `<item><guid isPermaLink="false">${guid}</guid><title>${title}</title><link>https://news.example/${guid}</link><pubDate>${new Date().toUTCString()}</pubDate><description>${summary}</description></item>`,
      );
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

import { createServer, type IncomingMessage } from 'node:http';
import { type LoopbackServer, listenOnLoopback } from './loopback-server.js';

export interface CalendarSource {
  /** The ids of the channels that have a calendar. */
  readonly channels: () => Promise<readonly string[]>;
  /** A channel's calendar as iCalendar text; undefined when there is no such channel. */
  readonly calendar: (channelId: string) => Promise<string | undefined>;
}

const PATH = /^\/calendars\/([^/]+)\.ics$/;
/** A page elsewhere that has its own name lead here is not what this is for. */
const OWN_HOST = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/;

/** The path under which a channel's calendar is served. */
export const calendarPath = (channelId: string): string => `/calendars/${encodeURIComponent(channelId)}.ics`;

interface Answer {
  readonly status: number;
  readonly type: 'text/calendar' | 'text/plain';
  readonly body: string;
}

const plain = (status: number, body: string): Answer => ({ status, type: 'text/plain', body: `${body}\n` });

const answerTo = async (request: IncomingMessage, { channels, calendar }: CalendarSource): Promise<Answer> => {
  if (!OWN_HOST.test(request.headers.host ?? '')) return plain(403, 'This is served to this machine only.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Calendars are read with GET.');
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const id = PATH.exec(pathname)?.[1];
  const text = id === undefined ? undefined : await calendar(decodeURIComponent(id));
  if (text !== undefined) return { status: 200, type: 'text/calendar', body: text };
  const list = (await channels()).map((channel) => `  http://${request.headers.host}${calendarPath(channel)}`);
  return plain(pathname === '/' ? 200 : 404, ['Calendars to subscribe to:', ...list].join('\n'));
};

/**
 * Serves the channels' calendars to the calendar programs of this machine.
 *
 * @throws Error with code EADDRINUSE when the port is taken
 */
export const serveCalendars = (source: CalendarSource, port: number): Promise<LoopbackServer> => {
  const server = createServer(async (request, response) => {
    try {
      const { status, type, body } = await answerTo(request, source);
      response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' });
      response.end(request.method === 'HEAD' ? undefined : body);
    } catch {
      response.destroy();
    }
  });
  return listenOnLoopback(server, port);
};

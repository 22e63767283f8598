import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { calendarPath, serveCalendars } from '../../lambda/local/calendar-server.js';
import type { LoopbackServer } from '../../lambda/local/loopback-server.js';

let server: LoopbackServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const serve = async (): Promise<LoopbackServer> => {
  server = await serveCalendars(
    { channels: async () => ['email', 'à la carte'], calendar: async (id) => (id === 'à la carte' ? 'BEGIN:VCALENDAR' : undefined) },
    0,
  );
  return server;
};

const ask = async (path: string, { method = 'GET', host }: { readonly method?: string; readonly host?: string } = {}) => {
  const { port } = await serve();
  return new Promise<{ status: number | undefined; type: string | undefined; body: string }>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers: host === undefined ? {} : { host } }, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode, type: response.headers['content-type'], body }));
    });
    asked.on('error', reject).end();
  });
};

describe('the calendars of the local program', () => {
  it('are served as iCalendar', async () => {
    expect(await ask(calendarPath('à la carte'))).toEqual({ status: 200, type: 'text/calendar; charset=utf-8', body: 'BEGIN:VCALENDAR' });
  });

  it('are listed at the root', async () => {
    const { status, body } = await ask('/');
    expect(status).toBe(200);
    expect(body).toMatch(/http:\/\/127\.0\.0\.1:\d+\/calendars\/email\.ics/);
  });

  it('are not there for a channel that is none', async () => {
    expect((await ask('/calendars/none.ics')).status).toBe(404);
  });

  it('are only read', async () => {
    expect((await ask('/', { method: 'POST' })).status).toBe(405);
  });

  it('are not for a page elsewhere whose name leads here', async () => {
    expect((await ask('/', { host: 'elsewhere.example' })).status).toBe(403);
  });
});

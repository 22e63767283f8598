import { connect } from 'node:net';

const PATIENCE_MS = 2_500;
const HOSTS_TRIED = 3;

const reaches = (url: URL): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: url.hostname, port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80), timeout: PATIENCE_MS });
    const end = (answer: boolean) => (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
    setTimeout(end(false), PATIENCE_MS).unref();
  });

/** Whether any of the first few publishers can be reached, within two and a half seconds. */
export const hasNetwork = async (urls: readonly string[]): Promise<boolean> => {
  const answers = await Promise.all(urls.slice(0, HOSTS_TRIED).map((url) => reaches(new URL(url))));
  return answers.some(Boolean);
};

import { exec, execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { prepareStore } from '../../lambda/aws/stores.js';
import { openEngine } from '../../lambda/local/engine.js';

const root = mkdtempSync(join(tmpdir(), 'news-alert-cli-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const run = (...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['bin/news-alert.mjs', ...args], { env: { ...process.env, NO_COLOR: '1' } }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });

const fileWith = (name: string, text: string): string => {
  const file = join(root, name);
  writeFileSync(file, text);
  return file;
};

const FEED = `<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>
<item><guid>1</guid><title>Eastmark sets a ceasefire ultimatum</title><link>https://wire.example/1</link><description>The ultimatum expires Friday at 5 p.m. GMT.</description><pubDate>${new Date().toUTCString()}</pubDate></item>
<item><guid>2</guid><title>Lanterns on the river</title><link>https://wire.example/2</link></item></channel></rss>`;

describe('news-alert', () => {
  it('teaches what to do first', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const command of [
      'start',
      'check',
      'test',
      'stories',
      'deadlines',
      'outbox',
      'poll',
      'explain',
      'backtest',
      'health',
      'push',
      'pull',
      'history',
      'restore',
    ])
      expect(out).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    expect(out).toContain('First steps:');
  });

  it('says its version, which is the package’s', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect((await run('--version')).out.trim()).toBe(version);
  });

  it('gives a program the errors of a watchlist as JSON', async () => {
    const file = fileWith('empty.yaml', '');
    const { code, out } = await run('check', file, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out).errors).toEqual([expect.objectContaining({ line: 1, message: 'the file is empty' })]);
  });

  it('ends quietly when its reader has seen enough', async () => {
    const { stderr } = await promisify(exec)(`${process.execPath} bin/news-alert.mjs --help | head -1`);
    expect(stderr).toBe('');
  });

  it('refuses two stores at once', async () => {
    const { code, err } = await run('stories', '--stack', 'news', '--data', root);
    expect(code).toBe(1);
    expect(err).toContain("'--stack <name>' cannot be used with option '--data <folder>'");
  });

  it('checks the starter watchlist', async () => {
    expect(await run('check')).toMatchObject({ code: 0, out: expect.stringContaining('12 feeds, 6 rules, 3 channels, 20 tests pass') });
  });

  it('ends with 1 and names every error of a watchlist', async () => {
    const file = fileWith(
      'bad.yaml',
      'version: 1\nfeeds: []\nrules:\n  - { id: a, name: A, any: [x], channels: [nobody] }\nchannels: []\n',
    );
    for (const command of ['check', 'push'])
      expect(await run(command, file)).toMatchObject({ code: 1, err: expect.stringContaining('there is no channel `nobody`') });
    expect(await run('start', '--watchlist', file, '--data', join(root, 'never'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('bad.yaml:4:'),
    });
  });

  it('shows what a feed file yields, and stores nothing', async () => {
    const feed = fileWith('feed.xml', FEED);
    const { code, out } = await run('poll', feed, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      stories: [
        { rules: [{ rule: 'ceasefire' }], deadlines: [{ kind: 'ultimatum' }] },
        { rules: [], deadlines: [] },
      ],
    });
    expect((await run('poll', feed)).out).toContain('Nothing is stored or sent');
  });

  it('refuses to poll what is no feed, with the reason', async () => {
    expect(await run('poll', fileWith('page.html', '<!DOCTYPE html><html><body>News</body></html>'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('html-page'),
    });
    expect(await run('poll', join(root, 'nowhere.xml'))).toMatchObject({ code: 1, err: expect.stringContaining('cannot be read') });
  });

  it('explains every word of a rule for a story that is typed', async () => {
    const { out } = await run('explain', '--title', 'A truce by Friday', '--json');
    expect(JSON.parse(out)).toMatchObject({
      rules: expect.arrayContaining([
        expect.objectContaining({ rule: 'ceasefire', matches: true }),
        expect.objectContaining({ rule: 'sanctions', matches: false }),
      ]),
    });
  });

  it('explains a story of another day, and says whether it would be told', async () => {
    const typed = ['--title', 'The ultimatum expires Friday at noon', '--zone', 'Europe/London'];
    const { out } = await run('explain', ...typed, '--published', '2025-08-06 09:30');
    expect(out).toContain('8 August');
    expect(out).toContain('sure enough to be told');
    const wrong = await run('explain', ...typed, '--published', 'Wednesday');
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('--published “Wednesday” is no minute in Europe/London') });
  });

  it('explains one expression and one story, without any store', async () => {
    const typed = ['--title', 'Ceasefire holds', '--body', 'The U.S. lifts sanctions.', '--json', '--data', join(root, 'none')];
    const { code, out } = await run('explain', '--rule', '(=US OR =UK) sanction* NEAR/2 lift*', ...typed);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      canonical: '(=US OR =UK) AND sanction* NEAR/2 lift*',
      matches: true,
      evidence: [
        { field: 'body', start: 4, end: 8, text: 'U.S.' },
        { field: 'body', text: 'sanctions' },
        { field: 'body', text: 'lifts' },
      ],
    });
    const wrong = await run('explain', '--rule', 'oil AND gas OR coal', ...typed);
    expect(wrong.code).toBe(1);
    expect(JSON.parse(wrong.out).errors).toEqual([expect.objectContaining({ at: 0, length: 19 })]);
    expect(wrong.err).toContain('`(oil AND gas) OR coal` or `oil AND (gas OR coal)`');
  });

  it('runs the tests of the rules, and ends with 1 when one fails', async () => {
    expect(await run('test')).toMatchObject({ code: 0, out: expect.stringContaining('20 passed, 0 failed') });
    const file = fileWith(
      'failing.yaml',
      readFileSync('watchlist.yaml', 'utf8').replace('- alert: Judge blocks', '- ignore: Judge blocks'),
    );
    const { code, out } = await run('test', file);
    expect(code).toBe(1);
    expect(out).toContain('rule `court` should ignore this and matches “Judge”, “blocks”');
    expect(await run('push', file)).toMatchObject({ code: 1, err: expect.stringContaining('failing.yaml:') });
  });

  it('says that there is no store yet', async () => {
    expect(await run('stories', '--data', join(root, 'none'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('`news-alert start` makes one'),
    });
  });

  it.each([
    ['an unknown command', ['strat'], 'start'],
    ['a zone that is none', ['deadlines', '--zone', 'Mars'], 'IANA time zone'],
    ['a folder that cannot be written', ['start', '--data', join(process.execPath, 'data')], 'cannot be written'],
  ])('answers %s with one clear line', async (_name, args, words) => {
    expect(await run(...args)).toMatchObject({ code: 1, err: expect.stringContaining(words) });
  });
});

describe('the revisions of a watchlist', () => {
  const data = join(root, 'store');

  it('are shown before they are pushed, listed with who and why, and restored', async () => {
    const opening = await openEngine(data);
    if (opening.kind === 'refused') throw new Error(opening.detail);
    await prepareStore(opening.engine.table);
    await opening.engine.close();
    const starter = readFileSync('watchlist.yaml', 'utf8');
    const first = fileWith('first.yaml', starter);
    const second = fileWith('second.yaml', starter.replace(/ {2}- id: court\n[\s\S]*?(?= {2}- id: elections)/, ''));
    expect(await run('push', first, '--data', data, '--why', 'to begin')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Pushed as revision 1'),
    });
    expect(await run('push', second, '--data', data, '--dry-run')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/- rule court; it told world-digest\n[\s\S]*Nothing is pushed.*--onto 1/),
    });
    expect((await run('push', second, '--data', data, '--onto', '1')).out).toContain('Pushed as revision 2');
    expect(await run('push', first, '--data', data, '--onto', '1')).toMatchObject({
      code: 1,
      err: expect.stringContaining('the head is revision 2'),
    });
    expect((await run('restore', '1', '--data', data)).out).toContain('Pushed as revision 3');
    const { revisions } = JSON.parse((await run('history', '--data', data, '--json')).out);
    expect(revisions.map(({ revision, why }: { revision: number; why: string }) => [revision, why])).toEqual([
      [3, 'restores revision 1'],
      [2, ''],
      [1, 'to begin'],
    ]);
    expect((await run('pull', '--data', data)).out).toBe(starter);
    expect((await run('backtest', first, '--data', data)).out).toContain('No story is stored');
  }, 120_000);
});

describe('deadlines', () => {
  const data = join(root, 'deadlines');
  const change = (...args: readonly string[]) => run('deadlines', ...args, '--data', data, '--zone', 'America/New_York');

  it('are added, edited and dismissed by hand, with who and why', async () => {
    const opening = await openEngine(data);
    if (opening.kind === 'refused') throw new Error(opening.detail);
    await prepareStore(opening.engine.table);
    await opening.engine.close();
    await run('push', 'watchlist.yaml', '--data', data);
    const add = ['add', '--headline', 'Budget vote', '--kind', 'vote', '--why', 'the parliament’s calendar'];
    expect(await change(...add, '--rule', 'elections', '--due', 'Friday')).toMatchObject({
      code: 1,
      err: expect.stringContaining('“Friday” is no moment in America/New_York; write a date such as 2025-08-08'),
    });
    expect(await change(...add, '--rule', 'votes', '--due', '2099-08-07')).toMatchObject({
      code: 1,
      err: expect.stringContaining('no rule `votes`; the rules are ceasefire,'),
    });
    expect((await change(...add, '--rule', 'elections', '--due', '2099-08-07 17:00')).out).toContain(
      'Friday 7 August 2099, 17:00 EDT, revision 1',
    );
    const [{ id }] = JSON.parse((await change('list', '--json')).out);
    expect((await change()).out).toMatch(new RegExp(`^${id.slice(0, 6)} .*open +0 +Budget vote$`, 'm'));
    expect(await change('edit', id.slice(0, 6))).toMatchObject({ code: 1, err: expect.stringContaining("required option '--why <text>'") });
    expect((await change('edit', id.slice(0, 6), '--due', '2099-08-08', '--why', 'put off by a day')).out).toContain(
      'Saturday 8 August 2099, revision 2',
    );
    expect(await change('confirm', id, '--why', 'x')).toMatchObject({ code: 1, err: expect.stringContaining('nothing to confirm') });
    expect((await change('dismiss', id, '--why', 'no vote is planned')).out).toContain('is dismissed; nobody had been told of it.');
    const { out } = await change('show', id);
    for (const line of [
      '2. moved: Saturday 8 August 2099 (by hand, ',
      'put off by a day',
      '3. dismissed: ',
      'no vote is planned',
      'State      dismissed',
    ])
      expect(out).toContain(line);
    expect(await change('show', 'none')).toMatchObject({
      code: 1,
      err: expect.stringContaining('no followed deadline begins with `none`'),
    });
    expect(await run('deadlines', 'export', '--ics', root, '--data', data)).toMatchObject({
      code: 1,
      err: expect.stringContaining('no watchlist is applied yet'),
    });
  }, 120_000);
});

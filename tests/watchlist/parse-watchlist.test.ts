import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseWatchlist } from '../../lambda/watchlist/parse-watchlist.js';
import { replaceFeeds } from '../../lambda/watchlist/replace-feeds.js';
import { writeErrors } from '../../lambda/watchlist/write-errors.js';

const GOOD = `version: 1
feeds:
  - url: https://wire.example/rss
rules:
  - id: peace
    name: Peace
    any: [truce]
    channels: [email]
channels:
  - id: email
    medium: email
`;

const errorsOf = (text: string): string => {
  const parsed = parseWatchlist(text);
  return parsed.kind === 'errors' ? writeErrors(parsed.errors, text, 'w.yaml') : 'no error';
};

it('reads a watchlist, with the usual values where it is silent', () => {
  expect(parseWatchlist(GOOD)).toMatchObject({
    kind: 'watchlist',
    watchlist: {
      feeds: [{ url: 'https://wire.example/rss', zone: 'UTC' }],
      rules: [{ id: 'peace', severity: 'medium', deadlines: true }],
      channels: [{ id: 'email', groupMs: 30_000, gapMs: 60_000, minSeverity: 'low' }],
    },
  });
});

it('gives the sample newsroom other feeds, and no quiet hours', () => {
  const changed = replaceFeeds(readFileSync('watchlist.yaml', 'utf8'), ['https://sample.example/rss']);
  const parsed = parseWatchlist(changed);
  expect(parsed.kind === 'watchlist' && parsed.watchlist.feeds.map(({ url }) => url)).toEqual(['https://sample.example/rss']);
  expect(changed).not.toMatch(/^ +quiet:/m);
  expect(changed).toContain('medium: sms');
});

it('reads the starter watchlist', () => {
  expect(parseWatchlist(readFileSync('watchlist.yaml', 'utf8')).kind).toBe('watchlist');
});

describe('an error names its place and its fix', () => {
  it.each([
    ['a key that means nothing', GOOD.replace('    any:', '    anny:'), 'w.yaml:7:5: `anny` means nothing here', 'did you mean `any`?'],
    ['a missing key', GOOD.replace('    medium: email\n', ''), 'w.yaml:10:5: `medium` is missing here', 'add `medium:`'],
    [
      'an unknown channel',
      GOOD.replace('channels: [email]', 'channels: [emial]'),
      'w.yaml:8:16: there is no channel `emial`',
      'did you mean `email`?',
    ],
    [
      'a zone that is none',
      GOOD.replace('medium: email', 'medium: email\n    zone: Europe/Londn'),
      'w.yaml:12:11: this is not an IANA time zone',
      'zone: Europe/London',
    ],
    [
      'an id used twice',
      GOOD.replace('channels:\n  - id', 'channels:\n  - { id: email, medium: sms }\n  - id'),
      'w.yaml:11:9: the id `email` is already used by item 1',
      'give it another id',
    ],
    [
      'an operator that is none',
      GOOD.replace('[truce]', '[truce NAER/5 talks]'),
      'w.yaml:7:17: `NAER/5` is no operator',
      'did you mean `NEAR/5`?',
    ],
    ['a rule that only excludes', GOOD.replace('any: [truce]', 'none: [coffee]'), 'w.yaml:5:5: rule `peace` says nothing', 'add `any:`'],
    [
      'a word both wanted and excluded',
      GOOD.replace('any: [truce]', 'any: [truce]\n    none: [truce]'),
      'w.yaml:8:12: `truce` in none excludes every story in which `truce` of any is found',
      'take it out',
    ],
    [
      'an address that is none',
      GOOD.replace('https://wire.example/rss', 'wire.example'),
      'w.yaml:3:10: a feed’s address begins with https://',
      'write it as in `url:',
    ],
    ['broken YAML', GOOD.replace('any: [truce]', 'any: [truce'), 'this is not YAML', 'put each item'],
    [
      'an anchor that is used beyond reason',
      `x: &a [${'1,'.repeat(90)}1]\ny: &b [${'*a,'.repeat(90)}*a]\nz: [${'*b,'.repeat(90)}*b]\n`,
      'more than 5000',
      'write them out',
    ],
    ['another version', GOOD.replace('version: 1', 'version: 2'), 'w.yaml:1:10: this program reads version 1', 'version: 1'],
    ['nothing at all', '', 'w.yaml:1:1:', 'fix:'],
  ])('%s', (_name, text, message, fix) => {
    expect(errorsOf(text)).toContain(message);
    expect(errorsOf(text)).toContain(fix);
  });

  it('with the line and a caret under the place', () => {
    expect(errorsOf(GOOD.replace('channels: [email]', 'channels: [emial]'))).toBe(
      'w.yaml:8:16: there is no channel `emial`\n  8 |     channels: [emial]\n    |                ^^^^^\n  fix: did you mean `email`?',
    );
  });

  it('of shape and of sense together', () => {
    const text = GOOD.replace('channels: [email]', 'channels: [emial]').replace('version: 1', 'version: 2');
    expect(errorsOf(text)).toContain('reads version 1');
    expect(errorsOf(text)).toContain('there is no channel `emial`');
  });

  it.each([
    ['a password', 'https://user:secret@wire.example/rss', 'holds a user name or password'],
    ['a private host', 'http://192.168.1.1/rss', 'this address is private'],
    ['a private host in another spelling', 'http://2130706434/rss', 'this address is private'],
    ['a port that does not exist', 'https://wire.example:99999/rss', 'look at its host and port'],
  ])('of an address with %s', (_name, url, message) => {
    expect(errorsOf(GOOD.replace('https://wire.example/rss', url))).toContain(message);
  });

  it('that says where people stand, when a number is put into a channel', () => {
    expect(errorsOf(GOOD.replace('medium: email', 'medium: email\n    phone: "+1 555"'))).toContain(
      'people subscribe to the channel’s topic',
    );
  });

  it('all at once, in the order of the file', () => {
    const text = GOOD.replace('[truce]', '["open]').replace('[email]', '[emial]').replace('"open', "'\"open'");
    const parsed = parseWatchlist(text);
    expect(parsed.kind === 'errors' ? parsed.errors.map((error) => error.place.line) : []).toEqual([7, 8]);
  });
});

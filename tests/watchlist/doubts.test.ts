import { describe, expect, it } from 'vitest';
import { checkWatchlist } from '../../lambda/watchlist/check-watchlist.js';

const file = (parts: { readonly rule: string; readonly channels?: string; readonly feeds?: string }): string => `version: 1
feeds:
  - url: https://wire.example/rss
${parts.feeds ?? ''}rules:
  - id: peace
    name: Peace
${parts.rule}
channels:
  - id: email
    medium: email
${parts.channels ?? ''}`;

const any = (item: string): string => `    any: [${item}]\n    channels: [email]`;

const warningsOf = (text: string): readonly string[] => {
  const checked = checkWatchlist(text);
  expect(checked.kind).toBe('checked');
  return checked.warnings.map(({ message, fix }) => `${message}; ${fix}`);
};

describe('a watchlist without errors is doubted', () => {
  it.each([
    [
      'a rule below what its channel tells',
      file({
        rule: '    any: [truce*]\n    channels: [email, sms]',
        channels: '  - id: sms\n    medium: sms\n    minSeverity: high\n',
      }),
      /severity medium, as it says none, and `sms` tells only what is high .*severity: high/,
    ],
    [
      'a channel that no rule names',
      file({ rule: any('truce*'), channels: '  - id: lonely\n    medium: json\n' }),
      /no rule names .*lonely/,
    ],
    ['a channel twice in a rule', file({ rule: '    any: [truce*]\n    channels: [email, email]' }), /`email` stands twice/],
    ['a feed under another spelling', file({ rule: any('truce*'), feeds: '  - url: https://WIRE.example/rss/\n' }), /feed 1 under another/],
    ['a zone without summer time', file({ rule: any('truce*'), channels: '    zone: EST\n' }), /without summer time.*America\/New_York/],
    ['a language by its name', file({ rule: any("'lang:english truce*'") }), /`english` is none.*lang:en/],
    ['an operator of other systems', file({ rule: any("'oil ADJ gas*'") }), /`ADJ` is a word here.*NEAR\/5/],
    ['a distance in words', file({ rule: any("'oil within 5 gas*'") }), /`within 5` are words here.*NEAR\/5/],
    ['and/or', file({ rule: any("'oil and/or gas*'") }), /`and\/or` is read as two words.*`OR`/],
    ['an Arabic word without its article', file({ rule: any('حرب') }), /Arabic joins the article.*الحرب/],
  ])('%s', (_name, text, expected) => {
    expect(warningsOf(text).join('\n')).toMatch(expected);
  });

  it.each([
    ['a phrase in single quotation marks', file({ rule: any(`"'oil sanctions'"`) })],
    ['a phrase in curly single quotation marks', file({ rule: any('"‘oil sanctions’"') })],
    ['a rule as severe as its channel asks', file({ rule: `${any('truce*')}\n    severity: high`, channels: '    minSeverity: high\n' })],
    ['a language by its tag', file({ rule: any("'lang:en-GB truce*'") })],
    ['a mask', file({ rule: any("'masks* N95*'") })],
    ['a word that every object has', file({ rule: any('constructors*') })],
    ['a tag and an author', file({ rule: any("'tag:world author:smith truce*'") })],
    ['a shop and a road', file({ rule: any("'shops* =NEXT W1'") })],
    [
      'an exclusion in the title that another list repeats',
      file({ rule: `    any: ['title:(oils* AND NOT gas)']\n    none: ['(oils* AND NOT gas) OR coal']\n    channels: [email]` }),
    ],
  ])('but not for %s', (_name, text) => {
    expect(warningsOf(text)).toEqual([]);
  });
});

it('tells the doubts and the failing tests of sound rules beside the errors of others', () => {
  const checked = checkWatchlist(`version: 1
feeds: [{ url: "https://wire.example/rss" }]
rules:
  - { id: peace, name: Peace, any: [truce*], channels: [email], tests: [{ alert: Nothing of it }] }
  - { id: oil, name: Oil, any: ['oil OR'], channels: nobody }
channels: [{ id: email, medium: email }, { id: lonely, medium: json }]
`);
  expect(checked.kind === 'errors' && checked.errors.map(({ message }) => message)).toEqual(
    expect.arrayContaining([
      expect.stringContaining('should alert on this and does not'),
      expect.stringContaining('nothing follows `OR`'),
      expect.stringContaining('a rule needs a list of channels'),
    ]),
  );
  expect(checked.warnings.map(({ message }) => message)).toEqual([expect.stringContaining('no rule names channel `lonely`')]);
});

describe('a file that cannot be read', () => {
  const errorsOf = (text: string) => {
    const checked = checkWatchlist(text);
    return checked.kind === 'errors' ? checked.errors : [];
  };

  it('gives one error a line, and not hundreds', () => {
    expect(errorsOf(`version: 1\nfeeds: ${'['.repeat(2_000)}\n`)).toHaveLength(1);
  });

  it('gives an error for a merge of what is no map', () => {
    expect(errorsOf('%YAML 1.1\n---\nversion: 1\nfeeds: []\nrules: []\nchannels:\n  - <<: [1]\n').length).toBeGreaterThan(0);
  });

  it('shows an error of a list that is named elsewhere where it is used', () => {
    const text = file({ rule: any('truce*') }).replace('any: [truce*]', 'any: &words [truce*, "oil OR"]');
    const [error] = errorsOf(text.replace('channels:\n  - id', 'x: *words\nchannels:\n  - id'));
    expect(error?.place.line).toBe(text.split('\n').findIndex((line) => line.includes('&words')) + 1);
  });
});

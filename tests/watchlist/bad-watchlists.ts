const feeds = 'feeds:\n  - url: https://wire.example/rss\n    zone: Europe/London\n';
const channels = 'channels:\n  - id: email\n    medium: email\n';
const file = (parts: { readonly feeds?: string; readonly rules: string; readonly channels?: string }): string =>
  `version: 1\n${parts.feeds ?? feeds}rules:\n${parts.rules}${parts.channels ?? channels}`;
const rule = (lines: string): string => `  - id: peace\n    name: Peace\n${lines}    channels: [email]\n`;
const any = (items: string): string => file({ rules: rule(`    any: ${items}\n`) });

/** Forty watchlists as they are mistyped; what is said of each is in `bad-watchlists.golden.txt`. */
export const BAD_WATCHLISTS: readonly (readonly [string, string])[] = [
  ['an empty file', ''],
  ['a file that is a list', '- a\n- b\n'],
  ['a tab as indentation', 'version: 1\nfeeds:\n\t- url: https://wire.example/rss\n'],
  ['a version of the future', any('[truce]').replace('version: 1', 'version: 2')],
  ['no rules at all', `version: 1\n${feeds}${channels}`],
  ['a key that is mistyped', any('[truce]').replace('any:', 'anny:')],
  ['a feed without its address', file({ feeds: 'feeds:\n  - zone: UTC\n', rules: rule('    any: [truce]\n') })],
  ['a feed without https', file({ feeds: 'feeds:\n  - url: wire.example/rss\n', rules: rule('    any: [truce]\n') })],
  ['a private feed', file({ feeds: 'feeds:\n  - url: http://192.168.1.4/rss\n', rules: rule('    any: [truce]\n') })],
  ['a zone that is none', any('[truce]').replace('Europe/London', 'Europe/Londn')],
  ['the same feed twice', file({ feeds: `${feeds}  - url: https://wire.example/rss\n`, rules: rule('    any: [truce]\n') })],
  ['an id with capitals', any('[truce]').replace('id: peace', 'id: Peace Talks')],
  ['the same rule id twice', file({ rules: rule('    any: [truce]\n') + rule('    any: [accord]\n') })],
  ['a rule without a name', any('[truce]').replace('    name: Peace\n', '')],
  ['an unknown channel', any('[truce]').replace('channels: [email]', 'channels: [emial]')],
  ['a phone number in a channel', any('[truce]').replace('medium: email', 'medium: sms\n    phone: "+15550100"')],
  ['a medium that is none', any('[truce]').replace('medium: email', 'medium: mail')],
  ['quiet hours without quotation marks', any('[truce]').replace('medium: email', 'medium: email\n    quiet: 22-7')],
  ['a daily cap of no message', any('[truce]').replace('medium: email', 'medium: email\n    dailyCap: 0')],
  ['a daily cap for a digest', any('[truce]').replace('medium: email', 'medium: email\n    digest: "08:00"\n    dailyCap: 5')],
  ['a duration in words', any('[truce]').replace('medium: email', 'medium: email\n    group: half an hour')],
  ['a list that is none', any('truce')],
  ['a number as an expression', any('[2024]')],
  ['a field that YAML reads as a map', any('[title: truce]')],
  ['a rule that only excludes', file({ rules: rule('    none: [coffee]\n') })],
  ['an exclusion alone in any', any('[NOT truce]')],
  ['AND and OR without parentheses', any("['oil AND sanctions OR embargo']")],
  ['an open quotation mark', any(`['"halt to fighting']`)],
  ['an open parenthesis', any(`['(oil OR gas sanctions']`)],
  ['a parenthesis too many', any(`['oil) sanctions']`)],
  ['a star inside a word', any('[sanct*ion]')],
  ['a star too soon', any('[sa*]')],
  ['an operator that is none', any(`['oil NAER/5 sanctions']`)],
  ['NEAR without a number', any(`['oil NEAR sanctions']`)],
  ['NEAR between groups', any(`['(oil gas) NEAR/5 sanctions']`)],
  ['a field that is none', any(`['headlin:truce']`)],
  ['a list with commas in one item', any(`["truce, ceasefire, accord"]`)],
  ['a bar for OR', any(`['truce|ceasefire']`)],
  ['a regular expression', any(`['/cease.?fire/i']`)],
  ['more of them than there are', any(`['3 OF (oil, gas)']`)],
  ['a word both wanted and excluded', file({ rules: rule('    any: ["oil sanctions", \'"oil sanctions"\']\n    none: [oil]\n') })],
  [
    'a test that fails',
    file({ rules: rule('    any: [truce]\n    tests:\n      - alert: A ceasefire holds\n      - ignore: Truce Coffee opens\n') }),
  ],
  ['a test without a headline', file({ rules: rule('    any: [truce]\n    tests:\n      - body: A truce\n') })],
  [
    'a deadline that is not found',
    file({
      rules: rule(
        '    any: [truce]\n    tests:\n      - alert: The truce holds\n        published: 2026-03-11T14:00:00Z\n        deadline: 2026-03-14T00:00:00Z\n',
      ),
    }),
  ],
  [
    'everything at once',
    file({
      feeds: 'feeds:\n  - url: ftp://wire.example\n',
      rules: `  - id: P\n    any: ['oil OR']\n    severity: hi\n    channels: []\n`,
      channels: 'channels:\n  - id: email\n    medium: fax\n',
    }),
  ],
];

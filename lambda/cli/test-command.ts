import color from 'picocolors';
import { parseWatchlist } from '../watchlist/parse-watchlist.js';
import { runRuleTests } from '../watchlist/rule-tests.js';
import { readText, readWatchlistFile } from './read-watchlist-file.js';
import { complain, type ExitCode, print, printJson } from './terminal.js';

/** Runs the tests that stand in a watchlist's rules, and shows each. Exit code 1 when one fails. */
export const testCommand = (file: string, json: boolean): ExitCode => {
  const text = readText(file);
  const parsed = text.kind === 'read' ? parseWatchlist(text.text) : undefined;
  if (parsed?.kind !== 'watchlist') {
    const reading = readWatchlistFile(file);
    return complain(reading.kind === 'trouble' ? reading.words : `${file} cannot be read`);
  }
  const { rules } = parsed.watchlist;
  const results = runRuleTests(rules);
  const failed = results.filter(({ trouble }) => trouble !== undefined);
  const named = results.map(({ rule, test, trouble }) => ({ rule: rules[rule], test: rules[rule]?.tests[test], trouble }));
  if (json) {
    printJson({
      passed: results.length - failed.length,
      failed: failed.length,
      tests: named.map(({ rule, test, trouble }) => ({
        rule: rule?.id,
        expected: test?.expected,
        title: test?.story.title,
        trouble: trouble?.message,
      })),
    });
    return failed.length === 0 ? 0 : 1;
  }
  for (const { id, tests } of rules) {
    print(`${color.bold(id)}${tests.length === 0 ? color.dim('  no tests') : ''}`);
    for (const { rule, test, trouble } of named) {
      if (rule?.id !== id || test === undefined) continue;
      print(`  ${trouble === undefined ? color.green('✓') : color.red('✗')} ${test.expected.padEnd(6)} ${test.story.title}`);
      if (trouble !== undefined) print(color.red(`           ${trouble.message}\n           fix: ${trouble.fix}`));
    }
  }
  print(`\n${results.length - failed.length} passed, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
};

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { afterAll, describe, expect, it } from 'vitest';
import rules from '../../.dependency-cruiser.mjs';

const ROOT = process.cwd();
const bench = mkdtempSync(join(ROOT, 'node_modules', '.cache-rules-'));
afterAll(() => rmSync(bench, { recursive: true, force: true }));

const violationsOf = async (
  folders: readonly string[],
  baseDir: string,
): Promise<{ readonly modules: number; readonly broken: readonly string[] }> => {
  const tsConfig = extractTSConfig(join(ROOT, 'tsconfig.json'));
  const { output } = await cruise(
    [...folders],
    { ...rules.options, baseDir, ruleSet: { forbidden: rules.forbidden }, validate: true },
    undefined,
    { tsConfig },
  );
  if (typeof output === 'string') throw new Error('no result');
  return { modules: output.summary.totalCruised, broken: output.summary.violations.map((violation) => violation.rule.name) };
};

/** A house of two rooms in a folder of its own: one file imports what the other line says. */
const houseWith = (file: string, line: string, target?: string): string => {
  const folder = mkdtempSync(join(bench, 'house-'));
  for (const each of [file, ...(target === undefined ? [] : [target])]) {
    mkdirSync(join(folder, each, '..'), { recursive: true });
    writeFileSync(join(folder, each), 'export const thing = 1;\n');
  }
  writeFileSync(join(folder, file), `${line}\n`);
  return folder;
};

describe('the dependency rules', () => {
  it('see the whole house and find it in order', async () => {
    const { modules, broken } = await violationsOf(['bin', 'lib', 'lambda'], ROOT);
    expect(modules).toBeGreaterThan(50);
    expect(broken).toEqual([]);
  });

  it.each([
    [
      'a room that looks right',
      'lambda/core/a.ts',
      "import { thing } from '../feeds/b.js'; export const own = thing;",
      'lambda/feeds/b.ts',
      'core-looks-left-only',
    ],
    [
      'a pure room with a node module',
      'lambda/rules/a.ts',
      "import { join } from 'node:path'; export const own = join;",
      undefined,
      'pure-rooms-without-node',
    ],
    [
      'a pipeline that knows an adapter',
      'lambda/pipeline/a.ts',
      "import { thing } from '../aws/b.js'; export const own = thing;",
      'lambda/aws/b.ts',
      'pipeline-declares-ports',
    ],
    [
      'an adapter that knows another',
      'lambda/net/a.ts',
      "import { thing } from '../aws/b.js'; export const own = thing;",
      'lambda/aws/b.ts',
      'adapters-stand-alone',
    ],
    [
      'a handler that reaches the laptop',
      'lambda/handlers/a.ts',
      "import { thing } from '../local/b.js'; export const own = thing;",
      'lambda/local/b.ts',
      'handlers-never-reach-local',
    ],
    [
      'a product that imports a test',
      'lambda/cli/a.ts',
      "import { thing } from '../../tests/b.js'; export const own = thing;",
      'tests/b.ts',
      'no-tests-in-the-product',
    ],
  ])('refuse %s', async (_name, file, line, target, rule) => {
    const { broken } = await violationsOf(['lambda'], houseWith(file, line, target));
    expect(broken).toContain(rule);
  });
});

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { App } from 'aws-cdk-lib';
import * as z from 'zod';
import { suggest } from '../lambda/core/suggest.js';
import { parseWatchlist } from '../lambda/watchlist/parse-watchlist.js';
import { writeErrors } from '../lambda/watchlist/write-errors.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const CONTACT =
  'contact is an address or e-mail where a publisher finds you, such as "https://example.org/about"; it goes into the User-Agent';
const POLL_MINUTES = 'pollMinutes is a number from 1 to 1440';
const TAGS = 'tags are names with texts, such as { "team": "news" }';

const schema = z.strictObject({
  name: z
    .string('name is a text')
    .regex(/^[A-Za-z][A-Za-z0-9]{0,30}$/, 'name is 1 to 31 letters and digits; it begins both stacks’ names')
    .default('NewsAlert'),
  contact: z.string(CONTACT).min(3, CONTACT),
  starterWatchlist: z.string('starterWatchlist is the path of a watchlist').default('watchlist.yaml'),
  pollMinutes: z.number(POLL_MINUTES).min(1, POLL_MINUTES).max(1440, POLL_MINUTES).default(5),
  logDays: z.union([z.literal(7), z.literal(14), z.literal(30), z.literal(90)], 'logDays is one of 7, 14, 30, 90').default(30),
  webSub: z.boolean('webSub is true or false').default(false),
  alarmEmail: z.email('alarmEmail is an e-mail address').exactOptional(),
  tags: z.record(z.string(), z.string(TAGS), TAGS).default({}),
  trial: z
    .strictObject({
      allowLoopback: z.boolean('allowLoopback is true or false').default(false),
      deleteData: z.boolean('deleteData is true or false').default(false),
    })
    .exactOptional(),
});

/** What ops decide, in the context `newsAlert` of cdk.json or `-c newsAlert='{…}'`. */
export type DeploymentSettings = z.infer<typeof schema>;

export class SettingsError extends Error {}

const given = (app: App): unknown => {
  const context: unknown = app.node.tryGetContext('newsAlert');
  if (typeof context !== 'string') return context ?? {};
  try {
    return JSON.parse(context);
  } catch (error) {
    throw new SettingsError('newsAlert: the context given with -c is not JSON', { cause: error });
  }
};

/** What cdk.json holds as it comes: it works, and no publisher finds anybody behind it. */
export const PLACEHOLDER_CONTACT = 'https://example.com/replace-with-your-contact';

const issueLines = (issue: z.core.$ZodIssue): readonly string[] => {
  const path = ['newsAlert', ...issue.path].join('.');
  if (issue.code !== 'unrecognized_keys') return [`  ${path}: ${issue.message}`];
  return issue.keys.map((key) => {
    const known = Object.keys(issue.path.length === 0 ? schema.shape : { allowLoopback: 1, deleteData: 1 });
    const meant = suggest(key, known);
    return `  ${path}.${key} is no setting; ${meant === undefined ? `there are: ${known.join(', ')}` : `did you mean ${meant}?`}`;
  });
};

/** Why the starter watchlist cannot be deployed; it would fail only in AWS otherwise. */
const starterTrouble = (file: string): readonly string[] => {
  try {
    const text = readFileSync(resolve(ROOT, file), 'utf8');
    const parsed = parseWatchlist(text);
    return parsed.kind === 'watchlist' ? [] : [`  newsAlert.starterWatchlist has errors:\n\n${writeErrors(parsed.errors, text, file)}\n`];
  } catch (error) {
    return [`  newsAlert.starterWatchlist: ${file} cannot be read (${error instanceof Error ? error.message : String(error)})`];
  }
};

/** The checked settings. @throws SettingsError that names each setting that is wrong, and how */
export const readDeploymentSettings = (app: App): DeploymentSettings => {
  const parsed = schema.safeParse(given(app));
  const lines = parsed.success ? starterTrouble(parsed.data.starterWatchlist) : parsed.error.issues.flatMap(issueLines);
  if (parsed.success && lines.length === 0) return parsed.data;
  throw new SettingsError(
    `The settings in cdk.json (context "newsAlert") are not right:\n${lines.join('\n')}\nSee docs/operations.md, "Settings".`,
  );
};

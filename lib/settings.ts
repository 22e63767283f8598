import type { App } from 'aws-cdk-lib';
import * as z from 'zod';

const schema = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9]{0,30}$/, 'name is 1 to 31 letters and digits; it begins both stacks’ names')
    .default('NewsAlert'),
  contact: z.string().min(3, 'contact is an address or e-mail where a publisher finds you; it goes into the User-Agent'),
  starterWatchlist: z.string().default('watchlist.yaml'),
  pollMinutes: z.number().min(1, 'pollMinutes is at least 1').max(1440).default(5),
  logDays: z.union([z.literal(7), z.literal(14), z.literal(30), z.literal(90)], 'logDays is one of 7, 14, 30, 90').default(30),
  alarmEmail: z.email('alarmEmail is an e-mail address').exactOptional(),
  tags: z.record(z.string(), z.string()).default({}),
  trial: z
    .strictObject({
      allowLoopback: z.boolean().default(false),
      deleteData: z.boolean().default(false),
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

/** The checked settings. @throws SettingsError that names each setting that is wrong, and how */
export const readDeploymentSettings = (app: App): DeploymentSettings => {
  const parsed = schema.safeParse(given(app));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  newsAlert.${issue.path.join('.')}: ${issue.message}`);
  throw new SettingsError(
    `The settings in cdk.json (context "newsAlert") are not right:\n${lines.join('\n')}\nSee docs/operations.md, "Settings".`,
  );
};

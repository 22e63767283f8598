import { type App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { AppStack } from './app-stack.js';
import { readDeploymentSettings } from './settings.js';
import { StorageStack } from './storage-stack.js';

export interface Stacks {
  readonly storage: StorageStack;
  readonly app: AppStack;
}

/** Both stacks in an app, by the settings in its context, with cdk-nag's checks: a finding fails the synthesis. */
export const makeStacks = (app: App): Stacks => {
  const settings = readDeploymentSettings(app);
  const storage = new StorageStack(app, `${settings.name}Storage`, {
    deleteData: settings.trial?.deleteData ?? false,
    description: 'News Alert: the table',
  });
  const main = new AppStack(app, settings.name, {
    table: storage.table,
    settings,
    description: 'News Alert: the workers, the tick and the alarms',
  });
  Tags.of(app).add('application', 'news-alert');
  for (const [key, value] of Object.entries(settings.tags)) Tags.of(app).add(key, value);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { storage, app: main };
};

import { Annotations, type App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { AppStack } from './app-stack.js';
import { PLACEHOLDER_CONTACT, readDeploymentSettings } from './settings.js';
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
  if (settings.contact === PLACEHOLDER_CONTACT)
    Annotations.of(main).addWarningV2(
      'news-alert:contact',
      'newsAlert.contact in cdk.json is still the placeholder: publishers see it in every request. Put your own address there before you deploy.',
    );
  Tags.of(app).add('application', 'news-alert');
  for (const [key, value] of Object.entries(settings.tags)) Tags.of(app).add(key, value);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { storage, app: main };
};

import { App } from 'aws-cdk-lib';
import { makeStacks } from '../lib/make-app.js';
import { SettingsError } from '../lib/settings.js';

try {
  const app = new App();
  makeStacks(app);
  app.synth();
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { DeploymentSettings } from './settings.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export interface AlertFunctionProps {
  /** Name of the file in lambda/handlers. */
  readonly handlerName: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly settings: DeploymentSettings;
}

const REQUIRE = "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

/** One Lambda of the system: an ESM bundle of one handler on arm64, with a log group of its own. */
export const makeAlertFunction = (scope: Construct, id: string, props: AlertFunctionProps): NodejsFunction => {
  const { handlerName, timeoutSeconds, memoryMb, environment, settings } = props;
  const logGroup = new LogGroup(scope, `${id}Logs`, { retention: settings.logDays, removalPolicy: RemovalPolicy.DESTROY });
  const made = new NodejsFunction(scope, id, {
    entry: `${ROOT}lambda/handlers/${handlerName}.ts`,
    depsLockFilePath: `${ROOT}package-lock.json`,
    projectRoot: ROOT,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: memoryMb,
    timeout: Duration.seconds(timeoutSeconds),
    logGroup,
    environment: { ...environment },
    bundling: {
      format: OutputFormat.ESM,
      target: 'node20',
      mainFields: ['module', 'main'],
      externalModules: [],
      minify: true,
      banner: REQUIRE,
      commandHooks: {
        beforeInstall: () => [],
        beforeBundling: () => [],
        afterBundling: (_inputDir, outputDir) =>
          handlerName === 'tick' ? [`cp "${resolve(ROOT, settings.starterWatchlist)}" "${outputDir}/watchlist.yaml"`] : [],
      },
    },
  });
  Validations.of(made).acknowledge({
    id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    reason: 'The managed policy lets the function write its own logs, and nothing else.',
  });
  return made;
};

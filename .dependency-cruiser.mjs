const PURE = ['core', 'feeds', 'rules', 'deadlines', 'alerts', 'watchlist'];
const pureRooms = `^lambda/(?:${PURE.join('|')})/`;

/** In the line of pure rooms, a room imports only from rooms to its left. */
const line = PURE.map((room, at) => ({
  name: `${room}-looks-left-only`,
  severity: 'error',
  from: { path: `^lambda/${room}/` },
  to: { path: '^(?:lambda|lib|bin|tests)/', pathNot: `^lambda/(?:${PURE.slice(0, at + 1).join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...line,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'pure-rooms-without-node', severity: 'error', from: { path: pureRooms }, to: { dependencyTypes: ['core'] } },
    {
      name: 'pure-rooms-without-sdk-or-cdk',
      severity: 'error',
      from: { path: `${pureRooms}|^lambda/pipeline/` },
      to: { path: 'node_modules/(?:@aws-sdk|@aws-lambda-powertools|aws-cdk|undici|dynalite|commander)' },
    },
    {
      name: 'rss-parser-in-feeds-only',
      severity: 'error',
      from: { path: '^lambda/', pathNot: '^lambda/feeds/' },
      to: { path: 'node_modules/rss-parser' },
    },
    {
      name: 'pipeline-declares-ports',
      severity: 'error',
      from: { path: '^lambda/pipeline/' },
      to: { path: '^(?:lambda|lib|bin|tests)/', pathNot: `${pureRooms}|^lambda/pipeline/` },
    },
    {
      name: 'adapters-stand-alone',
      severity: 'error',
      from: { path: '^lambda/(aws|net)/' },
      to: { path: '^(?:lambda|lib|bin|tests)/', pathNot: `${pureRooms}|^lambda/pipeline/|^lambda/$1/` },
    },
    {
      name: 'local-composes-the-store-of-aws',
      severity: 'error',
      from: { path: '^lambda/local/' },
      to: {
        path: '^(?:lambda|lib|bin|tests)/',
        pathNot: `${pureRooms}|^lambda/pipeline/|^lambda/local/|^lambda/aws/(?:table|document-send|stores)\\.ts$`,
      },
    },
    {
      name: 'handlers-never-reach-local',
      severity: 'error',
      from: { path: '^lambda/handlers/' },
      to: { reachable: true, path: '^lambda/(?:local|cli)/' },
    },
    {
      name: 'handlers-and-cli-are-the-roots',
      severity: 'error',
      from: { path: '^lambda/', pathNot: '^lambda/(?:handlers|cli)/' },
      to: { path: '^lambda/(?:handlers|cli)/' },
    },
    {
      name: 'sdk-in-aws-only',
      severity: 'error',
      from: { path: '^(?:lambda|lib|bin)/', pathNot: '^lambda/(?:aws|local|handlers)/' },
      to: { path: 'node_modules/@aws-sdk' },
    },
    {
      name: 'cdk-in-bin-and-lib-only',
      severity: 'error',
      from: { path: '^lambda/' },
      to: { path: 'node_modules/(?:aws-cdk-lib|constructs|cdk-nag)|^lib/' },
    },
    { name: 'no-tests-in-the-product', severity: 'error', from: { path: '^(?:lambda|lib|bin)/' }, to: { path: '^tests/' } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};

/**
 * What may import what. Every layer sees the layers below it, and those below them; nothing else.
 * `docs/architecture.md` tells the same in words; `test/layers.test.ts` shows that these rules bite.
 */
const below = {
  text: [],
  language: [],
  resources: ['language'],
  controls: ['resources'],
  readers: ['resources'],
  engines: ['resources'],
  configuration: ['controls', 'text'],
  scp: ['text'],
  'organization-policies': ['controls', 'scp'],
  // The types of what the engines take: emit prints it.
  emit: ['controls', 'engines', 'organization-policies'],
  check: ['readers', 'engines', 'controls', 'configuration', 'emit'],
  reports: ['check', 'organization', 'simulate', 'prove', 'lint'],
  'unit-tests': ['reports'],
  organization: ['configuration', 'emit', 'scp'],
  // What `simulate`, `prove` and `lint` answer.
  simulate: ['organization'],
  prove: ['simulate'],
  lint: ['organization'],
  aws: ['organization'],
  node: ['unit-tests', 'aws'],
  cli: ['node'],
};

/** Only these read files, start processes, open connections. The entries of the library go through `node/`. */
const world = ['cli/', 'node/', 'aws/', 'organization/file[./-]'];

/** Node's modules that compute and touch nothing. */
const pure = ['assert', 'buffer', 'crypto', 'events', 'path', 'querystring', 'string_decoder', 'url', 'util', 'zlib'];

const seen = (layer) => [...new Set(below[layer].flatMap((name) => [name, ...seen(name)]))];

const layer = (name) => ({
  name: `layer-${name}`,
  comment: `src/${name}/ may import: ${seen(name).join(', ') || 'no other layer'}`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: { path: '^src/', pathNot: `^src/(${[name, ...seen(name)].join('|')})/` },
});

module.exports = {
  forbidden: [
    ...Object.keys(below).map(layer),
    {
      name: 'unknown-layer',
      comment: 'a new folder needs its line in the table of layers',
      severity: 'error',
      from: { path: `^src/(?!(${Object.keys(below).join('|')})/)[^/]+/` },
      to: {},
    },
    {
      name: 'entries-without-cli',
      comment: 'the commands are thin wrappers of the library, never the other way round',
      severity: 'error',
      from: { path: '^src/[^/]+$' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'pure-core',
      comment: `only ${world.join(', ')} touch the world; take the bytes or the value as an argument`,
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${world.join('|')})` },
      to: { dependencyTypes: ['core'], pathNot: `^(node:)?(${pure.join('|')})(/|$)` },
    },
    {
      name: 'aws-sdk',
      comment: 'only src/aws/ knows the AWS SDK',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/aws/' },
      to: { path: '(^|/)@(aws-sdk|smithy)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'product-only',
      comment: 'what ships imports neither tests nor scripts',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|scripts|build)/' },
    },
    {
      name: 'scripts-without-tests',
      severity: 'error',
      from: { path: '^scripts/' },
      to: { path: '^(test|build)/' },
    },
    {
      name: 'production-packages',
      comment: 'what ships imports only packages that are installed with it',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // TypeScript 7 has no JavaScript API; without a parser of its own dependency-cruiser would find no module at all.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|test/fixtures)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};

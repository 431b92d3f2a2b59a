// The walls of docs/architecture.md. Each rule's comment is what a person reads when they run into it.

/** Each module may use those before it, never those after it. Names in one entry are neighbours that do not know each other. */
const MODULE_ORDER = [
  ['identity'],
  ['delegations'],
  ['community'],
  ['seasons'],
  ['calls-for-projects'],
  ['matching'],
  ['mentoring', 'judging'],
  ['outcomes'],
]
const MODULES = 'apps/api/src/modules'
const TESTS = '\\.(test|bench)\\.ts$|/test/|/bench/'
const PURE_PACKAGES = '^packages/(team-formation|ranking|contracts)/src/'
const NODE_IO = { dependencyTypes: ['core'] }

const moduleDirection = MODULE_ORDER.flatMap((neighbours, position) =>
  neighbours.map((name) => {
    const later = MODULE_ORDER.slice(position + 1).flat()
    const forbidden = [...neighbours.filter((other) => other !== name), ...later]
    return {
      name: `direction-of-${name}`,
      comment: `${name} may use the modules before it only: ${MODULE_ORDER.slice(0, position).flat().join(', ') || 'none'}.`,
      severity: 'error',
      from: { path: `^${MODULES}/${name}/`, pathNot: TESTS },
      to: { path: `^${MODULES}/(${forbidden.join('|')})/` },
    }
  }),
).filter((rule) => !rule.to.path.includes('/()/'))

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or need a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'This import leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    ...moduleDirection,
    {
      name: 'unknown-module',
      comment: 'Give a new module its place in MODULE_ORDER.',
      severity: 'error',
      from: { path: `^${MODULES}/(?!(${MODULE_ORDER.flat().join('|')})/)[^/]+/` },
      to: {},
    },
    {
      name: 'modules-meet-at-index',
      comment: 'Another module is used through its index.ts only.',
      severity: 'error',
      from: { path: `^${MODULES}/([^/]+)/`, pathNot: TESTS },
      to: { path: `^${MODULES}/[^/]+/`, pathNot: [`^${MODULES}/$1/`, `^${MODULES}/[^/]+/index\\.ts$`] },
    },
    {
      name: 'app-uses-module-indexes',
      comment: 'Outside of the modules, too, a module is used through its index.ts only.',
      severity: 'error',
      from: { path: '^apps/api/src/', pathNot: [`^${MODULES}/`, TESTS] },
      to: { path: `^${MODULES}/[^/]+/`, pathNot: `^${MODULES}/[^/]+/index\\.ts$` },
    },
    {
      name: 'platform-knows-no-module',
      comment: 'platform is below all modules.',
      severity: 'error',
      from: { path: '^apps/api/src/platform/', pathNot: TESTS },
      to: { path: `^${MODULES}/` },
    },
    {
      name: 'rules-are-pure',
      comment: 'A rule decides from what it is given: no database, no network, no service.',
      severity: 'error',
      from: { path: '\\.rules\\.ts$' },
      to: {
        path: '\\.(repository|table|service|routes)\\.ts$|/platform/db/|node_modules/(drizzle-orm|pg|pg-boss|fastify|nodemailer)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'rules-do-no-io',
      comment: 'A rule decides from what it is given: no file, no process, no network.',
      severity: 'error',
      from: { path: '\\.rules\\.ts$' },
      to: NODE_IO,
    },
    {
      name: 'sql-in-repositories',
      comment: 'Queries stand in *.repository.ts, tables in *.table.ts; the connection is platform/db.',
      severity: 'error',
      from: {
        path: '^apps/api/src/',
        pathNot: ['\\.(repository|table)\\.ts$', '^apps/api/src/platform/db(/|\\.ts$)', TESTS],
      },
      to: { path: 'node_modules/drizzle-orm/' },
    },
    {
      name: 'web-never-imports-api',
      comment: 'The web app speaks to the API through packages/api-client and packages/contracts.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^apps/api/' },
    },
    {
      name: 'packages-know-no-app',
      comment: 'Packages are below the apps.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(apps|e2e)/' },
    },
    {
      name: 'features-meet-at-index',
      comment: 'Another feature is used through its index.ts or routes.ts only.',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/', pathNot: TESTS },
      to: {
        path: '^apps/web/src/features/[^/]+/',
        pathNot: ['^apps/web/src/features/$1/', '^apps/web/src/features/[^/]+/(index|routes)\\.ts$'],
      },
    },
    {
      name: 'ui-knows-no-feature',
      comment: 'ui and platform are below the features.',
      severity: 'error',
      from: { path: '^apps/web/src/(ui|platform)/', pathNot: TESTS },
      to: { path: '^apps/web/src/features/' },
    },
    {
      name: 'pure-packages-do-no-io',
      comment: 'These packages compute: only the entry file of a worker (*.worker.ts) may touch Node.',
      severity: 'error',
      from: { path: PURE_PACKAGES, pathNot: ['\\.worker\\.ts$', TESTS] },
      to: NODE_IO,
    },
    {
      name: 'no-test-code-in-product',
      comment: 'Tests lean on the product, never the other way round.',
      severity: 'error',
      from: { path: '^(apps|packages)/[^/]+/src/', pathNot: TESTS },
      to: { path: '\\.test\\.ts$|^(apps|packages)/[^/]+/test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage)/|\\.vue\\?' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
}

import { readFileSync, writeFileSync } from 'node:fs'
import { createApp } from './app.ts'
import type { Deps } from './platform/deps.ts'

const file = new URL('../../../openapi.json', import.meta.url)

/** Writes openapi.json at the top of the repository; with --check, only says whether it is up to date. */
async function main(): Promise<void> {
  const nothing = new Proxy({}, { get: () => undefined })
  const app = await createApp({
    config: {
      LOG_LEVEL: 'silent',
      TRUST_PROXY: false,
      SIGN_IN_TRIES_PER_MINUTE: 1,
      KEY_CALLS_PER_MINUTE: 1,
      authSecret: 'x'.repeat(32),
      keepsMails: true,
      demo: true,
    },
    // Routes are only declared here, never called: nothing reaches the database.
    deps: {
      db: nothing as Deps['db'],
      jobs: nothing as Deps['jobs'],
      files: nothing as Deps['files'],
      now: () => new Date(),
      publicUrl: 'http://localhost',
    },
    live: { subscribe: () => () => undefined, onGap: () => () => undefined, stop: async () => undefined },
  })
  await app.ready()
  const document = `${JSON.stringify(app.swagger(), null, 2)}\n`
  await app.close()
  if (!process.argv.includes('--check')) return writeFileSync(file, document)
  if (readFileSync(file, 'utf8') === document) return
  console.error('openapi.json is not up to date: run pnpm generate')
  process.exitCode = 1
}

await main()

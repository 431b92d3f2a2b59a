import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint, stamp } from './fingerprint.mjs'
import { fail, ROOT, runScript, say } from './toolchain.mjs'

const SOURCES = ['apps/web', 'packages/contracts', 'packages/api-client', 'pnpm-lock.yaml', 'tsconfig.base.json']

/** Builds the web app into apps/web/dist when it is not there or its sources changed. Returns what went wrong, if anything did. */
export async function tryBuildWeb(tools) {
  const built = stamp(join(ROOT, 'node_modules/.essor-web-built'))
  const wanted = fingerprint(ROOT, SOURCES)
  if (built.read() === wanted && existsSync(join(ROOT, 'apps/web/dist/index.html'))) return undefined
  say('Building the web app…')
  const { code, output } = await runScript(tools, '@essor/web', 'build')
  if (code !== 0) return output
  built.write(wanted)
  return undefined
}

export async function buildWeb(tools) {
  const failure = await tryBuildWeb(tools)
  if (failure !== undefined) fail('The web app could not be built.', failure)
}

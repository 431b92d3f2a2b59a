import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Account, give, serverAccount } from './account.ts'
import { findBinaries } from './binaries.ts'
import { clusterIn, openCluster, OWNER } from './cluster.ts'
import { settleDataFolder, temporaryDataFolder } from './data-folder.ts'
import { lockDataFolder } from './instance-lock.ts'
import { clearLeftover } from './postmaster.ts'
import { startServer } from './server.ts'

export type LocalPostgres = {
  /** A connection string for the owner of all, on 127.0.0.1, password included. */
  url: string
  /** Where the data really is: elsewhere than asked when root keeps its checkout where no other account can enter. */
  dataFolder: string
  /** Stops within seconds; clients still connected are cut off. May be called again. */
  stop: () => Promise<void>
}

/**
 * Starts a PostgreSQL that belongs to this program: it listens on 127.0.0.1 only, on a free port unless one is given, and stops when
 * this process ends, however it ends. The first start in a folder takes seconds, later ones a fraction of one.
 * @throws LocalPostgresError
 */
export async function startLocalPostgres(options: { dataFolder: string; port?: number }): Promise<LocalPostgres> {
  const folder = await settleDataFolder(resolve(options.dataFolder), (asked) => serverAccount(clusterIn(asked)))
  return startIn(folder, await serverAccount(clusterIn(folder)), { port: options.port, throwaway: false })
}

/**
 * The same for tests: an empty server in a temporary folder, fast because it does not survive a crash, removed when it stops.
 * @throws LocalPostgresError
 */
export async function startThrowawayPostgres(): Promise<LocalPostgres> {
  const account = await serverAccount('')
  const folder = await temporaryDataFolder(account)
  const removeFolder = () => rm(folder, { recursive: true, force: true })
  try {
    const server = await startIn(folder, account, { port: undefined, throwaway: true })
    return { ...server, stop: () => server.stop().then(removeFolder) }
  } catch (error) {
    await removeFolder()
    throw error
  }
}

async function startIn(
  folder: string,
  account: Account,
  options: { port: number | undefined; throwaway: boolean },
): Promise<LocalPostgres> {
  const binaries = await findBinaries(account)
  const lock = lockDataFolder(folder)
  try {
    await give(account, `${folder}/instance.lock`)
    await clearLeftover(clusterIn(folder))
    const password = await openCluster({ account, binaries }, folder, options)
    const server = await startServer({ account, postgres: binaries.postgres }, folder, options)
    let stopped: Promise<void> | undefined
    return {
      url: `postgres://${OWNER}:${password}@127.0.0.1:${server.port}/postgres`,
      dataFolder: folder,
      stop: () => (stopped ??= server.stop().finally(() => lock.release())),
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { LocalPostgresError } from './error.ts'

const SQLITE_BUSY = 5

export type InstanceLock = { release: () => void }

/**
 * One live instance per data folder. The lock is the kernel's own file lock, held through SQLite since Node offers no other way to
 * one: it ends with this process however that dies, so there are no stale locks and no process ids to mistake for one another.
 */
export function lockDataFolder(folder: string): InstanceLock {
  const file = new DatabaseSync(join(folder, 'instance.lock'), { timeout: 0 })
  try {
    file.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch (error) {
    file.close()
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error
    throw new LocalPostgresError('in_use', `The data folder ${folder} is in use by another running instance.`)
  }
  return { release: () => file.close() }
}

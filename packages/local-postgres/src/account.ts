import { spawnSync } from 'node:child_process'
import { chown, readFile, stat } from 'node:fs/promises'
import { LocalPostgresError } from './error.ts'

/** Who runs the server. Without ids: we ourselves. */
export type Account = { uid?: number; gid?: number }

const PREFERRED_ACCOUNTS = ['postgres', '_postgres', 'nobody']

/**
 * PostgreSQL refuses to run as root, so root hands the server to an unprivileged account: the owner of the cluster when there is
 * one already (PostgreSQL insists on that), else an existing account of the system. No account is ever created.
 */
export async function serverAccount(clusterFolder: string): Promise<Account> {
  const ourUid = process.getuid?.()
  const owner = await stat(clusterFolder).catch(() => undefined)
  if (ourUid !== 0) {
    if (owner && ourUid !== undefined && owner.uid !== ourUid) {
      throw new LocalPostgresError(
        'not_ours',
        `The database in ${clusterFolder} belongs to another account of this machine.`,
      )
    }
    return {}
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  return existingAccount(await readFile('/etc/passwd', 'utf8').catch(() => ''))
}

export function existingAccount(passwd: string): Account {
  const lines = passwd.split('\n').map((line) => line.split(':'))
  for (const wanted of PREFERRED_ACCOUNTS) {
    const found = lines.find(([name]) => name === wanted)
    const [uid, gid] = [Number(found?.[2]), Number(found?.[3])]
    if (uid > 0 && gid > 0) return { uid, gid }
  }
  throw new LocalPostgresError(
    'unreachable',
    'PostgreSQL does not run as root, and this machine has no account "postgres" or "nobody" to run it as: start as an ordinary account.',
  )
}

/** Asks the kernel rather than reading mode bits: access lists and mounts count too. */
export function canEnter(account: Account, folder: string): boolean {
  return (
    spawnSync('/bin/sh', ['-c', `test -r "$0" && test -x "$0"`, folder], { ...account, cwd: '/', stdio: 'ignore' })
      .status === 0
  )
}

/** Root gives what it wrote to the account that runs the server, so that both keep access. */
export async function give(account: Account, path: string): Promise<void> {
  if (account.uid !== undefined && account.gid !== undefined) await chown(path, account.uid, account.gid)
}

import { randomUUID } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Account, canEnter, give } from './account.ts'
import { LocalPostgresError } from './error.ts'
import { SHARED_FOLDER } from './shared-folder.ts'

const POINTER = 'moved-to.txt'

/**
 * The folder that really holds the data: the one asked for, or, when root asked for one that the server's account cannot enter, one
 * under the shared folder. The folder asked for then keeps a note of the place, so deleting it starts afresh and moving it does not.
 */
export async function settleDataFolder(
  asked: string,
  accountFor: (folder: string) => Promise<Account>,
): Promise<string> {
  await mkdir(asked, { recursive: true })
  const pointer = join(asked, POINTER)
  const noted = await readNote(pointer)
  if (noted) return noted
  const account = await accountFor(asked)
  if (canEnter(account, asked)) return asked

  const elsewhere = join(SHARED_FOLDER, `data-${randomUUID()}`)
  await mkdir(elsewhere, { recursive: true })
  await chmod(SHARED_FOLDER, 0o755)
  await give(account, elsewhere)
  // Two first starts at once must agree on one place: the first to write the note wins.
  await writeFile(pointer, `${elsewhere}\n`, { flag: 'wx' }).catch(() => undefined)
  return (await readNote(pointer)) ?? elsewhere
}

export async function temporaryDataFolder(account: Account): Promise<string> {
  const place = [tmpdir(), '/tmp', '/var/tmp'].find((folder) => canEnter(account, folder))
  if (!place)
    throw new LocalPostgresError(
      'unreachable',
      'No temporary folder can be reached by the account that runs PostgreSQL.',
    )
  const folder = await mkdtemp(join(place, 'essor-postgres-'))
  await give(account, folder)
  return folder
}

async function readNote(pointer: string): Promise<string | undefined> {
  const note = await readFile(pointer, 'utf8').catch(() => '')
  return note.trim() || undefined
}

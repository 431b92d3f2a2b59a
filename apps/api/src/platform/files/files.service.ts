import type { FastifyReply } from 'fastify'
import type { Readable } from 'node:stream'
import type { Deps } from '../deps.ts'
import { AppError } from '../errors.ts'
import { asAttachment, isOldKey } from './file.rules.ts'
import { deleteFiles, findFile, findKnownKeys, insertFile, type StoredFile } from './files.repository.ts'
import type { Upload } from './uploads.ts'

export const filesQueue = 'files.remove'

/** Gives an upload its row, in the transaction of the thing that it belongs to. */
export const keepUpload = ({ db, actor }: Pick<Deps, 'db' | 'actor'>, upload: Upload): Promise<StoredFile> =>
  insertFile(db, { ...upload, createdBy: actor.personId })

/** The rows go at once, the bytes once the transaction has committed. */
export async function dropFiles({ db, jobs }: Pick<Deps, 'db' | 'jobs'>, ids: readonly string[]): Promise<void> {
  for (const { key } of await deleteFiles(db, ids)) await jobs.send(db, filesQueue, { key })
}

/** A file to be saved: no browser shows it inside our pages, none runs what may be hidden in it, no cache keeps it. */
export async function sendFile(
  { db, files }: Pick<Deps, 'db' | 'files'>,
  reply: FastifyReply,
  fileId: string,
): Promise<Readable> {
  const file = await findFile(db, fileId)
  if (!file) throw new AppError('not_found', 'There is no such file.')
  const stream = await reading(reply, () => files.read(file.key))
  if (!stream) throw new AppError('file_missing', 'This file is no longer in the storage. Add it again.')
  void reply
    .type(file.type)
    .header('content-length', file.size)
    .header('content-disposition', asAttachment(file.name))
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
  return stream
}

async function reading<Answer>(reply: FastifyReply, read: () => Promise<Answer>): Promise<Answer> {
  try {
    return await read()
  } catch (error) {
    reply.log.error({ err: error }, 'file storage')
    throw new AppError('unavailable', 'Essor cannot reach its file storage. Try again in a moment.')
  }
}

/** Removes what a crash left behind: bytes without a row, and uploads that never became whole. Safe in two processes at once. */
export async function removeOrphans({ db, files, now }: Pick<Deps, 'db' | 'files' | 'now'>): Promise<void> {
  for await (const keys of files.pages()) {
    const old = keys.filter((key) => isOldKey(key, now()))
    if (old.length === 0) continue
    const known = await findKnownKeys(db, old)
    for (const key of old) if (!known.has(key)) await files.remove(key)
  }
  await files.sweepIncoming(new Date(now().getTime() - 24 * 60 * 60 * 1000))
}

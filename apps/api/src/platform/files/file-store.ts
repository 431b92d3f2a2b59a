import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, stat, unlink, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'

/** A bucket of any S3-compatible service; `endpoint` is left out for Amazon's own. */
export interface S3Options {
  bucket: string
  endpoint?: string | undefined
  region: string
  accessKeyId: string
  secretAccessKey: string
}

/** Where the bytes of uploaded files are. Keys are ours alone, never made from what anybody typed. */
export interface FileStore {
  /** A new file of this machine, where an upload waits until it is whole. */
  newIncoming(): Promise<{ path: string; file: FileHandle }>
  /** Takes over a file of this machine. */
  put(key: string, path: string, size: number): Promise<void>
  /** Undefined where there is nothing under this key. The first bytes have come when this answers. */
  read(key: string): Promise<Readable | undefined>
  remove(key: string): Promise<void>
  /** Every key, some hundreds at a time. */
  pages(): AsyncIterable<string[]>
  /** Forgets uploads that a crash cut off, if they were begun before this moment. */
  sweepIncoming(before: Date): Promise<void>
}

/** In the folder `files` of the data folder, or in a bucket where one is configured. */
export async function openFileStore({
  folder,
  s3,
}: {
  folder: string
  s3?: S3Options | undefined
}): Promise<FileStore> {
  const incoming = join(folder, 'incoming')
  const disk = new Disk(
    s3 ? await bucketOf(s3) : new FSDriver({ location: join(folder, 'files'), visibility: 'private' }),
  )
  return {
    async newIncoming() {
      await mkdir(incoming, { recursive: true, mode: 0o700 })
      const path = join(incoming, randomBytes(16).toString('hex'))
      return { path, file: await open(path, 'wx', 0o600) }
    },
    put: (key, path, size) => disk.copyFromFs(path, key, { contentLength: size }),
    read: (key) => firstBytes(disk, key),
    remove: (key) => disk.delete(key),
    pages: () => pagesOf(disk, join(folder, 'files'), s3 === undefined),
    async sweepIncoming(before) {
      for (const name of existsSync(incoming) ? await readdir(incoming) : []) {
        const path = join(incoming, name)
        // Another process may have just finished with it.
        const begun = await stat(path).catch(() => undefined)
        if (begun && begun.mtime < before) await unlink(path).catch(() => undefined)
      }
    },
  }
}

/** Loaded only where it is used: the client of S3 is large. */
async function bucketOf({ bucket, endpoint, region, accessKeyId, secretAccessKey }: S3Options) {
  const { S3Driver } = await import('flydrive/drivers/s3')
  return new S3Driver({
    bucket,
    region,
    credentials: { accessKeyId, secretAccessKey },
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    visibility: 'private',
    supportsACL: false,
    // Services other than Amazon's often do not know its newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
  })
}

async function firstBytes(disk: Disk, key: string): Promise<Readable | undefined> {
  try {
    const stream = await disk.getStream(key)
    await new Promise<void>((resolve, reject) => {
      stream.once('readable', resolve).once('end', resolve).once('error', reject)
    })
    return stream
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

function isMissing(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, name, cause }: Error & { code?: unknown } = error
  return code === 'ENOENT' || name === 'NoSuchKey' || isMissing(cause)
}

async function* pagesOf(disk: Disk, location: string, local: boolean): AsyncIterable<string[]> {
  // Before the first upload there is no folder to list.
  if (local && !existsSync(location)) return
  let paginationToken: string | undefined
  do {
    const page = await disk.listAll('', { recursive: true, ...(paginationToken ? { paginationToken } : {}) })
    const keys = [...page.objects].flatMap((object) => (object.isFile ? [object.key] : []))
    for (let start = 0; start < keys.length; start += 500) yield keys.slice(start, start + 500)
    paginationToken = page.paginationToken
  } while (paginationToken)
}

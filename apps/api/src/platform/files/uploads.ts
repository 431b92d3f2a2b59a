import { createHash, randomBytes } from 'node:crypto'
import { unlink, type FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { errorCodes, type FastifyInstance, type FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { AppError } from '../errors.ts'
import { cleanName, headBytes, newKey, sniff, type FileType } from './file.rules.ts'

export interface UploadLimits {
  types: readonly FileType[]
  maxBytes: number
}

/** A file that is in the storage, whole and looked at, and has no row yet. */
export interface Upload {
  key: string
  name: string
  type: FileType
  size: number
  sha256: string
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body of this route is one file, sent as it is; it is in `request.upload` when the handler runs. */
    upload?: UploadLimits
  }
  interface FastifyRequest {
    upload: Upload
  }
}

const patience = 5 * 60_000

/**
 * Takes files in after access was checked and before the handler opens a transaction: a phone on a slow network holds no
 * connection of the database. Where the handler then refuses, the file is removed again.
 */
export const uploads = fp(async (app: FastifyInstance) => {
  app.decorateRequest('upload', null as never)

  app.addContentTypeParser('*', (request, payload, done) => {
    if (request.routeOptions.config.upload) done(null, payload)
    else done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(), undefined)
  })

  app.addHook('preHandler', async (request) => {
    const limits = request.routeOptions.config.upload
    if (!limits) return
    request.upload = await takeIn(request, limits)
    // What an Idempotency-Key is compared with: the same file again is the same request.
    const { key: _key, ...facts } = request.upload
    request.body = facts
  })

  app.addHook('onResponse', async (request, reply) => {
    const unused = reply.statusCode >= 400 && reply.statusCode < 500
    if (!request.upload || !(unused || reply.hasHeader('idempotency-replayed'))) return
    await request.deps.files
      .remove(request.upload.key)
      .catch((error: unknown) => request.log.error({ err: error }, 'file storage'))
  })
})

async function takeIn(request: FastifyRequest, limits: UploadLimits): Promise<Upload> {
  const { files, now } = request.deps
  const stream = request.body
  const givenName = fileName(request)
  if (stream === undefined || stream === null) throw empty()
  if (!(stream instanceof Readable)) throw wrongType(limits)
  const timer = setTimeout(() => stream.destroy(), patience)
  let waiting: string | undefined
  try {
    if (Number(request.headers['content-length']) > limits.maxBytes) throw tooLarge(limits)
    const { path, file } = await files.newIncoming()
    waiting = path
    const { head, size, sha256 } = await write(stream, file, limits)
    const type = sniff(head)
    if (size === 0) throw empty()
    if (!type || !limits.types.includes(type)) throw wrongType(limits)
    const key = newKey(now(), randomBytes(20).toString('hex'))
    await files.put(key, path, size)
    return { key, name: cleanName(givenName, type), type, size, sha256 }
  } catch (error) {
    if (error instanceof AppError) throw error
    if (stream.errored || (stream.destroyed && !stream.readableEnded))
      throw new AppError('invalid_input', 'The file did not come whole. Send it again.')
    request.log.error({ err: error }, 'file storage')
    throw new AppError('unavailable', 'Essor cannot reach its file storage. Try again in a moment.')
  } finally {
    // What is left of a file that is refused is read and forgotten, so that the sender gets to hear why.
    if (stream.destroyed || stream.readableEnded) clearTimeout(timer)
    else stream.once('close', () => clearTimeout(timer)).resume()
    if (waiting) await unlink(waiting).catch(() => undefined)
  }
}

async function write(stream: Readable, file: FileHandle, limits: UploadLimits) {
  const hash = createHash('sha256')
  let head = Buffer.alloc(0)
  let size = 0
  try {
    for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > limits.maxBytes) throw tooLarge(limits)
      if (head.length < headBytes) head = Buffer.concat([head, chunk]).subarray(0, headBytes)
      hash.update(chunk)
      await file.writeFile(chunk)
    }
  } finally {
    await file.close()
  }
  return { head, size, sha256: hash.digest('hex') }
}

/** Percent-encoded, because a header holds no accents. */
function fileName({ headers }: FastifyRequest): string {
  const given = headers['file-name']
  try {
    return decodeURIComponent(typeof given === 'string' ? given : '')
  } catch {
    throw new AppError('invalid_input', 'File-Name should be percent-encoded UTF-8.', [
      { path: 'file-name', message: 'Percent-encode the name: Facture%20traiteur.pdf', code: 'format' },
    ])
  }
}

const empty = () =>
  new AppError('invalid_input', 'The file is empty. Send the file itself as the body.', [
    { path: 'body', message: 'This file is empty.', code: 'empty' },
  ])

const tooLarge = ({ maxBytes }: UploadLimits) =>
  new AppError('too_large', `This file is too large: at most ${maxBytes / 1024 / 1024} MB.`)

const wrongType = ({ types }: UploadLimits) =>
  new AppError('file_type_refused', `This file is none of ${types.join(', ')}, whatever its name says.`)

import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../../../platform/errors.ts'
import { warmThreads } from '../searches/warm-threads.ts'
import type { ReadProblem, Refused } from './read-problem.worker.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What a thread made of the body. */
    posted: unknown
  }
}

const inThread = warmThreads(new URL('./read-problem.worker.ts', import.meta.url))

/** Bodies of these routes are taken as they come; their contract is applied in a thread, where size costs nobody time. */
export function takeBodiesWhole(app: FastifyInstance): void {
  app.decorateRequest('posted', null)
  app.addContentTypeParser('application/json', (_request, payload, done) => done(null, payload))
}

/** For the options of a route whose body is read in a thread: here it is not looked at. */
export const readElsewhere = { validatorCompiler: () => () => true }

/** Leaves the problem in `request.posted`, and in `request.body` what an Idempotency-Key is compared with. */
export const readPostedProblem = (mostBytes: number) => async (request: FastifyRequest) => {
  const { sha256, ...posted } = await read<ReadProblem>('readProblem', request, mostBytes)
  request.posted = posted
  request.body = { sha256 }
}

export const readPostedTeams = (mostBytes: number) => async (request: FastifyRequest) => {
  request.posted = await read<string>('evaluateTeams', request, mostBytes)
}

async function read<Value>(what: string, request: FastifyRequest, mostBytes: number): Promise<Value> {
  const bytes = await whole(request, mostBytes)
  const outcome = await inThread<{ value: Value } | { refused: Refused }>(what, bytes).catch((error: unknown) => {
    if ((error as { code?: string }).code !== 'ERR_WORKER_OUT_OF_MEMORY') throw error
    return { refused: tooMuch }
  })
  if ('refused' in outcome) throw new AppError(outcome.refused.code, outcome.refused.detail, outcome.refused.errors)
  return outcome.value
}

const tooMuch: Refused = {
  code: 'invalid_input',
  detail: 'This problem cannot be read as one.',
  errors: [{ path: 'body', code: 'too_many_mistakes', message: 'Too much is wrong to list.' }],
}

const patience = 5 * 60_000

async function whole({ body, headers }: FastifyRequest, mostBytes: number): Promise<Uint8Array> {
  if (!(body instanceof Readable)) throw new AppError('invalid_input', 'Send the problem as the body, in JSON.')
  const timer = setTimeout(() => body.destroy(), patience)
  try {
    if (Number(headers['content-length']) > mostBytes) throw tooLarge(mostBytes, Number(headers['content-length']))
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > mostBytes) throw tooLarge(mostBytes, size)
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('invalid_input', 'The body did not come whole. Send it again.')
  } finally {
    // What is left of a body that is refused is read and forgotten, so that the sender gets to hear why.
    if (body.destroyed || body.readableEnded) clearTimeout(timer)
    else body.once('close', () => clearTimeout(timer)).resume()
  }
}

const inMegabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024)

const tooLarge = (mostBytes: number, size: number) =>
  new AppError('too_large', `This body has ${inMegabytes(size)} MB or more: at most ${inMegabytes(mostBytes)} MB.`)

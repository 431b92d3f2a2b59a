import type { AnswerOf, BodyOf, PathOf } from './api-types.ts'
import { NetworkError, ProblemError, type Problem } from './problem.ts'

type Scalar = string | number | boolean
type RequestOptions = {
  /** Fills `{name}` in the path, percent-encoded. */
  path?: Record<string, Scalar>
  /** Absent values are left out; arrays repeat the name. */
  query?: Record<string, Scalar | readonly Scalar[] | null | undefined>
  body?: unknown
  /** Sent as it is, in the place of a body. */
  file?: Blob
  /** What kind of file the operation takes, where it is only one: what a system calls it is not to be trusted. */
  fileType?: string
  /** Same key on a retry: the server does the work once. See `newIdempotencyKey`. */
  idempotencyKey?: string
  /** The version that was read; the server refuses when someone else has changed it since. */
  ifMatch?: string
  signal?: AbortSignal
}

/**
 * The one door to the server: JSON in and out, every refusal thrown as a `ProblemError`. Paths, bodies and answers are those
 * of the OpenAPI document: `api.get('/api/v1/seasons/{seasonId}', { path: { seasonId } })`.
 */
export const api = {
  get: <Path extends PathOf<'get'>>(path: Path, options?: RequestOptions) =>
    send<AnswerOf<Path, 'get'>>('GET', path, options),
  post: <Path extends PathOf<'post'>>(path: Path, body?: BodyOf<Path, 'post'>, options?: RequestOptions) =>
    send<AnswerOf<Path, 'post'>>('POST', path, { ...options, body }),
  put: <Path extends PathOf<'put'>>(path: Path, body?: BodyOf<Path, 'put'>, options?: RequestOptions) =>
    send<AnswerOf<Path, 'put'>>('PUT', path, { ...options, body }),
  patch: <Path extends PathOf<'patch'>>(path: Path, body?: BodyOf<Path, 'patch'>, options?: RequestOptions) =>
    send<AnswerOf<Path, 'patch'>>('PATCH', path, { ...options, body }),
  /** One file as the body; its name goes in a header, so that no log of addresses keeps it. */
  upload: <Path extends PathOf<'post'>>(path: Path, file: Blob, options?: RequestOptions) =>
    send<AnswerOf<Path, 'post'>>('POST', path, { ...options, file }),
  delete: <Path extends PathOf<'delete'>>(path: Path, options?: RequestOptions) =>
    send<AnswerOf<Path, 'delete'>>('DELETE', path, options),
  /** A file, with the name that the server gives it. Not a bare link: a refusal must be seen. */
  download: async <Path extends PathOf<'get'>>(path: Path, options?: RequestOptions) => {
    const response = await ask('GET', path, options)
    const [, name] = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? []
    return { name: name ?? 'essor', content: await arrived(response.blob()) }
  },
}

/** Not `crypto.randomUUID`, which browsers withhold on a plain-http address of a local network. */
export function newIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function send<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
  const response = await ask(method, path, options)
  if (response.status === 204) return undefined as T
  const text = await response.text()
  return (text ? JSON.parse(text) : undefined) as T
}

async function ask(method: string, path: string, options: RequestOptions = {}): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' })
  if (options.body !== undefined) headers.set('content-type', 'application/json')
  if (options.file) {
    headers.set('content-type', options.fileType ?? (options.file.type || 'application/octet-stream'))
    if (options.file instanceof File) headers.set('file-name', encodeURIComponent(options.file.name.toWellFormed()))
  }
  if (options.idempotencyKey) headers.set('idempotency-key', options.idempotencyKey)
  if (options.ifMatch) headers.set('if-match', options.ifMatch)

  const response = await reach(address(path, options), {
    method,
    headers,
    credentials: 'same-origin',
    ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
    ...(options.file && { body: options.file }),
    ...(options.signal && { signal: options.signal }),
  })
  if (!response.ok) throw new ProblemError(await readProblem(response))
  return response
}

/** What was cut on the way is as good as not reached. */
async function arrived<T>(content: Promise<T>): Promise<T> {
  try {
    return await content
  } catch (cause) {
    throw new NetworkError(cause)
  }
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new NetworkError(cause)
  }
}

function address(path: string, { path: values = {}, query = {} }: RequestOptions): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`The path ${path} needs a value for ${name}.`)
    return encodeURIComponent(value)
  })
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one))
    }
  }
  return search.size > 0 ? `${filled}?${search}` : filled
}

/** A proxy or a crashed server answers with no problem document: the status alone must then do. */
async function readProblem(response: Response): Promise<Problem> {
  const fallback: Problem = {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    code: `http_${response.status}`,
  }
  try {
    const body: unknown = await response.json()
    if (typeof body !== 'object' || body === null) return fallback
    return { ...fallback, ...body, status: response.status }
  } catch {
    return fallback
  }
}

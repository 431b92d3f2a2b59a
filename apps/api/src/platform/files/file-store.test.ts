import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { openFileStore, type FileStore } from './file-store.ts'

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'essor-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function keep(store: FileStore, key: string, text: string): Promise<void> {
  const { path, file } = await store.newIncoming()
  await file.writeFile(text)
  await file.close()
  await store.put(key, path, Buffer.byteLength(text))
}

async function textAt(store: FileStore, key: string): Promise<string | undefined> {
  const stream = await store.read(key)
  return stream && (await buffer(stream)).toString()
}

async function keysIn(store: FileStore): Promise<string[]> {
  const keys: string[] = []
  for await (const page of store.pages()) keys.push(...page)
  return keys.toSorted()
}

/** What was seen, in order, of a store that is used as it is meant to be. */
async function use(store: FileStore) {
  const empty = await keysIn(store)
  await keep(store, '2026-03-02/aa', 'Bonjour')
  await keep(store, '2026-03-03/bb', '')
  const texts = [await textAt(store, '2026-03-02/aa'), await textAt(store, '2026-03-03/bb')]
  const full = await keysIn(store)
  await store.remove('2026-03-02/aa')
  await store.remove('2026-03-02/aa')
  return { empty, texts, full, gone: await textAt(store, '2026-03-02/aa'), left: await keysIn(store) }
}

const seen = {
  empty: [],
  texts: ['Bonjour', ''],
  full: ['2026-03-02/aa', '2026-03-03/bb'],
  gone: undefined,
  left: ['2026-03-03/bb'],
}

it('keeps files in a folder of this machine', async () => {
  expect(await use(await openFileStore({ folder: temporaryFolder() }))).toEqual(seen)
})

it('keeps files in a bucket of an S3-compatible service', async () => {
  const { endpoint, requests } = await startBucket()

  const store = await openFileStore({
    folder: temporaryFolder(),
    s3: { bucket: 'essor', endpoint, region: 'fr-par', accessKeyId: 'AKEY', secretAccessKey: 'secret' },
  })

  expect(await use(store)).toEqual(seen)
  expect(requests.every(({ headers }) => headers.authorization?.startsWith('AWS4-HMAC-SHA256 Credential=AKEY/'))).toBe(
    true,
  )
})

it('says that the bucket is away, rather than that the file is lost', async () => {
  const store = await openFileStore({
    folder: temporaryFolder(),
    s3: { bucket: 'essor', endpoint: 'http://127.0.0.1:9', region: 'x', accessKeyId: 'a', secretAccessKey: 'b' },
  })

  await expect(store.read('2026-03-02/aa')).rejects.toThrow(/Cannot read file/)
})

it('forgets uploads that were cut off, and leaves those under way', async () => {
  const folder = temporaryFolder()
  const store = await openFileStore({ folder })
  await store.sweepIncoming(new Date())
  expect(existsSync(join(folder, 'incoming'))).toBe(false)
  for (const _ of [1, 2]) await (await store.newIncoming()).file.close()
  const [old, fresh] = readdirSync(join(folder, 'incoming'))
  utimesSync(join(folder, 'incoming', old!), new Date('2026-03-01'), new Date('2026-03-01'))
  writeFileSync(join(folder, 'incoming', fresh!), 'half')

  await store.sweepIncoming(new Date('2026-03-02'))

  expect(readdirSync(join(folder, 'incoming'))).toEqual([fresh])
})

/** As much of S3 as a store needs, with listings of one key a page. */
async function startBucket() {
  const held = new Map<string, Buffer>()
  const requests: IncomingMessage[] = []
  const answers: Record<string, (key: string, query: URLSearchParams, body: Buffer) => [number, string | Buffer]> = {
    PUT: (key, _query, body) => [200, (held.set(key, body), '')],
    DELETE: (key) => [204, (held.delete(key), '')],
    GET: (key, query) => (key === '' ? [200, listing(query)] : found(key)),
  }
  const found = (key: string): [number, string | Buffer] =>
    held.has(key) ? [200, held.get(key)!] : [404, '<Error><Code>NoSuchKey</Code><Message>Gone</Message></Error>']
  const listing = (query: URLSearchParams) => {
    const keys = [...held.keys()].toSorted()
    const at = Number(query.get('continuation-token') ?? 0)
    const next = at + 1 < keys.length ? `<NextContinuationToken>${at + 1}</NextContinuationToken>` : ''
    const contents = keys.slice(at, at + 1).map((key) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`)
    return `<ListBucketResult><IsTruncated>${next !== ''}</IsTruncated>${contents.join('')}${next}</ListBucketResult>`
  }
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    void buffer(request).then((body) => {
      requests.push(request)
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://bucket')
      const key = pathname.replace(/^\/essor\/?/, '')
      const [status, answer] = answers[request.method ?? '']!(key, searchParams, body)
      response.writeHead(status, { 'content-type': 'application/xml' }).end(answer)
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests }
}

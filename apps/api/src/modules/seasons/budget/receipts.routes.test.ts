import { createHash, randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { beforeAll, expect, it } from 'vitest'
import { eq, sql } from 'drizzle-orm'
import { insertBudgetLine, insertSeason } from '../../../../test/factories.ts'
import { startSecondApp, useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { removeOrphans } from '../../../platform/files/files.service.ts'
import { files } from '../../../platform/files/files.table.ts'

const t = useTestApp()
let season: Awaited<ReturnType<typeof insertSeason>>
let organiser: TestPerson

beforeAll(async () => {
  season = await insertSeason(t.db)
  organiser = await t.person({ role: 'organiser', scopeKind: 'delegation', scopeId: season.delegationId })
})

const pdf = Buffer.from('%PDF-1.7\nfacture')
const newLine = async () => `/api/v1/budget-lines/${(await insertBudgetLine(t.db, season.id)).id}/receipts`

const send = (to: string, body: Buffer, type = 'application/pdf', name = 'Facture%20traiteur.pdf') =>
  organiser.post(to).set('content-type', type).set('file-name', name).send(body)

async function everyKey(): Promise<string[]> {
  const found: string[] = []
  for await (const keys of t.deps.files.pages()) found.push(...keys)
  return found
}
const keyOf = async (sha256: string) => (await t.db.select().from(files).where(eq(files.sha256, sha256)))[0]?.key
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const waitingRemovals = async () =>
  (
    await t.db.execute<{ key: string }>(
      sql`select data->>'key' as key from pgboss.job where name = 'files.remove' order by created_on`,
    )
  ).rows.map(({ key }) => key)

it('keeps a receipt, lists it with its line, gives it back to be saved, and removes it', async () => {
  const to = await newLine()
  const lineId = to.split('/')[4]
  const { body: made } = await send(to, pdf).expect(201)
  expect(made).toEqual({
    id: expect.any(String),
    name: 'Facture traiteur.pdf',
    type: 'application/pdf',
    size: pdf.length,
    createdAt: expect.any(String),
  })
  const { body: list } = await organiser.get(`/api/v1/seasons/${season.id}/budget-lines?limit=100`)
  expect(list.items.find(({ id }: { id: string }) => id === lineId).receipts).toEqual([made])

  const at = `/api/v1/budget-receipts/${made.id}`
  const { body, headers } = await organiser.get(`${at}/file`).buffer(true).expect(200)
  expect(Buffer.compare(body, pdf)).toBe(0)
  expect({
    type: headers['content-type'],
    length: headers['content-length'],
    disposition: headers['content-disposition'],
    policy: headers['content-security-policy'],
    sniff: headers['x-content-type-options'],
    cache: headers['cache-control'],
  }).toEqual({
    type: 'application/pdf',
    length: String(pdf.length),
    disposition: `attachment; filename="Facture traiteur.pdf"; filename*=UTF-8''Facture%20traiteur.pdf`,
    policy: "default-src 'none'; sandbox",
    sniff: 'nosniff',
    cache: 'private, no-store',
  })

  const [file] = await t.db
    .select()
    .from(files)
    .where(eq(files.sha256, hashOf(pdf)))
  expect(file).toEqual({
    id: expect.any(String),
    key: expect.stringMatching(/^2026-03-02\/[0-9a-f]{40}$/),
    name: 'Facture traiteur.pdf',
    type: 'application/pdf',
    size: pdf.length,
    sha256: hashOf(pdf),
    createdBy: organiser.id,
    createdAt: expect.any(Date),
  })
  await organiser.delete(at).expect(204)
  expect(await keyOf(hashOf(pdf))).toBe(undefined)
  expect(await waitingRemovals()).toEqual([file!.key])
  expect((await organiser.delete(at)).body.code).toBe('not_found')
  expect((await organiser.get(`${at}/file`)).body.code).toBe('not_found')
})

it('removes the receipts of a line with it', async () => {
  const to = await newLine()
  const bytes = Buffer.from(`%PDF-${randomUUID()}`)
  await send(to, bytes).expect(201)
  const key = await keyOf(hashOf(bytes))

  await organiser.delete(to.replace('/receipts', '')).set('if-match', '"1"').expect(204)

  expect(await keyOf(hashOf(bytes))).toBe(undefined)
  expect((await waitingRemovals()).at(-1)).toBe(key)
})

it.each([
  ['a program named .pdf', Buffer.from('MZ\x90\x00\x03', 'latin1'), 'application/pdf', 'facture.pdf'],
  ['a drawing that holds a script', Buffer.from('<svg><script>alert(1)</script></svg>'), 'image/svg+xml', 'a.svg'],
  ['a page', Buffer.from('<!doctype html><script>'), 'application/pdf', 'a.pdf'],
  ['JSON', Buffer.from('{"a":1}'), 'application/json', 'a.pdf'],
  ['words', Buffer.from('Bonjour'), 'text/plain', 'a.pdf'],
  ['a form', Buffer.from('--x\r\n'), 'multipart/form-data; boundary=x', 'a.pdf'],
])('refuses %s, and keeps nothing of it', async (_what, bytes, type, name) => {
  const before = await everyKey()

  const { body } = await send(await newLine(), bytes, type, name).expect(415)

  expect(body).toMatchObject({ code: 'file_type_refused', status: 415 })
  expect(await everyKey()).toEqual(before)
})

it('goes by the bytes where the sender names another type', async () => {
  const png = Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1')

  const { body } = await send(await newLine(), png, 'application/pdf', '..%2F..%2Fetc%2Fticket.pdf').expect(201)

  expect(body).toMatchObject({ type: 'image/png', name: 'ticket.pdf.png' })
})

it.each([
  ['an empty file', Buffer.alloc(0), 'a.pdf', 'body'],
  ['a name that is not encoded right', pdf, '%E9t%E9.pdf', 'file-name'],
])('refuses %s', async (_what, bytes, name, path) => {
  const { body } = await send(await newLine(), bytes, 'application/pdf', name).expect(400)

  expect(body).toMatchObject({ code: 'invalid_input', errors: [{ path }] })
})

it('refuses 30 MB, whether the length is said before or not', async () => {
  const to = await newLine()
  const before = await everyKey()
  const piece = Buffer.alloc(1024 * 1024, '%PDF-')
  const headers = { cookie: organiser.cookie, 'content-type': 'application/pdf' }
  const told = await fetch(`${t.url}${to}`, { method: 'POST', headers, body: Buffer.concat(Array(30).fill(piece)) })
  const untold = await fetch(`${t.url}${to}`, {
    method: 'POST',
    headers,
    duplex: 'half',
    body: ReadableStream.from(Array<Buffer>(30).fill(piece)),
  } as RequestInit)

  expect([told.status, ((await told.json()) as { code: string }).code]).toEqual([413, 'too_large'])
  expect([untold.status, ((await untold.json()) as { code: string }).code]).toEqual([413, 'too_large'])
  expect(await everyKey()).toEqual(before)
})

it('keeps nothing of a file that is cut off on its way', async () => {
  const to = await newLine()
  const before = await everyKey()
  const socket = connect(Number(new URL(t.url).port), '127.0.0.1')
  socket.write(
    `POST ${to} HTTP/1.1\r\nhost: x\r\ncookie: ${organiser.cookie}\r\ncontent-type: application/pdf\r\ncontent-length: 9000\r\n\r\n%PDF-`,
  )
  socket.end()
  await text(socket)

  const { body } = await organiser.get(`/api/v1/seasons/${season.id}/budget-lines?limit=100`)
  const line = body.items.find(({ id }: { id: string }) => to.includes(id))
  expect([line.receipts, await everyKey()]).toEqual([[], before])
})

it('keeps a file once that is sent again over a bad network', async () => {
  const to = await newLine()
  const key = randomUUID()
  const { body: first } = await send(to, pdf).set('idempotency-key', key).expect(201)
  const stored = await everyKey()

  const again = await send(to, pdf).set('idempotency-key', key).expect(201)
  const other = await send(to, Buffer.from('%PDF-other')).set('idempotency-key', key)

  expect([again.body, again.headers['idempotency-replayed']]).toEqual([first, 'true'])
  expect([other.status, other.body.code]).toEqual([422, 'idempotency_mismatch'])
  expect((await everyKey()).toSorted()).toEqual(stored.toSorted())
})

it('keeps twenty receipts on a line and no more, however many come at once', async () => {
  const to = await newLine()

  const answers = await Promise.all(Array.from({ length: 24 }, () => send(to, pdf)))

  expect(answers.map(({ body }) => body.code ?? 'made').toSorted()).toEqual([
    ...Array<string>(20).fill('made'),
    ...Array<string>(4).fill('too_many_of_these'),
  ])
})

it('serves from one process what another one took in', async () => {
  const { body: made } = await send(await newLine(), pdf).expect(201)
  const second = await startSecondApp(t)
  const answer = await fetch(`${second.url}/api/v1/budget-receipts/${made.id}/file`, {
    headers: { cookie: organiser.cookie },
  })

  expect(Buffer.from(await answer.arrayBuffer()).equals(pdf)).toBe(true)
  await second.stop()
})

it('says so when the bytes are gone', async () => {
  const bytes = Buffer.from(`%PDF-${randomUUID()}`)
  const { body: made } = await send(await newLine(), bytes).expect(201)
  await t.deps.files.remove((await keyOf(hashOf(bytes)))!)

  const { body } = await organiser.get(`/api/v1/budget-receipts/${made.id}/file`).expect(410)

  expect(body).toMatchObject({ code: 'file_missing' })
})

it('answers that the storage is away while it is', async () => {
  const away = () => Promise.reject(new Error('connect ECONNREFUSED'))
  const app = await t.appWith({ deps: { files: { ...t.deps.files, put: away, read: away } } })
  const { body: made } = await send(await newLine(), pdf).expect(201)

  const read = await app.as(organiser).get(`/api/v1/budget-receipts/${made.id}/file`)
  const write = await app
    .as(organiser)
    .post(await newLine())
    .set('content-type', 'application/pdf')
    .send(pdf)

  expect([read, write].map(({ status, body }) => [status, body.code])).toEqual([
    [503, 'unavailable'],
    [503, 'unavailable'],
  ])
})

it('sweeps away what a crash left without a row, once it is old, and nothing else', async () => {
  const orphan = async (key: string) => {
    const { path, file } = await t.deps.files.newIncoming()
    await file.close()
    await t.deps.files.put(key, path, 0)
    return key
  }
  const bytes = Buffer.from(`%PDF-${randomUUID()}`)
  await send(await newLine(), bytes).expect(201)
  const kept = (await keyOf(hashOf(bytes)))!
  const old = await orphan('2026-03-02/0123')
  const fresh = await orphan('2026-03-05/0123')
  t.setNow('2026-03-06T09:00:00.000Z')

  await Promise.all([removeOrphans(t.deps), removeOrphans(t.deps)])

  const keys = await everyKey()
  expect([old, fresh, kept].map((key) => keys.includes(key))).toEqual([false, true, true])
})

it('takes and gives receipts to organisers only', async () => {
  const to = await newLine()
  const { body: made } = await send(to, pdf).expect(201)
  const stranger = await t.person({ role: 'juror', scopeKind: 'season', scopeId: season.id })
  const before = await everyKey()

  expect(
    await unguarded(
      t,
      [
        ['post', to, {}],
        ['get', `/api/v1/budget-receipts/${made.id}/file`],
        ['delete', `/api/v1/budget-receipts/${made.id}`],
      ],
      { stranger, owner: organiser },
    ),
  ).toEqual([])
  expect(await everyKey()).toEqual(before)
})

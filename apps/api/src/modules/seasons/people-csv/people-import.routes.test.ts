import { and, asc, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { insertEnrolment, insertSeason } from '../../../../test/factories.ts'
import { useTestApp, type Caller } from '../../../../test/harness.ts'
import { auditLog } from '../../../platform/audit/audit.table.ts'
import { people } from '../../identity/index.ts'
import { enrolments } from '../enrolments/enrolments.table.ts'
import { seasonSites } from '../sites/season-sites.table.ts'

const t = useTestApp()

const titles = 'Nom;E-mail;Catégorie;Origine;Site\r\n'
const line = (index: number) => `Personne ${index};import${index}@exemple.fr;étudiant;IUT;\r\n`
const file = (from: number, to: number) =>
  titles + Array.from({ length: to - from + 1 }, (_, index) => line(from + index)).join('')

const send = (who: Caller, season: { id: string }, csv: string | Buffer, query = 'preview=false') =>
  who.post(`/api/v1/seasons/${season.id}/people-imports?${query}`).set('content-type', 'text/csv').send(csv)

async function aSeason(over = {}) {
  const season = await insertSeason(t.db, over)
  const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
  return { season, organiser, import: (csv: string | Buffer, query?: string) => send(organiser, season, csv, query) }
}

const enrolledIn = (season: { id: string }) =>
  t.db
    .select({ name: people.name, email: people.email, status: enrolments.status, arrival: enrolments.arrival })
    .from(enrolments)
    .innerJoin(people, eq(people.id, enrolments.personId))
    .where(eq(enrolments.seasonId, season.id))
    .orderBy(asc(enrolments.arrival))

const none = { to_add: 0, added: 0, already_enrolled: 0, twice_in_file: 0, refused: 0 }

it('tells first what it would do with each row, and changes nothing', async () => {
  const { season, import: send } = await aSeason({ capacity: 2 })
  const [site] = await t.db
    .insert(seasonSites)
    .values({ seasonId: season.id, kind: 'place', name: 'Étouvie', timeZone: 'Europe/Paris' })
    .returning()
  const enrolled = await t.person()
  await insertEnrolment(t.db, season.id, enrolled.id)
  const csv = `${titles}Ana;ana@exemple.fr;étudiante;;étouvie\nBob;bob;;;\nCléo;${enrolled.email};;;\nAna;ANA@exemple.fr;;;\nDan;dan@exemple.fr;;;\n`

  const { body } = await send(csv, 'as=confirmed').expect(200)

  const row = { origin: '', siteId: site!.id, category: 'other', status: null, problems: [] }
  expect(body).toEqual({
    preview: true,
    encoding: 'utf-8',
    separator: ';',
    counts: { ...none, to_add: 2, already_enrolled: 1, twice_in_file: 1, refused: 1 },
    lines: [
      {
        ...row,
        line: 2,
        name: 'Ana',
        email: 'ana@exemple.fr',
        category: 'student',
        outcome: 'to_add',
        status: 'confirmed',
      },
      {
        ...row,
        line: 3,
        name: 'Bob',
        email: 'bob',
        outcome: 'refused',
        problems: [{ field: 'email', code: 'not_an_email', message: 'This is no e-mail address.' }],
      },
      { ...row, line: 4, name: 'Cléo', email: enrolled.email, outcome: 'already_enrolled' },
      { ...row, line: 5, name: 'Ana', email: 'ana@exemple.fr', outcome: 'twice_in_file' },
      { ...row, line: 6, name: 'Dan', email: 'dan@exemple.fr', outcome: 'to_add', status: 'waiting' },
    ],
  })
  expect(await enrolledIn(season)).toHaveLength(1)
  expect(await t.mailsTo('ana@exemple.fr')).toEqual([])
})

it('takes the good rows, tells the people, and adds nobody twice when it is sent again', async () => {
  const { season, organiser, import: send } = await aSeason({ capacity: 1 })
  const csv = `${titles}Ana Lopez;ana.lopez@exemple.fr;étudiante;IUT d’Amiens;\nBob;bob;;;\nDan Roy;dan.roy@exemple.fr;;;\n`

  const first = await send(csv).expect(200)
  const again = await send(csv).expect(200)

  expect([first.body.counts, again.body.counts]).toEqual([
    { ...none, added: 2, refused: 1 },
    { ...none, already_enrolled: 2, refused: 1 },
  ])
  expect(await enrolledIn(season)).toEqual([
    { name: 'Ana Lopez', email: 'ana.lopez@exemple.fr', status: 'confirmed', arrival: 1 },
    { name: 'Dan Roy', email: 'dan.roy@exemple.fr', status: 'waiting', arrival: 2 },
  ])
  const [mail, ...others] = await t.mailsTo('ana.lopez@exemple.fr')
  expect([mail?.subject, others]).toEqual(['Vous êtes inscrit·e : Saison de printemps', []])
  expect(mail?.text).toContain('vous a inscrit·e comme bénévole à « Saison de printemps ». Votre place est confirmée.')
  expect((await t.mailsTo('dan.roy@exemple.fr'))[0]?.text).toContain('vous êtes sur la liste d’attente')
  const noted = await t.db
    .select({ action: auditLog.action, details: auditLog.details, actor: auditLog.actorId })
    .from(auditLog)
    .where(and(eq(auditLog.actorId, organiser.id), eq(auditLog.delegationId, season.delegationId)))
    .orderBy(asc(auditLog.action), asc(auditLog.id))
  expect(noted).toEqual([
    { action: 'enrolment.confirmed', details: {}, actor: organiser.id },
    { action: 'enrolment.waiting', details: {}, actor: organiser.id },
    { action: 'people.imported', details: { added: 2 }, actor: organiser.id },
    { action: 'people.imported', details: { added: 0 }, actor: organiser.id },
  ])
})

it('says nothing to anybody when asked not to, and lets organisers decide on each person later', async () => {
  const { season, import: send } = await aSeason({ capacity: 1 })

  await send(file(1, 3), 'preview=false&as=applied&mail=false').expect(200)

  expect((await enrolledIn(season)).map(({ status }) => status)).toEqual(['applied', 'applied', 'applied'])
  expect(await t.mailsTo('import1@exemple.fr')).toEqual([])
})

it('adds each person once and gives no place twice, when imports race each other', async () => {
  const { season, import: send } = await aSeason({ capacity: 100 })
  const files = [file(1, 80), file(41, 120), file(1, 120), file(100, 160)]

  const answers = await Promise.all(files.map((csv) => send(csv, 'preview=false&mail=false')))

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(answers.reduce((sum, { body }) => sum + body.counts.added, 0)).toBe(160)
  const rows = await enrolledIn(season)
  expect([rows.length, new Set(rows.map(({ email }) => email)).size]).toEqual([160, 160])
  expect(rows.map(({ arrival }) => arrival)).toEqual(Array.from({ length: 160 }, (_, index) => index + 1))
  expect(rows.map(({ status }) => status)).toEqual(
    Array.from({ length: 160 }, (_, index) => (index < 100 ? 'confirmed' : 'waiting')),
  )
})

it('refuses a row whose address holds what no database keeps, and takes the others', async () => {
  const { season, import: send } = await aSeason()
  const csv = `\ufeff${titles}Ana;ana\0@exemple.fr;;;\r\nBo;bo.utf16@exemple.fr;;;\r\n`

  const { body } = await send(Buffer.from(csv, 'utf16le')).expect(200)

  expect([body.encoding, body.counts]).toEqual(['utf-16', { ...none, added: 1, refused: 1 }])
  expect((await enrolledIn(season)).map(({ email }) => email)).toEqual(['bo.utf16@exemple.fr'])
})

it('lets two seasons take the same people at once', async () => {
  const [here, there] = [await aSeason(), await aSeason()]
  const reversed = titles + Array.from({ length: 200 }, (_, index) => line(400 - index)).join('')

  const answers = await Promise.all([
    here.import(file(201, 400), 'preview=false&mail=false'),
    there.import(reversed, 'preview=false&mail=false'),
  ])

  expect(answers.map(({ body }) => body.counts)).toEqual([
    { ...none, added: 200 },
    { ...none, added: 200 },
  ])
})

it('lets two seasons take the same thousand people at once, in whatever order the files name them', async () => {
  const [one, other] = [await aSeason(), await aSeason()]
  const rows = Array.from({ length: 1_000 }, (_, index) => `Foule ${index};foule${index}@exemple.fr;;;\r\n`)

  const answers = await Promise.all([
    one.import(titles + rows.join(''), 'preview=false&mail=false'),
    other.import(titles + rows.toReversed().join(''), 'preview=false&mail=false'),
  ])

  expect(answers.map(({ status, body }) => [status, body.counts])).toEqual([
    [200, { ...none, added: 1_000 }],
    [200, { ...none, added: 1_000 }],
  ])
  const arrived = (await enrolledIn(other.season)).map(({ email }) => email)
  expect([arrived.at(0), arrived.at(-1)]).toEqual(['foule999@exemple.fr', 'foule0@exemple.fr'])
})

it('takes ten thousand people', async () => {
  const { season, import: send } = await aSeason({ capacity: 9_000 })

  const { body } = await send(file(10_001, 20_000)).expect(200)

  expect(body.counts).toEqual({ ...none, added: 10_000 })
  const rows = await enrolledIn(season)
  expect([rows.length, rows.filter(({ status }) => status === 'waiting').length]).toEqual([10_000, 1_000])
})

describe('what cannot be imported', () => {
  it('is named', async () => {
    const { season, organiser, import: send } = await aSeason()
    const closed = await aSeason({ status: 'closed' })
    const people = `/api/v1/seasons/${season.id}/people-imports`

    const answers = [
      await send(`${titles}Ana;ana@exemple.fr;;;\n"Bob;bob@exemple.fr;;;\nCléo;cleo@exemple.fr;;;\n`),
      await send('Ana;ana@exemple.fr\n'),
      await send(''),
      await send(Buffer.alloc(5 * 1024 * 1024 + 1, 'a')),
      await closed.import(file(1, 2)),
      await closed.import(file(1, 2), 'preview=true'),
      await organiser.post(people).set('content-type', 'application/xml').send('<a/>'),
      await send(file(1, 2), 'preview=maybe'),
    ]

    expect(answers.map(({ status, body }) => [status, body.code, body.errors?.[0].path])).toEqual([
      [400, 'csv_unreadable', 'line.3'],
      [400, 'csv_unreadable', 'name'],
      [400, 'csv_unreadable', 'file'],
      [413, 'too_large', undefined],
      [409, 'season_not_open', undefined],
      [409, 'season_not_open', undefined],
      [415, 'unsupported_media_type', undefined],
      [400, 'invalid_input', 'preview'],
    ])
    expect(answers[6]?.body.detail).toBe('Send a body of the type text/csv.')
    expect(await enrolledIn(season)).toEqual([])
  })

  it('is refused before it was all sent, where it says how long it is', async () => {
    const { season, organiser } = await aSeason()

    const answer = await fetch(`${t.url}/api/v1/seasons/${season.id}/people-imports`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', cookie: organiser.cookie },
      body: Buffer.alloc(50 * 1024 * 1024, 'Camille;camille@exemple.fr\n'),
    }).then(
      ({ status }) => status,
      () => 'cut',
    )

    // The server may hang up on whoever goes on talking; what it must not do is read it all.
    expect([413, 'cut']).toContain(answer)
  })

  it('is refused to whoever does not organise the season', async () => {
    const { season } = await aSeason()
    const facilitator = await t.person({ role: 'facilitator', scopeKind: 'season', scopeId: season.id })

    const answers = [await send(t.anonymous, season, file(1, 2)), await send(facilitator, season, file(1, 2))]

    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [401, 'unauthenticated'],
      [403, 'forbidden'],
    ])
  })
})

it('tells nobody of a season that is a draft, and adds the people without a mail', async () => {
  const { season, import: send } = await aSeason({ status: 'draft' })
  const csv = `${titles}Iris;iris.brouillon@exemple.fr;;;\n`

  const preview = await send(csv, 'preview=true').expect(200)
  const refused = await send(csv).expect(409)
  const before = await enrolledIn(season)
  const added = await send(csv, 'preview=false&mail=false').expect(200)

  expect([preview.body.counts, added.body.counts]).toEqual([
    { ...none, to_add: 1 },
    { ...none, added: 1 },
  ])
  expect(refused.body).toMatchObject({ code: 'season_not_open', errors: [{ path: 'mail', code: 'draft' }] })
  expect(before).toEqual([])
  expect(await t.mailsTo('iris.brouillon@exemple.fr')).toEqual([])
})

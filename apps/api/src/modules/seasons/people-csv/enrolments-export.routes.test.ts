import { and, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertEnrolment, insertSeason } from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { auditLog } from '../../../platform/audit/audit.table.ts'
import { addressOfNobody } from '../../../platform/mail/addresses.ts'
import { people } from '../../identity/index.ts'
import { enrolments } from '../enrolments/enrolments.table.ts'
import { seasonSites } from '../sites/season-sites.table.ts'

const t = useTestApp()

async function aSeason() {
  const season = await insertSeason(t.db, { timeZone: 'Indian/Reunion' })
  const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
  const download = (query = '') => organiser.get(`/api/v1/seasons/${season.id}/enrolments.csv${query}`)
  return { season, organiser, download }
}

async function insertNamed(
  seasonId: string,
  name: string,
  over: Parameters<typeof insertEnrolment>[3],
  email?: string,
) {
  const person = await t.person()
  await t.db
    .update(people)
    .set({ name, email: email ?? person.email })
    .where(eq(people.id, person.id))
  await insertEnrolment(t.db, seasonId, person.id, {
    createdAt: new Date('2026-02-10T20:30:00Z'),
    statusAt: new Date('2026-02-12T08:00:00Z'),
    ...over,
  })
  return person
}

it('gives everybody in a file that spreadsheets of the country open, and notes who took it', async () => {
  const { season, organiser, download } = await aSeason()
  const [site] = await t.db
    .insert(seasonSites)
    .values({ seasonId: season.id, kind: 'place', name: 'Saint-Denis', timeZone: 'Indian/Reunion' })
    .returning()
  const ana = await insertNamed(season.id, 'Ana "Nina" Lopez', { arrival: 1, siteId: site!.id })
  await insertNamed(
    season.id,
    'Jeanne; Leroy',
    { arrival: 2, category: 'retired', origin: '', status: 'checked_in' },
    addressOfNobody(),
  )

  const { text, headers } = await download().expect(200)

  expect(text.replace(/^\ufeff/, '').split('\r\n')).toEqual([
    'Nom;E-mail;Catégorie;Origine;Site;État;Depuis le;Inscription le',
    `"Ana ""Nina"" Lopez";${ana.email};Étudiant·e;IUT d’Amiens;Saint-Denis;Confirmée;12/02/2026 12:00;11/02/2026 00:30`,
    '"Jeanne; Leroy";;À la retraite;;;Présente;12/02/2026 12:00;11/02/2026 00:30',
    '',
  ])
  expect([text.startsWith('\ufeff'), headers['content-type'], headers['content-disposition']]).toEqual([
    true,
    'text/csv; charset=utf-8',
    `attachment; filename="${season.slug}-inscriptions-2026-03-02.csv"`,
  ])
  const noted = await t.db
    .select({ action: auditLog.action, details: auditLog.details })
    .from(auditLog)
    .where(and(eq(auditLog.actorId, organiser.id), eq(auditLog.subjectId, season.id)))
  expect(noted).toEqual([{ action: 'enrolments.exported', details: {} }])
})

it('gives only those asked for', async () => {
  const { season, download } = await aSeason()
  await insertNamed(season.id, 'Ana', { arrival: 1 })
  await insertNamed(season.id, 'Bob', { arrival: 2, status: 'withdrawn' })
  await insertNamed(season.id, 'Cléo', { arrival: 3, category: 'retired' })
  const names = async (query: string) => {
    const { text } = await download(query).expect(200)
    return text
      .split('\r\n')
      .slice(1, -1)
      .map((row) => row.split(';')[0])
  }

  expect([
    await names('?status=withdrawn'),
    await names('?category=retired'),
    await names('?name=AN'),
    await names(''),
  ]).toEqual([['Bob'], ['Cléo'], ['Ana'], ['Ana', 'Bob', 'Cléo']])
})

it('lets no cell be taken for a formula', async () => {
  const { season, download } = await aSeason()
  const dangerous = ['=HYPERLINK("http://exemple.fr";"Cliquez")', '+33 6', '-1+1', '@SUM(A1)', '\t=1+1', '＝1+1']
  for (const [arrival, name] of dangerous.entries()) await insertNamed(season.id, name, { arrival, origin: name })

  const { text } = await download().expect(200)

  const rows = text.split('\r\n').slice(1, -1)
  expect(rows.map((row) => row.replace(/;personne.*/, ''))).toEqual([
    `"'=HYPERLINK(""http://exemple.fr"";""Cliquez"")"`,
    "'+33 6",
    "'-1+1",
    "'@SUM(A1)",
    "'\t=1+1",
    "'＝1+1",
  ])
  expect(text).not.toMatch(/(^|[;\n]"?)[=+\-@\t＝]/)
})

it('can be imported into the next season as it is', async () => {
  const { season, download } = await aSeason()
  const next = await aSeason()
  for (const { id } of [season, next.season])
    await t.db.insert(seasonSites).values({ seasonId: id, kind: 'place', name: 'Étouvie', timeZone: 'Europe/Paris' })
  const [site] = await t.db.select().from(seasonSites).where(eq(seasonSites.seasonId, season.id))
  const categories = ['student', 'professional', 'resident', 'social_worker', 'job_seeker', 'retired', 'other'] as const
  for (const [arrival, category] of categories.entries())
    await insertNamed(season.id, `=Nom "${category}"; suite`, {
      arrival,
      category,
      siteId: site!.id,
      origin: '@école\nd’Amiens',
    })

  const { text } = await download().expect(200)
  const { body } = await next.organiser
    .post(`/api/v1/seasons/${next.season.id}/people-imports?preview=false&mail=false`)
    .set('content-type', 'text/csv')
    .send(text)
    .expect(200)

  expect(body.counts).toMatchObject({ added: 7, refused: 0 })
  const kept = (id: string) =>
    t.db
      .select({
        name: people.name,
        email: people.email,
        category: enrolments.category,
        origin: enrolments.origin,
        site: seasonSites.name,
      })
      .from(enrolments)
      .innerJoin(people, eq(people.id, enrolments.personId))
      .innerJoin(seasonSites, eq(seasonSites.id, enrolments.siteId))
      .where(eq(enrolments.seasonId, id))
      .orderBy(enrolments.arrival)
  expect(await kept(next.season.id)).toEqual(await kept(season.id))
})

it('reads page after page, however many there are', async () => {
  const { season, download } = await aSeason()
  const made = await t.db
    .insert(people)
    .values(Array.from({ length: 1_203 }, (_, index) => ({ name: `N${index}`, email: `export${index}@exemple.fr` })))
    .returning({ id: people.id })
  await t.db.insert(enrolments).values(
    made.map(({ id }, arrival) => ({
      seasonId: season.id,
      personId: id,
      category: 'other' as const,
      origin: '',
      motivation: '',
      arrival,
    })),
  )

  const { text } = await download().expect(200)

  const names = text
    .split('\r\n')
    .slice(1, -1)
    .map((row) => row.split(';')[0])
  expect(names).toEqual(made.map((_, index) => `N${index}`))
})

it('is for the organisers of the season', async () => {
  const { season } = await aSeason()

  expect(
    await unguarded(t, [['get', `/api/v1/seasons/${season.id}/enrolments.csv`]], {
      stranger: await t.person({ role: 'facilitator', scopeKind: 'season', scopeId: season.id }),
      owner: await t.person({ role: 'network_admin', scopeKind: 'network', scopeId: null }),
    }),
  ).toEqual([])
})

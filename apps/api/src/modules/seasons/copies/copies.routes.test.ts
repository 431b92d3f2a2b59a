import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import {
  insertCall,
  insertDelegation,
  insertEnrolment,
  insertPhase,
  insertSeason,
  insertSession,
  insertSubmission,
} from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'
import { budgetLines } from '../budget/budget.table.ts'
import { seasons } from '../seasons.table.ts'
import { seasonSessions, sessionSites } from '../sessions/season-sessions.table.ts'
import { seasonSites } from '../sites/season-sites.table.ts'
import { tallyCounters } from '../tally/tally.table.ts'

const t = useTestApp()

const nowhere = '00000000-0000-4000-8000-000000000000'
const inDelegation = (scopeId: string) => ({ role: 'organiser', scopeKind: 'delegation', scopeId }) as const
const copy = { slug: 'edition-2027', name: 'Saison de printemps 2027', startsOn: '2027-03-31' }

/** A season as full as it gets: two sites, sessions of every kind of field, and people who did things in it. */
async function aFullSeason() {
  const delegation = await insertDelegation(t.db)
  const season = await insertSeason(t.db, {
    delegationId: delegation.id,
    summary: 'Deux mois ensemble.',
    presence: 'hybrid',
    capacity: 40,
    terminology: { event: 'nuit du code citoyen', team: 'bande', structure: 'asso', participant: 'voisin·e' },
    enrolmentMode: 'first_come',
    offerHours: 24,
    categoryPlaces: { student: 10 },
    needsKeptDays: 15,
    status: 'closed',
    version: 7,
  })
  await insertPhase(t.db, season.id)
  const [hall, remote] = await t.db
    .insert(seasonSites)
    .values([
      {
        seasonId: season.id,
        kind: 'place',
        name: 'Maison des associations',
        address: '12 rue Frédéric-Petit',
        timeZone: 'Europe/Paris',
        capacity: 30,
        accessNotes: 'De plain-pied',
        version: 4,
      },
      { seasonId: season.id, kind: 'remote', name: 'À distance', timeZone: 'Indian/Reunion' },
    ])
    .returning()
  const launch = await insertSession(t.db, season.id, {
    onlineUrl: 'https://visio.example/salle-secrete',
    needsRegistration: true,
    places: 25,
    remindHours: 24,
    version: 9,
    changedAt: new Date('2026-01-01T00:00:00Z'),
  })
  await insertSession(t.db, season.id, {
    kind: 'meet_up',
    title: 'Retrouvailles',
    place: 'Café',
    startsAt: new Date('2026-03-28T17:00:00Z'),
    endsAt: new Date('2026-03-28T19:00:00Z'),
  })
  await insertSession(t.db, season.id, { title: 'Atelier annulé', cancelledAt: new Date('2026-03-01T00:00:00Z') })
  await t.db.insert(sessionSites).values([
    { sessionId: launch.id, siteId: hall!.id },
    { sessionId: launch.id, siteId: remote!.id },
  ])
  await t.db.insert(budgetLines).values([
    {
      seasonId: season.id,
      kind: 'income',
      heading: 'funding',
      funder: 'Madame Bienfaitrice',
      label: 'Subvention',
      plannedCents: 500_000,
      realCents: 450_000,
      note: 'Promis par Monsieur Trésorier',
      version: 3,
    },
    {
      seasonId: season.id,
      kind: 'expense',
      heading: 'other',
      otherHeading: 'Navettes',
      label: 'Bus',
      plannedCents: 80_000,
    },
  ])
  await t.db.insert(tallyCounters).values([
    {
      seasonId: season.id,
      kind: 'loop',
      label: 'Gobelets',
      unit: 'gobelets',
      target: 120,
      public: true,
      amount: 90,
      part: 80,
    },
    { seasonId: season.id, kind: 'count', label: 'Café', unit: 'litres', amount: 14.5 },
  ])
  const organiser = await t.person(inDelegation(delegation.id))
  const copyAs = (as: Pick<typeof organiser, 'post'>, body: object = copy, id = season.id) =>
    as.post(`/api/v1/seasons/${id}/copies`).send(body)
  return { delegation, season, organiser, copyAs }
}

describe('the next edition of a season', () => {
  it('has its settings, words, sites, phases and sessions, at the same hours', async () => {
    const { season, organiser, copyAs } = await aFullSeason()

    const { body } = await copyAs(organiser).expect(201)

    const { body: details } = await organiser.get(`/api/v1/seasons/${body.id}`).expect(200)
    expect(body).toMatchObject({ ...copy, delegationId: season.delegationId, status: 'draft' })
    expect(await t.db.select().from(seasons).where(eq(seasons.id, body.id))).toEqual([
      {
        ...season,
        ...copy,
        id: body.id,
        endsOn: '2027-05-30',
        status: 'draft',
        version: 1,
        createdAt: expect.any(Date),
      },
    ])
    expect(details.phases).toEqual([
      {
        id: expect.any(String),
        kind: 'recruitment',
        startsAt: '2027-01-31T08:00:00.000Z',
        endsAt: '2027-03-19T22:59:00.000Z',
        version: 1,
      },
      {
        id: expect.any(String),
        kind: 'kick_off',
        startsAt: '2027-03-31T16:00:00.000Z',
        endsAt: '2027-03-31T19:00:00.000Z',
        version: 1,
      },
    ])
    const rows = await t.db
      .select()
      .from(seasonSessions)
      .where(sql`season_id = ${body.id}`)
      .orderBy(seasonSessions.startsAt)
    const fresh = {
      id: expect.any(String),
      seasonId: body.id,
      onlineUrl: null,
      remindedOf: null,
      version: 1,
      cancelledAt: null,
      changedAt: expect.any(Date),
    }
    expect(rows).toEqual([
      {
        ...fresh,
        kind: 'meet_up',
        title: 'Retrouvailles',
        place: 'Café',
        // 18 h before the change of clock, and 18 h before it a year later.
        startsAt: new Date('2027-03-27T17:00:00Z'),
        endsAt: new Date('2027-03-27T19:00:00Z'),
        needsRegistration: false,
        places: null,
        remindHours: null,
      },
      {
        ...fresh,
        kind: 'kick_off',
        title: 'Soirée de lancement',
        place: 'Amiens',
        startsAt: new Date('2027-03-31T16:00:00Z'),
        endsAt: new Date('2027-03-31T19:00:00Z'),
        needsRegistration: true,
        places: 25,
        remindHours: 24,
      },
    ])
    const sites = await t.db
      .select()
      .from(seasonSites)
      .where(sql`season_id = ${body.id}`)
      .orderBy(seasonSites.id)
    const freshSite = { id: expect.any(String), seasonId: body.id, version: 1, createdAt: expect.any(Date) }
    expect(sites).toEqual([
      {
        ...freshSite,
        kind: 'place',
        name: 'Maison des associations',
        address: '12 rue Frédéric-Petit',
        timeZone: 'Europe/Paris',
        capacity: 30,
        accessNotes: 'De plain-pied',
      },
      {
        ...freshSite,
        kind: 'remote',
        name: 'À distance',
        address: '',
        timeZone: 'Indian/Reunion',
        capacity: null,
        accessNotes: '',
      },
    ])
    const anew = { id: expect.any(String), seasonId: body.id, version: 1, createdAt: expect.any(Date) }
    expect(
      await t.db
        .select()
        .from(budgetLines)
        .where(sql`season_id = ${body.id}`)
        .orderBy(budgetLines.id),
    ).toEqual([
      {
        ...anew,
        kind: 'income',
        heading: 'funding',
        otherHeading: '',
        funder: '',
        label: 'Subvention',
        plannedCents: 500_000,
        realCents: null,
        note: '',
      },
      {
        ...anew,
        kind: 'expense',
        heading: 'other',
        otherHeading: 'Navettes',
        funder: '',
        label: 'Bus',
        plannedCents: 80_000,
        realCents: null,
        note: '',
      },
    ])
    expect(
      await t.db
        .select()
        .from(tallyCounters)
        .where(sql`season_id = ${body.id}`)
        .orderBy(tallyCounters.id),
    ).toEqual([
      { ...anew, kind: 'loop', label: 'Gobelets', unit: 'gobelets', target: 120, public: true, amount: 0, part: 0 },
      { ...anew, kind: 'count', label: 'Café', unit: 'litres', target: null, public: false, amount: 0, part: 0 },
    ])
    const held = await t.db
      .select()
      .from(sessionSites)
      .where(sql`session_id = ${rows[1]!.id}`)
    expect(held.map(({ siteId }) => siteId).toSorted()).toEqual(sites.map(({ id }) => id).toSorted())
  })

  it('has nobody, and nothing that anybody did', async () => {
    const { season, organiser, copyAs } = await aFullSeason()
    const people = [await t.person({ role: 'juror', scopeKind: 'season', scopeId: season.id }), await t.person()]
    for (const { id } of people) await insertEnrolment(t.db, season.id, id, { motivation: 'Une raison bien à moi' })
    const call = await insertCall(t.db, season.id)
    await insertSubmission(t.db, call.id, people[1]!.id)

    const { body } = await copyAs(organiser, { ...copy, slug: 'sans-personne' }).expect(201)

    const old = await rowsOf(season.id)
    const fresh = await rowsOf(body.id)
    // What could have leaked is there, or this test would say nothing.
    expect(Object.keys(old)).toEqual(expect.arrayContaining(['enrolments', 'calls', 'role_grants', 'seasons']))
    expect(JSON.stringify(old)).toContain('Une raison bien à moi')
    expect(JSON.stringify(old)).toContain('salle-secrete')
    expect(Object.keys(fresh).toSorted()).toEqual([
      'audit_log',
      'budget_lines',
      'calls',
      'phases',
      'season_sessions',
      'season_sites',
      'seasons',
      'tally_counters',
    ])
    const { audit_log: _audit, ...structure } = fresh
    const written = JSON.stringify(structure)
    const personal = [...people, organiser].flatMap(({ id, name, email }) => [id, name, email])
    expect(
      [...personal, 'salle-secrete', 'Une raison', 'annulé', 'Bienfaitrice', 'Trésorier', season.id].filter((one) =>
        written.includes(one),
      ),
    ).toEqual([])
  })

  it('takes an address once, also for those who ask at once', async () => {
    const { organiser, copyAs } = await aFullSeason()
    const body = { ...copy, slug: 'la-meme-suite' }

    const answers = await Promise.all([1, 2, 3, 4].map(() => copyAs(organiser, body)))

    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409])
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'already_exists',
      errors: [{ path: 'slug', code: 'taken' }],
    })
  })

  it('can be copied in its turn, and begins before the first where someone wants it so', async () => {
    const { organiser, copyAs } = await aFullSeason()
    const { body: first } = await copyAs(organiser, { ...copy, slug: 'suite-1' }).expect(201)

    const { body } = await copyAs(organiser, { ...copy, slug: 'suite-2', startsOn: '2026-04-01' }, first.id).expect(201)

    expect(body).toMatchObject({ startsOn: '2026-04-01', endsOn: '2026-05-31', status: 'draft' })
    const { body: details } = await organiser.get(`/api/v1/seasons/${body.id}`).expect(200)
    expect(details.sessions.map(({ startsAt }: { startsAt: string }) => startsAt)).toEqual([
      '2026-03-28T17:00:00.000Z',
      '2026-04-01T16:00:00.000Z',
    ])
  })

  it('names each field that is not right', async () => {
    const { organiser, copyAs } = await aFullSeason()

    const { body } = await copyAs(organiser, { slug: 'Pas Bon', name: ' ', startsOn: '2027-02-30' }).expect(400)

    expect(body.code).toBe('invalid_input')
    expect(body.errors.map(({ path }: { path: string }) => path).toSorted()).toEqual(['name', 'slug', 'startsOn'])
  })

  it('is for those who may make seasons in the delegation: a role in one season does not reach the next', async () => {
    const { season, copyAs } = await aFullSeason()
    const ofSeason = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
    const elsewhere = await t.person(inDelegation((await insertDelegation(t.db)).id))

    const answers = [
      await copyAs(t.anonymous),
      await copyAs(ofSeason),
      await copyAs(elsewhere),
      await copyAs(elsewhere, copy, nowhere),
      await copyAs(elsewhere, copy, 'pas-un-id'),
    ]

    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [401, 'unauthenticated'],
      [403, 'forbidden'],
      [403, 'forbidden'],
      [404, 'not_found'],
      [400, 'invalid_input'],
    ])
  })
})

/** Every row of every table that names this season, wherever a capability keeps it. */
async function rowsOf(seasonId: string): Promise<Record<string, unknown[]>> {
  const named = await t.db.execute<{ table_name: string; column_name: string }>(sql`
    select table_name, column_name from information_schema.columns
    where table_schema = 'public' and (column_name in ('season_id', 'scope_id', 'subject_id') or (table_name = 'seasons' and column_name = 'id'))`)
  const found: [string, unknown[]][] = []
  for (const { table_name, column_name } of named.rows) {
    const { rows } = await t.db.execute(
      sql`select * from ${sql.identifier(table_name)} where ${sql.identifier(column_name)} = ${seasonId}`,
    )
    if (rows.length > 0) found.push([table_name, rows])
  }
  return Object.fromEntries(found)
}

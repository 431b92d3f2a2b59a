import { expect, it } from 'vitest'
import { insertCall, insertReview, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { countStatements } from '../../../../test/statements.ts'
import { profileSkills } from '../../community/index.ts'
import { namedReaders } from '../people/submission-people.table.ts'
import { declaredTies } from './committee.table.ts'

const t = useTestApp()

const inSeason = (role: 'organiser' | 'reviewer', season: { id: string }) =>
  t.person({ role, scopeKind: 'season', scopeId: season.id })

/** A call past its deadline, with an organiser and a holder. */
async function aClosedCall() {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id, { closesAt: new Date('2026-03-01T22:59:59.999Z') })
  return { season, call, organiser: await inSeason('organiser', season), holder: await t.person() }
}

const put = (who: TestPerson, path: string, version: number, body: object) =>
  who.put(path).set('if-match', `"${version}"`).send(body)

const settings = { reviewsPerFile: 3, reviewAsFilesCome: false, reviewsDue: { day: '2026-03-29', hour: '23:59' } }

it('says how the call is reviewed, and who reviews it', async () => {
  const { season, call, organiser, holder } = await aClosedCall()
  const reviewer = await inSeason('reviewer', season)
  await t.db.insert(profileSkills).values({ personId: reviewer.id, skill: 'law.labour', level: 3 })
  for (const status of ['assigned', 'draft', 'done', 'recused'] as const)
    await insertReview(t.db, (await insertSubmission(t.db, call.id, holder.id)).id, reviewer.id, {
      status,
      changedAt: status === 'done' ? new Date('2026-03-02T08:00:00Z') : null,
    })
  const path = `/api/v1/calls/${call.id}/committee`

  const { body: before } = await organiser.get(path).expect(200)
  const { body: set } = await put(organiser, path, 0, settings).expect(200)
  const stale = await put(organiser, path, 0, settings).expect(412)
  await put(organiser, `${path}/${reviewer.id}`, 0, { capacity: 2, expertise: ['law', 'money.budget'] }).expect(200)
  t.setNow('2026-03-29T22:00:00.000Z')
  const { body: after } = await organiser.get(path).expect(200)

  const member = {
    personId: reviewer.id,
    name: reviewer.name,
    capacity: null,
    expertise: ['law.labour'],
    fromProfile: true,
    version: 0,
    assigned: 1,
    begun: 1,
    done: 1,
    recused: 1,
    late: false,
    lastActivityAt: '2026-03-02T08:00:00.000Z',
    remindedAt: null,
  }
  expect(before).toEqual({
    callId: call.id,
    timeZone: 'Europe/Paris',
    reviewsPerFile: 2,
    reviewAsFilesCome: false,
    reviewsDueAt: null,
    version: 0,
    members: [member],
  })
  // Summer time began that morning.
  const written = { reviewsPerFile: 3, reviewAsFilesCome: false, reviewsDueAt: '2026-03-29T21:59:59.999Z', version: 1 }
  expect(set).toEqual(written)
  expect(stale.body.code).toBe('version_conflict')
  expect(after).toEqual({
    ...written,
    callId: call.id,
    timeZone: 'Europe/Paris',
    members: [
      { ...member, capacity: 2, expertise: ['law', 'money.budget'], fromProfile: false, version: 1, late: true },
    ],
  })
})

it('lets a reviewer say what they can take on', async () => {
  const { season, call, organiser } = await aClosedCall()
  const reviewer = await inSeason('reviewer', season)
  await insertCall(t.db, season.id, { status: 'draft' })
  const path = `/api/v1/me/committees/${call.id}`
  const draft = { capacity: 4, expertise: null }

  const { body: mine } = await put(reviewer, path, 0, draft).expect(200)
  const races = await Promise.all(
    [1, 2, 3].map((capacity) => put(reviewer, path, 1, { capacity, expertise: ['food'] })),
  )
  const { body: all } = await reviewer.get('/api/v1/me/committees').expect(200)
  const { body: none } = await organiser.get('/api/v1/me/committees').expect(200)

  expect(mine).toEqual({
    callId: call.id,
    personId: reviewer.id,
    capacity: 4,
    expertise: [],
    fromProfile: true,
    version: 1,
  })
  expect(races.map(({ status }) => status).toSorted()).toEqual([200, 412, 412])
  expect(all).toEqual({
    items: [
      {
        callId: call.id,
        callTitle: call.title,
        seasonId: season.id,
        seasonName: season.name,
        timeZone: 'Europe/Paris',
        reviewsDueAt: null,
        capacity: expect.any(Number),
        expertise: ['food'],
        fromProfile: false,
        version: 2,
        given: 0,
      },
    ],
    nextCursor: null,
  })
  expect(none).toEqual({ items: [], nextCursor: null })
  const wrong = [
    { capacity: -1, expertise: null },
    { capacity: 3, expertise: ['unknown'] },
    { capacity: 3, expertise: ['food', 'food'] },
  ]
  for (const body of wrong) expect((await put(reviewer, path, 2, body).expect(400)).body.code).toBe('invalid_input')
  expect((await reviewer.put(path).send(draft).expect(428)).body.code).toBe('if_match_required')
})

it('takes a tie with a structure from the start, and with a file once it is given', async () => {
  const { season, call, holder } = await aClosedCall()
  const reviewer = await inSeason('reviewer', season)
  const file = await insertSubmission(t.db, call.id, holder.id, { confidentiality: 'restricted', structure: 'Secret' })
  const other = await insertSubmission(t.db, call.id, holder.id, { structure: 'Épicerie' })
  await insertSubmission(t.db, call.id, holder.id, { structure: 'Brouillon', status: 'draft' })
  const path = `/api/v1/me/committees/${call.id}/ties`
  const aStructure = { structure: 'Épicerie', reason: 'J’y suis bénévole.' }
  const aFile = { submissionId: file.id, reason: 'Ma sœur y travaille.' }

  const { body: first } = await reviewer.post(path).send(aStructure).expect(201)
  const twice = await reviewer.post(path).send(aStructure).expect(409)
  const notGiven = await reviewer
    .post(path)
    .send({ ...aFile, submissionId: other.id })
    .expect(404)
  const review = await insertReview(t.db, file.id, reviewer.id)
  await t.db.insert(namedReaders).values({ submissionId: file.id, personId: reviewer.id })
  const { body: second } = await reviewer.post(path).send(aFile).expect(201)
  const { body: both } = await reviewer.get(path).expect(200)
  await reviewer.delete(`${path}/${first.id}`).expect(204)
  const gone = await reviewer.delete(`${path}/${first.id}`).expect(404)

  const tie = {
    id: expect.any(String),
    submissionId: null,
    title: null,
    structure: null,
    createdAt: expect.any(String),
  }
  expect(first).toEqual({ ...tie, ...aStructure })
  expect(second).toEqual({ ...tie, ...aFile, title: file.title })
  expect(both).toEqual({ ties: [first, second], structures: ['Épicerie'] })
  expect([twice, notGiven, gone].map(({ body }) => body.code)).toEqual(['already_exists', 'not_found', 'not_found'])
  const wrong = [{ reason: 'Rien' }, { ...aStructure, ...aFile }, { structure: 'Épicerie', reason: '' }]
  for (const body of wrong) expect((await reviewer.post(path).send(body).expect(400)).body.code).toBe('invalid_input')
  // Of a restricted file that was taken back, nothing is told any more.
  await t.db.execute(`delete from reviews where id = '${review.id}'`)
  await t.db.delete(namedReaders)
  expect((await reviewer.get(path).expect(200)).body.ties).toEqual([{ ...second, title: null }])
  await t.db.insert(declaredTies).values(
    Array.from({ length: 199 }, (_, index) => ({
      callId: call.id,
      reviewerId: reviewer.id,
      structure: `Structure ${index}`,
      reason: 'Lien',
    })),
  )
  expect((await reviewer.post(path).send(aStructure).expect(409)).body.code).toBe('too_many_of_these')
})

it('asks the database as often for many files and reviewers as for few', async () => {
  const { season, call, organiser, holder } = await aClosedCall()
  const more = async () => {
    await insertSubmission(t.db, call.id, holder.id)
    await inSeason('reviewer', season)
  }
  const read = async () => {
    await organiser.get(`/api/v1/calls/${call.id}/conflicts`).expect(200)
    await organiser.get(`/api/v1/calls/${call.id}/committee`).expect(200)
    await organiser.get(`/api/v1/calls/${call.id}/assignment`).expect(200)
  }
  await more()
  await read()
  const few = await countStatements(read)
  for (let n = 0; n < 5; n++) await more()

  expect(await countStatements(read)).toBe(few)
})

it('is set up by organisers, and by each reviewer for themself', async () => {
  const { season, call, organiser, holder } = await aClosedCall()
  const file = await insertSubmission(t.db, call.id, holder.id)
  const reviewer = await inSeason('reviewer', season)
  const committee = `/api/v1/calls/${call.id}/committee`

  expect(
    await unguarded(
      t,
      [
        ['get', committee],
        ['put', committee, settings],
        ['put', `${committee}/${reviewer.id}`, { capacity: 1, expertise: null }],
        ['post', `${committee}/reminders`, { personIds: null }],
        ['get', `/api/v1/calls/${call.id}/conflicts?limit=5`],
        ['get', `/api/v1/calls/${call.id}/assignment`],
        ['post', `/api/v1/calls/${call.id}/assignment`, { fingerprint: 'x', files: [] }],
        ['get', `/api/v1/submissions/${file.id}/reviewers`],
        ['put', `/api/v1/submissions/${file.id}/conflicts/${reviewer.id}`, { stance: 'conflict', reason: 'Lien' }],
        ['delete', `/api/v1/submissions/${file.id}/conflicts/${reviewer.id}`],
      ],
      { stranger: reviewer, owner: organiser },
    ),
  ).toEqual([])
  expect(
    await unguarded(
      t,
      [
        ['put', `/api/v1/me/committees/${call.id}`, { capacity: 1, expertise: null }],
        ['get', `/api/v1/me/committees/${call.id}/ties`],
        ['post', `/api/v1/me/committees/${call.id}/ties`, { structure: 'Une', reason: 'Lien' }],
        ['delete', `/api/v1/me/committees/${call.id}/ties/${file.id}`],
      ],
      { stranger: organiser, owner: reviewer },
    ),
  ).toEqual([])
  expect(await unguarded(t, [['get', '/api/v1/me/committees?limit=5']], { owner: reviewer })).toEqual([])
  const unknown = [
    await put(organiser, `${committee}/${holder.id}`, 0, { capacity: 1, expertise: null }).expect(404),
    await organiser
      .put(`/api/v1/submissions/${file.id}/conflicts/${holder.id}`)
      .send({ stance: 'conflict', reason: 'Lien' })
      .expect(404),
  ]
  expect(unknown.map(({ body }) => body.code)).toEqual(['not_found', 'not_found'])
  for (const path of [committee, `${committee}/${reviewer.id}`])
    expect(
      (
        await organiser
          .put(path)
          .send({ ...settings, capacity: 1, expertise: null })
          .expect(428)
      ).body.code,
    ).toBe('if_match_required')
  expect((await put(organiser, `${committee}/${reviewer.id}`, 7, { capacity: 1, expertise: null })).body.code).toBe(
    'version_conflict',
  )
})

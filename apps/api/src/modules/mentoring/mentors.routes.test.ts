import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import {
  insertDelegation,
  insertHelpRequest,
  insertMentorFields,
  insertSeason,
  insertTeam,
  insertTeamMentor,
} from '../../../test/factories.ts'
import { useTestApp } from '../../../test/harness.ts'

const t = useTestApp()

const nothing = '00000000-0000-4000-8000-000000000000'
const given = (role: 'organiser' | 'coach' | 'mentor' | 'juror', season: { id: string }) =>
  t.person({ role, scopeKind: 'season', scopeId: season.id })

it('gives a team its coach, and tells the coach by mail', async () => {
  const season = await insertSeason(t.db)
  const team = await insertTeam(t.db, season.id)
  const organiser = await given('organiser', season)
  const coach = await given('coach', season)

  const { body } = await organiser
    .post(`/api/v1/teams/${team.id}/mentors`)
    .send({ personId: coach.id, role: 'coach' })
    .expect(201)

  expect(body).toEqual({ teamId: team.id, personId: coach.id, name: coach.name, role: 'coach' })
  expect(await t.mailsTo(coach.email)).toMatchObject([{ subject: 'Vous accompagnez « Équipe Jardin »' }])
})

it('assigns someone to a team once, however often it is asked at the same time', async () => {
  const season = await insertSeason(t.db)
  const team = await insertTeam(t.db, season.id)
  const organiser = await given('organiser', season)
  const mentor = await given('mentor', season)

  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      organiser
        .post(`/api/v1/teams/${team.id}/mentors`)
        .send({ personId: mentor.id, role: index % 2 ? 'coach' : 'mentor' }),
    ),
  )

  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409, 409, 409, 409])
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'mentor_already_assigned' })
  expect(await t.mailsTo(mentor.email)).toHaveLength(1)
})

it('assigns only coaches and mentors of the season, who are not in the team', async () => {
  const season = await insertSeason(t.db)
  const elsewhere = await insertSeason(t.db)
  const member = await given('coach', season)
  const team = await insertTeam(t.db, season.id, [member.id])
  const organiser = await given('organiser', season)
  const stranger = await given('mentor', elsewhere)
  const assign = (personId: string) =>
    organiser.post(`/api/v1/teams/${team.id}/mentors`).send({ personId, role: 'coach' })

  const ofElsewhere = await assign(stranger.id).expect(400)
  const ofTeam = await assign(member.id).expect(400)
  const unclear = await assign('someone').expect(400)

  expect(ofElsewhere.body).toMatchObject({
    code: 'invalid_input',
    errors: [{ path: 'personId', code: 'not_a_mentor' }],
  })
  expect(ofTeam.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'personId', code: 'member' }] })
  expect(unclear.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'personId' }] })
})

it('lets only organisers assign and unassign', async () => {
  const season = await insertSeason(t.db)
  const mentor = await given('mentor', season)
  const member = await t.person()
  const team = await insertTeam(t.db, season.id, [member.id])
  const body = { personId: mentor.id, role: 'mentor' }

  for (const person of [mentor, member]) {
    const refused = await person.post(`/api/v1/teams/${team.id}/mentors`).send(body).expect(403)
    expect(refused.body).toMatchObject({ code: 'forbidden' })
    await person.delete(`/api/v1/teams/${team.id}/mentors/${mentor.id}`).expect(403)
  }
  await t.anonymous.post(`/api/v1/teams/${team.id}/mentors`).send(body).expect(401)
  await t.anonymous.delete(`/api/v1/teams/${team.id}/mentors/${mentor.id}`).expect(401)
  await mentor.post(`/api/v1/teams/${nothing}/mentors`).send(body).expect(404)
})

it('ends an accompaniment', async () => {
  const season = await insertSeason(t.db)
  const team = await insertTeam(t.db, season.id)
  const organiser = await given('organiser', season)
  const coach = await given('coach', season)
  await insertTeamMentor(t.db, team.id, coach.id)

  await organiser.delete(`/api/v1/teams/${team.id}/mentors/${coach.id}`).expect(204)

  const again = await organiser.delete(`/api/v1/teams/${team.id}/mentors/${coach.id}`).expect(404)
  expect(again.body).toMatchObject({ code: 'not_found' })
  await organiser.delete(`/api/v1/teams/${team.id}/mentors/coach`).expect(400)
  const { body } = await organiser.get(`/api/v1/seasons/${season.id}/accompanied-teams`).expect(200)
  expect(body.items).toMatchObject([{ teamId: team.id, mentors: [] }])
})

it('shows every team with those who accompany it, page after page', async () => {
  const season = await insertSeason(t.db)
  const organiser = await given('organiser', season)
  const coach = await given('coach', season)
  const member = await t.person()
  const apples = await insertTeam(t.db, season.id, [member.id], { name: 'Les Pommes' })
  const bikes = await insertTeam(t.db, season.id, [], { name: 'Les Vélos' })
  await insertTeamMentor(t.db, apples.id, coach.id)
  await insertHelpRequest(t.db, apples)
  await insertHelpRequest(t.db, apples, { status: 'answered' })
  await insertTeam(t.db, (await insertSeason(t.db)).id)
  const read = async (query: string) =>
    (await organiser.get(`/api/v1/seasons/${season.id}/accompanied-teams?${query}`).expect(200)).body

  const first = await read('limit=1')
  const second = await read(`limit=1&cursor=${first.nextCursor}`)
  const missing = await read('coach=missing')
  const present = await read('coach=present')

  const ofApples = {
    teamId: apples.id,
    name: 'Les Pommes',
    projectTitle: 'Un jardin pour la résidence',
    memberCount: 1,
    mentors: [{ teamId: apples.id, personId: coach.id, name: coach.name, role: 'coach' }],
    waitingCount: 1,
  }
  const ofBikes = {
    teamId: bikes.id,
    name: 'Les Vélos',
    projectTitle: 'Un jardin pour la résidence',
    memberCount: 0,
    mentors: [],
    waitingCount: 0,
  }
  expect([...first.items, ...second.items]).toEqual([ofApples, ofBikes])
  expect(second.nextCursor).toBeNull()
  expect(missing).toEqual({ items: [ofBikes], nextCursor: null })
  expect(present).toEqual({ items: [ofApples], nextCursor: null })
  const wrong = await organiser.get(`/api/v1/seasons/${season.id}/accompanied-teams?cursor=oops`).expect(400)
  expect(wrong.body).toMatchObject({ code: 'cursor_invalid' })
  await organiser.get(`/api/v1/seasons/${season.id}/accompanied-teams?coach=perhaps`).expect(400)
  await coach.get(`/api/v1/seasons/${season.id}/accompanied-teams`).expect(403)
  await t.anonymous.get(`/api/v1/seasons/${season.id}/accompanied-teams`).expect(401)
  await organiser.get(`/api/v1/seasons/${nothing}/accompanied-teams`).expect(404)
})

it('finds coaches and mentors by name, those of the delegation included, jurors and other seasons not', async () => {
  const delegation = await insertDelegation(t.db)
  const season = await insertSeason(t.db, { delegationId: delegation.id })
  const organiser = await given('organiser', season)
  const both = await t.person(
    { role: 'coach', scopeKind: 'season', scopeId: season.id },
    { role: 'mentor', scopeKind: 'season', scopeId: season.id },
  )
  const ofDelegation = await t.person({ role: 'mentor', scopeKind: 'delegation', scopeId: delegation.id })
  await given('juror', season)
  await given('mentor', await insertSeason(t.db))
  await insertMentorFields(t.db, season.id, both.id, ['law', 'digital.web'])
  await insertTeamMentor(t.db, (await insertTeam(t.db, season.id)).id, both.id)
  const read = async (query = '') =>
    (await organiser.get(`/api/v1/seasons/${season.id}/mentors?${query}`).expect(200)).body

  const first = await read('limit=1')
  const second = await read(`limit=1&cursor=${first.nextCursor}`)
  const found = await read(`search=${encodeURIComponent(both.name.toLowerCase())}`)

  const rowOfBoth = {
    personId: both.id,
    name: both.name,
    roles: ['coach', 'mentor'],
    fields: ['digital.web', 'law'],
    teamCount: 1,
  }
  const rowOfDelegation = {
    personId: ofDelegation.id,
    name: ofDelegation.name,
    roles: ['mentor'],
    fields: [],
    teamCount: 0,
  }
  const byName = [rowOfBoth, rowOfDelegation].toSorted((a, b) => a.name.localeCompare(b.name))
  expect([...first.items, ...second.items]).toEqual(byName)
  expect(found).toEqual({ items: [rowOfBoth], nextCursor: null })
  await organiser.get(`/api/v1/seasons/${season.id}/mentors?limit=0`).expect(400)
  const wrong = await organiser.get(`/api/v1/seasons/${season.id}/mentors?cursor=oops`).expect(400)
  expect(wrong.body).toMatchObject({ code: 'cursor_invalid' })
  await both.get(`/api/v1/seasons/${season.id}/mentors`).expect(403)
  await t.anonymous.get(`/api/v1/seasons/${season.id}/mentors`).expect(401)
  await organiser.get(`/api/v1/seasons/${nothing}/mentors`).expect(404)
})

it('keeps what a mentor answers on, and refuses what is no field', async () => {
  const season = await insertSeason(t.db)
  const mentor = await given('mentor', season)
  const team = await insertTeam(t.db, season.id)
  await insertTeamMentor(t.db, team.id, mentor.id, 'mentor')
  const path = `/api/v1/seasons/${season.id}/mentors/me/fields`
  await mentor
    .put(path)
    .send({ fields: ['food'] })
    .expect(200)

  const { body } = await mentor
    .put(path)
    .send({ fields: ['law', 'digital.web', 'law'] })
    .expect(200)

  expect(body).toEqual({ fields: ['digital.web', 'law'] })
  expect((await mentor.get('/api/v1/me/mentoring').expect(200)).body).toEqual([
    {
      seasonId: season.id,
      seasonName: season.name,
      timeZone: 'Europe/Paris',
      fields: ['digital.web', 'law'],
      teams: [{ teamId: team.id, name: 'Équipe Jardin', role: 'mentor' }],
    },
  ])
  const wrong = await mentor
    .put(path)
    .send({ fields: ['astrology'] })
    .expect(400)
  expect(wrong.body).toMatchObject({ code: 'invalid_input' })
  await (await given('organiser', season)).put(path).send({ fields: [] }).expect(403)
  await t.anonymous.put(path).send({ fields: [] }).expect(401)
  await mentor.put(`/api/v1/seasons/${nothing}/mentors/me/fields`).send({ fields: [] }).expect(404)
})

it('shows members who accompanies their team, and nothing to those without a team', async () => {
  const season = await insertSeason(t.db)
  const member = await t.person()
  const coach = await given('coach', season)
  const team = await insertTeam(t.db, season.id, [member.id])
  await insertTeamMentor(t.db, team.id, coach.id)

  expect((await member.get('/api/v1/me/team-help').expect(200)).body).toEqual([
    {
      teamId: team.id,
      teamName: 'Équipe Jardin',
      seasonId: season.id,
      seasonName: season.name,
      timeZone: 'Europe/Paris',
      mentors: [{ teamId: team.id, personId: coach.id, name: coach.name, role: 'coach' }],
    },
  ])
  expect((await coach.get('/api/v1/me/team-help').expect(200)).body).toEqual([])
  expect((await member.get('/api/v1/me/mentoring').expect(200)).body).toEqual([])
  await t.anonymous.get('/api/v1/me/team-help').expect(401)
  await t.anonymous.get('/api/v1/me/mentoring').expect(401)
})

it('sums up the season: gaps, waits and the median response time', async () => {
  const season = await insertSeason(t.db, { preset: 'sprint_48h' })
  const organiser = await given('organiser', season)
  const coach = await given('coach', season)
  const team = await insertTeam(t.db, season.id)
  await insertTeam(t.db, season.id)
  await insertTeamMentor(t.db, team.id, coach.id)
  const at = (time: string) => new Date(`2026-03-02T${time}:00Z`)
  await insertHelpRequest(t.db, team, { askedAt: at('06:00') })
  await insertHelpRequest(t.db, team, { askedAt: at('06:01'), status: 'claimed', claimedBy: coach.id })
  await insertHelpRequest(t.db, team, { askedAt: at('06:00'), status: 'cancelled' })
  for (const answeredAt of ['06:10', '06:20', '08:00'])
    await insertHelpRequest(t.db, team, { askedAt: at('06:00'), status: 'closed', firstAnsweredAt: at(answeredAt) })

  const { body } = await organiser.get(`/api/v1/seasons/${season.id}/mentoring`).expect(200)

  expect(body).toEqual({
    teamCount: 2,
    teamsWithoutCoach: 1,
    waiting: 2,
    waitingTooLong: 1,
    answered: 3,
    medianResponseSeconds: 1200,
  })
  await coach.get(`/api/v1/seasons/${season.id}/mentoring`).expect(403)
  await t.anonymous.get(`/api/v1/seasons/${season.id}/mentoring`).expect(401)
  await organiser.get('/api/v1/seasons/amiens/mentoring').expect(400)
  await organiser.get(`/api/v1/seasons/${randomUUID()}/mentoring`).expect(404)
})

it('keeps one whole list of fields of those sent at once', async () => {
  const season = await insertSeason(t.db)
  const mentor = await given('mentor', season)
  const lists = ['law', 'food', 'digital', 'care', 'crafts', 'housing'].map((field) => [field])

  await Promise.all(
    lists.map((fields) => mentor.put(`/api/v1/seasons/${season.id}/mentors/me/fields`).send({ fields }).expect(200)),
  )

  const { body } = await mentor.get('/api/v1/me/mentoring').expect(200)
  expect(lists).toContainEqual(body[0].fields)
})

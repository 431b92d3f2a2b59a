import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertEnrolment } from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'
import { aPublishedSeason } from '../../../../test/published-season.ts'
import { profiles, profileSkills } from '../../community/profiles.table.ts'
import { enrolments } from '../../seasons/enrolments/enrolments.table.ts'
import { seasons } from '../../seasons/seasons.table.ts'

const t = useTestApp()

/** Ana, the gardener, declined. Eva gardens, lives far and agreed to be asked; Fay gardens too and did not agree. */
async function aLack() {
  const made = await aPublishedSeason(t)
  await made.ana.post(`/api/v1/me/places/${made.gardenTeam}/answer`).send({ answer: 'declined' }).expect(201)
  const [eva, fay, gil, hal] = [await t.person(), await t.person(), await t.person(), await t.person()]
  for (const { id } of [eva, fay])
    await t.db.insert(profileSkills).values({ personId: id, skill: 'food.garden', level: 3 })
  await t.db.insert(profiles).values([
    { personId: eva.id, presentation: '', remote: true, reachable: true },
    { personId: fay.id, presentation: '', remote: true },
  ])
  const waiting = await insertEnrolment(t.db, made.season.id, gil.id, { status: 'waiting' })
  const late = await insertEnrolment(t.db, made.season.id, hal.id)
  return { ...made, eva, fay, gil, hal, waiting, late, url: `/api/v1/teams/${made.gardenTeam}` }
}

it('names who could take the place, from three sides, without any address', async () => {
  const { organiser, url, eva, gil, hal, waiting, late, ben } = await aLack()
  const from = async (source: string) => {
    const { body, text } = await organiser.get(`${url}/candidates?source=${source}`).expect(200)
    expect(text).not.toContain('@')
    return body
  }

  const one = { skills: [], fills: [], invited: null }
  expect(await from('network')).toEqual({
    items: [
      {
        ...one,
        personId: eva.id,
        name: eva.name,
        source: 'network',
        enrolmentId: null,
        category: null,
        skills: [{ skill: 'food.garden', level: 3 }],
        fills: ['food.garden'],
      },
    ],
    nextCursor: null,
  })
  expect((await from('waiting_list')).items).toEqual([
    {
      ...one,
      personId: gil.id,
      name: gil.name,
      source: 'waiting_list',
      enrolmentId: waiting.id,
      category: waiting.category,
    },
  ])
  expect((await from('not_placed')).items).toEqual([
    { ...one, personId: hal.id, name: hal.name, source: 'not_placed', enrolmentId: late.id, category: late.category },
  ])
  await organiser.get(`${url}/candidates`).expect(400)
  await ben.get(`${url}/candidates?source=network`).expect(403)
  await t.anonymous.get(`${url}/candidates?source=network`).expect(401)
})

it('asks once, by mail, only who agreed to be asked', async () => {
  const { organiser, url, eva, fay, ben, bikesTeam } = await aLack()

  const sent = await Promise.all(
    Array.from({ length: 3 }, () => organiser.post(`${url}/invitations`).send({ personId: eva.id, words: 'Venez !' })),
  )
  const refused = await organiser.post(`${url}/invitations`).send({ personId: fay.id }).expect(400)

  expect(sent.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
  expect(sent.find(({ status }) => status === 409)!.body.code).toBe('already_exists')
  expect(refused.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'personId' }] })
  expect(await t.mailsTo(eva.email)).toMatchObject([{ subject: 'On aurait besoin de vous : Un jardin' }])
  await ben.post(`${url}/invitations`).send({ personId: eva.id }).expect(403)
  await t.anonymous.post(`${url}/invitations`).send({ personId: eva.id }).expect(401)
  await organiser.post(`/api/v1/teams/${bikesTeam}/close`).send({ words: 'Fini.' }).expect(204)
  const closed = await organiser.post(`/api/v1/teams/${bikesTeam}/invitations`).send({ personId: eva.id }).expect(409)
  expect(closed.body.code).toBe('team_closed')
})

it('gives the last place of the season to one of two who say yes at once', async () => {
  const { organiser, url, eva, fay, season } = await aLack()
  await t.db.update(profiles).set({ reachable: true }).where(eq(profiles.personId, fay.id))
  const taken = await t.db.select().from(enrolments).where(eq(enrolments.seasonId, season.id))
  const held = taken.filter(({ status }) => status === 'confirmed').length
  await t.db
    .update(seasons)
    .set({ capacity: held + 1 })
    .where(eq(seasons.id, season.id))
  const answerOf = async (who: typeof eva) => {
    await organiser.post(`${url}/invitations`).send({ personId: who.id }).expect(201)
    const { body } = await who.get('/api/v1/me/team-invitations').expect(200)
    return () =>
      who.post(`/api/v1/me/team-invitations/${body[0].id}/answer`).send({ answer: 'accepted', category: 'retired' })
  }
  const answers = [await answerOf(eva), await answerOf(fay)]

  const said = await Promise.all(answers.map((answer) => answer()))

  expect(said.map(({ status }) => status).toSorted()).toEqual([201, 409])
  expect(said.find(({ status }) => status === 409)!.body.code).toBe('season_full')
})

it('enrols who says yes, once, as long as there is room', async () => {
  const { organiser, url, eva, ben, season, garden } = await aLack()
  await organiser.post(`${url}/invitations`).send({ personId: eva.id, words: 'Venez !' }).expect(201)
  const { body: own } = await eva.get('/api/v1/me/team-invitations').expect(200)
  const answer = `/api/v1/me/team-invitations/${own[0].id}/answer`
  const yes = { answer: 'accepted', category: 'retired', origin: '' }

  await t.db.update(seasons).set({ capacity: 1 }).where(eq(seasons.id, season.id))
  const full = await eva.post(answer).send(yes).expect(409)
  await t.db.update(seasons).set({ capacity: null, status: 'closed' }).where(eq(seasons.id, season.id))
  const over = await eva.post(answer).send(yes).expect(409)
  await t.db.update(seasons).set({ status: 'published' }).where(eq(seasons.id, season.id))
  const answers = await Promise.all(Array.from({ length: 3 }, () => eva.post(answer).send(yes)))

  const { id, slug, name, startsOn, endsOn, terminology } = season
  expect(own).toEqual([
    {
      id: expect.any(String),
      season: { id, slug, name, startsOn, endsOn, terminology },
      projectTitle: garden.title,
      structure: garden.structure,
      words: 'Venez !',
      status: 'sent',
    },
  ])
  expect([full.body.code, over.body.code]).toEqual(['season_full', 'season_not_open'])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
  expect(answers.find(({ status }) => status === 409)!.body.code).toBe('invitation_not_open')
  const rows = await t.db.select().from(enrolments).where(eq(enrolments.personId, eva.id))
  expect(rows).toMatchObject([{ status: 'confirmed', category: 'retired' }])
  await ben.post(answer).send(yes).expect(404)
  await eva.post(answer).send({ answer: 'accepted' }).expect(400)
  await t.anonymous.post(answer).send(yes).expect(401)
  await t.anonymous.get('/api/v1/me/team-invitations').expect(401)
})

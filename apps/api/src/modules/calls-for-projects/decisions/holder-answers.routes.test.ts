import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertCall, insertSeason, insertSubmission, insertTeam } from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { seasons } from '../../seasons/index.ts'
import { projects, submissions } from '../submissions/submissions.table.ts'

const t = useTestApp()

async function closedCall(over: Parameters<typeof insertCall>[2] = {}) {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id, { closesAt: new Date('2026-03-01T22:59:59.999Z'), ...over })
  return { season, call, organiser: await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id }) }
}

/** A call whose answers are published, with one accepted file and so many that wait. */
async function answeredCall(waiting = 2) {
  const found = await closedCall({ status: 'decided' })
  const holder = await t.person()
  const accepted = await insertSubmission(t.db, found.call.id, holder.id, {
    status: 'accepted',
    confirmBy: new Date('2026-03-09T22:59:59.999Z'),
  })
  const queue: string[] = []
  const waiters: TestPerson[] = []
  for (let rank = 1; rank <= waiting; rank += 1) {
    waiters.push(await t.person())
    const row = await insertSubmission(t.db, found.call.id, waiters.at(-1)!.id, {
      status: 'waitlisted',
      waitingRank: rank,
      reason: 'Il manque une place.',
      // The one that came last waits first: the order is that of the ranks.
      submittedAt: new Date(Date.UTC(2026, 1, 20 - rank)),
    })
    queue.push(row.id)
  }
  return { ...found, holder, accepted, queue, waiters }
}

const rowsOf = async (callId: string) =>
  new Map(
    (await t.db.select().from(submissions).where(eq(submissions.callId, callId))).map((row) => [row.id, row] as const),
  )
const statuses = async (callId: string, ids: string[]) => {
  const rows = await rowsOf(callId)
  return ids.map((id) => rows.get(id)!.status)
}

it('gives the place that is turned down to the first who waits, with a mail and a limit of its own', async () => {
  const { season, call, holder, accepted, queue, waiters, organiser } = await answeredCall()
  const turnDown = () => holder.post(`/api/v1/submissions/${accepted.id}/turn-down`).send({ words: 'Plus le temps.' })

  const answers = await Promise.all([turnDown(), turnDown(), turnDown()])

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
  expect(answers.find(({ status }) => status === 409)!.body.code).toBe('submission_transition')
  const rows = await rowsOf(call.id)
  expect(rows.get(accepted.id)).toMatchObject({ status: 'turned_down', holderWords: 'Plus le temps.' })
  expect(rows.get(queue[0]!)).toMatchObject({
    status: 'accepted',
    reason: '',
    waitingRank: null,
    confirmBy: new Date('2026-03-09T22:59:59.999Z'),
    confirmRemindAt: new Date('2026-03-07T08:00:00Z'),
  })
  expect(rows.get(queue[1]!)!.status).toBe('waitlisted')
  const mails = await Promise.all([holder, ...waiters].map(({ email }) => t.mailsTo(email)))
  expect(mails.map((all) => all.map(({ subject }) => subject))).toEqual([
    [`Place rendue : ${season.name}`],
    [`Une place pour votre projet : ${season.name}`],
    [],
  ])
  const { body } = await organiser.get(`/api/v1/calls/${call.id}/answers?status=turned_down`).expect(200)
  expect(body).toEqual({
    items: [
      {
        submissionId: accepted.id,
        title: accepted.title,
        structure: accepted.structure,
        holderName: holder.name,
        status: 'turned_down',
        reason: '',
        confirmBy: '2026-03-09T22:59:59.999Z',
        waitingRank: null,
        holderWords: 'Plus le temps.',
        own: false,
        version: 2,
      },
    ],
    nextCursor: null,
  })
})

it('moves up exactly as many as places came free at once, in their order', async () => {
  const { call, holder, accepted, queue } = await answeredCall(5)
  const more = await Promise.all([1, 2].map(() => insertSubmission(t.db, call.id, holder.id, { status: 'accepted' })))
  const confirmed = await insertSubmission(t.db, call.id, holder.id, { status: 'accepted' })
  await holder.post(`/api/v1/submissions/${confirmed.id}/confirm`).expect(200)

  const answers = await Promise.all([
    ...[accepted, ...more].map(({ id }) => holder.post(`/api/v1/submissions/${id}/turn-down`).send({})),
    holder.post(`/api/v1/submissions/${confirmed.id}/withdraw`).send({ reason: 'Nous fermons.' }),
  ])

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(await statuses(call.id, queue)).toEqual(['accepted', 'accepted', 'accepted', 'accepted', 'waitlisted'])
  expect(await t.db.select().from(projects).where(eq(projects.submissionId, confirmed.id))).toEqual([])
})

it('lets a confirmed one go with a reason, unless its teams are there', async () => {
  const { season, call, holder, accepted, queue } = await answeredCall()
  const path = `/api/v1/submissions/${accepted.id}`
  await holder.post(`${path}/confirm`).expect(200)
  const silent = await holder.post(`${path}/withdraw`).expect(400)
  const team = await insertTeam(t.db, season.id)
  const late = await holder.post(`${path}/withdraw`).send({ reason: 'Nous fermons.' }).expect(409)

  expect(silent.body.errors).toMatchObject([{ path: 'reason', code: 'required' }])
  expect(late.body.code).toBe('teams_published')
  expect(team.seasonId).toBe(season.id)
  expect(await statuses(call.id, [accepted.id, ...queue])).toEqual(['confirmed', 'waitlisted', 'waitlisted'])
  expect(await t.db.select().from(projects).where(eq(projects.submissionId, accepted.id))).toHaveLength(1)
})

it('moves nobody up once teams are published, or the season is over', async () => {
  const withTeams = await answeredCall(1)
  await insertTeam(t.db, withTeams.season.id)
  await withTeams.holder.post(`/api/v1/submissions/${withTeams.accepted.id}/turn-down`).send({}).expect(200)

  expect(await statuses(withTeams.call.id, withTeams.queue)).toEqual(['waitlisted'])
})

it('is not confirmed once the teams of the season are published', async () => {
  const { season, holder, call, accepted } = await answeredCall(0)
  await insertTeam(t.db, season.id)

  const { body } = await holder.post(`/api/v1/submissions/${accepted.id}/confirm`).expect(409)

  expect(body.code).toBe('teams_published')
  expect(await statuses(call.id, [accepted.id])).toEqual(['accepted'])
  expect(await t.db.select().from(projects).where(eq(projects.submissionId, accepted.id))).toEqual([])
})

it('joins no season that is over', async () => {
  const { season, holder, organiser, accepted, queue } = await answeredCall()
  await t.db.update(seasons).set({ status: 'closed' }).where(eq(seasons.id, season.id))

  const answers = [
    await holder.post(`/api/v1/submissions/${accepted.id}/confirm`).expect(409),
    await organiser.post(`/api/v1/submissions/${queue[0]}/promote`).expect(409),
  ]

  expect(answers.map(({ body }) => body.code)).toEqual(['season_not_open', 'season_not_open'])
})

it('leaves the waiting list when its holder withdraws, and nobody moves', async () => {
  const { call, accepted, queue, waiters } = await answeredCall()
  await waiters[0]!.post(`/api/v1/submissions/${queue[0]}/withdraw`).expect(200)

  expect(await statuses(call.id, [accepted.id, ...queue])).toEqual(['accepted', 'withdrawn', 'waitlisted'])
})

it('is promoted out of turn, or given another chance, by an organiser with no tie to it', async () => {
  const { season, call, organiser, queue, waiters, accepted } = await answeredCall()
  const person = await t.person()
  const lapsed = await insertSubmission(t.db, call.id, person.id, {
    status: 'lapsed',
    confirmBy: new Date('2026-02-01T22:59:59.999Z'),
  })
  const own = await insertSubmission(t.db, call.id, organiser.id, { status: 'waitlisted' })
  const promote = (id: string) => organiser.post(`/api/v1/submissions/${id}/promote`)

  const { body } = await promote(queue[1]!).expect(200)
  await promote(lapsed.id).expect(200)
  const refused = [await promote(accepted.id), await promote(own.id)]

  expect(body).toMatchObject({ submissionId: queue[1], status: 'accepted', confirmBy: '2026-03-09T22:59:59.999Z' })
  expect(await statuses(call.id, [queue[0]!, queue[1]!, lapsed.id])).toEqual(['waitlisted', 'accepted', 'accepted'])
  expect(refused.map(({ body: { code } }) => code)).toEqual(['submission_transition', 'review_conflict_of_interest'])
  expect((await t.mailsTo(waiters[1]!.email)).map(({ subject }) => subject)).toEqual([
    `Une place pour votre projet : ${season.name}`,
  ])
  expect((await t.mailsTo(person.email)).map(({ subject }) => subject)).toEqual([
    `Une place pour votre projet : ${season.name}`,
  ])
  await insertTeam(t.db, season.id)
  expect((await promote(queue[0]!).expect(409)).body.code).toBe('teams_published')
})

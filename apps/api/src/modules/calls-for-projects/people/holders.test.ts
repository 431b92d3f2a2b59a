import { expect, it, onTestFinished, vi } from 'vitest'
import {
  insertCall,
  insertCoHolder,
  insertProject,
  insertReview,
  insertSeason,
  insertSubmission,
  insertTeam,
} from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'
import { startLiveFeed, tell, type LiveEvent } from '../../../platform/realtime/live.ts'
import { isHolder, listHolders } from '../index.ts'

/** How long a screen may take to hear of it, on a machine that does other things besides. */
const withinMs = 30_000
const t = useTestApp()

/** A file that three people hold, in a call that closes on 15 March. */
async function heldByThree(over: Parameters<typeof insertSubmission>[3] = {}) {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id)
  const [first, second, third] = [await t.person(), await t.person(), await t.person()]
  const submission = await insertSubmission(t.db, call.id, first.id, over)
  await insertCoHolder(t.db, submission.id, second.id)
  await insertCoHolder(t.db, submission.id, third.id)
  return { season, call, submission, first, second, third }
}

const inSeason = (role: 'organiser' | 'reviewer' | 'juror', season: { id: string }) => ({
  role,
  scopeKind: 'season' as const,
  scopeId: season.id,
})

it('knows who holds a file, whoever began it first', async () => {
  const { submission, first, second, third } = await heldByThree()
  const other = await heldByThree()

  const holder = ({ id, name, email }: typeof first, isFirst: boolean, submissionId = submission.id) => ({
    submissionId,
    personId: id,
    name,
    email,
    isFirst,
  })
  expect(await listHolders(t.db, [submission.id, other.submission.id])).toEqual([
    holder(first, true),
    holder(second, false),
    holder(third, false),
    holder(other.first, true, other.submission.id),
    holder(other.second, false, other.submission.id),
    holder(other.third, false, other.submission.id),
  ])
  expect(await listHolders(t.db, [])).toEqual([])
  const asked = [first.id, third.id, other.first.id, other.third.id, null]
  expect(await Promise.all(asked.map((id) => isHolder(t.db, submission, id)))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})

it('lets each of them read, write, submit and withdraw, and sends each the receipt', async () => {
  const { submission, first, second, third } = await heldByThree({ status: 'draft' })
  const path = `/api/v1/submissions/${submission.id}`

  const { body: read } = await second.get(path).expect(200)
  const { body: saved } = await third
    .put(path)
    .set('if-match', '"1"')
    .send({ ...read, title: 'Écrit à trois' })
    .expect(200)
  await second.post(`${path}/submit`).set('if-match', '"2"').expect(200)
  const receipts = await Promise.all([first, second, third].map(({ email }) => t.mailsTo(email)))
  await third.post(`${path}/withdraw`).expect(200)

  expect(saved.title).toBe('Écrit à trois')
  expect(receipts.map((mails) => mails.map(({ subject }) => subject))).toEqual(
    [1, 2, 3].map(() => ['Votre projet est bien déposé : Saison de printemps']),
  )
})

it('lists the file to each of them, with what is to do next', async () => {
  const { submission, first, third } = await heldByThree({ status: 'draft' })
  await heldByThree({ status: 'draft' })

  for (const holder of [first, third]) {
    const { body: own } = await holder.get('/api/v1/me/submissions').expect(200)
    const { body: next } = await holder.get('/api/v1/me/next').expect(200)
    expect(own.items.map(({ id }: { id: string }) => id)).toEqual([submission.id])
    expect(next.map(({ code, subjectId }: { code: string; subjectId: string }) => [code, subjectId])).toContainEqual([
      'calls.draft_to_submit',
      submission.id,
    ])
  }
})

it('keeps a draft from everyone else, also from who organises', async () => {
  const { season, submission } = await heldByThree({ status: 'draft' })
  const organiser = await t.person(inSeason('organiser', season))

  expect((await organiser.get(`/api/v1/submissions/${submission.id}`)).status).toBe(404)
})

it('gives none of them a say or a look at the answer to their own file', async () => {
  const { season, call, submission, second } = await heldByThree()
  const organiser = await t.person(inSeason('organiser', season))
  const reviewer = await t.person(inSeason('organiser', season), inSeason('reviewer', season))
  await insertCoHolder(t.db, submission.id, reviewer.id)
  const path = `/api/v1/submissions/${submission.id}`
  t.setNow('2026-03-16T09:00:00Z')

  const assigned = await organiser.put(`${path}/reviewers/${reviewer.id}`).expect(409)
  const reviews = await reviewer.get(`${path}/reviews`).expect(409)
  const decided = await reviewer
    .put(`${path}/decision`)
    .set('if-match', '"1"')
    .send({ outcome: 'accepted', reason: '' })
    .expect(409)
  const { body: board } = await reviewer.get(`/api/v1/calls/${call.id}/board`).expect(200)
  const { body: boardOfOther } = await organiser.get(`/api/v1/calls/${call.id}/board`).expect(200)

  expect([assigned, reviews, decided].map(({ body }) => body.code)).toEqual(
    [1, 2, 3].map(() => 'review_conflict_of_interest'),
  )
  expect(board.items.map(({ sealed }: { sealed: boolean }) => sealed)).toEqual([true])
  expect(boardOfOther.items.map(({ sealed }: { sealed: boolean }) => sealed)).toEqual([false])
  await second.get(`${path}/reviews`).expect(403)
})

it('tells each of them the answer, by mail and on their screens', async () => {
  const { season, call, submission, first, second, third } = await heldByThree({
    pendingOutcome: 'accepted',
    status: 'under_review',
  })
  const organiser = await t.person(inSeason('organiser', season))
  await insertReview(t.db, submission.id, (await t.person()).id, { status: 'done' })
  t.setNow('2026-03-16T09:00:00Z')
  const heard: LiveEvent[] = []
  const feed = startLiveFeed(t.databaseUrl)
  onTestFinished(() => feed.stop())
  feed.subscribe([`person:${third.id}`], (event) => heard.push(event))
  // The feed listens once it has heard a first event.
  await vi.waitFor(async () => {
    await tell(t.db, `person:${third.id}`, 'hello', third.id)
    expect(heard).not.toEqual([])
  }, withinMs)

  await organiser.post(`/api/v1/calls/${call.id}/decisions/publish`).expect(200)

  await vi.waitFor(
    () => expect(heard).toContainEqual({ topic: `person:${third.id}`, type: 'submission.changed', id: submission.id }),
    withinMs,
  )
  for (const { email } of [first, second, third])
    expect((await t.mailsTo(email)).map(({ subject }) => subject)).toEqual([
      'Votre projet est retenu : Saison de printemps',
    ])
  await second.post(`/api/v1/submissions/${submission.id}/confirm`).expect(200)
})

it('keeps each of them off the jury of the team that works on it', async () => {
  const { season, submission } = await heldByThree({ status: 'confirmed' })
  const juror = await t.person(inSeason('juror', season))
  const organiser = await t.person(inSeason('organiser', season))
  await insertCoHolder(t.db, submission.id, juror.id)
  const project = await insertProject(t.db, season.id, { submissionId: submission.id })
  const team = await insertTeam(t.db, season.id, [], { projectId: project.id })

  const { body } = await organiser.get(`/api/v1/seasons/${season.id}/jury`).expect(200)

  expect(body).toEqual([
    {
      personId: juror.id,
      name: juror.name,
      conflicts: [{ teamId: team.id, teamName: 'Équipe Jardin', kind: 'holder' }],
    },
  ])
})

import { expect, it } from 'vitest'
import {
  aCriterion,
  insertCall,
  insertCoHolder,
  insertReview,
  insertSeason,
  insertSubmission,
} from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { standing } from '../reviews/review.rules.ts'

const t = useTestApp()

const inSeason = (role: 'organiser' | 'reviewer', season: { id: string }) =>
  t.person({ role, scopeKind: 'season', scopeId: season.id })

const useful = aCriterion({ label: 'Utilité', weight: 3, max: 5 })
const clear = aCriterion({ label: 'Clarté', weight: 1, max: 10 })

async function closedCall() {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id, {
    closesAt: new Date('2026-03-01T22:59:59.999Z'),
    criteria: [useful, clear],
  })
  const holder = await t.person()
  const organiser = await inSeason('organiser', season)
  const reviewers = [await inSeason('reviewer', season), await inSeason('reviewer', season)]
  let arrived = 0
  const file = (title: string, over: Parameters<typeof insertSubmission>[3] = {}) => {
    arrived += 1
    const submittedAt = new Date(`2026-02-2${arrived}T10:00:00.00${arrived}Z`)
    return insertSubmission(t.db, call.id, holder.id, { title, status: 'under_review', submittedAt, ...over })
  }
  const review = (submission: { id: string }, who: TestPerson, marks: [number, number], feasible = true) =>
    insertReview(t.db, submission.id, who.id, {
      status: 'done',
      marks: { [useful.id]: marks[0], [clear.id]: marks[1] },
      feasible,
    })
  const board = `/api/v1/calls/${call.id}/board`
  return { season, call, holder, organiser, reviewers, file, review, board }
}

type Comparing = Awaited<ReturnType<typeof closedCall>>

/** Five files, each of its kind. */
async function fiveFiles({ file, review, reviewers: [one, two] }: Comparing) {
  const clearWinner = await file('Zèbre', { pendingOutcome: 'accepted' })
  await review(clearWinner, one!, [5, 10])
  await review(clearWinner, two!, [5, 9])
  const split = await file('abri', { wantedSkills: [{ skill: 'law.contracts', level: 2, count: 1, days: 2 }] })
  await review(split, one!, [5, 10], false)
  await review(split, two!, [1, 2])
  const half = await file('Marché', { status: 'shortlisted' })
  await review(half, one!, [3, 5])
  await insertReview(t.db, half.id, two!.id, { status: 'draft' })
  const unread = await file('Jardin')
  const gone = await file('Parti', { status: 'withdrawn' })
  return { clearWinner, split, half, unread, gone }
}

const titles = async (who: TestPerson, path: string) =>
  (await who.get(path).expect(200)).body.items.map(({ title }: { title: string }) => title)

it('shows of each file what its reviews say together, as the rules reckon it', async () => {
  const at = await closedCall()
  const { split } = await fiveFiles(at)

  const { body } = await at.organiser.get(`${at.board}?search=ABRI`).expect(200)

  const marks = (a: number, b: number, feasible: boolean) => ({
    status: 'done' as const,
    marks: { [useful.id]: a, [clear.id]: b },
    feasible,
  })
  expect(body).toEqual({
    items: [
      {
        id: split.id,
        callId: at.call.id,
        title: 'abri',
        structure: split.structure,
        summary: split.summary,
        holderName: at.holder.name,
        status: 'under_review',
        submittedAt: split.submittedAt!.toISOString(),
        late: null,
        reviews: { assigned: 2, done: 2, recused: 0 },
        missing: 0,
        sealed: false,
        ...standing(at.call.criteria, [marks(5, 10, false), marks(1, 2, true)]),
        wantedSkills: split.wantedSkills,
        pendingOutcome: null,
        pendingReason: '',
        version: 1,
      },
    ],
    nextCursor: null,
  })
})

it('sorts at the server, page by page, files without at the end', async () => {
  const at = await closedCall()
  await fiveFiles(at)
  const inOrder = async (sort: string) => {
    const found: string[] = []
    let cursor = ''
    do {
      const { body } = await at.organiser.get(`${at.board}?sort=${sort}&limit=2${cursor}`).expect(200)
      found.push(...body.items.map(({ title }: { title: string }) => title))
      cursor = body.nextCursor && `&cursor=${body.nextCursor}`
    } while (cursor)
    return found
  }

  expect(await inOrder('arrival')).toEqual(['Zèbre', 'abri', 'Marché', 'Jardin', 'Parti'])
  expect(await inOrder('title')).toEqual(['abri', 'Jardin', 'Marché', 'Parti', 'Zèbre'])
  expect(await inOrder('score')).toEqual(['Zèbre', 'abri', 'Marché', 'Jardin', 'Parti'])
  expect(await inOrder('spread')).toEqual(['abri', 'Zèbre', 'Marché', 'Jardin', 'Parti'])
  expect(await inOrder('missing')).toEqual(['Jardin', 'Marché', 'Zèbre', 'abri', 'Parti'])
})

it('filters by state, by what is missing, split or not feasible, by skill and by words', async () => {
  const at = await closedCall()
  await fiveFiles(at)
  const shown = (query: string) => titles(at.organiser, `${at.board}?${query}`)

  expect(await shown('status=withdrawn')).toEqual(['Parti'])
  expect(await shown('status=shortlisted')).toEqual(['Marché'])
  expect(await shown('status=undecided')).toEqual(['Zèbre', 'abri', 'Marché', 'Jardin'])
  expect(await shown('show=missing')).toEqual(['Marché', 'Jardin'])
  expect(await shown('show=disagreement')).toEqual(['abri'])
  expect(await shown('show=not_feasible')).toEqual(['abri'])
  expect(await shown('show=without_decision')).toEqual(['abri', 'Marché', 'Jardin'])
  expect(await shown('show=correction')).toEqual([])
  expect(await shown('skill=law.contracts')).toEqual(['abri'])
  expect(await shown('search=mar')).toEqual(['Marché'])
  expect(await shown('search=%25')).toEqual([])
  expect(await shown('show=missing&sort=missing')).toEqual(['Jardin', 'Marché'])
})

it('tells those who hold a file, or have not finished reviewing it, neither score nor decision, nor their order', async () => {
  const at = await closedCall()
  const { clearWinner, split } = await fiveFiles(at)
  await insertCoHolder(t.db, clearWinner.id, at.organiser.id)
  await insertReview(t.db, split.id, at.organiser.id, { status: 'draft' })

  const { body } = await at.organiser.get(`${at.board}?sort=score`).expect(200)
  const hidden = { sealed: true, score: null, spread: null, feasible: { yes: 0, no: 0 }, disagreement: false }

  expect(body.items[0].title).toBe('Marché')
  expect(body.items.filter(({ sealed }: { sealed: boolean }) => sealed)).toMatchObject(
    [clearWinner, split]
      .toSorted((a, b) => a.id.localeCompare(b.id))
      .map(({ id }) => ({ id, ...hidden, pendingOutcome: null, pendingReason: '' })),
  )
  expect(await titles(at.organiser, `${at.board}?show=disagreement`)).toEqual([])
  expect(await titles(at.organiser, `${at.board}?show=not_feasible`)).toEqual([])
})

it('knows no drafts, and files of other calls neither', async () => {
  const at = await closedCall()
  await at.file('Brouillon', { status: 'draft', submittedAt: null })
  const other = await closedCall()
  await other.file('Ailleurs')

  expect(await titles(at.organiser, at.board)).toEqual([])
})

it('puts two hundred files side by side in a moment, and every one once', async () => {
  const at = await closedCall()
  for (let n = 0; n < 200; n += 1) {
    const submission = await insertSubmission(t.db, at.call.id, at.holder.id, { title: `Projet ${n}` })
    await at.review(submission, at.reviewers[0]!, [n % 6, n % 11])
  }
  const { body: first } = await at.organiser.get(`${at.board}?sort=score&limit=100`).expect(200)
  const { body: rest } = await at.organiser
    .get(`${at.board}?sort=score&limit=100&cursor=${first.nextCursor}`)
    .expect(200)
  const all = [...first.items, ...rest.items]
  expect(new Set(all.map(({ id }) => id)).size).toBe(200)
  const scores = all.map(({ score }) => score)
  expect(scores).toEqual(scores.toSorted((a, b) => b - a))
  expect(rest.nextCursor).toBeNull()
})

it('shortlists files and takes them off again, all of them or none', async () => {
  const at = await closedCall()
  const { clearWinner, split, half, gone } = await fiveFiles(at)
  const change = (submissionIds: string[], shortlisted: boolean) =>
    at.organiser.post(`/api/v1/calls/${at.call.id}/shortlist`).send({ submissionIds, shortlisted })

  const { body: done } = await change([clearWinner.id, split.id, half.id, split.id], true).expect(200)
  const refused = await change([half.id, gone.id], true).expect(409)
  const { body: back } = await change([half.id, split.id], false).expect(200)

  expect([done, back]).toEqual([{ changed: 2 }, { changed: 2 }])
  expect(refused.body.code).toBe('submission_transition')
  expect(await titles(at.organiser, `${at.board}?status=shortlisted`)).toEqual(['Zèbre'])
  expect((await at.holder.get(`/api/v1/submissions/${clearWinner.id}`)).body.status).toBe('shortlisted')
  const other = await closedCall()
  const theirs = await other.file('Ailleurs')
  expect((await change([theirs.id], true).expect(404)).body.code).toBe('not_found')
  const own = await insertSubmission(t.db, at.call.id, at.organiser.id)
  expect((await change([own.id], true).expect(409)).body.code).toBe('review_conflict_of_interest')
})

it('shortlists between the closing and the answers only', async () => {
  const at = await closedCall()
  const submission = await at.file('Jardin')
  const body = { submissionIds: [submission.id], shortlisted: true }
  const decided = await insertCall(t.db, at.season.id, { status: 'decided' })

  t.setNow('2026-03-01T22:00:00Z')
  const early = await at.organiser.post(`/api/v1/calls/${at.call.id}/shortlist`).send(body).expect(409)
  const late = await at.organiser.post(`/api/v1/calls/${decided.id}/shortlist`).send(body).expect(409)

  expect([early, late].map((answer) => answer.body.code)).toEqual(['call_still_open', 'decisions_published'])
})

it('is guarded', async () => {
  const at = await closedCall()
  const { half } = await fiveFiles(at)
  const found = await unguarded(
    t,
    [
      ['get', `${at.board}?limit=2`],
      ['post', `/api/v1/calls/${at.call.id}/shortlist`, { submissionIds: [half.id], shortlisted: true }],
    ],
    { stranger: at.reviewers[0]!, owner: at.organiser },
  )
  expect(found).toEqual([])
  const key = (of: unknown) => Buffer.from(JSON.stringify([of, half.id])).toString('base64url')
  for (const [sort, cursor] of [
    ['score', key('a')],
    ['title', key(3)],
    ['title', key('a\u0000')],
  ])
    expect((await at.organiser.get(`${at.board}?sort=${sort}&cursor=${cursor}`).expect(400)).body.code).toBe(
      'cursor_invalid',
    )
  await at.organiser.get(`${at.board}?sort=score&cursor=${key(1e300)}`).expect(200)
  expect((await at.organiser.get(`${at.board}?sort=best`).expect(400)).body.code).toBe('invalid_input')
})

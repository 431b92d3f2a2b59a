import { expect, it } from 'vitest'
import { insertCall, insertReview, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'

const t = useTestApp()

const organiserOf = (season: { id: string }) => t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })

async function openCall() {
  const season = await insertSeason(t.db)
  return { season, call: await insertCall(t.db, season.id) }
}

it('lists my own, newest first, with the call that each answers', async () => {
  const { season, call } = await openCall()
  const holder = await t.person()
  await insertSubmission(t.db, call.id, (await t.person()).id, { status: 'draft' })
  const old = await insertSubmission(t.db, call.id, holder.id, { createdAt: new Date('2026-02-10T00:00:00Z') })
  const draft = await insertSubmission(t.db, call.id, holder.id, { title: 'Brouillon', status: 'draft' })

  const { body } = await holder.get('/api/v1/me/submissions').expect(200)

  const ofCall = {
    title: call.title,
    status: 'open',
    reopenedAt: null,
    closesAt: call.closesAt.toISOString(),
    timeZone: 'Europe/Paris',
    seasonId: season.id,
    seasonName: season.name,
    seasonSlug: season.slug,
  }
  expect(body).toEqual({
    items: [draft, old].map((row) => ({
      id: row.id,
      callId: call.id,
      title: row.title,
      structure: row.structure,
      status: row.status,
      submittedAt: row.submittedAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
      call: ofCall,
      writing: { until: ofCall.closesAt, editable: 'everything', maySubmit: row.status === 'draft', grace: false },
    })),
    nextCursor: null,
  })
})

it('is read by its holder, its reviewers and organisers; a draft by its holder alone', async () => {
  const { season, call } = await openCall()
  const [holder, reviewer, stranger, organiser] = [
    await t.person(),
    await t.person({ role: 'reviewer', scopeKind: 'season', scopeId: season.id }),
    await t.person(),
    await organiserOf(season),
  ]
  const submitted = await insertSubmission(t.db, call.id, holder.id, {
    status: 'under_review',
    pendingOutcome: 'declined',
    pendingReason: 'Motif encore secret',
  })
  const draft = await insertSubmission(t.db, call.id, holder.id, { status: 'draft' })
  await insertReview(t.db, submitted.id, reviewer.id)

  const { body, text } = await holder.get(`/api/v1/submissions/${submitted.id}`).expect(200)
  for (const reader of [reviewer, organiser])
    expect((await reader.get(`/api/v1/submissions/${submitted.id}`).expect(200)).body).toEqual(body)
  await organiser.get(`/api/v1/submissions/${draft.id}`).expect(404)
  await stranger.get(`/api/v1/submissions/${draft.id}`).expect(404)

  expect(body).toMatchObject({ id: submitted.id, status: 'under_review', reason: '' })
  expect(text).not.toMatch(/secret|declined/)
})

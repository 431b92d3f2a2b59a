import type { OpenAPIV3_1 } from 'openapi-types'
import { asc, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { mails } from '../../src/platform/mail/mails.table.ts'
import { aCriterion, insertCall, insertProject, insertReview, insertSeason, insertSubmission } from '../factories.ts'
import { useTestApp, type TestPerson } from '../harness.ts'
import { documentOf, operationsOf, type Operation } from './operations.ts'

const t = useTestApp()

const html = '<img src=x onerror=alert(1)>'
/** As the example of a review names it. */
const criterionId = '0198a1c2-0000-7000-8000-000000000001'
/** What the calls for projects answer to; other modules have tests of their own. */
const modules = [
  'calls for projects',
  'late files',
  'submissions',
  'framing',
  'forms',
  'confidentiality',
  'reviews',
  'committee',
  'corrections',
  'interviews',
  'decisions',
  'projects',
]

/** Every text that somebody typed, with a picture that is none in front of it; ids, days and choices stay. */
function marked(value: unknown): unknown {
  if (typeof value === 'string') return /\s/.test(value) ? `${html} ${value}` : value
  if (Array.isArray(value)) return value.map(marked)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, marked(one)]))
}

const bodyOf = ({ requestBody }: Operation): object | undefined =>
  (requestBody as OpenAPIV3_1.RequestBodyObject | undefined)?.content['application/json']?.example as object | undefined

const isTyped = (operation: Operation): boolean =>
  JSON.stringify(marked(bodyOf(operation))) !== JSON.stringify(bodyOf(operation))

async function aSeason() {
  const season = await insertSeason(t.db)
  const here = { scopeKind: 'season', scopeId: season.id } as const
  const organiser = await t.person({ role: 'organiser', ...here })
  const reviewer = await t.person({ role: 'reviewer', ...here })
  const holder = await t.person()
  const criteria = [aCriterion({ id: criterionId })]
  const call = await insertCall(t.db, season.id)
  const closed = await insertCall(t.db, season.id, { criteria, closesAt: new Date('2026-03-01T22:59:59.999Z') })
  const draft = await insertSubmission(t.db, call.id, holder.id, { status: 'draft' })
  const file = await insertSubmission(t.db, closed.id, holder.id, { status: 'under_review' })
  const review = await insertReview(t.db, file.id, reviewer.id)
  return { season, organiser, reviewer, holder, call, closed, draft, file, review }
}
type World = Awaited<ReturnType<typeof aSeason>>

interface Writing {
  who: TestPerson
  /** For `{callId}` and the like of the path. */
  ids: Record<string, string>
  version?: number
  over?: object
}

const asked = {
  kind: 'outdated',
  parts: [],
  message: `${html} Et aujourd’hui ?`,
  answerBy: { day: '2026-03-20', hour: '18:00' },
}

/** How each operation that takes words is made to take them. */
const writings: Record<string, (world: World) => Writing | Promise<Writing>> = {
  createCall: ({ organiser, season }) => ({ who: organiser, ids: { seasonId: season.id } }),
  changeCall: async ({ organiser, season }) => {
    const { id } = await insertCall(t.db, season.id, { status: 'draft' })
    return { who: organiser, ids: { callId: id }, version: 1 }
  },
  changeCriteria: ({ organiser, call }) => ({ who: organiser, ids: { callId: call.id }, version: 1 }),
  changeCallSettings: ({ organiser, call }) => ({ who: organiser, ids: { callId: call.id }, version: 1 }),
  makeAccessCode: ({ organiser, call }) => ({ who: organiser, ids: { callId: call.id } }),
  giveExtension: ({ organiser, call }) => ({ who: organiser, ids: { callId: call.id } }),
  redeemAccessCode: ({ holder, call }) => ({ who: holder, ids: { callId: call.id } }),
  startSubmission: ({ holder, call }) => ({ who: holder, ids: { callId: call.id } }),
  saveSubmission: ({ holder, draft }) => ({ who: holder, ids: { submissionId: draft.id }, version: 1 }),
  askOrganisers: ({ holder, draft }) => ({ who: holder, ids: { submissionId: draft.id } }),
  answerFramingQuestion: async ({ organiser, holder, draft }) => {
    const { body } = await holder
      .post(`/api/v1/submissions/${draft.id}/framing-questions`)
      .send({ about: 'other', text: `${html} Que dire ?` })
    return { who: organiser, ids: { questionId: body.id } }
  },
  saveCallForm: ({ organiser, call }) => ({ who: organiser, ids: { callId: call.id }, version: 0 }),
  changeConfidentiality: ({ holder, draft }) => ({ who: holder, ids: { submissionId: draft.id } }),
  saveReview: ({ reviewer, review }) => ({ who: reviewer, ids: { reviewId: review.id }, version: 1 }),
  recuseFromReview: ({ reviewer, review }) => ({ who: reviewer, ids: { reviewId: review.id } }),
  pinReviewConflict: ({ organiser, reviewer, file }) => ({
    who: organiser,
    ids: { submissionId: file.id, personId: reviewer.id },
  }),
  declareTie: ({ reviewer, closed }) => ({ who: reviewer, ids: { callId: closed.id } }),
  askCorrection: ({ organiser, file }) => ({ who: organiser, ids: { submissionId: file.id } }),
  proposeCorrection: ({ reviewer, review }) => ({ who: reviewer, ids: { reviewId: review.id } }),
  answerCorrection: async ({ organiser, holder, file }) => {
    await organiser.post(`/api/v1/submissions/${file.id}/corrections`).send(asked).expect(201)
    return { who: holder, ids: { submissionId: file.id }, version: 2 }
  },
  offerInterviews: ({ organiser, closed }) => ({ who: organiser, ids: { callId: closed.id } }),
  decideSubmission: ({ organiser, file }) => ({ who: organiser, ids: { submissionId: file.id }, version: 1 }),
  decideMany: ({ organiser, closed, file }) => ({
    who: organiser,
    ids: { callId: closed.id },
    over: { submissions: [{ id: file.id, version: 1 }] },
  }),
  changeAnswerWords: ({ organiser, closed }) => ({ who: organiser, ids: { callId: closed.id }, version: 1 }),
  turnDownSubmission: async ({ holder, closed }) => {
    const { id } = await insertSubmission(t.db, closed.id, holder.id, { status: 'accepted' })
    return { who: holder, ids: { submissionId: id } }
  },
  withdrawSubmission: ({ holder, file }) => ({ who: holder, ids: { submissionId: file.id } }),
  addProject: ({ organiser, season }) => ({ who: organiser, ids: { seasonId: season.id } }),
  changeProject: async ({ organiser, season }) => {
    const { id } = await insertProject(t.db, season.id)
    return { who: organiser, ids: { projectId: id }, version: 1 }
  },
  removeProject: async ({ organiser, season, file }) => {
    const { id } = await insertProject(t.db, season.id, { submissionId: file.id })
    await t.db.execute(sql`update submissions set status = 'confirmed' where id = ${file.id}`)
    return { who: organiser, ids: { projectId: id } }
  },
}

it('keeps HTML in any text for the letters that it is, and shows it as nothing else', async () => {
  const operations = operationsOf(documentOf(t.app)).filter(
    (operation) => operation.tags?.some((tag) => modules.includes(tag)) && isTyped(operation),
  )
  const answers: Record<string, string> = {}
  for (const operation of operations) {
    const world = await aSeason()
    const writing = await writings[operation.operationId]?.(world)
    if (!writing) continue
    const { who, ids, version, over } = writing
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => ids[name]!)
    const answer = await who[operation.method](path)
      .set('if-match', `"${version ?? 1}"`)
      .send({ ...(marked(bodyOf(operation)) as object), ...over })
    const { code } = answer.body as { code?: string }
    answers[operation.operationId] = answer.status < 300 ? 'taken' : String(code)
    expect(answer.headers['content-type'] ?? 'application/json').toMatch(/^application\/(problem\+)?json/)
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    expect(answer.text ?? '').not.toContain('&lt;img')
  }

  // A new operation that takes words fails here: say above how it is made to take them.
  const taken = Object.fromEntries(operations.map(({ operationId }) => [operationId, 'taken']))
  expect(answers).toEqual({ ...taken, redeemAccessCode: 'access_code_unknown' })
  const sent = await t.db.select().from(mails).orderBy(asc(mails.id))
  expect(sent.length).toBeGreaterThan(5)
  expect(sent.filter(({ subject }) => /[\r\n]/.test(subject))).toEqual([])
})

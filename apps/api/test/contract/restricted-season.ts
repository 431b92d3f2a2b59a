import { emptyFraming } from '@essor/contracts'
import { eq, getTableColumns } from 'drizzle-orm'
import { submissions } from '../../src/modules/calls-for-projects/submissions/submissions.table.ts'
import { people } from '../../src/modules/identity/people.table.ts'
import {
  aCriterion,
  insertCall,
  insertCallReaders,
  insertCoHolder,
  insertEnrolment,
  insertReview,
  insertSeason,
  insertSubmission,
} from '../factories.ts'
import { aQuestion, aSection, insertForm } from '../forms.ts'
import type { TestApp, TestPerson } from '../harness.ts'
import { documentOf, operationsOf } from './operations.ts'

/** Stands in every word of a restricted file, and nowhere else. */
export const marker = 'zyxomma'
export const nameMarker = `${marker}-name`

/** The call asks for words and for a file besides the canvas. */
const written = aQuestion('short_text')
export const proof = aQuestion('file')

const marked = (file: string) => `${marker}-${file}`

/** A marker in each of its texts, whatever columns it has by now; its public words are meant to be read. */
function textsWith(mark: string): Partial<typeof submissions.$inferInsert> {
  const texts = Object.entries(getTableColumns(submissions)).filter(
    ([name, { columnType, enumValues }]) =>
      columnType === 'PgText' && !enumValues?.length && !name.startsWith('public'),
  )
  const framing = Object.entries(emptyFraming).map(([name, value]) => [name, value === '' ? `${mark} ${name}` : value])
  return {
    ...Object.fromEntries(texts.map(([name]) => [name, `${mark} ${name}`])),
    pendingReason: '',
    reason: '',
    framing: Object.fromEntries(framing) as (typeof submissions.$inferInsert)['framing'],
    formVersion: 1,
    answers: { [written.id]: `${mark} answer` },
    publicTitle: 'Un lieu d’écoute',
  }
}

/** A season with three restricted files of one holder: one in review, one accepted, one never submitted. */
export async function aSeasonInConfidence(t: TestApp) {
  const season = await insertSeason(t.db)
  const criterion = aCriterion()
  const call = await insertCall(t.db, season.id, { criteria: [criterion] })
  await insertForm(t.db, call.id, [aSection(written, proof)])
  const otherCall = await insertCall(t.db, season.id)
  const here = { scopeKind: 'season', scopeId: season.id } as const
  const roles: Record<string, TestPerson> = {
    holder: await t.person(),
    coHolder: await t.person(),
    reader: await t.person({ role: 'organiser', ...here }),
    assigned: await t.person({ role: 'reviewer', ...here }),
    'other reviewer': await t.person({ role: 'reviewer', ...here }),
    'other organiser': await t.person({ role: 'organiser', ...here }),
    'reader of another call': await t.person({ role: 'organiser', ...here }),
    'organiser of the delegation': await t.person({
      role: 'organiser',
      scopeKind: 'delegation',
      scopeId: season.delegationId,
    }),
    'delegation admin': await t.person({
      role: 'delegation_admin',
      scopeKind: 'delegation',
      scopeId: season.delegationId,
    }),
    'network admin': await t.person({ role: 'network_admin', scopeKind: 'network', scopeId: null }),
    facilitator: await t.person({ role: 'facilitator', ...here }),
    juror: await t.person({ role: 'juror', ...here }),
    mentor: await t.person({ role: 'mentor', ...here }),
    participant: await t.person(),
    member: await t.person(),
    stranger: await t.person(),
  }
  const { holder, coHolder, reader, assigned } = roles as Record<
    'holder' | 'coHolder' | 'reader' | 'assigned',
    TestPerson
  >
  await t.db
    .update(people)
    .set({ name: `${nameMarker} Porteuse` })
    .where(eq(people.id, holder.id))
  await insertCallReaders(t.db, call.id, [reader.id])
  await insertCallReaders(t.db, otherCall.id, [roles['reader of another call']!.id])
  for (const name of ['participant', 'member']) await insertEnrolment(t.db, season.id, roles[name]!.id)
  const open = await insertSubmission(t.db, call.id, roles['stranger']!.id)
  await insertReview(t.db, open.id, roles['other reviewer']!.id)

  const files: Record<string, string> = {}
  for (const name of ['review', 'accepted', 'draft']) {
    const { id } = await insertSubmission(t.db, call.id, holder.id, { ...textsWith(marked(name)), status: 'draft' })
    files[name] = id
    await insertCoHolder(t.db, id, coHolder.id)
    await holder
      .put(`/api/v1/submissions/${id}/confidentiality`)
      .send({ confidentiality: 'restricted', publicTitle: 'Un lieu d’écoute', publicSummary: '' })
      .expect(200)
    await holder.post(`/api/v1/submissions/${id}/co-holder-invitations`).send({ email: `${marked(name)}@example.org` })
  }
  return { season, call, criterion, open, roles, holder, coHolder, reader, assigned, files }
}

/** What must not be done to it on the way: it would no longer be what the test is about. */
const leftAlone = ['decideSubmission', 'changeConfidentiality', 'handOver', 'withdrawSubmission', 'declineOffer']

/** Each text of an example begins with the marker; what is an id, a day or a choice stays. */
function marking(value: unknown, mark: string): unknown {
  if (typeof value === 'string') return /\s/.test(value) ? `${mark} ${value}` : value
  if (Array.isArray(value)) return value.map((one) => marking(one, mark))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, marking(one, mark)]))
}

/** Of a closing in the past, or of something that is not there: an example is right in its form alone. */
const rightIn: Record<string, (example: object, mark: string) => object> = {
  saveSubmission: (example, mark) => ({ ...example, answers: { [written.id]: `${mark} answer` } }),
  askCorrection: (example) => ({ ...example, parts: ['title'], proposalId: undefined }),
}

/** Writes the marker wherever this person may write about the file, and sends one: whatever ways of writing there are by now. */
export async function writeEverywhere(
  t: TestApp,
  who: TestPerson,
  submissionId: string,
  file: string,
): Promise<string[]> {
  const mark = marked(file)
  const done: string[] = []
  const writes = operationsOf(documentOf(t.app)).filter(
    ({ method, path, operationId, requestBody }) =>
      method !== 'get' &&
      /^\/api\/v1\/submissions\/\{submissionId\}(\/[\w-]+|\/\{questionId\})*$/.test(path) &&
      requestBody &&
      !leftAlone.includes(operationId),
  )
  for (const { method, path, requestBody, operationId } of writes) {
    const { body } = await who.get(`/api/v1/submissions/${submissionId}`)
    const address = path.replace('{submissionId}', submissionId).replace('{questionId}', proof.id)
    const asking = who[method](address).set('if-match', `"${String(body.version)}"`)
    const example = requestBody!.content['application/json']?.example as object | undefined
    const answer = example
      ? await asking.send(rightIn[operationId]?.(marking(example, mark) as object, mark) ?? marking(example, mark)!)
      : await asking
          .set('content-type', 'application/pdf')
          .set('file-name', `${mark}.pdf`)
          .send(Buffer.from(`%PDF-1.7\n${mark}`))
    if (answer.status < 300) done.push(operationId)
  }
  return done
}

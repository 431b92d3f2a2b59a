import { expect, it } from 'vitest'
import { insertCall, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { testNow, useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { coHolders } from '../people/submission-people.table.ts'
import { answersInWords } from './answers.copy.ts'

const t = useTestApp()

async function openCall() {
  const season = await insertSeason(t.db)
  return { season, call: await insertCall(t.db, season.id) }
}

const submit = (holder: TestPerson, id: string, version: number) =>
  holder.post(`/api/v1/submissions/${id}/submit`).set('if-match', `"${version}"`)

it('is submitted when it is complete, with a receipt that holds a copy of the whole file', async () => {
  const { season, call } = await openCall()
  const holder = await t.person()
  const draft = await insertSubmission(t.db, call.id, holder.id, { status: 'draft' })

  const { body } = await submit(holder, draft.id, 1).expect(200)

  expect(body).toEqual({
    id: draft.id,
    callId: call.id,
    title: draft.title,
    structure: draft.structure,
    summary: draft.summary,
    framing: draft.framing,
    wantedSkills: draft.wantedSkills,
    answers: {},
    status: 'submitted',
    submittedAt: testNow,
    reason: '',
    version: 2,
    createdAt: draft.createdAt.toISOString(),
  })
  const [receipt, ...more] = await t.mailsTo(holder.email)
  expect(more).toEqual([])
  expect(receipt!.subject).toBe(`Votre projet est bien déposé : ${season.name}`)
  for (const said of [
    season.name,
    ...Object.values({ ...draft.framing, horizon: 'Une réponse qui suffit, avec une fin' }),
    '- Droit des associations, niveau pratique, 1 personne',
    'par ',
    `/projets/${draft.id}`,
  ])
    expect(receipt!.text).toContain(said)
})

it('sends the receipt to everyone who holds the file, and says who submitted it', async () => {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id)
  const [holder, together, organiser] = [
    await t.person(),
    await t.person(),
    await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id }),
  ]
  const draft = await insertSubmission(t.db, call.id, holder.id, { status: 'draft' })
  await t.db.insert(coHolders).values({ submissionId: draft.id, personId: together.id })

  await holder.post(`/api/v1/submissions/${draft.id}/submit`).set('if-match', '"1"').expect(200)

  for (const { email } of [holder, together]) {
    const [receipt, ...more] = await t.mailsTo(email)
    expect(more).toEqual([])
    expect(receipt!.text).toContain(`par ${holder.name}`)
    expect(receipt!.subject).not.toContain(draft.title)
  }
  expect((await holder.get(`/api/v1/submissions/${draft.id}`)).body.submittedByName).toBe(holder.name)
  expect((await organiser.get(`/api/v1/submissions/${draft.id}`)).body.submittedByName).toBeNull()
})

it('says the answers to the questions of the call in words', () => {
  const [first, second] = ['0198a1c2-0000-7000-8000-000000000001', '0198a1c2-0000-7000-8000-000000000002']
  const asked = { help: '', required: false, identifying: false, condition: null }
  const option = { id: second, label: 'Une association' }
  const sections = [
    {
      id: first,
      title: '',
      text: '',
      questions: [
        { ...asked, id: first, kind: 'money' as const, label: 'Budget', min: null, max: null },
        { ...asked, id: second, kind: 'choice' as const, label: 'Vous êtes', options: [option] },
      ],
    },
  ]

  expect(answersInWords(sections, { [first]: 120_050, [second]: second })).toEqual([
    ['Budget', '1\u202f200,50\u00a0€'],
    ['Vous êtes', 'Une association'],
  ])
  expect(answersInWords(sections, {})).toEqual([
    ['Budget', ''],
    ['Vous êtes', ''],
  ])
})

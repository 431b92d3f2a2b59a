import { randomUUID } from 'node:crypto'
import type { FormSection } from '@essor/contracts'
import { expect, it } from 'vitest'
import { insertCall, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { aQuestion, aSection, insertForm } from '../../../../test/forms.ts'
import { testNow, useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'

const t = useTestApp()

async function aCall() {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id)
  const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
  return { season, call, organiser, path: `/api/v1/calls/${call.id}/form` }
}
const save = (who: TestPerson, path: string, version: number, sections: FormSection[]) =>
  who.put(path).set('if-match', `"${version}"`).send({ sections })
const publish = (who: TestPerson, path: string, version: number) =>
  who.post(`${path}/publish`).set('if-match', `"${version}"`)

it('begins empty, is saved with anything missing, and is published once it holds together', async () => {
  const { call, organiser, path } = await aCall()
  const half = [aSection(aQuestion('siret', { label: '' }))]
  const whole = [aSection(aQuestion('siret', { label: 'Votre SIRET', help: '<b>14 chiffres</b>' }))]
  const nothing = {
    callId: call.id,
    sections: [],
    published: [],
    nextVersion: 1,
    publishedVersion: null,
    draftsBehind: 0,
    version: 0,
  }

  const { body: empty, headers } = await organiser.get(path).expect(200)
  expect([empty, headers.etag]).toEqual([nothing, '"0"'])
  expect((await save(organiser, path, 0, half).expect(200)).body).toEqual({ ...nothing, sections: half, version: 1 })
  const refused = await publish(organiser, path, 1).expect(400)
  expect([refused.body.code, refused.body.errors]).toEqual([
    'form_invalid',
    [{ path: 'sections.0.questions.0.label', code: 'required', message: 'A question needs words.' }],
  ])
  expect((await save(organiser, path, 1, whole).expect(200)).body).toEqual({ ...nothing, sections: whole, version: 2 })
  const { body: published } = await publish(organiser, path, 2).expect(200)
  expect(published).toEqual({
    ...nothing,
    sections: whole,
    published: whole,
    nextVersion: 2,
    publishedVersion: 1,
    version: 3,
  })
  expect((await publish(organiser, path, 3).expect(409)).body.code).toBe('form_unchanged')
  await save(organiser, path, 3, whole).expect(200)
  expect((await publish(organiser, path, 4).expect(409)).body.code).toBe('form_unchanged')
})

it('refuses a form whose conditions go round in a circle, names its questions, and keeps what was written', async () => {
  const { organiser, path } = await aCall()
  const [who, where] = [aQuestion('short_text', { label: 'Qui ?' }), aQuestion('short_text', { label: 'Où ?' })]
  const answered = (question: string) => ({ match: 'all' as const, tests: [{ question, test: 'answered' as const }] })
  const sections = [aSection({ ...who, condition: answered(where.id) }, { ...where, condition: answered(who.id) })]
  await save(organiser, path, 0, sections).expect(200)

  const { body } = await publish(organiser, path, 1).expect(400)

  const message = 'These questions wait for each other in a circle: “Qui ?” → “Où ?” → “Qui ?”.'
  expect([body.code, body.errors]).toEqual([
    'form_invalid',
    [0, 1].map((place) => ({ path: `sections.0.questions.${place}.condition`, code: 'form_circle', message })),
  ])
  expect((await organiser.get(path)).body.sections).toEqual(sections)
})

it('never changes what is published, and lists what each version changed', async () => {
  const { call, organiser, path } = await aCall()
  const [name, kept] = [aQuestion('short_text', { label: 'Nom' }), aQuestion('email', { label: 'Adresse' })]
  const first = [aSection(name, kept)]
  const second = [aSection(kept, aQuestion('consent', { label: 'Accord' }))]
  await save(organiser, path, 0, first)
  await publish(organiser, path, 1).expect(200)
  const holder = await t.person()
  await insertSubmission(t.db, call.id, holder.id, { status: 'draft', formVersion: 1 })
  await insertSubmission(t.db, call.id, holder.id, { formVersion: 1 })
  await save(organiser, path, 2, second)
  const { body } = await publish(organiser, path, 3).expect(200)

  const { body: versions } = await organiser.get(`${path}/versions`).expect(200)
  const { body: page } = await organiser.get(`${path}/versions?limit=1`).expect(200)
  const { body: rest } = await organiser.get(`${path}/versions?limit=1&cursor=${page.nextCursor}`).expect(200)

  const line = (change: string, { id, label }: { id: string; label: string }) => ({
    change,
    questionId: id,
    label,
    required: false,
    keepsAnswer: change === 'added',
    what: [],
  })
  expect([body.publishedVersion, body.draftsBehind]).toEqual([2, 1])
  expect(versions).toEqual({
    items: [
      {
        id: expect.any(String),
        version: 2,
        publishedAt: testNow,
        questions: 2,
        files: 0,
        changes: [line('added', second[0]!.questions[1]!), line('removed', name)],
      },
      {
        id: expect.any(String),
        version: 1,
        publishedAt: testNow,
        questions: 2,
        files: 2,
        changes: [line('added', name), line('added', kept)],
      },
    ],
    nextCursor: null,
  })
  expect([page.items, rest.items]).toEqual([[versions.items[0]], [versions.items[1]]])
})

it('is saved by one organiser at a time', async () => {
  const { organiser, path } = await aCall()
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, at) =>
      save(organiser, path, 0, [aSection(aQuestion('short_text', { label: `Version ${at}` }))]),
    ),
  )

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412, 412, 412])
  const won = answers.find(({ status }) => status === 200)!
  expect((await organiser.get(path)).body).toEqual(won.body)
  expect((await publish(organiser, path, 0)).body.code).toBe('version_conflict')
  expect((await organiser.put(path).send({ sections: [] })).body.code).toBe('if_match_required')
  expect((await organiser.post(`${path}/publish`)).body.code).toBe('if_match_required')
})

it('is published once, however many publish it at once', async () => {
  const { organiser, path } = await aCall()
  await save(organiser, path, 0, [aSection(aQuestion('short_text'))])

  const answers = await Promise.all(Array.from({ length: 6 }, () => publish(organiser, path, 1)))

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412, 412, 412])
  expect((await organiser.get(`${path}/versions`)).body.items).toHaveLength(1)
})

it('refuses what is no form, and says where', async () => {
  const { organiser, path } = await aCall()
  const question = aQuestion('choice')
  const refused = async (sections: unknown) => {
    const { body } = await organiser.put(path).set('if-match', '"0"').send({ sections }).expect(400)
    return body.errors.map((error: { path: string }) => error.path)
  }

  expect(await refused([aSection({ ...question, kind: 'iban' } as never)])).toEqual(['sections.0.questions.0.kind'])
  expect(await refused([aSection({ ...question, id: 'un' })])).toEqual(['sections.0.questions.0.id'])
  expect(await refused([aSection({ ...question, options: [{ id: randomUUID(), label: 'a\u0000' }] })])).toEqual([
    'sections.0.questions.0.options.0.label',
  ])
  expect(await refused([aSection(aQuestion('file', { maxBytes: 30 * 1024 * 1024 }))])).toEqual([
    'sections.0.questions.0.maxBytes',
  ])
  const sixty = () => aSection(...Array.from({ length: 60 }, () => aQuestion('phone')))
  expect(await refused(Array.from({ length: 6 }, sixty))).toEqual(['sections'])
  expect((await organiser.get(path)).body.version).toBe(0)
})

it('is built by organisers only', async () => {
  const { season, call, organiser, path } = await aCall()
  await insertForm(t.db, call.id, [aSection(aQuestion('short_text'))])
  const stranger = await t.person({ role: 'reviewer', scopeKind: 'season', scopeId: season.id })

  expect(
    await unguarded(
      t,
      [
        ['get', path],
        ['put', path, { sections: [] }],
        ['post', `${path}/publish`],
        ['get', `${path}/versions?limit=2`],
      ],
      { stranger, owner: organiser },
    ),
  ).toEqual([])
})

import { skillFamilies } from '@essor/contracts'
import { and, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { useTestApp, type TestPerson } from '../../../test/harness.ts'
import { auditLog } from '../../platform/audit/audit.table.ts'
import { listSkillsOf } from './index.ts'

const t = useTestApp()

const draft = {
  presentation: 'Comptable à la retraite.',
  remote: true,
  skills: [
    { skill: 'digital.web', level: 1 },
    { skill: 'law.associations', level: 3 },
  ],
}
const write = (person: TestPerson, version: string, body: object) =>
  person.put('/api/v1/me/profile').set('if-match', version).send(body)

it('gives the taxonomy of skills to anyone, in both languages', async () => {
  const { body } = await t.anonymous.get('/api/v1/skills').expect(200)

  expect(body).toEqual(skillFamilies)
  expect(body[1].skills[0]).toEqual({
    code: 'law.associations',
    fr: 'Droit des associations',
    en: 'Law of associations',
  })
})

it('keeps what someone brings, from nothing to a rewritten profile', async () => {
  const person = await t.person()
  const { body: none, headers } = await person.get('/api/v1/me/profile').expect(200)

  const { body: written } = await write(person, headers['etag']!, draft).expect(200)
  const less = { presentation: '', remote: false, reachable: true, skills: [{ skill: 'law.associations', level: 4 }] }
  const second = await write(person, '"1"', less).expect(200)

  expect(none).toEqual({ presentation: '', remote: false, reachable: false, skills: [], version: 0 })
  expect(headers['etag']).toBe('"0"')
  expect(written).toEqual({ ...draft, reachable: false, version: 1 })
  expect(second.body).toEqual({ ...less, reachable: true, version: 2 })
  expect(second.headers['etag']).toBe('"2"')
  expect((await person.get('/api/v1/me/profile').expect(200)).body).toEqual(second.body)
  expect(await listSkillsOf(t.db, [person.id])).toEqual([{ personId: person.id, skill: 'law.associations', level: 4 }])
  const lines = await t.db
    .select({ action: auditLog.action, details: auditLog.details })
    .from(auditLog)
    .where(and(eq(auditLog.subjectId, person.id), eq(auditLog.actorId, person.id)))
  expect(lines).toEqual(Array(2).fill({ action: 'profile.changed', details: {} }))
})

it('never overwrites what was written elsewhere in the meantime, from the first time on', async () => {
  const person = await t.person()

  const first = await Promise.all(Array.from({ length: 5 }, () => write(person, '"0"', draft)))
  const next = await Promise.all(Array.from({ length: 5 }, () => write(person, '"1"', draft)))
  const blind = await person.put('/api/v1/me/profile').send(draft).expect(428)

  expect(first.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412, 412])
  expect(next.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412, 412])
  expect(first.find(({ status }) => status === 412)!.body).toMatchObject({ code: 'version_conflict' })
  expect(blind.body).toMatchObject({ code: 'if_match_required' })
})

it('refuses skills that are not of the taxonomy, levels that are none, and a skill named twice', async () => {
  const person = await t.person()
  const wrong = [
    { ...draft, skills: [{ skill: 'digital.magic', level: 1 }] },
    { ...draft, skills: [{ skill: 'digital.web', level: 5 }] },
    { ...draft, skills: [draft.skills[0], draft.skills[0]] },
    { ...draft, presentation: 'x'.repeat(2001) },
    { presentation: '', skills: [] },
  ]

  const answers = await Promise.all(wrong.map((body) => write(person, '"0"', body)))

  expect(answers.map(({ status, body }) => [status, body.errors[0].path])).toEqual([
    [400, 'skills.0.skill'],
    [400, 'skills.0.level'],
    [400, 'skills'],
    [400, 'presentation'],
    [400, 'remote'],
  ])
  expect((await person.get('/api/v1/me/profile').expect(200)).body).toMatchObject({ version: 0 })
})

it('is for the person signed in only', async () => {
  const { body } = await t.anonymous.get('/api/v1/me/profile').expect(401)
  await t.anonymous.put('/api/v1/me/profile').set('if-match', '"0"').send(draft).expect(401)

  expect(body).toMatchObject({ code: 'unauthenticated' })
})

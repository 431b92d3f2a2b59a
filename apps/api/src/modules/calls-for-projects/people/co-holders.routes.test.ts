import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { insertCall, insertCoHolder, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { submissions } from '../submissions/submissions.table.ts'
import { coHolderInvitations } from './submission-people.table.ts'

const t = useTestApp()

async function aFile(coHolders = 0) {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id)
  const first = await t.person()
  const submission = await insertSubmission(t.db, call.id, first.id, { status: 'draft' })
  const others: TestPerson[] = []
  for (let count = 0; count < coHolders; count += 1) {
    const person = await t.person()
    await insertCoHolder(t.db, submission.id, person.id)
    others.push(person)
  }
  const path = `/api/v1/submissions/${submission.id}`
  const invite = (email: string, by: TestPerson = first) => by.post(`${path}/co-holder-invitations`).send({ email })
  return { season, first, others, submission, path, invite }
}

const tokenSentTo = async (email: string) => /#token=(\S+)/.exec((await t.mailsTo(email)).at(-1)!.text)![1]!
const accept = (token: string) => t.anonymous.post('/api/v1/co-holder-invitations/accept').send({ token })
const peopleOf = async (who: TestPerson, path: string) => (await who.get(`${path}/people`).expect(200)).body

it('invites by mail, without a word of what the file is about, and keeps no token', async () => {
  const { path, first, invite, season, submission } = await aFile()

  const { body } = await invite('Karim@Example.org').expect(201)

  const invitation = { id: expect.any(String), email: 'karim@example.org', expiresAt: '2026-03-16T09:00:00.000Z' }
  expect(body).toEqual(invitation)
  const [mail] = await t.mailsTo('karim@example.org')
  expect(mail).toEqual({
    subject: `Invitation à écrire un dossier à plusieurs : ${season.name}`,
    text: expect.stringContaining(`${first.name} vous invite`),
  })
  expect(mail!.text).toContain('lundi 16 mars 2026')
  expect(JSON.stringify(mail)).not.toContain(submission.title)
  expect(JSON.stringify(await t.db.select().from(coHolderInvitations))).not.toContain(
    await tokenSentTo('karim@example.org'),
  )
  expect(await peopleOf(first, path)).toEqual({
    holders: [{ personId: first.id, name: first.name, isFirst: true }],
    invitations: [invitation],
    limit: 10,
  })
})

it('lets whoever follows the link hold the file, signed in, and only once', async () => {
  const { path, first, submission, invite } = await aFile()
  const known = await t.person()
  await invite(known.email).expect(201)
  const token = await tokenSentTo(known.email)

  const answers = await Promise.all(Array.from({ length: 8 }, () => accept(token)))

  const joined = answers.filter(({ status }) => status === 200)
  expect(joined.map(({ body }) => body)).toEqual([{ submissionId: submission.id }])
  expect(joined[0]!.headers['set-cookie']).toBeDefined()
  expect(answers.filter(({ status }) => status !== 200).map(({ body }) => body.code)).toEqual(
    Array.from({ length: 7 }, () => 'invitation_not_open'),
  )
  expect((await peopleOf(known, path)).holders).toEqual([
    { personId: first.id, name: first.name, isFirst: true },
    { personId: known.id, name: known.name, isFirst: false },
  ])
  const again = await invite(known.email).expect(409)
  expect(again.body.code).toBe('co_holder_already')
})

it('makes an account for an address that has none', async () => {
  const { path, first, invite } = await aFile()
  await invite('nouvelle@example.org').expect(201)

  await accept(await tokenSentTo('nouvelle@example.org')).expect(200)

  expect((await peopleOf(first, path)).holders.map(({ name }: { name: string }) => name)).toEqual([first.name, ''])
})

it('takes no invitation that expired, was taken back or is not known', async () => {
  const { first, invite, path, others } = await aFile(1)
  const { body: revoked } = await invite('reprise@example.org').expect(201)
  await invite('tard@example.org').expect(201)
  const [takenBack, late] = [await tokenSentTo('reprise@example.org'), await tokenSentTo('tard@example.org')]

  await others[0]!.delete(`/api/v1/co-holder-invitations/${revoked.id}`).expect(204)
  const again = await first.delete(`/api/v1/co-holder-invitations/${revoked.id}`).expect(409)
  t.setNow('2026-03-16T09:00:00.000Z')
  const answers = [await accept(takenBack), await accept(late), await accept('inconnu')]

  expect([...answers, again].map(({ body }) => body.code)).toEqual(
    Array.from({ length: 4 }, () => 'invitation_not_open'),
  )
  expect((await peopleOf(first, path)).invitations).toEqual([])
  await accept('').expect(400)
})

it('takes ten people at most, however many are invited at once', async () => {
  const { first, path, invite } = await aFile(6)

  const answers = await Promise.all(Array.from({ length: 8 }, (_, number) => invite(`foule${number}@example.org`)))

  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 201, 409, 409, 409, 409, 409])
  expect(answers.find(({ status }) => status === 409)!.body.code).toBe('too_many_of_these')
  expect((await peopleOf(first, path)).invitations).toHaveLength(3)
})

it('lets the first holder remove others, and the others only themselves', async () => {
  const { first, path, others } = await aFile(3)
  const [one, two, three] = others as [TestPerson, TestPerson, TestPerson]
  const remove = (by: TestPerson, who: { id: string }) => by.delete(`${path}/co-holders/${who.id}`)

  const refused = [await remove(one, two), await remove(one, first), await remove(first, first)]
  await remove(one, one).expect(204)
  await remove(first, two).expect(204)
  await remove(first, two).expect(404)

  expect(refused.map(({ body }) => body.code)).toEqual(['forbidden', 'forbidden', 'first_holder_stays'])
  await one.get(path).expect(404)
  await two.get(path).expect(404)
  await three.get(path).expect(200)
})

it('hands the file over, once, to somebody who holds it', async () => {
  const { first, path, others, season } = await aFile(2)
  const [one, two] = others as [TestPerson, TestPerson]
  const handOver = (by: TestPerson, to: { id: string }) => by.post(`${path}/hand-over`).send({ personId: to.id })

  const byOther = await handOver(one, one).expect(403)
  await handOver(first, await t.person()).expect(404)
  await handOver(first, first).expect(204)
  const answers = await Promise.all([handOver(first, one), handOver(first, two)])

  expect(byOther.body.code).toBe('forbidden')
  expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 403])
  const heir = answers[0]!.status === 204 ? one : two
  const { holders } = await peopleOf(first, path)
  expect(holders).toHaveLength(3)
  expect(holders[0]).toEqual({ personId: heir.id, name: heir.name, isFirst: true })
  expect((await t.mailsTo(heir.email)).map(({ subject }) => subject)).toEqual([
    `Un dossier vous est confié : ${season.name}`,
  ])
  // Whoever handed it over may leave it now.
  await first.delete(`${path}/co-holders/${first.id}`).expect(204)
})

it('is for those who hold the file', async () => {
  const { season, first, path, invite } = await aFile()
  await t.db.update(submissions).set({ submittedAt: t.deps.now() })
  const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
  const { body: invitation } = await invite('a@example.org').expect(201)

  expect(
    await unguarded(
      t,
      [
        ['get', `${path}/people`],
        ['post', `${path}/co-holder-invitations`, { email: 'b@example.org' }],
        ['delete', `/api/v1/co-holder-invitations/${invitation.id}`],
        ['delete', `${path}/co-holders/${randomUUID()}`],
        ['post', `${path}/hand-over`, { personId: first.id }],
      ],
      { stranger: organiser, owner: first },
    ),
  ).toEqual([])
  await invite('no address').expect(400)
})

import { sql } from 'drizzle-orm'
import pg from 'pg'
import { expect, it, onTestFinished } from 'vitest'
import { auditLog } from '../../src/platform/audit/audit.table.ts'
import { mails } from '../../src/platform/mail/mails.table.ts'
import { insertTeam, insertTeamMentor } from '../factories.ts'
import { useTestApp } from '../harness.ts'
import { addressesOf, readEverything } from './asked.ts'
import { documentOf, operationsOf } from './operations.ts'
import { aSeasonInConfidence, marker, nameMarker, writeEverywhere } from './restricted-season.ts'
import { unpacked } from './unpacked.ts'

const t = useTestApp()

type World = Awaited<ReturnType<typeof aSeasonInConfidence>>

/** The stream never ends, and is listened to below; the mailbox of the demo shows every mail, and they are read below. */
const notAsked = ['/api/v1/live', '/api/v1/mailbox']

/** Which of the files each may read of; everyone else, of none. */
const may: Record<string, readonly string[]> = {
  holder: ['name', 'review', 'accepted', 'draft'],
  coHolder: ['name', 'review', 'accepted', 'draft'],
  reader: ['name', 'review', 'accepted'],
  assigned: ['name', 'review'],
}

interface Swept {
  /** `operation: role` where something was read that must not be. */
  leaks: string[]
  /** The roles who read of a file where they may: were there none, the test would look in the wrong places. */
  readers: Record<string, string[]>
  asked: number
}

async function sweep(world: World, logTo: { write: (line: string) => void }): Promise<Swept> {
  const { app } = await t.appWith({ config: { LOG_LEVEL: 'trace' }, logTo })
  const callers = [
    { role: 'visitor', headers: {} },
    ...Object.entries(world.roles).map(([role, { cookie }]) => ({ role, headers: { cookie } })),
  ]
  const everything = await readEverything(t)
  const people = [world.holder.id, world.coHolder.id]
  const reads = operationsOf(documentOf(t.app)).filter(
    ({ method, path }) => method === 'get' && !notAsked.includes(path),
  )
  const leaks = new Set<string>()
  const readers: Record<string, Set<string>> = {}
  let asked = 0
  for (const operation of reads) {
    for (const address of addressesOf(operation, everything, { people, word: marker.slice(0, 3) })) {
      const answers = await Promise.all(
        callers.map(async ({ role, headers }) => {
          const { rawPayload } = await app.inject({ url: address, headers })
          return [role, rawPayload] as const
        }),
      )
      asked += answers.length
      for (const [role, body] of answers) {
        for (const found of marksIn(body.length > 4 ? unpacked(body) : '')) {
          if (may[role]?.includes(found)) (readers[found] ??= new Set()).add(role)
          else leaks.add(`${operation.operationId}: ${role} (${found})`)
        }
      }
    }
  }
  return {
    leaks: [...leaks],
    readers: Object.fromEntries(Object.entries(readers).map(([file, roles]) => [file, [...roles].toSorted()])),
    asked,
  }
}

const marksIn = (text: string): string[] => [
  ...new Set([...text.toLowerCase().matchAll(/zyxomma-([a-z]+)/g)].map(([, file]) => file!)),
]

async function eventsHeard(): Promise<string[]> {
  const events: string[] = []
  const listener = new pg.Client({ connectionString: t.databaseUrl })
  await listener.connect()
  onTestFinished(() => listener.end())
  listener.on('notification', ({ payload }) => events.push(payload ?? ''))
  await listener.query('listen essor_live')
  return events
}

/** A named organiser meets the holders of the file in review. */
async function meet({ reader, holder, call, files }: World): Promise<void> {
  const offer = {
    starts: { day: '2026-04-10', hour: '18:00' },
    minutes: 20,
    place: 'Salle 2',
    link: '',
    openTo: 'undecided',
  }
  const { body: slots } = await reader.post(`/api/v1/calls/${call.id}/interview-slots`).send(offer).expect(201)
  await holder.put(`/api/v1/submissions/${files['review']}/interview`).send({ slotId: slots[0].id }).expect(200)
}

/** From the draft to the answers, told in private; tells in which ways words were written on the way. */
async function answerAll(world: World): Promise<string[]> {
  const { holder, reader, assigned, criterion, files, open, season } = world
  const written: string[] = []
  for (const name of ['review', 'accepted']) {
    const path = `/api/v1/submissions/${files[name]}`
    written.push(...(await writeEverywhere(t, holder, files[name]!, name)))
    const { body } = await holder.get(path).expect(200)
    await holder.post(`${path}/submit`).set('if-match', `"${body.version}"`).expect(200)
    await writeEverywhere(t, holder, files[name]!, name)
  }
  t.setNow('2026-03-16T09:00:00.000Z')
  await reader.put(`/api/v1/submissions/${files['review']}/reviewers/${assigned.id}`).expect(200)
  const { body: own } = await assigned.get('/api/v1/me/reviews').expect(200)
  const text = `${marker}-review words of a review`
  const review = { marks: { [criterion.id]: 4 }, comment: text, feasible: false, feasibleReason: text }
  await assigned.put(`/api/v1/reviews/${own.items[0].id}`).set('if-match', '"1"').send(review).expect(200)
  const proposal = { kind: 'incomplete', parts: ['title'], message: text }
  await assigned.post(`/api/v1/reviews/${own.items[0].id}/corrections`).send(proposal).expect(201)
  const { body: questions } = await reader.get(`/api/v1/seasons/${season.id}/framing-questions`).expect(200)
  for (const { id } of questions.items) await reader.put(`/api/v1/framing-questions/${id}/answer`).send({ text })
  await meet(world)
  for (const id of [files['review']!, files['accepted']!, open.id]) {
    if (id !== open.id) {
      const name = id === files['review'] ? 'review' : 'accepted'
      written.push(...(await writeEverywhere(t, reader, id, name)))
      written.push(...(await writeEverywhere(t, holder, id, name)))
    }
    const { body } = await reader.get(`/api/v1/submissions/${id}`).expect(200)
    const decision =
      id === files['accepted']
        ? { outcome: 'accepted', reason: `${marker}-accepted reason` }
        : { outcome: 'declined', reason: id === open.id ? 'Trop tôt' : `${marker}-review reason` }
    await reader
      .put(`/api/v1/submissions/${id}/decision`)
      .set('if-match', `"${body.version}"`)
      .send(decision)
      .expect(200)
  }
  return written
}

it(
  'shows nothing of a restricted file to anyone but its holders and those who were named',
  { timeout: 600_000 },
  async () => {
    const events = await eventsHeard()
    let log = ''
    const logTo = { write: (line: string) => void (log += line) }
    const world = await aSeasonInConfidence(t)
    expect(new Set(await answerAll(world))).toEqual(
      new Set([
        'saveSubmission',
        'addAnswerFile',
        'askOrganisers',
        'inviteCoHolder',
        'askCorrection',
        'answerCorrection',
      ]),
    )

    const before = await sweep(world, logTo)

    await world.roles['other organiser']!.post(`/api/v1/calls/${world.call.id}/decisions/publish`).expect(200)
    await world.holder.post(`/api/v1/submissions/${world.files['accepted']}/confirm`).expect(200)
    const { rows } = await t.db.execute<{ id: string }>(sql`select id from projects`)
    const team = await insertTeam(t.db, world.season.id, [world.roles['member']!.id], { projectId: rows[0]!.id })
    await insertTeamMentor(t.db, team.id, world.roles['mentor']!.id, 'mentor')

    const after = await sweep(world, logTo)

    expect({ before: before.leaks, after: after.leaks }).toEqual({ before: [], after: [] })
    const readers = {
      accepted: ['coHolder', 'holder', 'reader'],
      draft: ['coHolder', 'holder'],
      review: ['assigned', 'coHolder', 'holder', 'reader'],
    }
    expect([before.readers, after.readers]).toEqual([
      expect.objectContaining(readers),
      expect.objectContaining(readers),
    ])
    expect(before.asked).toBeGreaterThan(2_000)

    const sent = await t.db.select().from(mails)
    const telling = sent.filter(({ subject, text }) => marksIn(`${subject} ${text}`).some((mark) => mark !== 'name'))
    expect(telling.map(({ toAddress, subject }) => `${subject} to ${toAddress}`)).toEqual([])
    const naming = sent.filter(({ subject, text }) => `${subject} ${text}`.includes(nameMarker))
    const holders = [world.holder.email, world.coHolder.email, 'karim.benali@example.org']
    expect(naming.filter(({ toAddress }) => !toAddress.startsWith(marker) && !holders.includes(toAddress))).toEqual([])
    expect(sent.length).toBeGreaterThan(5)
    expect(marksIn(JSON.stringify(await t.db.select().from(auditLog)))).toEqual([])
    expect(marksIn(events.join(' '))).toEqual([])
    expect(events.length).toBeGreaterThan(10)
    expect(log).toContain('/api/v1/submissions/:submissionId')
    expect(marksIn(log)).toEqual([])
  },
)

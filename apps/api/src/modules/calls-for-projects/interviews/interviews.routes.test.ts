import { expect, it } from 'vitest'
import { insertCall, insertCoHolder, insertReview, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { nextFor } from '../index.ts'
import { putSettings } from '../reviews/review-settings.repository.ts'
import { interviewSlots } from './interviews.table.ts'

const t = useTestApp()

const inSeason = (role: 'organiser' | 'reviewer', season: { id: string }) =>
  t.person({ role, scopeKind: 'season', scopeId: season.id })

const offer = {
  starts: { day: '2026-03-10', hour: '18:00' },
  minutes: 20,
  count: 2,
  place: 'Salle 2',
  link: 'https://visio.example.org/secret',
  openTo: 'shortlisted',
}

/** A closed call with one shortlisted file, and a reviewer who offers to meet its holder. */
async function shortlisted(over: Parameters<typeof insertSubmission>[3] = {}) {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id, { closesAt: new Date('2026-03-01T22:59:59.999Z') })
  const holder = await t.person()
  const submission = await insertSubmission(t.db, call.id, holder.id, { status: 'shortlisted', ...over })
  const host = await inSeason('reviewer', season)
  const organiser = await inSeason('organiser', season)
  const slots = `/api/v1/calls/${call.id}/interview-slots`
  const own = `/api/v1/submissions/${submission.id}/interview`
  return { season, call, holder, submission, host, organiser, slots, own }
}

const offered = async (host: TestPerson, slots: string, over: object = {}): Promise<{ id: string }[]> =>
  (
    await host
      .post(slots)
      .send({ ...offer, ...over })
      .expect(201)
  ).body

it('is offered one after the other, at the hours of the call’s zone', async () => {
  const { host, slots } = await shortlisted()
  const made = await offered(host, slots)

  const common = {
    id: expect.any(String),
    timeZone: 'Europe/Paris',
    place: 'Salle 2',
    hostName: host.name,
    openTo: 'shortlisted',
    mine: true,
    booked: false,
    link: offer.link,
    booking: null,
  }
  expect(made).toEqual([
    { ...common, startsAt: '2026-03-10T17:00:00.000Z', endsAt: '2026-03-10T17:20:00.000Z' },
    { ...common, startsAt: '2026-03-10T17:20:00.000Z', endsAt: '2026-03-10T17:40:00.000Z' },
  ])
  const { body: first } = await host.get(`${slots}?limit=1`).expect(200)
  const { body: second } = await host.get(`${slots}?limit=1&cursor=${first.nextCursor}`).expect(200)
  expect([...first.items, ...second.items]).toEqual(made)
  expect(second.nextCursor).toBeNull()
})

it('keeps its hours when the clocks change in between', async () => {
  const { host, slots } = await shortlisted()

  const made = await offered(host, slots, { starts: { day: '2026-03-29', hour: '01:50' }, count: 2 })

  expect(made).toMatchObject([{ startsAt: '2026-03-29T00:50:00.000Z' }, { startsAt: '2026-03-29T01:10:00.000Z' }])
})

it('needs a moment ahead at which its host is free, a place or a link, and a call without answers', async () => {
  const { season, host, slots } = await shortlisted()
  await offered(host, slots)
  const decided = await insertCall(t.db, season.id, { status: 'decided' })
  const refused = async (over: object, to = slots) => (await host.post(to).send({ ...offer, ...over })).body

  expect((await refused({ starts: { day: '2026-03-10', hour: '18:39' } })).code).toBe('interview_overlap')
  expect((await refused({ starts: { day: '2026-03-02', hour: '09:00' } })).errors[0].path).toBe('starts.day')
  expect((await refused({ place: '', link: '' })).errors[0].message).toBe('place_or_link_needed')
  expect((await refused({ link: 'javascript:alert(1)' })).code).toBe('invalid_input')
  expect((await refused({}, `/api/v1/calls/${decided.id}/interview-slots`)).code).toBe('decisions_published')
  const twice = await Promise.all(
    Array.from({ length: 6 }, () => host.post(slots).send({ ...offer, starts: { day: '2026-03-11', hour: '10:00' } })),
  )
  expect(twice.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409, 409])
})

it('is booked, changed and cancelled by a holder; both sides get a mail, and only they see the link', async () => {
  const { season, call, holder, submission, host, organiser, slots, own } = await shortlisted()
  const coHolder = await t.person()
  await insertCoHolder(t.db, submission.id, coHolder.id)
  const [first, second] = await offered(host, slots)
  const free = (await holder.get(own).expect(200)).body

  const { body: booked } = await holder.put(own).send({ slotId: first!.id }).expect(200)
  const { body: again } = await holder.put(own).send({ slotId: first!.id }).expect(200)
  const { body: changed } = await coHolder.put(own).send({ slotId: second!.id }).expect(200)
  const seenByHost = (await host.get(`${slots}?limit=5`)).body.items
  const seenByOrganiser = (await organiser.get(slots)).body.items
  const seenByOther = (await (await inSeason('reviewer', season)).get(slots)).body.items

  const slot = (id: string, startsAt: string, endsAt: string) => ({
    id,
    startsAt,
    endsAt,
    timeZone: 'Europe/Paris',
    place: 'Salle 2',
    hostName: host.name,
  })
  const [one, two] = [
    slot(first!.id, '2026-03-10T17:00:00.000Z', '2026-03-10T17:20:00.000Z'),
    slot(second!.id, '2026-03-10T17:20:00.000Z', '2026-03-10T17:40:00.000Z'),
  ]
  expect(free).toEqual({ booked: null, free: [one, two], changeHours: 24 })
  expect(booked).toEqual({
    booked: { ...one, link: offer.link, changeUntil: '2026-03-09T17:00:00.000Z' },
    free: [two],
    changeHours: 24,
  })
  expect(again).toEqual(booked)
  expect(changed).toMatchObject({ booked: two, free: [one] })
  const booking = { submissionId: submission.id, title: submission.title, structure: submission.structure }
  expect(seenByHost[1]).toMatchObject({ mine: true, link: offer.link, booked: true, booking })
  expect(seenByOrganiser[1]).toMatchObject({ mine: false, link: null, booked: true, booking })
  expect(seenByOther[1]).toMatchObject({ mine: false, link: null, booked: true, booking: null })
  expect((await holder.get(`${slots}`).expect(403)).body.code).toBe('forbidden')
  expect(await nextFor(t.deps, host.id)).toEqual([
    {
      code: 'calls.interview_to_hold',
      seasonId: season.id,
      subjectId: call.id,
      title: submission.title,
      dueAt: new Date('2026-03-10T17:20:00Z'),
    },
  ])

  const { body: cancelled } = await holder.delete(own).expect(200)
  expect(cancelled).toEqual(free)
  expect((await holder.delete(own).expect(404)).body.code).toBe('not_found')
  const subjects = async ({ email }: TestPerson) => (await t.mailsTo(email)).map(({ subject }) => subject)
  expect(await subjects(coHolder)).toEqual([
    'Votre entretien est réservé : Saison de printemps',
    'Votre entretien est réservé : Saison de printemps',
    'Votre entretien est annulé : Saison de printemps',
  ])
  expect(await subjects(host)).toEqual([
    'Un entretien est réservé avec vous : Saison de printemps',
    'Un entretien est réservé avec vous : Saison de printemps',
    'Un entretien est libéré : Saison de printemps',
  ])
  const [mail] = await t.mailsTo(holder.email)
  expect(mail?.text).toContain('mardi 10 mars 2026, de 18 h 00 à 18 h 20 (heure de Paris)')
  expect(mail?.text).toContain(offer.link)
})

it('goes to one of fifty who want it at once, and nobody ends up with two', async () => {
  const { call, host, slots } = await shortlisted()
  const [slot] = await offered(host, slots, { count: 1 })
  const holders = await Promise.all(
    Array.from({ length: 50 }, async () => {
      const person = await t.person()
      const submission = await insertSubmission(t.db, call.id, person.id, { status: 'shortlisted' })
      return { person, own: `/api/v1/submissions/${submission.id}/interview` }
    }),
  )

  const answers = await Promise.all(holders.map(({ person, own }) => person.put(own).send({ slotId: slot!.id })))

  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ body }) => body.code === 'interview_taken')).toHaveLength(49)
  const bookings = await t.db.select().from(interviewSlots)
  expect(bookings.filter(({ callId, submissionId }) => callId === call.id && submissionId)).toHaveLength(1)
})

it('is one for each file, however many are asked for at once, and two who swap do not wait for each other', async () => {
  const { call, holder, host, slots, own } = await shortlisted()
  const made = await offered(host, slots, { count: 6 })
  const all = await Promise.all(made.map(({ id }) => holder.put(own).send({ slotId: id })))
  expect(all.map(({ status }) => status)).toEqual(Array(6).fill(200))
  const held = async () =>
    (await t.db.select().from(interviewSlots)).filter(({ callId, submissionId }) => callId === call.id && submissionId)
  expect(await held()).toHaveLength(1)

  const other = await t.person()
  const theirs = await insertSubmission(t.db, call.id, other.id, { status: 'shortlisted' })
  await holder.put(own).send({ slotId: made[0]!.id }).expect(200)
  await other.put(`/api/v1/submissions/${theirs.id}/interview`).send({ slotId: made[1]!.id }).expect(200)
  const swaps = await Promise.all([
    holder.put(own).send({ slotId: made[1]!.id }),
    other.put(`/api/v1/submissions/${theirs.id}/interview`).send({ slotId: made[0]!.id }),
  ])
  expect(swaps.every(({ status, body }) => status === 200 || body.code === 'interview_taken')).toBe(true)
  expect(await held()).toHaveLength(2)
})

it('is free until the limit, for shortlisted files, and never with somebody who has a tie with it', async () => {
  const { call, holder, submission, host, slots, own } = await shortlisted()
  await putSettings(t.db, call.id, { interviewChangeHours: 2 })
  const [first, second] = await offered(host, slots)
  const [open] = await offered(host, slots, {
    starts: { day: '2026-03-12', hour: '10:00' },
    openTo: 'undecided',
    count: 1,
  })
  const plain = await t.person()
  const read = await insertSubmission(t.db, call.id, plain.id, { status: 'under_review' })
  const theirs = `/api/v1/submissions/${read.id}/interview`
  const own2 = await insertSubmission(t.db, call.id, host.id, { status: 'shortlisted' })
  const code = async (who: TestPerson, path: string, slotId: string) => (await who.put(path).send({ slotId })).body.code

  expect((await plain.get(theirs)).body.free.map(({ id }: { id: string }) => id)).toEqual([open!.id])
  expect(await code(plain, theirs, first!.id)).toBe('interview_not_open')
  expect(await code(host, `/api/v1/submissions/${own2.id}/interview`, first!.id)).toBe('review_conflict_of_interest')
  expect((await host.get(`/api/v1/submissions/${own2.id}/interview`)).body.free).toEqual([])

  await holder.put(own).send({ slotId: first!.id }).expect(200)
  t.setNow('2026-03-10T15:00:00Z')
  await holder.put(own).send({ slotId: second!.id }).expect(200)
  await holder.put(own).send({ slotId: first!.id }).expect(200)
  t.setNow('2026-03-10T15:00:00.001Z')
  expect(await code(holder, own, second!.id)).toBe('interview_too_late')
  expect((await holder.delete(own).expect(409)).body.code).toBe('interview_too_late')
  t.setNow('2026-03-02T09:00:00Z')
  await insertReview(t.db, submission.id, host.id, { status: 'recused' })
  expect((await holder.get(own)).body.free).toEqual([])
  const answered = await insertSubmission(t.db, call.id, holder.id, { status: 'declined' })
  expect(await code(holder, `/api/v1/submissions/${answered.id}/interview`, second!.id)).toBe('interview_not_open')
})

it('is taken back by its host or an organiser: whoever had booked it hears of it and chooses again', async () => {
  const { season, holder, submission, host, organiser, slots, own } = await shortlisted()
  const [first, second] = await offered(host, slots)
  await holder.put(own).send({ slotId: first!.id }).expect(200)
  const other = await inSeason('reviewer', season)

  expect((await other.delete(`/api/v1/interview-slots/${first!.id}`).expect(403)).body.code).toBe('forbidden')
  await organiser.delete(`/api/v1/interview-slots/${first!.id}`).expect(204)
  await host.delete(`/api/v1/interview-slots/${second!.id}`).expect(204)

  expect((await holder.get(own)).body).toEqual({ booked: null, free: [], changeHours: 24 })
  expect((await t.mailsTo(holder.email)).at(-1)?.text).toContain('Le comité a dû annuler votre entretien')
  expect(await nextFor(t.deps, holder.id)).toEqual([])
  const [third] = await offered(host, slots)
  expect(await nextFor(t.deps, holder.id)).toEqual([
    {
      code: 'calls.interview_to_book',
      seasonId: season.id,
      subjectId: submission.id,
      title: submission.title,
      dueAt: null,
    },
  ])
  await holder.put(own).send({ slotId: third!.id }).expect(200)
  expect(await nextFor(t.deps, holder.id)).toMatchObject([{ code: 'calls.interview_to_attend' }])
  await holder.post(`/api/v1/submissions/${submission.id}/withdraw`).expect(200)
  expect((await host.get(`${slots}?free=yes`)).body.items.map(({ id }: { id: string }) => id)).toContain(third!.id)
})

it('names the file to its blind host without whose it is', async () => {
  const { call, holder, submission, host, slots, own } = await shortlisted()
  await putSettings(t.db, call.id, { blind: true })
  const [slot] = await offered(host, slots)
  await holder.put(own).send({ slotId: slot!.id }).expect(200)

  expect((await host.get(slots)).body.items[0].booking).toEqual({
    submissionId: submission.id,
    title: submission.title,
    structure: '',
  })
})

it('is guarded', async () => {
  const { call, host, holder, slots, own } = await shortlisted()
  const [slot] = await offered(host, slots)
  const elsewhere = await shortlisted()
  const stranger = await t.person()
  const found = [
    ...(await unguarded(
      t,
      [
        ['get', `${slots}?limit=2`],
        ['post', slots, { ...offer, starts: { day: '2026-03-20', hour: '10:00' } }],
        ['delete', `/api/v1/interview-slots/${slot!.id}`],
      ],
      { stranger, owner: host },
    )),
    ...(await unguarded(
      t,
      [
        ['get', own],
        ['put', own, { slotId: slot!.id }],
        ['delete', own],
      ],
      { stranger, owner: holder },
    )),
  ]
  expect(found).toEqual([])
  expect((await elsewhere.holder.put(elsewhere.own).send({ slotId: slot!.id }).expect(404)).body.code).toBe('not_found')
  expect((await holder.put(own).send({ slotId: 'x' }).expect(400)).body.code).toBe('invalid_input')
  expect((await host.post(`/api/v1/calls/${call.id}/interview-slots`).send({}).expect(400)).body.code).toBe(
    'invalid_input',
  )
})

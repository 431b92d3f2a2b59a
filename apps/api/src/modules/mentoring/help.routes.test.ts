import { expect, it } from 'vitest'
import {
  insertHelpRequest,
  insertMentorFields,
  insertSeason,
  insertTeam,
  insertTeamMentor,
} from '../../../test/factories.ts'
import { testNow, useTestApp, type Caller } from '../../../test/harness.ts'

const t = useTestApp()

const nothing = '00000000-0000-4000-8000-000000000000'
const draft = { channel: 'law', title: 'Quel statut choisir ?', text: 'Association ou coopérative ?' }

type Given = 'organiser' | 'facilitator' | 'coach' | 'mentor' | 'juror'
const given = (role: Given, season: { id: string }) => t.person({ role, scopeKind: 'season', scopeId: season.id })

/** A season with a team of one, a mentor who answers on law, and an organiser. */
async function scene(over: Parameters<typeof insertSeason>[1] = {}) {
  const season = await insertSeason(t.db, over)
  const member = await t.person()
  const team = await insertTeam(t.db, season.id, [member.id])
  const mentor = await given('mentor', season)
  await insertMentorFields(t.db, season.id, mentor.id, ['law.associations', 'law.contracts'])
  return { season, team, member, mentor, organiser: await given('organiser', season) }
}

it('takes a question, and writes once to each mentor of its channel and to nobody else', async () => {
  const { season, team, member, mentor } = await scene()
  const otherMentor = await given('mentor', season)
  await insertMentorFields(t.db, season.id, otherMentor.id, ['food'])
  const formerMentor = await t.person()
  await insertMentorFields(t.db, season.id, formerMentor.id, ['law'])

  const { body } = await member
    .post(`/api/v1/teams/${team.id}/help-requests`)
    .send({ ...draft, talkWish: 'Jeudi après 18 h' })
    .expect(201)

  expect(body).toEqual({
    ...draft,
    talkWish: 'Jeudi après 18 h',
    id: expect.any(String),
    seasonId: season.id,
    seasonName: season.name,
    timeZone: 'Europe/Paris',
    teamId: team.id,
    teamName: 'Équipe Jardin',
    status: 'open',
    askedAt: testNow,
    askedByName: member.name,
    waitingSince: testNow,
    waiting: 'fresh',
    claimedById: null,
    claimedByName: null,
    firstAnsweredAt: null,
    moves: ['cancel', 'write'],
  })
  expect(await t.mailsTo(mentor.email)).toMatchObject([{ subject: 'Une question pour vous : Quel statut choisir ?' }])
  for (const { email } of [otherMentor, formerMentor, member]) expect(await t.mailsTo(email)).toEqual([])
})

it('refuses a question of strangers, over a closed season, without a text or in no channel', async () => {
  const { team, member, mentor } = await scene()
  const over = await scene({ status: 'closed' })
  const ask = (body: object) => member.post(`/api/v1/teams/${team.id}/help-requests`).send(body)

  const empty = await ask({ ...draft, text: '  ' }).expect(400)
  const unknown = await ask({ ...draft, channel: 'astrology' }).expect(400)
  const late = await over.member.post(`/api/v1/teams/${over.team.id}/help-requests`).send(draft).expect(409)
  await mentor.post(`/api/v1/teams/${team.id}/help-requests`).send(draft).expect(403)
  await t.anonymous.post(`/api/v1/teams/${team.id}/help-requests`).send(draft).expect(401)
  await member.post(`/api/v1/teams/${nothing}/help-requests`).send(draft).expect(404)

  expect(empty.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'text' }] })
  expect(unknown.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'channel' }] })
  expect(late.body).toMatchObject({ code: 'season_not_open' })
})

it('is claimed by exactly one of many mentors who try at once', async () => {
  const { season, team, member } = await scene()
  const { id } = await insertHelpRequest(t.db, team)
  const mentors = await Promise.all(Array.from({ length: 8 }, () => given('mentor', season)))

  const answers = await Promise.all(mentors.map((mentor) => mentor.post(`/api/v1/help-requests/${id}/claim`)))

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409, 409, 409, 409])
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'help_request_transition' })
  const winner = mentors[answers.findIndex(({ status }) => status === 200)]!
  expect((await member.get(`/api/v1/help-requests/${id}`).expect(200)).body).toMatchObject({
    status: 'claimed',
    claimedById: winner.id,
    claimedByName: winner.name,
  })
})

it('goes from the question to the answer, and tells each member by mail', async () => {
  const { season, team, member, mentor } = await scene()
  const { id } = await insertHelpRequest(t.db, team)
  const other = await given('mentor', season)
  const path = `/api/v1/help-requests/${id}`

  const claimed = await mentor.post(`${path}/claim`).expect(200)
  await other.post(`${path}/answer`).send({ text: 'Non' }).expect(403)
  t.setNow('2026-03-02T09:40:00Z')
  const answered = await mentor.post(`${path}/answer`).send({ text: 'Une association suffit.' }).expect(200)
  const twice = await mentor.post(`${path}/answer`).send({ text: 'Encore' }).expect(409)
  t.setNow('2026-03-02T09:41:00Z')
  const reply = await member.post(`${path}/messages`).send({ text: 'Merci !' }).expect(201)
  const closed = await member.post(`${path}/end`).send({ move: 'close' }).expect(200)

  expect(claimed.body).toMatchObject({ status: 'claimed', moves: ['release', 'answer', 'write'] })
  expect(answered.body).toMatchObject({
    status: 'answered',
    waiting: null,
    firstAnsweredAt: '2026-03-02T09:40:00.000Z',
    moves: ['write'],
  })
  expect(twice.body).toMatchObject({ code: 'help_request_transition' })
  expect(reply.body).toEqual({
    id: expect.any(String),
    authorName: member.name,
    side: 'team',
    isAnswer: false,
    text: 'Merci !',
    writtenAt: '2026-03-02T09:41:00.000Z',
  })
  expect(closed.body).toMatchObject({ status: 'closed', moves: ['reopen'] })
  expect(await t.mailsTo(member.email)).toMatchObject([
    { subject: 'Une réponse à votre question : Quel statut choisir ?' },
  ])
  const thread = await member.get(`${path}/messages`).expect(200)
  expect(thread.body).toEqual({
    items: [
      {
        id: expect.any(String),
        authorName: mentor.name,
        side: 'mentor',
        isAnswer: true,
        text: 'Une association suffit.',
        writtenAt: '2026-03-02T09:40:00.000Z',
      },
      reply.body,
    ],
    nextCursor: null,
  })
})

it('is asked again when the answer was not enough: free for anyone, and mentors hear of it', async () => {
  const { team, member, mentor } = await scene()
  const answeredAt = new Date('2026-03-02T08:30:00Z')
  const { id } = await insertHelpRequest(t.db, team, {
    status: 'answered',
    claimedBy: mentor.id,
    askedAt: new Date('2026-03-02T08:00:00Z'),
    firstAnsweredAt: answeredAt,
  })

  const { body } = await member.post(`/api/v1/help-requests/${id}/end`).send({ move: 'reopen' }).expect(200)

  expect(body).toMatchObject({
    status: 'open',
    claimedById: null,
    waitingSince: testNow,
    waiting: 'fresh',
    firstAnsweredAt: answeredAt.toISOString(),
  })
  expect(await t.mailsTo(mentor.email)).toHaveLength(1)
})

it('can be given back by who took it on, or by an organiser, and the wait goes on', async () => {
  const { team, mentor, organiser, member } = await scene()
  const claimed = { status: 'claimed', claimedBy: mentor.id } as const
  const first = await insertHelpRequest(t.db, team, claimed)
  const second = await insertHelpRequest(t.db, team, claimed)
  t.setNow('2026-03-04T09:00:00Z')

  const { body } = await mentor.post(`/api/v1/help-requests/${first.id}/release`).expect(200)
  await organiser.post(`/api/v1/help-requests/${second.id}/release`).expect(200)
  const again = await organiser.post(`/api/v1/help-requests/${second.id}/release`).expect(409)
  await member.post(`/api/v1/help-requests/${second.id}/release`).expect(403)

  expect(body).toMatchObject({ status: 'open', claimedById: null, waitingSince: testNow, waiting: 'late' })
  expect(again.body).toMatchObject({ code: 'help_request_transition' })
})

it('can be withdrawn by the team before an answer, and is silent after', async () => {
  const { team, member, mentor, organiser } = await scene()
  const { id } = await insertHelpRequest(t.db, team)
  const path = `/api/v1/help-requests/${id}`
  await mentor.post(`${path}/end`).send({ move: 'cancel' }).expect(403)

  const { body } = await member.post(`${path}/end`).send({ move: 'cancel' }).expect(200)

  expect(body).toMatchObject({ status: 'cancelled', moves: [] })
  for (const refused of [
    await member.post(`${path}/end`).send({ move: 'close' }).expect(409),
    await member.post(`${path}/messages`).send({ text: 'Et pourtant' }).expect(409),
    await organiser.post(`${path}/claim`).expect(409),
  ])
    expect(refused.body).toMatchObject({ code: 'help_request_transition' })
  await member.post(`${path}/end`).send({ move: 'forget' }).expect(400)
})

it('is not claimed by a mentor who is in the team', async () => {
  const { season } = await scene()
  const mentor = await given('mentor', season)
  const team = await insertTeam(t.db, season.id, [mentor.id])
  const { id } = await insertHelpRequest(t.db, team)

  const { body } = await mentor.post(`/api/v1/help-requests/${id}/claim`).expect(409)

  expect(body).toMatchObject({ code: 'help_request_transition' })
  expect((await mentor.get(`/api/v1/help-requests/${id}`).expect(200)).body.moves).toEqual(['cancel', 'write'])
})

it('is read by its team, those who accompany the season and organisers, and by nobody else', async () => {
  const { season, team, member, mentor, organiser } = await scene()
  const { id } = await insertHelpRequest(t.db, team)
  const neighbour = await t.person()
  await insertTeam(t.db, season.id, [neighbour.id])
  const elsewhere = await insertSeason(t.db)
  const readers = [member, mentor, organiser, await given('coach', season), await given('facilitator', season)]
  const others = [neighbour, await given('juror', season), await given('mentor', elsewhere), await t.person()]

  const statuses = async (people: readonly Caller[], path: string) =>
    Promise.all(people.map(async (person) => (await person.get(path)).status))

  for (const path of [`/api/v1/help-requests/${id}`, `/api/v1/help-requests/${id}/messages`]) {
    expect(await statuses(readers, path)).toEqual([200, 200, 200, 200, 200])
    expect(await statuses(others, path)).toEqual([403, 403, 403, 403])
    await t.anonymous.get(path).expect(401)
    await mentor.get(path.replace(id, nothing)).expect(404)
    await mentor.get(path.replace(id, 'x')).expect(400)
  }
  for (const other of others) await other.get(`/api/v1/teams/${team.id}/help-requests`).expect(403)
  for (const other of [...others, member]) {
    await other.get(`/api/v1/seasons/${season.id}/help-requests`).expect(403)
    await other.get(`/api/v1/seasons/${season.id}/help-channels`).expect(403)
  }
})

it('is moved and written to by nobody from outside', async () => {
  const { season, team, mentor } = await scene()
  const { id } = await insertHelpRequest(t.db, team)
  const neighbour = await t.person()
  await insertTeam(t.db, season.id, [neighbour.id])
  const text = { text: 'Bonjour' }
  const moves = [
    ['claim', {}],
    ['release', {}],
    ['answer', text],
    ['messages', text],
    ['end', { move: 'cancel' }],
  ] as const

  for (const [move, body] of moves) {
    const refused = await neighbour.post(`/api/v1/help-requests/${id}/${move}`).send(body).expect(403)
    expect(refused.body).toMatchObject({ code: 'forbidden' })
    await t.anonymous.post(`/api/v1/help-requests/${id}/${move}`).send(body).expect(401)
    await neighbour.post(`/api/v1/help-requests/${nothing}/${move}`).send(body).expect(404)
    await neighbour.post(`/api/v1/help-requests/x/${move}`).send(body).expect(400)
  }
  await mentor.post(`/api/v1/help-requests/${id}/messages`).send(text).expect(403)
})

it('takes the word of someone whose role was taken back no more', async () => {
  const { team } = await scene()
  const formerMentor = await t.person()
  const { id } = await insertHelpRequest(t.db, team, { status: 'claimed', claimedBy: formerMentor.id })

  const answer = await formerMentor.post(`/api/v1/help-requests/${id}/answer`).send({ text: 'Trop tard' })
  const reading = await formerMentor.get(`/api/v1/help-requests/${id}`)

  expect([answer.body, reading.body]).toMatchObject([{ code: 'forbidden' }, { code: 'forbidden' }])
})

it('lists the questions of a season by channel, field and state, longest waiting first', async () => {
  const { season, team, mentor } = await scene()
  const at = (day: number) => new Date(`2026-02-0${day}T09:00:00Z`)
  const old = await insertHelpRequest(t.db, team, { askedAt: at(1), channel: 'food' })
  const mine = await insertHelpRequest(t.db, team, { askedAt: at(2) })
  const taken = await insertHelpRequest(t.db, team, { askedAt: at(3), status: 'claimed', claimedBy: mentor.id })
  const answered = await insertHelpRequest(t.db, team, { askedAt: at(4), status: 'answered', claimedBy: mentor.id })
  const read = async (query: string) => {
    const { body } = await mentor.get(`/api/v1/seasons/${season.id}/help-requests?${query}`).expect(200)
    return { ids: body.items.map((item: { id: string }) => item.id), nextCursor: body.nextCursor }
  }
  const idsOf = async (query: string) => (await read(query)).ids

  const first = await read('limit=3')
  const second = await read(`limit=3&cursor=${first.nextCursor}`)

  expect(first.ids).toEqual([old.id, mine.id, taken.id])
  expect(second).toEqual({ ids: [answered.id], nextCursor: null })
  expect(await idsOf('mine=true&status=open')).toEqual([mine.id])
  expect(await idsOf('mine=false')).toEqual([old.id])
  expect(await idsOf('claimed=by_me')).toEqual([taken.id, answered.id])
  expect(await idsOf('unanswered=true')).toEqual([old.id, mine.id, taken.id])
  expect(await idsOf('channel=food')).toEqual([old.id])
  await mentor.get(`/api/v1/seasons/${season.id}/help-requests?mine=perhaps`).expect(400)
  const wrong = await mentor.get(`/api/v1/seasons/${season.id}/help-requests?cursor=oops`).expect(400)
  expect(wrong.body).toMatchObject({ code: 'cursor_invalid' })
  await t.anonymous.get(`/api/v1/seasons/${season.id}/help-requests`).expect(401)
  await mentor.get(`/api/v1/seasons/${nothing}/help-requests`).expect(404)
})

it('shows the channels in use, those of the mentor first', async () => {
  const { season, team, mentor } = await scene()
  await insertHelpRequest(t.db, team, { channel: 'food' })
  await insertHelpRequest(t.db, team, { channel: 'food' })
  await insertHelpRequest(t.db, team, { channel: 'digital' })
  await insertHelpRequest(t.db, team)

  const { body } = await mentor.get(`/api/v1/seasons/${season.id}/help-channels`).expect(200)

  expect(body).toEqual([
    { channel: 'law', open: 1, mentorCount: 1, mine: true },
    { channel: 'food', open: 2, mentorCount: 0, mine: false },
    { channel: 'digital', open: 1, mentorCount: 0, mine: false },
  ])
  await t.anonymous.get(`/api/v1/seasons/${season.id}/help-channels`).expect(401)
  await mentor.get(`/api/v1/seasons/${nothing}/help-channels`).expect(404)
  await mentor.get('/api/v1/seasons/x/help-channels').expect(400)
})

it('lists the questions of a team newest first, page after page', async () => {
  const { season, team, member } = await scene()
  const coach = await given('coach', season)
  await insertTeamMentor(t.db, team.id, coach.id)
  const older = await insertHelpRequest(t.db, team, { askedAt: new Date('2026-03-01T09:00:00Z') })
  const newer = await insertHelpRequest(t.db, team)
  const path = `/api/v1/teams/${team.id}/help-requests`

  const first = (await member.get(`${path}?limit=1`).expect(200)).body
  const second = (await coach.get(`${path}?limit=1&cursor=${first.nextCursor}`).expect(200)).body

  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([newer.id, older.id])
  expect(second.nextCursor).toBeNull()
  const wrong = await member.get(`${path}?cursor=oops`).expect(400)
  expect(wrong.body).toMatchObject({ code: 'cursor_invalid' })
  await t.anonymous.get(path).expect(401)
  await member.get(`/api/v1/teams/${nothing}/help-requests`).expect(404)
})

it('pages through a thread', async () => {
  const { team, member } = await scene()
  const { id } = await insertHelpRequest(t.db, team)
  const path = `/api/v1/help-requests/${id}/messages`
  for (const text of ['Un', 'Deux', 'Trois']) await member.post(path).send({ text }).expect(201)

  const first = (await member.get(`${path}?limit=2`).expect(200)).body
  const second = (await member.get(`${path}?limit=2&cursor=${first.nextCursor}`).expect(200)).body

  expect([...first.items, ...second.items].map(({ text }) => text)).toEqual(['Un', 'Deux', 'Trois'])
  const wrong = await member.get(`${path}?cursor=oops`).expect(400)
  expect(wrong.body).toMatchObject({ code: 'cursor_invalid' })
  await member.post(path).send({ text: '' }).expect(400)
})

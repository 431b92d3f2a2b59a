import { expect, it } from 'vitest'
import {
  insertHelpRequest,
  insertMentorFields,
  insertSeason,
  insertTeam,
  insertTeamMentor,
} from '../../../test/factories.ts'
import { useTestApp } from '../../../test/harness.ts'
import { attentionOf, nextFor } from './index.ts'

const t = useTestApp()
const early = new Date('2026-03-02T05:00:00Z')

it('points organisers at teams without a coach and at questions that wait too long', async () => {
  const season = await insertSeason(t.db, { preset: 'sprint_48h' })
  const coach = await t.person({ role: 'coach', scopeKind: 'season', scopeId: season.id })
  const team = await insertTeam(t.db, season.id)
  await insertTeam(t.db, season.id)
  await insertTeamMentor(t.db, team.id, coach.id)
  await insertHelpRequest(t.db, team, { askedAt: early })

  expect(await attentionOf(t.deps, season.id)).toEqual([
    { code: 'mentoring.teams_without_coach', count: 1 },
    { code: 'mentoring.questions_unanswered', count: 1 },
  ])
})

it('has nothing to say of a season where all is well, and counts a mentor as no coach', async () => {
  const season = await insertSeason(t.db, { preset: 'sprint_48h' })
  const mentor = await t.person({ role: 'mentor', scopeKind: 'season', scopeId: season.id })
  const team = await insertTeam(t.db, season.id)
  await insertTeamMentor(t.db, team.id, mentor.id, 'coach')
  await insertHelpRequest(t.db, team)

  const allWell = await attentionOf(t.deps, season.id)
  const other = await insertTeam(t.db, season.id)
  await insertTeamMentor(t.db, other.id, mentor.id, 'mentor')

  expect(allWell).toEqual([])
  expect(await attentionOf(t.deps, season.id)).toEqual([{ code: 'mentoring.teams_without_coach', count: 1 }])
})

it('asks nothing of the organisers of a season that is over', async () => {
  const over = { preset: 'sprint_48h', endsOn: '2026-02-28', startsOn: '2026-02-27' } as const
  const [closed, published] = [
    await insertSeason(t.db, { ...over, status: 'closed' }),
    await insertSeason(t.db, { ...over, status: 'published' }),
  ]
  for (const season of [closed, published])
    await insertHelpRequest(t.db, await insertTeam(t.db, season.id), { askedAt: early })

  expect(await attentionOf(t.deps, closed.id)).toEqual([])
  expect(await attentionOf(t.deps, published.id)).toHaveLength(2)
})

it('tells a mentor what they took on, then what waits in their fields, and a team what was answered', async () => {
  const season = await insertSeason(t.db, { preset: 'sprint_48h' })
  const mentor = await t.person({ role: 'mentor', scopeKind: 'season', scopeId: season.id })
  const formerMentor = await t.person()
  const member = await t.person()
  const team = await insertTeam(t.db, season.id, [member.id])
  for (const { id } of [mentor, formerMentor, member]) await insertMentorFields(t.db, season.id, id, ['law.labour'])
  const waiting = await insertHelpRequest(t.db, team)
  await insertHelpRequest(t.db, team, { channel: 'food' })
  const taken = await insertHelpRequest(t.db, team, { status: 'claimed', claimedBy: mentor.id, askedAt: early })
  const answered = await insertHelpRequest(t.db, team, { status: 'answered', claimedBy: mentor.id })
  await insertHelpRequest(t.db, team, { status: 'closed' })
  const line = (code: string, { id }: { id: string }, dueAt: Date | null) => ({
    code: `mentoring.${code}`,
    seasonId: season.id,
    subjectId: id,
    title: 'Quel statut choisir ?',
    dueAt,
  })

  expect(await nextFor(t.deps, mentor.id)).toEqual([
    line('question_to_answer', taken, new Date('2026-03-02T08:00:00Z')),
    line('question_in_my_fields', waiting, new Date('2026-03-02T12:00:00Z')),
  ])
  expect(await nextFor(t.deps, member.id)).toEqual([line('question_answered', answered, null)])
  expect(await nextFor(t.deps, formerMentor.id)).toEqual([])
})

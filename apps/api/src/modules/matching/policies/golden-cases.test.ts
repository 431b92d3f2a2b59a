import { expect, it } from 'vitest'
import { policyPresets } from '@essor/contracts'
import { insertEnrolment, insertProject, insertSeason, insertSite } from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'
import { solved } from '../../../../test/matching-season.ts'

const t = useTestApp()

const twoStructures = policyPresets.find(({ code }) => code === 'two_structures_mixed')!.policy
const policy = { ...twoStructures, teamSize: { min: 3, max: 3 } }
const titles = [
  'Mama Cook’in',
  'Jeunes solidaires',
  'J’veux m’en sortir',
  'Citizen Mômes',
  'A tables citoyens',
  'Régie de quartier Fontaine au Roi',
  'Aptima',
]

/** Seven projects, and people of two structures: so many of each. */
async function aChallenge(colombbus: number, lePoles: number) {
  const season = await insertSeason(t.db)
  const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
  const projects = []
  for (const title of titles) projects.push(await insertProject(t.db, season.id, { title }))
  const people = []
  for (let index = 0; index < colombbus + lePoles; index += 1) {
    const person = await t.person()
    const origin = index < colombbus ? 'Colombbus' : 'Le PoleS'
    const enrolment = await insertEnrolment(t.db, season.id, person.id, { origin })
    people.push({ id: person.id, origin, enrolment })
  }
  return { season, organiser, projects, people, runs: `/api/v1/seasons/${season.id}/matching-runs` }
}

type Team = { projectId: string; members: { personId: string }[] }
const shapesOf = (teams: Team[], people: { id: string; origin: string }[]) => {
  const origins = new Map(people.map(({ id, origin }) => [id, origin]))
  return teams.map(({ members }) =>
    ['Colombbus', 'Le PoleS'].map(
      (origin) => members.filter(({ personId }) => origins.get(personId) === origin).length,
    ),
  )
}

it('makes of 9 and 12 two teams of (2,1) and five of (1,2)', async () => {
  const { organiser, people, runs } = await aChallenge(9, 12)

  const { answer, draft } = await solved(t, organiser, runs, policy)

  expect(answer).toMatchObject({ status: 'optimal', gap: 0 })
  expect(draft.leftOut).toEqual([])
  expect(shapesOf(draft.teams, people).map(String).toSorted()).toEqual([
    ...Array<string>(5).fill('1,2'),
    ...Array<string>(2).fill('2,1'),
  ])
})

it('says that seven mixed teams of 19 and 2 need seven of each, and starts again with a rule that gives', async () => {
  const { organiser, people, runs } = await aChallenge(19, 2)

  const impossible = await solved(t, organiser, runs, policy)

  expect(impossible.answer.status).toBe('infeasible')
  expect(impossible.clash.minimal).toBe(true)
  expect(impossible.clash.members).toContainEqual({
    rule: 'mixedOrigins',
    needs: 7,
    has: 2,
    projectIds: [],
    personIds: [],
    groups: [
      { name: 'Colombbus', category: null, count: 19 },
      { name: 'Le PoleS', category: null, count: 2 },
    ],
  })
  const ways: { rules: string[]; tried: boolean; count: number; policy: object }[] = impossible.relaxations
  const mixing = ways.find(({ rules }) => rules.includes('mixedOrigins'))!
  expect({ tried: mixing.tried, count: mixing.count }).toEqual({ tried: true, count: 5 })

  const relaxed = await solved(t, organiser, runs, mixing.policy)

  expect(relaxed.policy).toMatchObject({ mixedOrigins: 'soft', costs: { mixedOrigins: 100 }, everyonePlaced: 'hard' })
  expect(shapesOf(relaxed.draft.teams, people).filter((shape) => shape.includes(0))).toHaveLength(5)
  expect(relaxed.draft.teams).toHaveLength(7)
})

it('puts three teams in Paris and four in Villeneuve-la-Garenne, everyone on their site', async () => {
  const { season, organiser, people, projects, runs } = await aChallenge(9, 12)
  const paris = await insertSite(t.db, season.id, { name: 'Paris' })
  const villeneuve = await insertSite(t.db, season.id, { name: 'Villeneuve-la-Garenne' })
  // Nine people come to Paris, four of them from Colombbus; twelve to Villeneuve.
  const parisians = new Set([...people.slice(0, 4), ...people.slice(9, 14)].map(({ id }) => id))
  for (const { id, enrolment } of people) {
    const siteId = parisians.has(id) ? paris.id : villeneuve.id
    await organiser.put(`/api/v1/enrolments/${enrolment.id}/site`).send({ siteId }).expect(200)
  }
  for (const [index, { id }] of projects.entries()) {
    const siteId = index < 3 ? paris.id : villeneuve.id
    await organiser.put(`/api/v1/projects/${id}/terms`).set('if-match', '"0"').send({ siteId }).expect(200)
  }

  const { answer, draft } = await solved(t, organiser, runs, policy)

  expect(answer).toMatchObject({ status: 'optimal' })
  const inParis = (team: Team) => team.members.filter(({ personId }) => parisians.has(personId)).length
  const byProject = new Map<string, Team>(draft.teams.map((team: Team) => [team.projectId, team]))
  expect(projects.map(({ id }) => inParis(byProject.get(id)!))).toEqual([3, 3, 3, 0, 0, 0, 0])
  expect(shapesOf(draft.teams, people).some((shape) => shape.includes(0))).toBe(false)
})

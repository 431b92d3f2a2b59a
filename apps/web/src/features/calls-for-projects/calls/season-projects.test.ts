import { expect, it } from 'vitest'
import { seasonProjects } from './season-projects.ts'

it('tells each project of a season once, with its team', () => {
  const garden = { title: 'Un jardin', structure: 'Les voisins', summary: 'Planter.' }
  const kitchen = { title: 'Une cuisine', structure: 'La cantine', summary: 'Cuisiner.' }
  const wantedSkills = [{ skill: 'law.labour', level: 2, count: 1 }]

  expect(
    seasonProjects(
      [garden, kitchen],
      [{ id: 'p1', ...kitchen, wantedSkills }],
      [{ id: 't1', name: 'Les toqués', projectTitle: 'Une cuisine', structure: 'La cantine' }],
    ),
  ).toEqual([
    { ...kitchen, wantedSkills, teamName: 'Les toqués' },
    { ...garden, wantedSkills: [], teamName: null },
  ])
})

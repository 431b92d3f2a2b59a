import type { Schema } from '@essor/api-client'

type Laureate = Schema<'Laureate'>
type Project = Schema<'PublicProject'>
type Team = Schema<'PublicTeam'>

export type SeasonProject = Laureate & { wantedSkills: Project['wantedSkills']; teamName: string | null }

/** Three public lists tell of the same projects: chosen, then confirmed by their holder, then taken up by a team. */
export function seasonProjects(laureates: Laureate[], projects: Project[], teams: Team[]): SeasonProject[] {
  const confirmed = new Set(projects.map(({ title }) => title))
  return [
    ...projects,
    ...laureates.filter(({ title }) => !confirmed.has(title)).map((laureate) => ({ ...laureate, wantedSkills: [] })),
  ].map(({ title, structure, summary, wantedSkills }) => ({
    title,
    structure,
    summary,
    wantedSkills,
    teamName: teams.find(({ projectTitle }) => projectTitle === title)?.name ?? null,
  }))
}

/** One person less or more than an even share. */
export function usualSizes(people: number, projects: number): { min: number; max: number } {
  const share = people / Math.max(1, projects)
  const min = Math.min(50, Math.max(1, Math.floor(share) - 1))
  return { min, max: Math.min(50, Math.max(min, Math.ceil(share) + 1)) }
}

type Fit = { kind: 'fits' } | { kind: 'projects_closed' | 'people_out'; count: number }

/** What counting heads alone says of these sizes, before anything is searched. */
export function fitOf({ min, max }: { min: number; max: number }, people: number, projects: number): Fit {
  const possible = Math.min(projects, Math.floor(people / Math.max(1, min)))
  if (possible < projects) return { kind: 'projects_closed', count: projects - possible }
  if (projects * max < people) return { kind: 'people_out', count: people - projects * max }
  return { kind: 'fits' }
}

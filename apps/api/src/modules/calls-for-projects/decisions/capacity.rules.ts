import type { Capacity } from '@essor/contracts'

interface Wanted {
  skill: string
  level: number
  count: number
}

export interface CapacityFacts {
  teamSize: { min: number; max: number }
  here: { wantedSkills: readonly Wanted[] }[]
  elsewhere: { wantedSkills: readonly Wanted[] }[]
  sealed: number
  waiting: number
  /** Who comes, by the site they chose. */
  sites: { siteId: string | null; name: string; kind: 'place' | 'remote' | null; coming: number }[]
  /** What those who come can do: so many people have this skill at this level. */
  skills: { skill: string; level: number; count: number }[]
}

type Range = { min: number; max: number }

/** How many teams so many people make: all in the largest teams, or all in the smallest. */
const teamsOf = (people: number, { min, max }: Range): Range => ({
  min: Math.ceil(people / max),
  max: Math.floor(people / min),
})

/** Whether the projects that would be taken and the people who come go together, and where they do not. */
export function capacityOf({ teamSize, here, elsewhere, sealed, waiting, sites, skills }: CapacityFacts): Capacity {
  const total = here.length + elsewhere.length
  const coming = sites.reduce((sum, site) => sum + site.coming, 0)
  const needed = { min: total * teamSize.min, max: total * teamSize.max }
  const bySite = sites.map((site) => ({ ...site, possible: teamsOf(site.coming, teamSize) }))
  // Those without a site go where they are needed.
  const anywhere = sites.find(({ siteId }) => siteId === null)?.coming ?? 0
  const onSites = bySite.reduce((sum, { siteId, possible }) => sum + (siteId === null ? 0 : possible.max), 0)
  const possibleTeams = sites.length > 1 ? onSites + Math.floor(anywhere / teamSize.min) : Infinity
  return {
    teamSize,
    projects: { here: here.length, elsewhere: elsewhere.length, sealed, total },
    people: { coming, waiting },
    needed,
    possible: teamsOf(coming, teamSize),
    verdict: verdictOf({ total, coming, needed, possibleTeams }),
    sites: bySite,
    skills: compared(
      [...here, ...elsewhere].flatMap(({ wantedSkills }) => wantedSkills),
      skills,
    ),
  }
}

function verdictOf(found: {
  total: number
  coming: number
  needed: Range
  possibleTeams: number
}): Capacity['verdict'] {
  const { total, coming, needed, possibleTeams } = found
  if (total === 0) return 'no_project'
  if (coming < needed.min) return 'too_few_people'
  if (possibleTeams < total) return 'scattered'
  return coming > needed.max ? 'too_many_people' : 'fits'
}

const levels = [1, 2, 3, 4]

/** Someone at a level can stand in for a lower one, so what is missing is what is missing from the worst level upwards. */
function compared(wanted: readonly Wanted[], held: CapacityFacts['skills']): Capacity['skills'] {
  const names = [...new Set(wanted.map(({ skill }) => skill))].toSorted()
  const atLeast = (all: readonly Wanted[], skill: string, level: number) =>
    all.reduce((sum, one) => sum + (one.skill === skill && one.level >= level ? one.count : 0), 0)
  return names
    .map((skill) => {
      const lowest = Math.min(...wanted.filter((one) => one.skill === skill).map(({ level }) => level))
      return {
        skill,
        wanted: atLeast(wanted, skill, lowest),
        available: atLeast(held, skill, lowest),
        missing: Math.max(...levels.map((level) => atLeast(wanted, skill, level) - atLeast(held, skill, level)), 0),
      }
    })
    .toSorted((a, b) => b.missing - a.missing || b.wanted - a.wanted)
}

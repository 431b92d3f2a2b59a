import type { Warning } from './ranking.ts'
import { sampleSd } from './statistics.ts'
import type { Tally } from './tally.ts'

/** What in the design (who scored what) weakens any ranking made of it. */
export function warnAboutDesign(tally: Tally): Warning[] {
  const groups = connectedGroups(tally)
  return [
    ...tally.unscored.map((project): Warning => ({ code: 'unscored-project', project })),
    ...tally.byProject.flatMap((visits, project): Warning[] =>
      visits.length === 1 ? [{ code: 'project-scored-once', project: tally.projects[project]! }] : [],
    ),
    ...(tally.jurors.length === 1 ? [{ code: 'single-juror' as const, juror: tally.jurors[0]! }] : []),
    ...tally.byJuror.flatMap((visits, position): Warning[] => {
      const juror = tally.jurors[position]!
      const sd = sampleSd(visits.map(({ total }) => total))
      if (sd === null) return [{ code: 'juror-with-one-scorecard', juror }]
      return sd < 1e-9 ? [{ code: 'juror-without-spread', juror }] : []
    }),
    ...(groups.length > 1 ? [{ code: 'disconnected-design' as const, groups }] : []),
  ]
}

/** Jurors and projects that no chain of shared visits links are in different groups: nothing compares them. */
function connectedGroups({ projects, jurors, byProject, byJuror }: Tally): { jurors: string[]; projects: string[] }[] {
  const groups: { jurors: string[]; projects: string[] }[] = []
  const reached = new Set<number>()
  for (const start of projects.keys()) {
    if (reached.has(start)) continue
    const members = new Set([start])
    const seenBy = new Set<number>()
    for (const project of members) {
      for (const { juror } of byProject[project]!) {
        if (seenBy.has(juror)) continue
        seenBy.add(juror)
        for (const visit of byJuror[juror]!) members.add(visit.project)
      }
    }
    for (const project of members) reached.add(project)
    groups.push({
      jurors: jurors.filter((_, juror) => seenBy.has(juror)),
      projects: projects.filter((_, project) => members.has(project)),
    })
  }
  return groups
}

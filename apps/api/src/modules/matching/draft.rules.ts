import type { MatchingDraft, PlacementReasons } from '@essor/contracts'
import {
  evaluate,
  explainLeftOut,
  explainPlacements,
  type Answer,
  type Broken,
  type Evaluation,
  type Parts,
  type Problem,
  type Team,
} from '@essor/team-formation'
import type { z } from 'zod'

export type Draft = z.output<typeof MatchingDraft>
export type BrokenRule = Draft['broken'][number]

/** What an answer becomes in the hands of organisers, in its own words; null where it has no teams. */
export function draftFrom({ objective, parts, ...answer }: Answer): Draft | null {
  if (answer.teams.length === 0 || objective === null || parts === null) return null
  return draftWith({ ...answer, objective, parts, broken: [] }, new Set())
}

/** Says all about these teams anew: after a move by hand the reasons of others change too. */
export function draftOf(problem: Problem, teams: readonly Team[], movedByHand: ReadonlySet<string>): Draft {
  const said = { placements: explainPlacements(problem, teams), leftOut: explainLeftOut(problem, teams) }
  return draftWith({ ...evaluate(problem, teams), ...said, teams }, movedByHand)
}

type Said = Evaluation & Pick<Answer, 'placements' | 'leftOut'> & { teams: readonly Team[] }

function draftWith(
  { objective, parts, broken, coverage, teams, leftOut, placements: why }: Said,
  movedByHand: ReadonlySet<string>,
): Draft {
  const placements = new Map(why.map((placement) => [placement.person, placement]))
  const lines = new Map(coverage.map((team) => [team.project, team.lines]))
  return {
    objective,
    parts: partsOf(parts),
    broken: broken.map(brokenRule),
    teams: teams.map(({ project, people }) => ({
      projectId: project,
      members: people.map((personId) => {
        const { wish, brings, locked, together, roles, ...said } = placements.get(personId)!
        const { mixesOrigins, mixesCategories, site, blocks } = said
        return {
          personId,
          wish,
          brings,
          locked,
          togetherWith: together,
          mixesOrigins,
          mixesCategories,
          site,
          blocks,
          roles: roles.map(({ role }) => role),
          byHand: movedByHand.has(personId),
        }
      }),
      coverage: (lines.get(project) ?? []).map(({ who, ...line }) => ({ ...line, personIds: who })),
    })),
    leftOut: leftOut.map(({ person, reason, rules }) =>
      movedByHand.has(person)
        ? { personId: person, reason: 'by_hand', rules: [] }
        : { personId: person, reason, rules },
    ),
  }
}

export const teamsOf = (draft: Draft): Team[] =>
  draft.teams.map(({ projectId, members }) => ({ project: projectId, people: members.map(({ personId }) => personId) }))

export function reasonsOf(member: Draft['teams'][number]['members'][number]): PlacementReasons {
  const { wish, brings, locked, togetherWith, mixesOrigins, mixesCategories, byHand, site, blocks, roles } = member
  return { wish, brings, locked, togetherWith, mixesOrigins, mixesCategories, byHand, site, blocks, roles }
}

const partsOf = (parts: Parts): Draft['parts'] =>
  Object.entries(parts)
    .map(([part, { count, points }]) => ({ part, count, points }))
    .filter(({ count, points }) => count !== 0 || points !== 0)

/** One shape for every rule, so that a page can name whom and what it concerns without knowing each. */
export function brokenRule(broken: Broken): BrokenRule {
  const people = 'people' in broken ? broken.people : 'person' in broken ? [broken.person] : []
  return {
    rule: broken.rule,
    projectId: 'project' in broken ? broken.project : null,
    personIds: [...people],
    skill: 'skill' in broken ? broken.skill : null,
    count: countOf(broken),
  }
}

function countOf(broken: Broken): number | null {
  if (broken.rule === 'size') return broken.got < broken.min ? broken.got - broken.min : broken.got - broken.max
  return 'missing' in broken ? broken.missing : null
}

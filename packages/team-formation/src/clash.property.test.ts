import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyProblem, bestOfAll } from '../test/small-problems.ts'
import { evaluate, solve, type ClashMember, type ClashRule, type Problem, type RuleName } from './index.ts'

/** The problem with no other hard rule than those of the clash. */
function onlyTheClash(problem: Problem, members: ClashMember[]): Problem {
  const member = (rule: ClashMember['rule']) => members.find((one) => one.rule === rule)
  const concerns = (rule: ClashMember['rule'], project: string): boolean => {
    const found = member(rule)
    return found !== undefined && (found.projects.length === 0 || found.projects.includes(project))
  }
  const pairs = (rule: 'locked' | 'together' | 'apart' | 'forbidden' | 'stay'): [string, string][] => {
    const named = member(rule)?.people
    if (!named) return []
    const places = member(rule)!.projects
    return problem[rule].filter(([a, b]) => {
      if (named.length === 0) return true
      return named.includes(a) && (rule === 'together' || rule === 'apart' ? named : places).includes(b)
    })
  }
  const rules = { ...problem.rules }
  for (const rule of Object.keys(rules) as RuleName[]) if (!member(rule)) rules[rule] = { strength: 'off' }
  return {
    ...problem,
    rules,
    locked: pairs('locked'),
    together: pairs('together'),
    apart: pairs('apart'),
    forbidden: pairs('forbidden'),
    stay: pairs('stay'),
    projects: problem.projects.map(({ size, site, ...project }) => ({
      ...project,
      site: concerns('sites', project.id) ? site : null,
      size: {
        min: concerns('minSize', project.id) ? size.min : 1,
        max: concerns('maxSize', project.id) ? size.max : Math.max(size.max, problem.people.length),
      },
    })),
  }
}

/** The clash lets go of one person, or project, at a time. Names that say where somebody is locked go with the person. */
function withoutOneName(member: ClashMember): ClashMember[] {
  const list = member.people.length > 0 ? 'people' : 'projects'
  return member[list].length < 2
    ? []
    : member[list].map((name) => ({ ...member, [list]: member[list].filter((other) => other !== name) }))
}

/** What must hold, with breaches of some rules at a point each, and sizes wider by so many seats. */
function giving(problem: Problem, given: ClashRule[], seats = 0): Problem {
  const rules = { ...problem.rules }
  for (const rule of Object.keys(rules) as RuleName[]) {
    if (rules[rule].strength === 'soft') rules[rule] = { strength: 'off' }
    if (given.includes(rule)) rules[rule] = { strength: 'soft', cost: 1 }
  }
  const [less, more] = [given.includes('minSize') ? seats : 0, given.includes('maxSize') ? seats : 0]
  return {
    ...problem,
    rules,
    preferencePoints: [],
    projects: problem.projects.map((project) => ({
      ...project,
      size: { min: Math.max(1, project.size.min - less), max: project.size.max + more },
    })),
  }
}

it(
  'names rules that clash on their own, and none too many, and the smallest ways out',
  { timeout: 120_000 },
  async () => {
    let clashes = 0
    let names = 0
    await fc.assert(
      fc.asyncProperty(anyProblem, async (problem) => {
        const { clash, waysOut } = await solve(problem)
        if (!clash) return
        clashes += 1
        expect(bestOfAll(onlyTheClash(problem, clash.members))).toBeNull()
        expect(waysOut.length).toBeGreaterThan(0)
        for (const { teams, rules, sizes, count } of waysOut) {
          expect(bestOfAll(giving(problem, rules))).toBe(sizes.length > 0 ? null : -count)
          if (sizes.length > 0) expect(bestOfAll(giving(problem, rules, count - 1))).toBeNull()
          const { broken } = evaluate(problem, teams)
          const given = new Set([...rules, ...(sizes.length > 0 ? ['size'] : [])])
          expect(broken.filter(({ rule }) => !given.has(rule))).toEqual([])
        }
        for (const member of clash.members) {
          const others = clash.members.filter((other) => other !== member)
          expect(bestOfAll(onlyTheClash(problem, others))).not.toBeNull()
          if (member.needs !== null) expect(member.needs).toBeGreaterThan(member.has!)
          for (const less of withoutOneName(member)) {
            names += 1
            expect(bestOfAll(onlyTheClash(problem, [...others, less]))).not.toBeNull()
          }
        }
      }),
      { numRuns: 200, seed: 21 },
    )
    expect(clashes).toBeGreaterThan(30)
    expect(names).toBeGreaterThan(10)
  },
)

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyProblem, bestOfAll } from '../test/small-problems.ts'
import { evaluate, solve, type ClashMember, type Problem, type RuleName } from './index.ts'

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
    return problem[rule].filter(
      ([a, b]) =>
        named.length === 0 ||
        (named.includes(a) && (rule !== 'together' && rule !== 'apart' ? true : named.includes(b))),
    )
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

it('names rules that clash on their own, and none too many', { timeout: 60_000 }, async () => {
  let clashes = 0
  await fc.assert(
    fc.asyncProperty(anyProblem, async (problem) => {
      const { clash, waysOut } = await solve(problem)
      if (!clash) return
      clashes += 1
      expect(bestOfAll(onlyTheClash(problem, clash.members))).toBeNull()
      expect(waysOut.length).toBeGreaterThan(0)
      for (const { teams, rules, sizes } of waysOut) {
        const { broken } = evaluate(problem, teams)
        const given = new Set([...rules, ...(sizes.length > 0 ? ['size'] : [])])
        expect(broken.filter(({ rule }) => !given.has(rule))).toEqual([])
      }
      for (const member of clash.members) {
        const others = clash.members.filter((other) => other !== member)
        expect(bestOfAll(onlyTheClash(problem, others))).not.toBeNull()
        if (member.needs !== null) expect(member.needs).toBeGreaterThan(member.has!)
      }
    }),
    { numRuns: 200, seed: 21 },
  )
  expect(clashes).toBeGreaterThan(30)
})

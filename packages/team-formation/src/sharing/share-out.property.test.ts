import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anySharing, bestSharing, inOrder } from '../../test/small-sharings.ts'
import { evaluateShares, shareOut } from '../index.ts'

it('is the best of all ways of sharing out, and says why places stay empty', { timeout: 60_000 }, () => {
  const seen = { optimal: 0, partial: 0 }
  fc.assert(
    fc.property(anySharing, (problem) => {
      const answer = shareOut(problem)
      seen[answer.status] += 1

      const { objective, loads, missing, broken } = evaluateShares(problem, answer.shares)
      expect(broken).toEqual([])
      expect({ objective, loads }).toEqual({ objective: answer.objective, loads: answer.loads })
      expect(inOrder(problem, objective)).toEqual(bestSharing(problem))
      expect(answer.lacking.map(({ item, missing: count }) => ({ item, missing: count }))).toEqual(missing)
      for (const { item, because } of answer.lacking) {
        for (const { person, why } of because) {
          const { capacity } = problem.people.find(({ id }) => id === person)!
          const load = loads.find((one) => one.person === person)!.load
          if (why === 'full') expect(load).toBeGreaterThanOrEqual(capacity!)
          if (why === 'conflict') expect(problem.conflicts).toContainEqual([person, item])
          if (why === 'already') expect(answer.shares.find((one) => one.item === item)!.people).toContain(person)
        }
      }
    }),
    { numRuns: 600, seed: 7 },
  )
  expect(Math.min(seen.optimal, seen.partial)).toBeGreaterThan(100)
})

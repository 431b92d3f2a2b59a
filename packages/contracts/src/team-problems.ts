import { MatchingRun, matchingRunExample } from './matching.ts'
import { Id, Instant } from './platform.ts'

/**
 * A problem that was posted, and how far the search for its teams is. `progress` says the best found so far and the bound
 * above which nothing can be. At `keptUntil` all of it is erased.
 */
export const TeamProblem = MatchingRun.pick({
  id: true,
  status: true,
  peopleCount: true,
  projectCount: true,
  progress: true,
  answer: true,
  failure: true,
  createdAt: true,
  startedAt: true,
  endedAt: true,
})
  .extend({ id: Id, keptUntil: Instant })
  .meta({
    id: 'TeamProblem',
    examples: [
      {
        id: '0197a1f0-0000-7000-8000-0000000000f2',
        status: 'done',
        peopleCount: 24,
        projectCount: 6,
        progress: matchingRunExample.progress,
        answer: matchingRunExample.answer,
        failure: null,
        createdAt: matchingRunExample.createdAt,
        startedAt: matchingRunExample.startedAt,
        endedAt: matchingRunExample.endedAt,
        keptUntil: '2026-04-01T09:00:00.000Z',
      },
    ],
  })

import { integer, jsonb, text } from 'drizzle-orm/pg-core'
import type { Progress } from '@essor/team-formation'
import { instant } from '../../../platform/db/columns.ts'

/**
 * What every search for teams keeps of its own way. `attempt` and `leaseUntil` say who works on it: only the latest attempt
 * may write, and another one may begin only once the lease has run out.
 */
export const searchColumns = () => ({
  status: text({ enum: ['queued', 'running', 'done', 'failed', 'cancelled'] })
    .notNull()
    .default('queued'),
  progress: jsonb().$type<Progress>(),
  failure: text({ enum: ['interrupted', 'solver'] }),
  attempt: integer().notNull().default(0),
  leaseUntil: instant(),
  startedAt: instant(),
  endedAt: instant(),
})

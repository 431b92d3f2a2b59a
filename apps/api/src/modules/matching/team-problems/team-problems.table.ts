import { customType, index, integer, jsonb, pgTable, uuid } from 'drizzle-orm/pg-core'
import type { Answer } from '@essor/team-formation'
import { createdAt, id } from '../../../platform/db/columns.ts'
import { people } from '../../identity/index.ts'
import { searchColumns } from '../searches/searches.table.ts'

/** JSON, compressed: nobody looks inside it here, and the largest would be read by the thread that serves everybody. */
const packed = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

/** A problem that someone posted, of people whom Essor does not know: kept for some days, for whoever posted it alone. */
export const teamProblems = pgTable(
  'team_problems',
  {
    id: id(),
    askedBy: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    ...searchColumns(),
    problem: packed().notNull(),
    peopleCount: integer().notNull(),
    projectCount: integer().notNull(),
    /** The answer in four words; `packedAnswer` is all of it. */
    answer: jsonb().$type<Pick<Answer, 'status' | 'objective' | 'bound' | 'gap'>>(),
    packedAnswer: packed(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.askedBy, table.createdAt), index().on(table.createdAt)],
)

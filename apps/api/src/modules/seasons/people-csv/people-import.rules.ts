import type { PeopleImportLine } from '@essor/contracts'
import type { ReadRow } from './people-csv.rules.ts'

/** What would happen to each row; a person is known by their address. */
export function outcomesOf(rows: readonly ReadRow[], enrolled: ReadonlySet<string>): PeopleImportLine[] {
  const seen = new Set<string>()
  return rows.map((row) => {
    if (row.problems.length > 0) return { ...row, outcome: 'refused', status: null }
    const twice = seen.has(row.email)
    seen.add(row.email)
    const outcome = twice ? 'twice_in_file' : enrolled.has(row.email) ? 'already_enrolled' : 'to_add'
    return { ...row, outcome, status: null }
  })
}

const atOnce = 500

/** So many people to a statement that none takes long to write. */
export const parts = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / atOnce) }, (_, index) =>
    items.slice(index * atOnce, (index + 1) * atOnce),
  )

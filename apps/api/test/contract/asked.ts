import { sql } from 'drizzle-orm'
import type { OpenAPIV3_1 } from 'openapi-types'
import type { TestApp } from '../harness.ts'
import type { Operation } from './operations.ts'

/** Ids of everything that is in the database, by table; `slugs` for addresses in words. */
export interface Everything {
  ids: Map<string, string[]>
  slugs: string[]
}

export async function readEverything(t: TestApp): Promise<Everything> {
  const { rows } = await t.db.execute<{ name: string; column: string }>(
    sql`select table_name as name, column_name as column from information_schema.columns
      where table_schema = 'public' and ((column_name = 'id' and data_type = 'uuid') or column_name = 'slug')`,
  )
  const ids = new Map<string, string[]>()
  const slugs: string[] = []
  for (const { name, column } of rows) {
    const found = await t.db.execute<{ value: string }>(
      sql`select ${sql.identifier(column)}::text as value from ${sql.identifier(name)} order by 1 limit 100`,
    )
    const values = found.rows.map(({ value }) => value)
    if (column === 'slug') slugs.push(...values)
    else ids.set(name, values)
  }
  return { ids, slugs }
}

/** `helpRequestId` names a row of `help_requests`; `runId` one of `matching_runs`. What says nothing may be anything. */
function candidatesFor(param: string, { ids, slugs }: Everything, people: readonly string[]): string[] {
  if (param === 'slug') return slugs
  if (param === 'personId') return [...people]
  if (!param.endsWith('Id')) return ['diet']
  const stem = param.slice(0, -2).replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  const named = [...ids].filter(([table]) => table === `${stem}s` || table.endsWith(`_${stem}s`))
  const unnamed = [...ids].filter(([table]) => !['people', 'sign_ins', 'mails', 'audit_log'].includes(table))
  return (named.length > 0 ? named : unnamed).flatMap(([, values]) => values)
}

interface QueryParameter {
  name: string
  required?: boolean
  schema?: OpenAPIV3_1.SchemaObject
}

/** Each query that could show something else: all choices of a short list, and a search for `word`. */
function queriesOf({ parameters = [] }: Operation, word: string): string[] {
  const asked = parameters.filter((one) => one.in === 'query') as QueryParameter[]
  const start = asked.some(({ name }) => name === 'limit') ? 'limit=100' : ''
  const choices = asked.flatMap(({ name, schema }) => {
    const all = (schema?.enum ?? []) as string[]
    if (all.length > 0) return all.length <= 4 ? all.map((value) => `${name}=${value}`) : []
    const isWord = schema?.type === 'string' && !schema.format && !schema.pattern && name !== 'cursor'
    return isWord ? [`${name}=${word}`] : []
  })
  return [start, ...choices.map((choice) => [start, choice].filter(Boolean).join('&'))]
}

/** Every address under which this operation may be asked for something that is there. */
export function addressesOf(
  operation: Operation,
  everything: Everything,
  { people, word }: { people: readonly string[]; word: string },
): string[] {
  const params = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
  const paths = params.reduce(
    (begun, param) =>
      begun.flatMap((path) =>
        candidatesFor(param, everything, people).map((value) => path.replace(`{${param}}`, encodeURIComponent(value))),
      ),
    [operation.path],
  )
  const queries = queriesOf(operation, word)
  return paths.flatMap((path) => queries.map((query) => (query ? `${path}?${query}` : path)))
}

import { sql } from 'drizzle-orm'
import type { Db } from '../src/platform/db/connection.ts'

/** From now on the database refuses every change of the rows that are like this. */
export async function refuseChanges(db: Db, table: string, column: string, value: string): Promise<void> {
  const name = sql.identifier(`refuse_${table}_${value}`.slice(0, 60))
  await db.execute(
    sql`create function ${name}() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$`,
  )
  await db.execute(sql`create trigger ${name} before update or delete on ${sql.identifier(table)} for each row
    when (old.${sql.identifier(column)} = ${sql.raw(`'${value}'`)}) execute function ${name}()`)
}

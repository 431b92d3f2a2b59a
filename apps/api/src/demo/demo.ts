import type { Db } from '../platform/db/connection.ts'

/** Invented people; anyone may sign in as one of them on an instance that runs the demo. */
export const demoAccounts: { email: string; password: string; name: string; role: string }[] = []

export async function loadDemo(_options: { databaseUrl: string; authSecret: string; db: Db }): Promise<void> {}

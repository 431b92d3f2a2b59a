import type { GivenRole } from './access/policy.rules.ts'
import type { Db } from './db/connection.ts'
import { AppError } from './errors.ts'
import type { FileStore } from './files/file-store.ts'
import type { Jobs } from './jobs/jobs.ts'

/** Who is asking. `personId` is null where nobody is signed in. */
export interface Actor {
  personId: string | null
  grants: readonly GivenRole[]
}

/** Essor itself, where nobody asked: what is due at its hour, a waiting list that moves on. */
export const essor: Actor = { personId: null, grants: [] }

/** What a use case may need. Each function's type lists just the part it uses: `Pick<Deps, 'db' | 'now'>`. */
export interface Deps {
  db: Db
  jobs: Jobs
  files: FileStore
  now: () => Date
  actor: Actor
  publicUrl: string
}

/** The person signed in; refuses when there is none. */
export function personOf({ actor }: Pick<Deps, 'actor'>): string {
  if (!actor.personId) throw new AppError('unauthenticated', 'Sign in first.')
  return actor.personId
}

import type { Scope } from '../../platform/access/policy.rules.ts'
import type { Deps } from '../../platform/deps.ts'
import { seasonScope } from '../seasons/index.ts'
import { findRunSeason } from './runs.repository.ts'

export async function runScope(
  deps: Pick<Deps, 'db' | 'actor'>,
  { runId }: { runId: string },
): Promise<Scope | undefined> {
  const run = await findRunSeason(deps.db, runId)
  return run && seasonScope(deps, run)
}

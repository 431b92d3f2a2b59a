import type { Scope } from '../../../platform/access/policy.rules.ts'
import type { Deps } from '../../../platform/deps.ts'
import { seasonScope } from '../../seasons/index.ts'
import { findBlock } from './blocks.repository.ts'
import { findTerms } from './terms.repository.ts'

type Asking = Pick<Deps, 'db' | 'actor'>

export async function blockScope(deps: Asking, { blockId }: { blockId: string }): Promise<Scope | undefined> {
  const block = await findBlock(deps.db, blockId)
  return block && seasonScope(deps, block)
}

export async function termsScope(deps: Asking, { projectId }: { projectId: string }): Promise<Scope | undefined> {
  const terms = await findTerms(deps.db, projectId)
  return terms && seasonScope(deps, terms)
}

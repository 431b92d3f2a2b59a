import type { Scope } from '../../../platform/access/policy.rules.ts'
import type { Deps } from '../../../platform/deps.ts'
import { findLine, findReceipt } from './budget.repository.ts'

type Asking = Pick<Deps, 'db'>

export async function lineScope({ db }: Asking, { lineId }: { lineId: string }): Promise<Scope | undefined> {
  const found = await findLine(db, lineId)
  return found && { delegationId: found.delegationId, seasonId: found.line.seasonId }
}

export async function receiptScope({ db }: Asking, { receiptId }: { receiptId: string }): Promise<Scope | undefined> {
  const receipt = await findReceipt(db, receiptId)
  return receipt && lineScope({ db }, receipt)
}

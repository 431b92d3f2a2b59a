import type { Scope } from '../../platform/access/policy.rules.ts'
import type { Deps } from '../../platform/deps.ts'
import { seasonScope } from '../seasons/index.ts'
import { findPitch, findPitchSession } from './pitches.repository.ts'
import { findAward } from './results.repository.ts'

type Asking = Pick<Deps, 'db' | 'actor'>

const where = (deps: Asking, row: { seasonId: string } | undefined): Promise<Scope | undefined> =>
  row ? seasonScope(deps, { seasonId: row.seasonId }) : Promise.resolve(undefined)

export const pitchSessionScope = async (deps: Asking, { sessionId }: { sessionId: string }) =>
  where(deps, await findPitchSession(deps.db, sessionId))

export const pitchScope = async (deps: Asking, { pitchId }: { pitchId: string }) =>
  where(deps, (await findPitch(deps.db, pitchId))?.session)

export const awardScope = async (deps: Asking, { awardId }: { awardId: string }) =>
  where(deps, await findAward(deps.db, awardId))

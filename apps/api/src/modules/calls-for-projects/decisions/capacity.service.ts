import type { Capacity, CapacityQuery } from '@essor/contracts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { findSeasonSites } from '../../seasons/index.ts'
import { findCall } from '../calls/calls.repository.ts'
import { tiesOf } from '../committee/known-ties.repository.ts'
import { listRestrictedAmong } from '../people/visibility.repository.ts'
import { undecided } from '../submissions/submission.rules.ts'
import { countPeople, countSkills, listCandidates, listElsewhere } from './capacity.repository.ts'
import { capacityOf } from './capacity.rules.ts'

/** What the decisions of now, and those one thinks of, would ask of the people who come. */
export async function readCapacity(
  { db, actor }: Pick<Deps, 'db' | 'actor'>,
  callId: string,
  { min, max, also }: CapacityQuery,
): Promise<Capacity> {
  const call = await findCall(db, callId)
  if (!call) throw new AppError('not_found', 'There is no such call.')
  const candidates = await listCandidates(db, callId, actor.personId)
  const ids = candidates.map(({ id }) => id)
  const { sealed } = await tiesOf(db, ids, actor.personId)
  const restricted = new Set(await listRestrictedAmong(db, ids, actor.personId))
  const open = candidates.filter(({ status }) => undecided.some((one) => one === status))
  const hidden = new Set(open.filter(({ id }) => sealed.has(id) || restricted.has(id)).map(({ id }) => id))
  const here = candidates.filter(
    ({ id, status, pendingOutcome }) =>
      !hidden.has(id) &&
      (status === 'accepted' || status === 'confirmed' || pendingOutcome === 'accepted' || also.includes(id)),
  )
  const people = await countPeople(db, call.seasonId)
  const places = await findSeasonSites(db, call.seasonId)
  const of = (siteId: string | null) => people.find((one) => one.siteId === siteId)
  const unplaced = of(null)?.coming ?? 0
  return capacityOf({
    teamSize: { min, max },
    here,
    elsewhere: await listElsewhere(db, call.seasonId, callId, actor.personId),
    sealed: hidden.size,
    waiting: people.reduce((sum, one) => sum + one.waiting, 0),
    sites: [
      ...places.map(({ id, name, kind }) => ({ siteId: id, name, kind, coming: of(id)?.coming ?? 0 })),
      ...(unplaced > 0 ? [{ siteId: null, name: '', kind: null, coming: unplaced }] : []),
    ],
    skills: await countSkills(db, call.seasonId),
  })
}

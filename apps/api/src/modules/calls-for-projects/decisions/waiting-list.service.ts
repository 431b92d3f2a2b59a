import { audit, auditAll } from '../../../platform/audit/audit.repository.ts'
import type { Db } from '../../../platform/db/connection.ts'
import { essor, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { sendMails } from '../../../platform/mail/mail.ts'
import { tell, tellAll } from '../../../platform/realtime/live.ts'
import { findSeason, type Season } from '../../seasons/index.ts'
import { lockCall, type Call } from '../calls/calls.repository.ts'
import { hold } from '../committee/assignments.service.ts'
import { assertNoTie, tiesOf } from '../committee/known-ties.repository.ts'
import { listHolders } from '../people/holders.repository.ts'
import { tellHolders } from '../people/holders.service.ts'
import { listRestrictedAmong } from '../people/visibility.repository.ts'
import { assertMove } from '../submissions/submission.rules.ts'
import { updateSubmission, type Submission } from '../submissions/submissions.repository.ts'
import { promotedMail } from './decision.mail.ts'
import { assertSeasonGoesOn, confirmationLimit, reordered } from './decision.rules.ts'
import { listWaiting, promoteFirst, setWaitingOrder } from './decisions.repository.ts'

/** Teams belong to a later module, which says whether those of a season are published. */
export type TeamsPublished = (db: Db, seasonId: string) => Promise<boolean>

type Moving = Pick<Deps, 'db' | 'jobs' | 'now' | 'publicUrl'>

interface Place {
  call: Call
  season: Season
}

/** So many places came free: as many from the waiting list take them, in the same transaction. The call is held. */
export async function moveUp(
  deps: Moving,
  { call, season }: Place,
  places: number,
  teamsPublished: TeamsPublished,
): Promise<void> {
  if (places === 0 || season.status === 'closed' || (await teamsPublished(deps.db, season.id))) return
  const limit = confirmationLimit(deps.now(), call.confirmDays, call.timeZone)
  const promoted = await promoteFirst(deps.db, call.id, places, limit)
  await tellPromoted(deps, { call, season }, promoted, 'waitlisted', limit)
  await auditAll(
    { db: deps.db, actor: essor },
    promoted.map(({ id }) => ({
      action: 'submission.moved_up',
      subject: ['submission', id],
      delegationId: season.delegationId,
    })),
  )
}

async function tellPromoted(
  { db, jobs, publicUrl }: Moving,
  { call, season }: Place,
  promoted: Submission[],
  from: 'waitlisted' | 'lapsed',
  { confirmBy }: { confirmBy: Date },
): Promise<void> {
  if (promoted.length === 0) return
  const byId = new Map(promoted.map((submission) => [submission.id, submission]))
  const holders = await listHolders(db, [...byId.keys()])
  const { timeZone } = call
  await sendMails(
    { db, jobs },
    holders.map(({ email, submissionId }) =>
      promotedMail(email, season, byId.get(submissionId)!, { confirmBy, timeZone, from }, publicUrl),
    ),
  )
  await tellHolders(db, [...byId.keys()])
}

/** By hand: out of turn from the waiting list, or once more for one that was not confirmed in time. */
export async function promote(
  deps: Moving & Pick<Deps, 'actor'>,
  submissionId: string,
  teamsPublished: TeamsPublished,
) {
  return deps.db.transaction(async (tx) => {
    const { call, submission, season } = await hold(tx, submissionId)
    const from = submission.status
    assertMove(from, 'accepted', 'organiser')
    await assertNoTie(tx, submission, deps.actor.personId)
    assertSeasonGoesOn(season)
    if (await teamsPublished(tx, season.id))
      throw new AppError('teams_published', 'The teams of this season are published: no project can join them.')
    const limit = confirmationLimit(deps.now(), call.confirmDays, call.timeZone)
    const promoted = await updateSubmission(tx, submissionId, {
      status: 'accepted',
      reason: '',
      waitingRank: null,
      ...limit,
    })
    await tellPromoted({ ...deps, db: tx }, { call, season }, [promoted], from as 'waitlisted' | 'lapsed', limit)
    await audit(
      { db: tx, actor: deps.actor },
      {
        action: 'submission.promoted',
        subject: ['submission', submissionId],
        delegationId: season.delegationId,
        details: { from },
      },
    )
    await tell(tx, `season:${season.id}`, 'call.changed', call.id)
    const [holder] = await listHolders(tx, [submissionId])
    return { ...promoted, submissionId, holderName: holder?.name ?? '', own: false }
  })
}

/** What the asker may not see, or has a tie with, keeps its place. */
export async function orderWaitingList(
  { db, actor }: Pick<Deps, 'db' | 'actor'>,
  callId: string,
  wish: readonly string[],
) {
  return db.transaction(async (tx) => {
    const call = await lockCall(tx, callId)
    const season = call && (await findSeason(tx, call.seasonId))
    if (!call || !season) throw new AppError('not_found', 'There is no such call.')
    const waiting = await listWaiting(tx, callId)
    const all = waiting.map(({ id }) => id)
    const { tied, sealed } = await tiesOf(tx, all, actor.personId)
    const hidden = await listRestrictedAmong(tx, all, actor.personId)
    const untouchable = new Set([...(call.status === 'decided' ? tied : sealed), ...hidden])
    const movable = new Set(all.filter((id) => !untouchable.has(id)))
    await setWaitingOrder(tx, callId, reordered(all, movable, wish))
    await audit(
      { db: tx, actor },
      { action: 'waiting_list.ordered', subject: ['call', callId], delegationId: season.delegationId },
    )
    await tellAll(tx, [`season:${season.id}`], 'call.changed', call.id)
    return { submissionIds: [...wish] }
  })
}

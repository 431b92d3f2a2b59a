import type { MembershipDraft, TieDraft } from '@essor/contracts'
import type { z } from 'zod'
import type { CommitteeSettingsDraft } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { PageOf } from '../../../platform/db/pages.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { findSeason } from '../../seasons/index.ts'
import { findCall, lockCall, type Call } from '../calls/calls.repository.ts'
import { findSubmission } from '../submissions/submissions.repository.ts'
import { blindPhaseLasts } from '../reviews/blind.rules.ts'
import { findSettings as findReviewSettings } from '../reviews/review-settings.repository.ts'
import { findReviewOf } from '../reviews/reviews.repository.ts'
import {
  findSettings,
  listMembers,
  listOwnCommittees,
  writeMember,
  writeSettings,
  type MemberStanding,
  type SettingsRow,
} from './committee.repository.ts'
import { dueInstant, isLate } from './committee.rules.ts'
import { countTies, deleteTie, insertTie, listStructures, listTies } from './ties.repository.ts'

type Reading = Pick<Deps, 'db' | 'now'>
type Writing = Pick<Deps, 'db' | 'actor' | 'now'>

const notFound = () => new AppError('not_found', 'There is no such call.')

const stale = () => new AppError('version_conflict', 'Somebody changed this in the meantime. Read it again.')

async function callOf({ db }: Pick<Deps, 'db'>, callId: string): Promise<Call> {
  const call = await findCall(db, callId)
  if (!call) throw notFound()
  return call
}

const asMember = (member: MemberStanding, call: Call, settings: SettingsRow, now: Date) => ({
  ...member,
  late: isLate(member, call, settings, now),
})

export async function readCommittee({ db, now }: Reading, callId: string) {
  const call = await callOf({ db }, callId)
  const settings = await findSettings(db, callId)
  const members = await listMembers(db, call)
  return {
    ...settings,
    timeZone: call.timeZone,
    members: members.map((member) => asMember(member, call, settings, now())),
  }
}

export async function changeSettings(
  { db, actor }: Writing,
  callId: string,
  version: number,
  { reviewsPerFile, reviewAsFilesCome, reviewsDue }: z.output<typeof CommitteeSettingsDraft>,
) {
  return db.transaction(async (tx) => {
    const call = await lockCall(tx, callId)
    const season = call && (await findSeason(tx, call.seasonId))
    if (!call || !season) throw notFound()
    const reviewsDueAt = reviewsDue && dueInstant(reviewsDue, call.timeZone)
    const written = await writeSettings(tx, version, { callId, reviewsPerFile, reviewAsFilesCome, reviewsDueAt })
    if (!written) throw stale()
    await audit(
      { db: tx, actor },
      { action: 'committee.settings_changed', subject: ['call', callId], delegationId: season.delegationId },
    )
    await tell(tx, `season:${season.id}`, 'call.changed', callId)
    return written
  })
}

/** By an organiser or by the member themself. */
export async function changeMember(
  { db, actor }: Writing,
  callId: string,
  personId: string,
  version: number,
  { capacity, expertise }: MembershipDraft,
) {
  return db.transaction(async (tx) => {
    const call = await callOf({ db: tx }, callId)
    const season = await findSeason(tx, call.seasonId)
    const [before] = await listMembers(tx, call, personId)
    if (!before || !season) throw new AppError('not_found', 'There is no such reviewer in this season.')
    if (!(await writeMember(tx, version, { callId, personId, capacity, expertise }))) throw stale()
    await audit(
      { db: tx, actor },
      { action: 'committee.member_changed', subject: ['call', callId], delegationId: season.delegationId },
    )
    await tell(tx, `season:${season.id}`, 'call.changed', callId)
    await tell(tx, `person:${personId}`, 'committee.changed', callId)
    const [member] = await listMembers(tx, call, personId)
    return { callId, ...member! }
  })
}

export async function readOwnCommittees({ db, actor }: Pick<Deps, 'db' | 'actor'>, page: PageOf) {
  return listOwnCommittees(db, personOf({ actor }), page)
}

/** In the blind phase no structure is named, for one among few would tell: reviewers write the names they know. */
export async function readOwnTies({ db, actor }: Pick<Deps, 'db' | 'actor'>, callId: string) {
  const blind = blindPhaseLasts(await findReviewSettings(db, callId))
  return {
    ties: await listTies(db, callId, personOf({ actor })),
    structures: blind ? [] : await listStructures(db, callId),
  }
}

/** How many ties somebody declares in one call at most. */
const mostTies = 200

/** A tie with one file is declared by who was given it: nobody else in the committee knows of it for certain. */
export async function declareTie(
  { db, actor }: Writing,
  callId: string,
  { submissionId, structure, reason }: TieDraft,
) {
  const reviewerId = personOf({ actor })
  return db.transaction(async (tx) => {
    const call = await lockCall(tx, callId)
    const season = call && (await findSeason(tx, call.seasonId))
    if (!call || !season) throw notFound()
    if (submissionId !== null) {
      const submission = await findSubmission(tx, submissionId)
      const review = await findReviewOf(tx, submissionId, reviewerId)
      if (submission?.callId !== callId || !review)
        throw new AppError('not_found', 'You were not given such a file in this call.')
    }
    if ((await countTies(tx, callId, reviewerId)) >= mostTies)
      throw new AppError('too_many_of_these', `At most ${mostTies} ties; remove one that no longer holds.`)
    const tie = await insertTie(tx, { callId, reviewerId, submissionId, structure, reason })
    if (!tie) throw new AppError('already_exists', 'You have declared this tie already.')
    await audit(
      { db: tx, actor },
      { action: 'review.tie_declared', subject: ['tie', tie.id], delegationId: season.delegationId },
    )
    await tell(tx, `season:${season.id}`, 'call.changed', callId)
    await tell(tx, `person:${reviewerId}`, 'committee.changed', callId)
    return (await listTies(tx, callId, reviewerId)).find(({ id }) => id === tie.id)!
  })
}

export async function withdrawTie({ db, actor }: Writing, callId: string, tieId: string): Promise<void> {
  const reviewerId = personOf({ actor })
  await db.transaction(async (tx) => {
    const call = await callOf({ db: tx }, callId)
    const season = await findSeason(tx, call.seasonId)
    if (!season || !(await deleteTie(tx, tieId, callId, reviewerId)))
      throw new AppError('not_found', 'You have not declared such a tie.')
    await audit(
      { db: tx, actor },
      { action: 'review.tie_withdrawn', subject: ['tie', tieId], delegationId: season.delegationId },
    )
    await tell(tx, `season:${season.id}`, 'call.changed', callId)
    await tell(tx, `person:${reviewerId}`, 'committee.changed', callId)
  })
}

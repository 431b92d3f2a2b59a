import { defaultTerminology, timelineFindings, type SeasonPreset, type Terminology } from '@essor/contracts'
import { audit } from '../../platform/audit/audit.repository.ts'
import { isUniqueViolation } from '../../platform/db/failures.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { tell } from '../../platform/realtime/live.ts'
import { findDelegation } from '../delegations/index.ts'
import { findCampaignOf } from './campaigns/campaigns.repository.ts'
import { enrolmentIsOpen } from './enrolments/enrolment.rules.ts'
import { countHeld } from './enrolments/places.repository.ts'
import { assertCapacityHolds, heldIn, holdingPlace } from './enrolments/places.rules.ts'
import { promoteWaiting } from './enrolments/waiting-list.service.ts'
import { addressTaken, assertSeasonMove } from './season.rules.ts'
import {
  findPublicSeason,
  findSeason,
  insertSeason,
  lockSeason,
  updateSeason,
  type Season,
} from './seasons.repository.ts'
import { insertSessions } from './sessions/season-sessions.repository.ts'
import { readPublicSessions, readSessions } from './sessions/session-reading.service.ts'
import { tellOfShift } from './sessions/session-news.service.ts'
import { findSeasonSites } from './sites/season-sites.repository.ts'
import { findPhases, insertPhases } from './timeline/timeline.repository.ts'
import { dayLater, daysBetween, layOut } from './timeline/timeline.rules.ts'
import { shiftTimeline } from './timeline/timeline.service.ts'

type Writing = Pick<Deps, 'db' | 'actor'>

/** What may free a place moves the waiting list on, in the same transaction. */
type Freeing = Writing & Pick<Deps, 'jobs' | 'now' | 'publicUrl'>

export interface SeasonDraftFields {
  slug: string
  name: string
  summary: string
  preset: SeasonPreset
  presence: Season['presence']
  place: string
  startsOn: string
  capacity: number | null
  terminology: { [Word in keyof Terminology]?: string | undefined }
}

const notFound = () => new AppError('not_found', 'There is no such season.')

export async function readSeason({ db, actor }: Pick<Deps, 'db' | 'actor'>, id: string) {
  const season = await findSeason(db, id)
  const delegation = season && (await findDelegation(db, season.delegationId))
  if (!season || !delegation) throw notFound()
  const phases = await findPhases(db, id)
  const sessions = await readSessions({ db, actor }, id, { withCancelled: false })
  return {
    ...season,
    delegationName: delegation.name,
    phases,
    sites: await findSeasonSites(db, id),
    sessions,
    findings: timelineFindings({ ...season, phases, sessions }),
  }
}

/** Made as a draft that only its organisers see, with the timeline of its preset. */
export async function createSeason(
  { db, actor }: Writing,
  delegationId: string,
  draft: SeasonDraftFields,
): Promise<Season> {
  const delegation = await findDelegation(db, delegationId)
  if (!delegation) throw new AppError('not_found', 'There is no such delegation.')
  const timeline = layOut(draft.preset, draft.startsOn, delegation.timeZone)
  try {
    return await db.transaction(async (tx) => {
      const terminology = { ...defaultTerminology[draft.preset], ...draft.terminology } as Terminology
      const season = await insertSeason(tx, {
        ...draft,
        terminology,
        delegationId,
        timeZone: delegation.timeZone,
        endsOn: timeline.endsOn,
      })
      await insertPhases(
        tx,
        timeline.phases.map((phase) => ({ ...phase, seasonId: season.id })),
      )
      await insertSessions(
        tx,
        timeline.sessions.map((session) => ({ ...session, seasonId: season.id, place: draft.place })),
      )
      await audit(
        { db: tx, actor },
        { action: 'season.created', subject: ['season', season.id], delegationId, details: { preset: draft.preset } },
      )
      return season
    })
  } catch (error) {
    if (!isUniqueViolation(error, 'seasons_slug')) throw error
    throw addressTaken()
  }
}

type SeasonFields = Pick<Season, 'name' | 'summary' | 'presence' | 'place' | 'startsOn' | 'capacity' | 'terminology'>

export async function changeSeason(
  { db, jobs, actor, now, publicUrl }: Freeing,
  id: string,
  version: number,
  change: SeasonFields,
): Promise<Season> {
  return db.transaction(async (tx) => {
    const before = await lockSeason(tx, id)
    if (before?.version !== version)
      throw new AppError('version_conflict', 'Somebody changed this season in the meantime. Read it again.')
    assertCapacityHolds(change.capacity, heldIn(await countHeld(tx, id, holdingPlace)))
    const days = daysBetween(before.startsOn, change.startsOn)
    if (days !== 0) await shiftTimeline(tx, before, days, now())
    const season = await updateSeason(tx, id, { ...change, endsOn: dayLater(before.endsOn, days) })
    await audit(
      { db: tx, actor },
      { action: 'season.changed', subject: ['season', id], delegationId: season.delegationId, details: { days } },
    )
    if (days !== 0 && season.status === 'published') await tellOfShift({ db: tx, jobs, now, publicUrl }, season)
    await tell(tx, `season:${id}`, 'season.changed', id)
    await promoteWaiting({ db: tx, jobs, now, publicUrl }, season)
    return season
  })
}

export async function moveSeason(
  { db, jobs, actor, now, publicUrl }: Freeing,
  id: string,
  to: Season['status'],
): Promise<Season> {
  return db.transaction(async (tx) => {
    const season = await lockSeason(tx, id)
    if (!season) throw notFound()
    assertSeasonMove(season.status, to)
    const moved = await updateSeason(tx, id, { status: to })
    await audit(
      { db: tx, actor },
      { action: `season.${to}`, subject: ['season', id], delegationId: season.delegationId },
    )
    await tell(tx, `season:${id}`, 'season.changed', id)
    const campaign = await findCampaignOf(tx, id)
    if (campaign) await tell(tx, `campaign:${campaign.id}`, 'campaign.changed', campaign.id)
    await promoteWaiting({ db: tx, jobs, now, publicUrl }, moved)
    return moved
  })
}

export async function readPublicSeason({ db, now }: Pick<Deps, 'db' | 'now'>, slug: string) {
  const found = await findPublicSeason(db, slug)
  if (!found) throw notFound()
  const phases = await findPhases(db, found.season.id)
  const recruitment = phases.find(({ kind }) => kind === 'recruitment')
  const enrolmentOpen = enrolmentIsOpen({ status: found.season.status, recruitment }, now())
  return {
    ...found.season,
    delegationName: found.delegationName,
    phases,
    sites: await findSeasonSites(db, found.season.id),
    sessions: await readPublicSessions(db, found.season.id),
    enrolmentOpen,
  }
}

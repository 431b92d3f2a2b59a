import { randomUUID } from 'node:crypto'
import type { CallDraft } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { PageOf } from '../../../platform/db/pages.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { findPublicSeason, findSeason, type Season } from '../../seasons/index.ts'
import { assertDraft, assertPublishable, callStatus, spanOf, withIds } from './call.rules.ts'
import {
  findCall,
  findPublishedCall,
  insertCall,
  listCalls,
  listLaureates,
  listPublishedCalls,
  lockCall,
  reviewWasBegun,
  updateCall,
  type Call,
} from './calls.repository.ts'

type Reading = Pick<Deps, 'db' | 'now'>
export type Writing = Pick<Deps, 'db' | 'actor' | 'now'>

const notFound = () => new AppError('not_found', 'There is no such call.')

/** As it stands by the clock. */
export const asSeen = <Row extends Call>(call: Row, now: Date) => ({ ...call, status: callStatus(call, now) })

export async function readCall({ db, now }: Reading, callId: string) {
  const call = await findCall(db, callId)
  if (!call) throw notFound()
  return asSeen(call, now())
}

export async function readCalls({ db, now }: Reading, seasonId: string, page: PageOf) {
  const { items, nextCursor } = await listCalls(db, seasonId, page)
  return { items: items.map((call) => asSeen(call, now())), nextCursor }
}

export async function createCall({ db, actor, now }: Writing, seasonId: string, draft: CallDraft) {
  return db.transaction(async (tx) => {
    const season = await findSeason(tx, seasonId)
    if (!season) throw new AppError('not_found', 'There is no such season.')
    const call = await insertCall(tx, { seasonId, ...fieldsOf(draft, []) })
    await audit(
      { db: tx, actor },
      { action: 'call.created', subject: ['call', call.id], delegationId: season.delegationId },
    )
    await tell(tx, `season:${seasonId}`, 'call.changed', call.id)
    return asSeen(call, now())
  })
}

const fieldsOf = ({ title, presentation, timeZone, opens, closes, criteria }: CallDraft, known: Call['criteria']) => ({
  title,
  presentation,
  timeZone,
  ...spanOf({ opens, closes, timeZone }),
  criteria: withIds(criteria, known, randomUUID),
})

export async function changeCall(deps: Writing, callId: string, version: number, draft: CallDraft) {
  return changeLocked(deps, callId, 'call.changed', version, (call) => {
    assertDraft(call)
    return fieldsOf(draft, call.criteria)
  })
}

/** Once a review was begun, its marks hang on the criteria: those stay as they are. */
export async function changeCriteria(deps: Writing, callId: string, version: number, criteria: CallDraft['criteria']) {
  return changeLocked(deps, callId, 'call.criteria_changed', version, async (call, { db }) => {
    if (await reviewWasBegun(db, callId))
      throw new AppError('criteria_frozen', 'A review was begun: the criteria stay as they are.')
    return { criteria: withIds(criteria, call.criteria, randomUUID) }
  })
}

export async function publishCall(deps: Writing, callId: string) {
  return changeLocked(deps, callId, 'call.published', undefined, (call, { season, now }) => {
    assertPublishable(call, season, now)
    return { status: 'published' }
  })
}

interface Found {
  db: Deps['db']
  season: Season
  now: Date
}

/** What happens to a call happens while nobody else changes it, and while no file is coming in. */
export async function changeLocked(
  { db, actor, now }: Writing,
  callId: string,
  action: string,
  version: number | undefined,
  change: (call: Call, found: Found) => Partial<Call> | Promise<Partial<Call>>,
) {
  return db.transaction(async (tx) => {
    const call = await lockCall(tx, callId)
    const season = call && (await findSeason(tx, call.seasonId))
    if (!call || !season) throw notFound()
    if (version !== undefined && version !== call.version)
      throw new AppError('version_conflict', 'Somebody changed this call in the meantime. Read it again.')
    const changed = await updateCall(tx, callId, await change(call, { db: tx, season, now: now() }))
    await audit({ db: tx, actor }, { action, subject: ['call', callId], delegationId: season.delegationId })
    await tell(tx, `season:${season.id}`, 'call.changed', callId)
    return asSeen(changed, now())
  })
}

export async function readPublicCall({ db, now }: Reading, callId: string) {
  const found = await findPublishedCall(db, callId)
  if (!found) throw notFound()
  const { call, ...season } = found
  return { ...asSeen(call, now()), ...season, now: now() }
}

export async function readPublicCalls({ db, now }: Reading, slug: string, page: PageOf) {
  const { items, nextCursor } = await listPublishedCalls(db, await publicSeasonId(db, slug), page)
  return { items: items.map((call) => asSeen(call, now())), nextCursor }
}

export async function readLaureates({ db }: Pick<Deps, 'db'>, slug: string, page: PageOf) {
  return listLaureates(db, await publicSeasonId(db, slug), page)
}

async function publicSeasonId(db: Deps['db'], slug: string): Promise<string> {
  const found = await findPublicSeason(db, slug)
  if (!found) throw new AppError('not_found', 'There is no such season.')
  return found.season.id
}

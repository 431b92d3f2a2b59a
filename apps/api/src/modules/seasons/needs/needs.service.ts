import type { NeedDraft, NeedKind } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Db } from '../../../platform/db/connection.ts'
import type { PageOf } from '../../../platform/db/pages.ts'
import { essor, personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { holdEnrolment } from '../enrolments/enrolment-hold.repository.ts'
import { findSeason, findSeasons, holdSeason, lockSeason, updateSeason, type Season } from '../seasons.repository.ts'
import { assertNeed, erasedOn, needsAreOpen, needsByKind } from './need.rules.ts'
import {
  countNeeds,
  deleteNeed,
  eraseDueNeeds,
  findNeeds,
  listPeopleNeeds,
  putNeed,
  type Need,
} from './needs.repository.ts'

type Telling = Pick<Deps, 'db' | 'actor' | 'now'>

const noSeason = () => new AppError('not_found', 'There is no such season.')

export async function readOwnNeeds({ db, actor, now }: Telling, seasonId: string) {
  const season = await findSeason(db, seasonId)
  if (!season) throw noSeason()
  return {
    seasonId,
    seasonName: season.name,
    keptDays: season.needsKeptDays,
    erasedOn: erasedOn(season),
    open: needsAreOpen(season, now()),
    needs: await findNeeds(db, seasonId, personOf({ actor })),
  }
}

/** The enrolment is held, so that nothing is told for someone who is just leaving. */
export async function tellNeed(
  { db, actor, now }: Telling,
  seasonId: string,
  kind: NeedKind,
  draft: NeedDraft,
): Promise<Need> {
  const personId = personOf({ actor })
  assertNeed(kind, draft)
  return db.transaction(async (tx) => {
    const season = await holdSeason(tx, seasonId)
    if (!season || !(await holdEnrolment(tx, seasonId, personId))) throw noSeason()
    if (!needsAreOpen(season, now()))
      throw new AppError('season_not_open', 'This season is over: what you need is no longer asked for.')
    const need = await putNeed(tx, { ...draft, seasonId, personId, kind, changedAt: now() })
    await noteChange(tx, 'need.told', season)
    return need
  })
}

/** Always possible: it is the person's own. */
export async function takeBackNeed(
  { db, actor }: Pick<Deps, 'db' | 'actor'>,
  seasonId: string,
  kind: NeedKind,
): Promise<void> {
  await db.transaction(async (tx) => {
    const season = await findSeason(tx, seasonId)
    if (!season) throw noSeason()
    if (await deleteNeed(tx, seasonId, personOf({ actor }), kind)) await noteChange(tx, 'need.taken_back', season)
  })
}

/** The audit log is read by more people than needs are, and outlives them: it says that one was told, and not by whom. */
async function noteChange(db: Db, action: string, { id, delegationId }: Season): Promise<void> {
  await audit({ db, actor: essor }, { action, subject: ['season', id], delegationId })
  await tell(db, `season:${id}`, 'needs.changed', id)
}

/** Each reading of the named list leaves a line in the audit log: who read, when, of which season. */
export async function readPeopleNeeds(
  { db, actor }: Pick<Deps, 'db' | 'actor'>,
  seasonId: string,
  filter: PageOf & { kind?: NeedKind | undefined },
) {
  const season = await findSeason(db, seasonId)
  if (!season) throw noSeason()
  const found = await listPeopleNeeds(db, seasonId, filter)
  await audit({ db, actor }, { action: 'needs.read', subject: ['season', seasonId], delegationId: season.delegationId })
  return found
}

export async function summariseNeeds({ db }: Pick<Deps, 'db'>, seasonId: string) {
  const { coming, people, kinds, diets } = await countNeeds(db, seasonId)
  const children = kinds.reduce((total, row) => total + row.children, 0)
  return { coming, people, byKind: needsByKind(kinds), children, diets }
}

const settingsOf = (season: Season) => ({
  keptDays: season.needsKeptDays,
  erasedOn: erasedOn(season),
  version: season.version,
})

export async function readNeedsSettings({ db }: Pick<Deps, 'db'>, seasonId: string) {
  const season = await findSeason(db, seasonId)
  if (!season) throw noSeason()
  return settingsOf(season)
}

export async function changeNeedsSettings(
  { db, actor }: Pick<Deps, 'db' | 'actor'>,
  seasonId: string,
  version: number,
  keptDays: number,
) {
  return db.transaction(async (tx) => {
    const before = await lockSeason(tx, seasonId)
    if (before?.version !== version)
      throw new AppError('version_conflict', 'Somebody changed this season in the meantime. Read it again.')
    const season = await updateSeason(tx, seasonId, { needsKeptDays: keptDays })
    await audit(
      { db: tx, actor },
      {
        action: 'needs.kept_days_changed',
        subject: ['season', seasonId],
        delegationId: season.delegationId,
        details: { keptDays },
      },
    )
    await tell(tx, `season:${seasonId}`, 'season.changed', seasonId)
    return settingsOf(season)
  })
}

/** Leaves no trace but how many there were. Safe to run twice, and in several processes at once. */
export async function eraseNeeds({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  await db.transaction(async (tx) => {
    const counts = await eraseDueNeeds(tx, now())
    for (const season of await findSeasons(tx, [...counts.keys()])) {
      await audit(
        { db: tx, actor: essor },
        {
          action: 'needs.erased',
          subject: ['season', season.id],
          delegationId: season.delegationId,
          details: { needs: counts.get(season.id)! },
        },
      )
    }
  })
}

import type { RankingMethod } from '@essor/contracts'
import { audit } from '../../platform/audit/audit.repository.ts'
import type { Db } from '../../platform/db/connection.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { sendMails } from '../../platform/mail/mail.ts'
import { tell } from '../../platform/realtime/live.ts'
import { findPublicSeason, lockSeason } from '../seasons/index.ts'
import { listTeams } from './jury.repository.ts'
import { listSeasonPitches } from './pitches.repository.ts'
import { readRanking } from './ranking.service.ts'
import { assertOrder, assertPublishable, finalPlaces, stillFits } from './result.rules.ts'
import { resultsPublishedMail } from './results.mail.ts'
import {
  findDeliberation,
  findPublished,
  insertDeliberation,
  listAllAwards,
  listTeamMembers,
  markPublished,
  updateDeliberation,
  type Deliberation,
} from './results.repository.ts'

interface DeliberationFields {
  method: RankingMethod
  order: string[] | null
  reason: string
}

/** What everyone understands without a course in statistics; the other methods stand beside it as a check. */
const defaultMethod: RankingMethod = 'raw-mean'
const alreadyPublished = () => new AppError('results_published', 'The results are published already.')

export async function readDeliberation(db: Db, seasonId: string) {
  const row = await findDeliberation(db, seasonId)
  return row ?? { method: defaultMethod, order: null, reason: '', publishedAt: null, version: 0 }
}

export async function deliberate(
  { db, actor }: Pick<Deps, 'db' | 'actor'>,
  seasonId: string,
  version: number,
  draft: DeliberationFields,
): Promise<Deliberation> {
  return db.transaction(async (tx) => {
    const season = await lockSeason(tx, seasonId)
    if (!season) throw new AppError('not_found', 'There is no such season.')
    if (await findPublished(tx, seasonId)) throw alreadyPublished()
    if (draft.order) assertOrder(draft.order, await placesBy(tx, seasonId, draft.method), draft.reason)
    const row =
      version === 0
        ? await insertDeliberation(tx, { ...draft, seasonId })
        : await updateDeliberation(tx, seasonId, version, draft)
    if (!row) throw new AppError('version_conflict', 'Somebody changed the deliberation meanwhile. Read it again.')
    await audit(
      { db: tx, actor },
      {
        action: 'deliberation.changed',
        subject: ['season', seasonId],
        delegationId: season.delegationId,
        details: { method: draft.method, reordered: draft.order !== null },
      },
    )
    await tell(tx, `season:${seasonId}`, 'deliberation.changed', seasonId)
    return row
  })
}

async function placesBy(db: Db, seasonId: string, method: RankingMethod) {
  const { methods } = await readRanking(db, seasonId)
  return methods.find((one) => one.method === method)?.ranking ?? []
}

/** Final order and awards, in one act that happens once; the teams' mails are part of it. */
export async function publishResults(
  { db, jobs, actor, now, publicUrl }: Pick<Deps, 'db' | 'jobs' | 'actor' | 'now' | 'publicUrl'>,
  seasonId: string,
): Promise<Deliberation> {
  return db.transaction(async (tx) => {
    const season = await lockSeason(tx, seasonId)
    if (!season) throw new AppError('not_found', 'There is no such season.')
    if (await findPublished(tx, seasonId)) throw alreadyPublished()
    const { method, order, reason } = await readDeliberation(tx, seasonId)
    const pitches = await listSeasonPitches(tx, [seasonId])
    const awards = await listAllAwards(tx, seasonId)
    const { methods, unscored } = await readRanking(tx, seasonId)
    const computed = methods.find((one) => one.method === method)?.ranking ?? []
    assertPublishable({
      openSessions: new Set(pitches.filter(({ session }) => session.status === 'live').map((one) => one.sessionId))
        .size,
      onTheWay: pitches.filter(({ status }) => status === 'waiting').length,
      ranked: computed.length,
      unscored: unscored.length,
      awardsWithoutTeam: awards.filter(({ teamId }) => teamId === null).length,
      orderOutdated: order !== null && !stillFits(order, computed, reason),
    })
    const places = finalPlaces(order, computed).map(({ teamId, rank }) => ({ teamId, rank }))
    await insertDeliberation(tx, { seasonId, method, order, reason })
    const published = await markPublished(tx, seasonId, { places, publishedAt: now(), publishedBy: actor.personId })
    if (!published) throw alreadyPublished()
    await audit(
      { db: tx, actor },
      {
        action: 'results.published',
        subject: ['season', seasonId],
        delegationId: season.delegationId,
        details: { teams: places.length, awards: awards.length, method, reordered: order !== null },
      },
    )
    const mails = (await listTeamMembers(tx, seasonId)).map(({ email, teamId, teamName }) => {
      const won = awards.filter((award) => award.teamId === teamId).map(({ title }) => title)
      return resultsPublishedMail(email, season, { teamName, won }, publicUrl)
    })
    await sendMails({ db: tx, jobs }, mails)
    await tell(tx, `season:${seasonId}`, 'results.published', seasonId)
    return published
  })
}

/** Neither marks nor jurors: places and awards, once they are published. */
export async function readPublicResults(db: Db, slug: string) {
  const season = (await findPublicSeason(db, slug))?.season
  const published = season && (await findPublished(db, season.id))
  if (!season || !published) throw new AppError('not_found', 'There are no published results here.')
  const names = new Map((await listTeams(db, season.id)).map((team) => [team.teamId, team]))
  const named = (teamId: string | null) => ({
    teamName: names.get(teamId ?? '')?.teamName ?? '',
    projectTitle: names.get(teamId ?? '')?.projectTitle ?? '',
  })
  const awards = await listAllAwards(db, season.id)
  return {
    seasonName: season.name,
    publishedAt: published.publishedAt!,
    places: (published.places ?? []).map(({ teamId, rank }) => ({ rank, ...named(teamId) })),
    awards: awards.map((award) => ({ ...award, ...named(award.teamId) })),
  }
}

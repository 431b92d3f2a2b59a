import type { SessionDetails } from '@essor/contracts'
import { allows } from '../../../platform/access/policy.rules.ts'
import type { Db } from '../../../platform/db/connection.ts'
import type { PageOf } from '../../../platform/db/pages.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { seasonScope } from '../season.scope.ts'
import { shownTo } from './season-session.rules.ts'
import { viewOwnSessions, viewSessions } from './session-views.repository.ts'

/** A season's sessions as whoever asks may see them: organisers also those that were taken off. */
export async function readSessions(
  { db, actor }: Pick<Deps, 'db' | 'actor'>,
  seasonId: string,
  { withCancelled }: { withCancelled: boolean },
): Promise<SessionDetails[]> {
  const scope = (await seasonScope({ db, actor }, { seasonId })) ?? {}
  const place = { delegationId: scope.delegationId, seasonId }
  const seesLink = allows(actor.grants, 'season.read', place) || (scope.relations ?? []).includes('comes')
  const manages = allows(actor.grants, 'season.manage', place)
  const views = await viewSessions(db, seasonId, {
    personId: actor.personId,
    withCancelled: withCancelled && manages,
  })
  return views.map((view) => shownTo({ seesLink }, view))
}

/** As anybody may see them: no link, nobody's registration. */
export async function readPublicSessions(db: Db, seasonId: string): Promise<SessionDetails[]> {
  const views = await viewSessions(db, seasonId, { personId: null, withCancelled: false })
  return views.map((view) => shownTo({ seesLink: false }, view))
}

export async function readOwnSessions(deps: Pick<Deps, 'db' | 'actor' | 'now'>, page: PageOf) {
  const { items, nextCursor } = await viewOwnSessions(deps.db, personOf(deps), deps.now(), page)
  return {
    items: items.map((view) => ({
      ...shownTo({ seesLink: true }, view),
      seasonId: view.seasonId,
      seasonName: view.seasonName,
      seasonSlug: view.seasonSlug,
      siteNames: view.siteNames,
    })),
    nextCursor,
  }
}

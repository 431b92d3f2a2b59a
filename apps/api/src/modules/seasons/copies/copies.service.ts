import { audit } from '../../../platform/audit/audit.repository.ts'
import { isUniqueViolation } from '../../../platform/db/failures.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { copyBudget } from '../budget/copy-budget.repository.ts'
import { addressTaken } from '../season.rules.ts'
import { holdSeason, insertSeason, type Season } from '../seasons.repository.ts'
import { copySessions } from '../sessions/copy-sessions.repository.ts'
import { copySites } from '../sites/copy-sites.repository.ts'
import { copyTally } from '../tally/copy-tally.repository.ts'
import { copyPhases } from '../timeline/copy-phases.repository.ts'
import { dayLater, daysBetween } from '../timeline/timeline.rules.ts'
import type { CopyPart } from './next-edition.ts'

/** Each capability copies its own; sites come first, since others stand on them. Later modules add theirs. */
const ownParts: readonly CopyPart[] = [copySites, copyPhases, copySessions, copyBudget, copyTally]

interface CopyFields {
  slug: string
  name: string
  startsOn: string
}

/** The next edition of a season, as a draft: its settings, words, sites and timeline, and nobody who took part. */
export async function copySeason(
  { db, actor }: Pick<Deps, 'db' | 'actor'>,
  id: string,
  { slug, name, startsOn }: CopyFields,
  laterParts: readonly CopyPart[],
): Promise<Season> {
  try {
    return await db.transaction(async (tx) => {
      const from = await holdSeason(tx, id)
      if (!from) throw new AppError('not_found', 'There is no such season.')
      const days = daysBetween(from.startsOn, startsOn)
      const to = await insertSeason(tx, {
        ...settingsOf(from),
        slug,
        name,
        startsOn,
        endsOn: dayLater(from.endsOn, days),
      })
      const edition = { from, to, days, sites: new Map<string, string>() }
      for (const copyPart of [...ownParts, ...laterParts]) await copyPart(tx, edition)
      await audit(
        { db: tx, actor },
        {
          action: 'season.copied',
          subject: ['season', to.id],
          delegationId: to.delegationId,
          details: { from: from.id, days },
        },
      )
      return to
    })
  } catch (error) {
    if (!isUniqueViolation(error, 'seasons_slug')) throw error
    throw addressTaken()
  }
}

const settingsOf = (season: Season) => ({
  delegationId: season.delegationId,
  summary: season.summary,
  preset: season.preset,
  presence: season.presence,
  place: season.place,
  timeZone: season.timeZone,
  capacity: season.capacity,
  enrolmentMode: season.enrolmentMode,
  offerHours: season.offerHours,
  categoryPlaces: season.categoryPlaces,
  terminology: season.terminology,
  needsKeptDays: season.needsKeptDays,
})

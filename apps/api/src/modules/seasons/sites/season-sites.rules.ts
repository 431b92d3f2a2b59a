import { AppError } from '../../../platform/errors.ts'
import type { SeasonSite } from './season-sites.repository.ts'

/** Nothing that stands on a site is left hanging in the air. */
export function assertNothingOn({ sessions, people }: { sessions: number; people: number }): void {
  if (sessions === 0 && people === 0) return
  throw new AppError(
    'site_in_use',
    `There are ${sessions} sessions and ${people} people on this site: move them to another one first.`,
  )
}

type Where = Pick<SeasonSite, 'kind' | 'name' | 'address' | 'timeZone'>

/** Whether a calendar would say something else of what is held there. */
export const isElsewhere = (before: Where, after: Where): boolean =>
  (['kind', 'name', 'address', 'timeZone'] as const).some((field) => before[field] !== after[field])

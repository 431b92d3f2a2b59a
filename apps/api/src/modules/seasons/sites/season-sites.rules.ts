import { AppError } from '../../../platform/errors.ts'

/** Nothing that stands on a site is left hanging in the air. */
export function assertNothingOn({ sessions, people }: { sessions: number; people: number }): void {
  if (sessions === 0 && people === 0) return
  throw new AppError(
    'site_in_use',
    `There are ${sessions} sessions and ${people} people on this site: move them to another one first.`,
  )
}

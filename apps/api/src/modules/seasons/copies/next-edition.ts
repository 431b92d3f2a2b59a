import type { Db } from '../../../platform/db/connection.ts'
import type { Season } from '../seasons.repository.ts'

/** A season and the draft that follows it, so many days later. */
export interface NextEdition {
  from: Season
  to: Season
  days: number
  /** The site of the new season for each site of the old one; filled by the part that copies sites. */
  sites: Map<string, string>
}

/** What a capability copies of its own into the next edition: what was planned, never a person or what people did. */
export type CopyPart = (tx: Db, edition: NextEdition) => Promise<void>

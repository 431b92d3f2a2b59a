import { sql } from 'drizzle-orm'
import type { CopyPart } from '../copies/next-edition.ts'
import { findSeasonSites } from './season-sites.repository.ts'
import { seasonSites } from './season-sites.table.ts'

/** The places and the remote site, in their order; who chose which stays with the old season. */
export const copySites: CopyPart = async (tx, { from, to, sites }) => {
  await tx.execute(sql`
    insert into season_sites (season_id, kind, name, address, time_zone, capacity, access_notes)
    select ${to.id}, kind, name, address, time_zone, capacity, access_notes
    from season_sites where season_id = ${from.id} order by ${seasonSites.createdAt}, ${seasonSites.id}`)
  const copies = new Map((await findSeasonSites(tx, to.id)).map(({ name, id }) => [name, id]))
  for (const { id, name } of await findSeasonSites(tx, from.id)) sites.set(id, copies.get(name)!)
}

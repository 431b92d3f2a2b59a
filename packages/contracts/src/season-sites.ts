import { z } from 'zod'
import { Id, TimeZone, text } from './platform.ts'

const id = '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7'
const fields = {
  kind: 'place',
  name: 'Maison des associations',
  address: '12 rue Frédéric-Petit, 80000 Amiens',
  timeZone: 'Europe/Paris',
  capacity: 80,
  accessNotes: 'Entrée de plain-pied par la cour ; bus 5, arrêt Dewailly.',
}

export const siteExample = { id, seasonId: id, ...fields, version: 1 }

const { capacity: _capacity, ...told } = fields
export const publicSiteExample = { id, ...told }

export const SiteKind = z.enum(['place', 'remote']).meta({ id: 'SiteKind' })
export type SiteKind = z.output<typeof SiteKind>

/** Where a season happens. Being remote is a site too: it has people, a capacity, and sessions with a link. */
export const SeasonSite = z
  .object({
    id: Id,
    seasonId: Id,
    kind: SiteKind,
    name: z.string(),
    address: z.string(),
    timeZone: z.string(),
    capacity: z.number().int().nullable(),
    accessNotes: z.string(),
    version: z.number().int(),
  })
  .meta({ id: 'SeasonSite', examples: [siteExample] })
export type SeasonSite = z.output<typeof SeasonSite>

export const SeasonSiteDraft = z
  .object({
    kind: SiteKind,
    name: text(120),
    address: text(300, 0).default(''),
    timeZone: TimeZone,
    capacity: z.number().int().min(1).max(100_000).nullable().default(null),
    accessNotes: text(600, 0).default(''),
  })
  .meta({ id: 'SeasonSiteDraft', examples: [fields] })

/** What anybody may know of a site. */
export const PublicSite = SeasonSite.pick({
  id: true,
  kind: true,
  name: true,
  address: true,
  timeZone: true,
  accessNotes: true,
}).meta({
  id: 'PublicSite',
  examples: [publicSiteExample],
})
export type PublicSite = z.output<typeof PublicSite>

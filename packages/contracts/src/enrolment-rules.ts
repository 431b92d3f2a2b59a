import { z } from 'zod'
import { Id } from './platform.ts'
import { SiteKind } from './season-sites.ts'
import { PersonCategory } from './seasons.ts'

const id = '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7'
const change = { mode: 'first_come', capacity: 80, offerHours: 48, categoryPlaces: { student: 30 } }
const count = { taken: 72, waiting: 4 }

export const EnrolmentMode = z.enum(['by_hand', 'first_come']).meta({ id: 'EnrolmentMode' })
export type EnrolmentMode = z.output<typeof EnrolmentMode>

const places = z.number().int().min(1).max(100_000)

/** Categories that are not named have no limit of their own. */
export const CategoryPlaces = z.partialRecord(PersonCategory, places).meta({
  id: 'CategoryPlaces',
  examples: [{ student: 30 }],
})

/** Who decides, how many places there are, and for how many hours a place that came free is held for someone. */
export const EnrolmentRulesChange = z
  .object({
    mode: EnrolmentMode,
    capacity: places.nullable(),
    offerHours: z.number().int().min(1).max(720),
    categoryPlaces: CategoryPlaces,
  })
  .meta({ id: 'EnrolmentRulesChange', examples: [change] })

const Counted = z.object({ taken: z.number().int(), waiting: z.number().int() })

/** With the people who hold a place or wait for one. */
export const EnrolmentRules = EnrolmentRulesChange.extend({
  seasonId: Id,
  version: z.number().int(),
  season: Counted,
  sites: z.array(Counted.extend({ id: Id, name: z.string(), kind: SiteKind, capacity: z.number().int().nullable() })),
  categories: z.array(Counted.extend({ category: PersonCategory, capacity: z.number().int().nullable() })),
}).meta({
  id: 'EnrolmentRules',
  examples: [
    {
      ...change,
      seasonId: id,
      version: 3,
      season: count,
      sites: [{ id, name: 'Maison des associations', kind: 'place', capacity: 40, ...count }],
      categories: [{ category: 'student', capacity: 30, ...count }],
    },
  ],
})

/** What someone who thinks of enrolling may know: the places left, null where there is no limit. */
export const PlacesLeft = z
  .object({
    mode: EnrolmentMode,
    left: z.number().int().nullable(),
    waiting: z.number().int(),
    sites: z.array(z.object({ id: Id, name: z.string(), kind: SiteKind, left: z.number().int().nullable() })),
    categories: z.array(z.object({ category: PersonCategory, left: z.number().int() })),
  })
  .meta({
    id: 'PlacesLeft',
    examples: [
      {
        mode: 'first_come',
        left: 8,
        waiting: 0,
        sites: [{ id, name: 'Maison des associations', kind: 'place', left: 3 }],
        categories: [{ category: 'student', left: 2 }],
      },
    ],
  })

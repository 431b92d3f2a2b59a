import { z } from 'zod'
import { EnrolmentStatus } from './enrolments.ts'
import { Id, Instant, PageQuery, text } from './platform.ts'
import { PersonCategory, Terminology } from './seasons.ts'

const id = '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7'
const code = '3F9A12BC77DE0A41'
const at = '2026-04-01T16:12:00.000Z'
const person = { enrolmentId: id, personName: 'Camille Martin', category: 'student', siteName: 'Amiens' }
const words = { event: 'saison', team: 'équipe', structure: 'structure', participant: 'bénévole' }

/** A code as it is kept, from what was scanned or typed by hand: in groups, in small letters, with an O for a zero. */
export const ticketCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .replaceAll(/[^0-9A-F]/g, '')

/** What the person enrolled shows at the door. `code` is null until they are confirmed; its QR code holds just that. */
export const Ticket = z
  .object({
    enrolmentId: Id,
    code: z.string().nullable(),
    status: EnrolmentStatus,
    personName: z.string(),
    siteName: z.string().nullable(),
    seasonName: z.string(),
    seasonSlug: z.string(),
    startsOn: z.string(),
    endsOn: z.string(),
    place: z.string(),
  })
  .meta({
    id: 'Ticket',
    examples: [
      {
        enrolmentId: id,
        code,
        status: 'confirmed',
        personName: person.personName,
        siteName: person.siteName,
        seasonName: 'Saison de printemps',
        seasonSlug: 'printemps-2026',
        startsOn: '2026-04-01',
        endsOn: '2026-05-31',
        place: 'Amiens',
      },
    ],
  })

/** What whoever keeps the door needs beside the people. `now` lets a device whose clock is wrong say right when people came. */
export const Door = z
  .object({
    seasonId: Id,
    seasonName: z.string(),
    timeZone: z.string(),
    terminology: Terminology,
    open: z.boolean(),
    now: Instant,
    sites: z.array(z.object({ id: Id, name: z.string() })),
  })
  .meta({
    id: 'Door',
    examples: [
      {
        seasonId: id,
        seasonName: 'Saison de printemps',
        timeZone: 'Europe/Paris',
        terminology: words,
        open: true,
        now: at,
        sites: [{ id, name: 'Amiens' }],
      },
    ],
  })

export const DoorPerson = z
  .object({
    enrolmentId: Id,
    personName: z.string(),
    category: PersonCategory,
    siteName: z.string().nullable(),
    status: EnrolmentStatus,
    /** When they came; null while they have not. */
    checkedInAt: Instant.nullable(),
  })
  .meta({ id: 'DoorPerson', examples: [{ ...person, status: 'confirmed', checkedInAt: null }] })

/** With the code of the ticket, so that a device without network knows whose it is. */
export const DoorListPerson = DoorPerson.extend({ code: z.string() }).meta({
  id: 'DoorListPerson',
  examples: [{ ...person, status: 'confirmed', checkedInAt: null, code }],
})

/** A thousand people in two pages: the door's list is loaded whole. */
export const DoorQuery = PageQuery.extend({ limit: z.coerce.number().int().min(1).max(500).default(100) })

/** `at` is when it happened, for a device that had no network then: not older than seven days. Without it, now. */
export const CheckInDraft = z
  .union([
    z.object({ code: z.string().min(1).max(200), at: Instant.optional() }),
    z.object({ enrolmentId: Id, at: Instant.optional() }),
  ])
  .meta({ id: 'CheckInDraft', examples: [{ code, at }] })
export type CheckInDraft = z.output<typeof CheckInDraft>

/** `again` is true for who had been checked in before; `checkedInAt` is then still the first time. */
export const CheckIn = DoorPerson.extend({ checkedInAt: Instant, again: z.boolean() }).meta({
  id: 'CheckIn',
  examples: [{ ...person, status: 'checked_in', checkedInAt: at, again: false }],
})

/** Someone who came without being enrolled. Not everybody has an e-mail address. */
export const WalkIn = z
  .object({
    name: text(120),
    email: z.email().max(254).toLowerCase().nullable(),
    category: PersonCategory,
    siteId: Id.nullable().default(null),
    /** Lets them in although every place is taken. */
    evenIfFull: z.boolean().default(false),
  })
  .meta({
    id: 'WalkIn',
    examples: [{ name: 'Camille Martin', email: null, category: 'retired', siteId: null, evenIfFull: false }],
  })
export type WalkIn = z.output<typeof WalkIn>

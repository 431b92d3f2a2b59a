import { z } from 'zod'
import { Id, Instant, PageQuery, text } from './platform.ts'

const id = '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7'
const fields = {
  kind: 'workshop',
  title: 'Atelier : préparer son pitch',
  place: 'Salle du premier étage',
  startsAt: '2026-04-01T16:00:00.000Z',
  endsAt: '2026-04-01T19:00:00.000Z',
  siteIds: [id],
  needsRegistration: true,
  places: 12,
}
const change = { ...fields, onlineUrl: 'https://visio.example.org/atelier', remindHours: 24 }
export const sessionExample = {
  id,
  ...fields,
  timeZone: 'Europe/Paris',
  online: true,
  placesLeft: 0,
  waiting: 2,
  version: 3,
}
const { onlineUrl, remindHours } = change
export const sessionDetailsExample = {
  ...sessionExample,
  onlineUrl,
  remindHours,
  registered: 12,
  registration: 'waiting',
  ahead: 1,
  cancelledAt: null,
}

export const SessionKind = z
  .enum(['kick_off', 'workshop', 'checkpoint', 'pitches', 'restitution', 'meet_up'])
  .meta({ id: 'SessionKind' })
export type SessionKind = z.output<typeof SessionKind>

/**
 * A moment of the season that people come to, as anybody may know it. `place` is a detail such as the room; `timeZone` is
 * that of its first site, and of the season where it has none. `placesLeft` is null where there is no limit.
 */
export const SeasonSession = z
  .object({
    id: Id,
    kind: SessionKind,
    title: z.string(),
    place: z.string(),
    startsAt: Instant,
    endsAt: Instant,
    timeZone: z.string(),
    siteIds: z.array(Id),
    online: z.boolean(),
    needsRegistration: z.boolean(),
    places: z.number().int().nullable(),
    placesLeft: z.number().int().nullable(),
    waiting: z.number().int(),
    version: z.number().int(),
  })
  .meta({ id: 'SeasonSession', examples: [sessionExample] })

export const SessionRegistrationStatus = z
  .enum(['registered', 'waiting', 'cancelled'])
  .meta({ id: 'SessionRegistrationStatus' })
export type SessionRegistrationStatus = z.output<typeof SessionRegistrationStatus>

/**
 * As those who come see it, or have a role: with the link, and with their own registration. `ahead` is how many wait before
 * them. A session that was taken off is told to organisers only.
 */
export const SessionDetails = SeasonSession.extend({
  onlineUrl: z.string().nullable(),
  remindHours: z.number().int().nullable(),
  registered: z.number().int(),
  registration: SessionRegistrationStatus.nullable(),
  ahead: z.number().int().nullable(),
  cancelledAt: Instant.nullable(),
}).meta({ id: 'SessionDetails', examples: [sessionDetailsExample] })
export type SessionDetails = z.output<typeof SessionDetails>

/** With the season that it belongs to and its sites, for someone who comes to several. */
export const OwnSession = SessionDetails.extend({
  seasonId: Id,
  seasonName: z.string(),
  seasonSlug: z.string(),
  siteNames: z.array(z.string()),
}).meta({
  id: 'OwnSession',
  examples: [
    {
      ...sessionDetailsExample,
      seasonId: id,
      seasonName: 'Saison de printemps',
      seasonSlug: 'printemps-2026',
      siteNames: ['Maison des associations'],
    },
  ],
})
export type OwnSession = z.output<typeof OwnSession>

const OnlineUrl = text(500)
  .regex(/^https:\/\/[^\s/]+\S*$/i, 'An address that begins with https://.')
  .refine((address) => URL.canParse(address), 'This is no address of the web.')

/** `places` is for sessions that need registration; null is no limit. `remindHours` before it begins, people are reminded by mail. */
const arrangements = {
  siteIds: z.array(Id).max(50),
  onlineUrl: OnlineUrl.nullable(),
  needsRegistration: z.boolean(),
  places: z.number().int().min(1).max(100_000).nullable(),
  remindHours: z.number().int().min(1).max(336).nullable(),
}
const basics = z.object({
  kind: SessionKind,
  title: text(120),
  place: text(200, 0),
  startsAt: Instant,
  endsAt: Instant,
})

export const SessionDraft = basics
  .extend({
    siteIds: arrangements.siteIds.default([]),
    onlineUrl: arrangements.onlineUrl.default(null),
    needsRegistration: arrangements.needsRegistration.default(false),
    places: arrangements.places.default(null),
    remindHours: arrangements.remindHours.default(null),
  })
  .meta({ id: 'SessionDraft', examples: [change] })

/** What is left out stays as it is: who only moves a session loses nothing of it. */
export const SessionChange = basics
  .extend(z.object(arrangements).partial().shape)
  .meta({ id: 'SessionChange', examples: [change] })

export const SessionRegistration = z
  .object({ sessionId: Id, status: SessionRegistrationStatus, ahead: z.number().int().nullable() })
  .meta({ id: 'SessionRegistration', examples: [{ sessionId: id, status: 'waiting', ahead: 1 }] })

/** As organisers see it. */
export const SessionRegistrationRow = z
  .object({ personId: Id, personName: z.string(), status: SessionRegistrationStatus, statusAt: Instant })
  .meta({
    id: 'SessionRegistrationRow',
    examples: [
      { personId: id, personName: 'Camille Martin', status: 'registered', statusAt: '2026-03-02T09:00:00.000Z' },
    ],
  })

export const SessionRegistrationQuery = PageQuery.extend({ status: SessionRegistrationStatus.optional() })

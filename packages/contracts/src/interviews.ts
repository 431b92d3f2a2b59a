import { z } from 'zod'
import { LocalMoment } from './calls.ts'
import { Id, Instant, PageQuery, text } from './platform.ts'

const openTo = z.enum(['shortlisted', 'undecided'])

const offerExample = {
  starts: { day: '2026-11-25', hour: '18:00' },
  minutes: 20,
  count: 3,
  place: 'Maison des associations, salle 2',
  link: '',
  openTo: 'shortlisted',
} as const

/**
 * `count` slots of so many minutes, one after the other from `starts` on, in the zone of the call. Where people meet is a
 * place, a link, or both; the link is shown to those who take part only.
 */
export const InterviewOffer = z
  .object({
    starts: LocalMoment,
    minutes: z.number().int().min(5).max(240),
    count: z.number().int().min(1).max(20).default(1),
    place: text(200, 0),
    link: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(500)]),
    /** Who may book: holders of shortlisted files, or of any that has no answer yet. */
    openTo: openTo.default('shortlisted'),
  })
  .refine(({ place, link }) => place !== '' || link !== '', { path: ['place'], message: 'place_or_link_needed' })
  .meta({ id: 'InterviewOffer', examples: [offerExample] })
export type InterviewOffer = z.output<typeof InterviewOffer>

const slotExample = {
  id: '0198a1c2-0000-7000-8000-0000000000b1',
  startsAt: '2026-11-25T17:00:00.000Z',
  endsAt: '2026-11-25T17:20:00.000Z',
  timeZone: 'Europe/Paris',
  place: offerExample.place,
  hostName: 'Paul Martin',
}

const slot = z.object({
  id: Id,
  startsAt: Instant,
  endsAt: Instant,
  timeZone: z.string(),
  place: z.string(),
  /** Who holds the interview. */
  hostName: z.string(),
})

/** As the committee sees it. `link` is null for those who do not take part; `booking` says whose file comes. */
export const InterviewSlot = slot
  .extend({
    openTo,
    mine: z.boolean(),
    booked: z.boolean(),
    link: z.string().nullable(),
    /** Null while it is free, and for reviewers who do not hold it. In the blind phase without the structure. */
    booking: z.object({ submissionId: Id, title: z.string(), structure: z.string() }).nullable(),
  })
  .meta({
    id: 'InterviewSlot',
    examples: [{ ...slotExample, openTo: 'shortlisted', mine: true, booked: false, link: '', booking: null }],
  })

export const InterviewSlotQuery = PageQuery.extend({ free: z.enum(['yes']).optional() })

/** As a holder sees it: free slots without their link, and the one that is booked. */
export const OwnInterview = z
  .object({
    booked: slot.extend({ link: z.string(), changeUntil: Instant }).nullable(),
    free: z.array(slot),
    /** Until how many hours before its start a slot is booked, changed or cancelled. */
    changeHours: z.number().int(),
  })
  .meta({ id: 'OwnInterview', examples: [{ booked: null, free: [slotExample], changeHours: 24 }] })
export type OwnInterview = z.output<typeof OwnInterview>

export const InterviewChoice = z
  .object({ slotId: Id })
  .meta({ id: 'InterviewChoice', examples: [{ slotId: slotExample.id }] })

import { SessionChange, SessionKind } from '@essor/contracts'
import { z } from 'zod'
import { toInstant, toLocal } from '../local-time.ts'
import type { SessionDetails } from './sessions.queries.ts'

const LocalMoment = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
const { title, place, siteIds, needsRegistration, places, remindHours } = SessionChange.shape

const link = z
  .string()
  .trim()
  .max(500)
  .refine((typed) => typed === '' || (/^https:\/\/\S+$/i.test(typed) && URL.canParse(typed)), 'https')
  .transform((typed) => typed || null)

/** The fields show the wall clock of where the session is held; what is sent are instants. */
export const sessionFormSchema = (zoneOf: (siteIds: readonly string[]) => string) =>
  z
    .object({
      kind: SessionKind,
      title,
      place,
      startsAt: LocalMoment,
      endsAt: LocalMoment,
      siteIds: siteIds.unwrap(),
      onlineUrl: link,
      needsRegistration: needsRegistration.unwrap(),
      places: places.unwrap(),
      remindHours: remindHours.unwrap(),
    })
    .transform((typed) => ({
      ...typed,
      startsAt: toInstant(typed.startsAt, zoneOf(typed.siteIds)),
      endsAt: toInstant(typed.endsAt, zoneOf(typed.siteIds)),
      places: typed.needsRegistration ? typed.places : null,
    }))
    .refine(({ startsAt, endsAt }) => endsAt > startsAt, { path: ['endsAt'], message: 'order' })

export const newSession = (place: string) => ({
  kind: 'workshop' as SessionKind,
  title: '',
  place,
  startsAt: '',
  endsAt: '',
  siteIds: [] as string[],
  onlineUrl: '',
  needsRegistration: false,
  places: null as number | null,
  remindHours: null as number | null,
})

export const sessionValues = (session: SessionDetails): ReturnType<typeof newSession> => ({
  kind: session.kind,
  title: session.title,
  place: session.place,
  startsAt: toLocal(session.startsAt, session.timeZone),
  endsAt: toLocal(session.endsAt, session.timeZone),
  siteIds: [...session.siteIds],
  onlineUrl: session.onlineUrl ?? '',
  needsRegistration: session.needsRegistration,
  places: session.places,
  remindHours: session.remindHours,
})

/** The usual ones, and the one that was chosen elsewhere. */
export const reminders = (chosen: number | null): number[] =>
  [...new Set([2, 24, 48, 168, ...(chosen === null ? [] : [chosen])])].toSorted((a, b) => a - b)

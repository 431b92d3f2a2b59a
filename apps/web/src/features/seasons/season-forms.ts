import { SeasonChange, SeasonDraft } from '@essor/contracts'
import { z } from 'zod'
import { toInstant, toLocal } from './local-time.ts'

const startsOn = z.iso.date().refine((day) => day >= '2000-01-01' && day <= '2100-12-31', 'startDay')

export const newSeasonSchema = SeasonDraft.extend({ startsOn })
export const seasonSettingsSchema = SeasonChange.extend({ startsOn })

/** What a number field holds: a number, or nothing where it is empty. */
export const numberOrNull = (typed: unknown): number | null => (typed === '' || typed == null ? null : Number(typed))

/** An address made of a name: « Été à Étouvie » gives `ete-a-etouvie`. */
export const slugOf = (name: string): string =>
  name
    .replaceAll('œ', 'oe')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '')

const LocalMoment = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)

/** The fields show the wall clock of the season; what is sent are instants. */
export const spanSchema = (zone: string) => {
  const moment = LocalMoment.transform((local) => toInstant(local, zone))
  return z
    .object({ startsAt: moment, endsAt: moment })
    .refine(({ startsAt, endsAt }) => !startsAt || !endsAt || endsAt > startsAt, { path: ['endsAt'], message: 'order' })
}

export const localSpan = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }, zone: string) => ({
  startsAt: toLocal(startsAt, zone),
  endsAt: toLocal(endsAt, zone),
})

import { CampaignDraft } from '@essor/contracts'
import { z } from 'zod'
import { toInstant, toLocal } from '../local-time.ts'
import type { Campaign } from './campaigns.queries.ts'

const { slug, name, theme, summary, startsOn, endsOn, timeZone } = CampaignDraft.shape

const LocalMoment = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
const link = z
  .string()
  .trim()
  .transform((typed) => typed || null)
  .pipe(z.url({ protocol: /^https?$/ }).nullable())
const Evening = z
  .object({ title: name, startsAt: LocalMoment, endsAt: LocalMoment, onlineUrl: link })
  .refine((evening) => evening.endsAt > evening.startsAt, { path: ['endsAt'], message: 'order' })

/** The fields of the evening show the wall clock of the campaign's zone; what is sent are instants. */
export const campaignSchema = z
  .object({
    slug,
    name,
    theme,
    summary,
    startsOn,
    endsOn,
    timeZone,
    hasEvening: z.boolean(),
    evening: z.object({ title: z.string(), startsAt: z.string(), endsAt: z.string(), onlineUrl: z.string() }),
  })
  .refine((campaign) => campaign.endsOn >= campaign.startsOn, { path: ['endsOn'], message: 'order' })
  .transform(({ hasEvening, evening, ...campaign }, ctx) => {
    if (!hasEvening) return { ...campaign, evening: null }
    const parsed = Evening.safeParse(evening)
    if (!parsed.success) {
      for (const issue of parsed.error.issues) ctx.addIssue({ ...issue, path: ['evening', ...issue.path] })
      return z.NEVER
    }
    const { startsAt, endsAt } = parsed.data
    return {
      ...campaign,
      evening: {
        ...parsed.data,
        startsAt: toInstant(startsAt, campaign.timeZone),
        endsAt: toInstant(endsAt, campaign.timeZone),
      },
    }
  })

export type CampaignSent = z.output<typeof campaignSchema>

const noEvening = (title: string) => ({ title, startsAt: '', endsAt: '', onlineUrl: '' })

export function campaignValues(campaign: Campaign | undefined, eveningTitle: string) {
  if (!campaign) {
    return {
      slug: '',
      name: '',
      theme: '',
      summary: '',
      startsOn: '',
      endsOn: '',
      timeZone: 'Europe/Paris',
      hasEvening: false,
      evening: noEvening(eveningTitle),
    }
  }
  const { evening, ...known } = campaign
  return {
    slug: known.slug,
    name: known.name,
    theme: known.theme,
    summary: known.summary,
    startsOn: known.startsOn,
    endsOn: known.endsOn,
    timeZone: known.timeZone,
    hasEvening: evening !== null,
    evening: evening
      ? {
          title: evening.title,
          startsAt: toLocal(evening.startsAt, known.timeZone),
          endsAt: toLocal(evening.endsAt, known.timeZone),
          onlineUrl: evening.onlineUrl ?? '',
        }
      : noEvening(eveningTitle),
  }
}

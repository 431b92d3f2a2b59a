import type { CampaignFinding, CampaignStatus, EveningStatus, PhaseKind } from '@essor/contracts'
import { Temporal } from 'temporal-polyfill'
import { AppError } from '../../../platform/errors.ts'

const moves: Record<CampaignStatus, readonly CampaignStatus[]> = {
  draft: ['published'],
  published: ['closed'],
  closed: ['published'],
}

const eveningMoves: Record<EveningStatus, readonly EveningStatus[]> = {
  planned: ['live'],
  live: ['over', 'planned'],
  over: ['live'],
}

export function assertCampaignMove(from: CampaignStatus, to: CampaignStatus): void {
  if (!moves[from].includes(to))
    throw new AppError('campaign_transition', `This campaign is ${from}: it cannot become ${to}.`)
}

/** A live evening on a page that nobody sees, or without a date, is no evening. */
export function assertEveningMove(
  {
    status,
    eveningTitle,
    eveningStatus,
  }: { status: CampaignStatus; eveningTitle: string | null; eveningStatus: EveningStatus },
  to: EveningStatus,
): void {
  if (status === 'published' && eveningTitle !== null && eveningMoves[eveningStatus].includes(to)) return
  throw new AppError(
    'campaign_transition',
    eveningTitle === null
      ? 'No evening is planned in this campaign.'
      : `The evening is ${eveningStatus} and the campaign ${status}: it cannot become ${to}.`,
  )
}

/** Seasons join while others may see the campaign and it is not over. */
export function assertCampaignOpen(campaign: { status: CampaignStatus } | undefined): asserts campaign {
  if (campaign?.status !== 'published')
    throw new AppError('campaign_not_open', 'This campaign is not published, or it is over: no season can join it.')
}

interface Days {
  startsOn: string
  endsOn: string
}

/** Two months away from its campaign, an evening has a mistyped date. */
const farthest = 60

export function assertEveningNear({ startsOn, endsOn, timeZone }: Days & { timeZone: string }, startsAt: Date): void {
  const day = dayIn(startsAt, timeZone)
  const from = Temporal.PlainDate.from(startsOn).subtract({ days: farthest }).toString()
  const to = Temporal.PlainDate.from(endsOn).add({ days: farthest }).toString()
  if (day >= from && day <= to) return
  throw new AppError('invalid_input', 'The evening is more than two months away from the campaign.', [
    { path: 'evening.startsAt', message: 'Check the date: choose a day near the campaign.', code: 'evening_far' },
  ])
}

/** Where a season's days are not those of its campaign: it keeps its own ways, but should know. */
export function findingsOf(season: Days, campaign: Days): CampaignFinding[] {
  if (season.endsOn < campaign.startsOn || season.startsOn > campaign.endsOn) return ['no_common_day']
  const starts: CampaignFinding[] = season.startsOn < campaign.startsOn ? ['starts_before'] : []
  const ends: CampaignFinding[] = season.endsOn > campaign.endsOn ? ['ends_after'] : []
  return [...starts, ...ends]
}

interface Span {
  kind: PhaseKind
  startsAt: Date
  endsAt: Date
}

/** Of the phases under way, the one that began last: recruitment goes on beside a call that began before it. */
export function phaseAt(phases: readonly Span[], now: Date): PhaseKind | null {
  const current = phases.filter(({ startsAt, endsAt }) => startsAt <= now && now < endsAt)
  return current.toSorted((a, b) => b.startsAt.getTime() - a.startsAt.getTime())[0]?.kind ?? null
}

/** How many are there is told on the days themselves, by the calendar of the place. */
export function isUnderWay({ startsOn, endsOn, timeZone }: Days & { timeZone: string }, now: Date): boolean {
  const today = dayIn(now, timeZone)
  return startsOn <= today && today <= endsOn
}

const dayIn = (at: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString()

import type { PublicCampaign } from './campaigns.queries.ts'

const wallClock = (iso: string, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: zone }).format(new Date(iso))

/**
 * The zones in which the hour of the evening is told: that of the campaign, those of its seasons, and the visitor's own where
 * its clock shows another hour. Zones whose clocks agree are told once.
 */
export function eveningZones(
  { timeZone, seasons }: { timeZone: string; seasons: Pick<PublicCampaign['seasons'][number], 'timeZone'>[] },
  startsAt: string,
  visitorZone: string,
): { zones: string[]; visitors: boolean } {
  const seen = new Set<string>()
  const firstWithItsClock = (zone: string): boolean => {
    const clock = wallClock(startsAt, zone)
    if (seen.has(clock)) return false
    seen.add(clock)
    return true
  }
  const zones = [timeZone, ...seasons.map((season) => season.timeZone)].filter(firstWithItsClock)
  return { zones, visitors: firstWithItsClock(visitorZone) }
}

/** What is left until a moment, in whole minutes begun. */
export function timeLeft(until: string, now: number): { days: number; hours: number; minutes: number } | undefined {
  const minutes = Math.ceil((Date.parse(until) - now) / 60_000)
  if (minutes <= 0) return undefined
  return { days: Math.floor(minutes / 1_440), hours: Math.floor((minutes % 1_440) / 60), minutes: minutes % 60 }
}

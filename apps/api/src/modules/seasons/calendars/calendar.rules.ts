import ical, { ICalCalendarMethod, ICalEventStatus, type ICalEventData } from 'ical-generator'
import { Temporal } from 'temporal-polyfill'
import type { SeasonSession } from '../sessions/season-sessions.repository.ts'
import { timeZoneComponent } from './time-zone.rules.ts'

export interface CalendarSession extends SeasonSession {
  season: { name: string; slug: string; timeZone: string }
  /** Whether the reader waits for a place in it. */
  waiting: boolean
  /** In the order in which they were added to the season. */
  sites: { kind: 'place' | 'remote'; name: string; address: string; timeZone: string }[]
}

interface Calendar {
  name: string
  /** Where the pages are, without a slash at the end. */
  publicUrl: string
  /** Whether the reader is someone who may know how to join online. */
  showsOnlineLinks: boolean
}

const day = 24 * 60 * 60 * 1000

/** How far back a calendar goes. Calendar programs remove what is no longer there; what is past is remembered by them for a year. */
export const calendarSince = (now: Date) => ({
  endedAt: new Date(now.getTime() - 365 * day),
  cancelledAt: new Date(now.getTime() - 60 * day),
})

/** An iCalendar stream (RFC 5545, RFC 7986). The same sessions give the same text, whenever it is written. */
export function calendarText({ name, publicUrl, showsOnlineLinks }: Calendar, sessions: CalendarSession[]): string {
  const moments = sessions.flatMap(({ startsAt, endsAt }) => [startsAt.getTime(), endsAt.getTime()])
  const [first, last] = [new Date(Math.min(...moments)), new Date(Math.max(...moments))]
  const text = ical({
    name,
    prodId: '//Essor//Agenda//FR',
    method: ICalCalendarMethod.PUBLISH,
    // Named here, a zone would also be put on the stamps, which are always in UTC.
    timezone: { name: null, generator: (zone) => timeZoneComponent(zone, first, last) },
    events: sessions.map((session) => eventOf(session, publicUrl, showsOnlineLinks)),
  }).toString()
  // The library would write these after the zones, where strict readers no longer look for them.
  return text.replace('METHOD:PUBLISH\r\n', `METHOD:PUBLISH\r\n${askAgainEachHour}`)
}

const askAgainEachHour = 'REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n'

function eventOf(session: CalendarSession, publicUrl: string, showsOnlineLinks: boolean): ICalEventData {
  const { id, title, startsAt, endsAt, version, changedAt, season, sites } = session
  const zone = sites[0]?.timeZone ?? season.timeZone
  const [start, end] = [zoned(startsAt, zone), zoned(endsAt, zone)]
  const page = `${publicUrl}/saisons/${season.slug}`
  const link = showsOnlineLinks ? session.onlineUrl : null
  const told = [
    season.name,
    session.waiting && 'Vous êtes sur la liste d’attente : ce rendez-vous n’est pas encore certain.',
    session.needsRegistration && !showsOnlineLinks && 'Sur inscription.',
    link && `Pour nous rejoindre en ligne : ${link}`,
    page,
  ]
  return {
    id: `${id}@essor`,
    sequence: version,
    stamp: changedAt,
    lastModified: changedAt,
    start,
    end,
    timezone: isPlain(start) && isPlain(end) ? zone : null,
    summary: title,
    location: locationOf(session, link) || null,
    description: told.filter(Boolean).join('\n'),
    url: page,
    status: statusOf(session),
  }
}

const statusOf = ({ cancelledAt, waiting }: CalendarSession): ICalEventStatus =>
  cancelledAt ? ICalEventStatus.CANCELLED : waiting ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED

const zoned = (at: Date, zone: string) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)

/** Programs do not agree on what an hour means that the clock tells twice: it is said in UTC. */
function isPlain(at: Temporal.ZonedDateTime): boolean {
  const local = at.toPlainDateTime()
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
    local.toZonedDateTime(at.timeZoneId, { disambiguation }),
  ) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime]
  return earlier.equals(later)
}

/** The online link stands here only where there is no place to go to: programs then offer to join with one touch. */
function locationOf({ sites, place, onlineUrl }: CalendarSession, link: string | null): string {
  const addresses = sites.filter(({ kind }) => kind === 'place').map(({ name, address }) => listed(name, address))
  return listed(place, addresses.join(' / ')) || link || (sites.length > 0 || onlineUrl ? 'En ligne' : '')
}

const listed = (...parts: string[]) => parts.filter(Boolean).join(', ')

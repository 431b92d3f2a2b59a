import ical from 'node-ical'
import { Temporal } from 'temporal-polyfill'
import { expect, it } from 'vitest'
import { expectWellWritten, readCalendar } from '../../../../test/calendars.ts'
import { calendarText, type CalendarSession } from './calendar.rules.ts'

const at = (local: string, zone: string) =>
  new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds)

const aSession = (over: Partial<CalendarSession> = {}): CalendarSession => ({
  id: '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7',
  seasonId: '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e8',
  kind: 'workshop',
  title: 'Atelier',
  place: '',
  startsAt: new Date('2026-04-01T16:00:00Z'),
  endsAt: new Date('2026-04-01T19:00:00Z'),
  onlineUrl: null,
  needsRegistration: false,
  places: null,
  remindHours: null,
  remindedOf: null,
  version: 1,
  cancelledAt: null,
  changedAt: new Date('2026-03-01T08:30:00Z'),
  season: { name: 'Saison de printemps', slug: 'printemps', timeZone: 'Europe/Paris' },
  waiting: false,
  sites: [],
  ...over,
})

const site = (over: Partial<CalendarSession['sites'][number]>) =>
  ({ kind: 'place', name: 'Mairie', address: '', timeZone: 'Europe/Paris', ...over }) as const

const write = (sessions: CalendarSession[], showsOnlineLinks = false) =>
  calendarText({ name: 'Agenda', publicUrl: 'https://essor.test', showsOnlineLinks }, sessions)

const zones = ['Europe/Paris', 'Indian/Reunion', 'America/Guadeloupe']
/** From the evening before to the day after, over both changes of clock of the winter. */
const hours = [
  '2026-10-24T18:30:00',
  '2026-10-25T01:15:00',
  '2026-10-25T09:00:00',
  '2026-10-26T18:30:00',
  '2027-03-27T18:30:00',
  '2027-03-28T01:15:00',
  '2027-03-28T09:00:00',
  '2027-03-29T18:30:00',
]

it('tells another program the right instant and the hour on the wall, on both sides of each change of clock', () => {
  const sessions = zones.flatMap((zone) =>
    hours.map((hour) => {
      const startsAt = at(hour, zone)
      // Three hours of the wall's clock, of which one may be missing, or be there twice.
      const endsAt = at(Temporal.PlainDateTime.from(hour).add({ hours: 3 }).toString(), zone)
      return aSession({ startsAt, endsAt, sites: [site({ timeZone: zone })] })
    }),
  )

  const { events, zones: described } = readCalendar(write(sessions))

  expect(described.toSorted()).toEqual(zones.toSorted())
  expect(events.map(({ start }) => start)).toEqual(
    zones.flatMap((zone) => hours.map((hour) => ({ local: hour, zone, instant: at(hour, zone).toISOString() }))),
  )
  expect(events.map(({ end }) => end.instant)).toEqual(sessions.map(({ endsAt }) => endsAt.toISOString()))
})

it('says those instants in numbers that need no program of ours to be right', () => {
  const startOf = (local: string, zone: string) =>
    readCalendar(
      write([
        aSession({
          startsAt: at(local, zone),
          endsAt: at('2027-05-01T12:00:00', zone),
          sites: [site({ timeZone: zone })],
        }),
      ]),
    ).events[0]!.start.instant

  expect(
    ['2026-10-24T18:30:00', '2026-10-26T18:30:00', '2027-03-27T18:30:00', '2027-03-29T18:30:00'].map((local) =>
      zones.map((zone) => startOf(local, zone)),
    ),
  ).toEqual([
    ['2026-10-24T16:30:00.000Z', '2026-10-24T14:30:00.000Z', '2026-10-24T22:30:00.000Z'],
    ['2026-10-26T17:30:00.000Z', '2026-10-26T14:30:00.000Z', '2026-10-26T22:30:00.000Z'],
    ['2027-03-27T17:30:00.000Z', '2027-03-27T14:30:00.000Z', '2027-03-27T22:30:00.000Z'],
    ['2027-03-29T16:30:00.000Z', '2027-03-29T14:30:00.000Z', '2027-03-29T22:30:00.000Z'],
  ])
})

it('is read alike by a second program', () => {
  const sessions = zones.map((zone, position) =>
    aSession({
      id: `s${position}`,
      startsAt: at('2026-10-26T18:30:00', zone),
      endsAt: at('2026-10-26T20:00:00', zone),
      sites: [site({ timeZone: zone })],
    }),
  )

  const read = Object.values(ical.sync.parseICS(write(sessions))).filter((part) => part?.type === 'VEVENT')

  expect(read.map((event) => [event.uid, event.start.toISOString(), event.end?.toISOString(), event.start.tz])).toEqual(
    sessions.map(({ id, startsAt, endsAt }, position) => [
      `${id}@essor`,
      startsAt.toISOString(),
      endsAt.toISOString(),
      zones[position],
    ]),
  )
})

it('says in UTC the hour that a clock put back tells twice, since programs take it for one or the other', () => {
  const startsAt = new Date('2026-10-24T22:00:00Z')
  const ends = ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2026-10-25T02:30:00Z']

  const text = write(ends.map((end) => aSession({ startsAt, endsAt: new Date(end) })))

  expect(
    text
      .split('BEGIN:VEVENT')
      .slice(1)
      .join()
      .split('\r\n')
      .filter((line) => /^DT(START|END)/.test(line)),
  ).toEqual([
    'DTSTART:20261024T220000Z',
    'DTEND:20261025T003000Z',
    'DTSTART:20261024T220000Z',
    'DTEND:20261025T013000Z',
    'DTSTART;TZID=Europe/Paris:20261025T000000',
    'DTEND;TZID=Europe/Paris:20261025T033000',
  ])
})

const awkward = [
  'Deux lignes\nici, et des signes ; \\ : "là"',
  `${'Atelier 👩🏽‍🌾 des jardins partagés, '.repeat(6)}`.trim().slice(0, 200),
  'é'.repeat(200),
  '🏳️‍🌈'.repeat(33),
  '=HYPERLINK("http://example.org")',
  'BEGIN:VEVENT\r\nEND:VCALENDAR',
]

it.each(awkward)('keeps the words of a title as they were typed: %j', (title) => {
  const text = write([aSession({ title, place: title, season: { name: title, slug: 's', timeZone: 'Europe/Paris' } })])

  const { name, events } = readCalendar(text)

  expectWellWritten(text)
  const said = title.replaceAll('\r\n', '\n')
  expect({ name, summary: events[0]!.summary, location: events[0]!.location, count: events.length }).toEqual({
    name: 'Agenda',
    summary: said,
    location: said,
    count: 1,
  })
})

it('says where to go, or how to join, to those who may know it', () => {
  const online = { onlineUrl: 'https://visio.example.org/salle?a=1,2;b' }
  const two = [site({ name: 'Mairie', address: '1 place du Bourg, Amiens' }), site({ name: 'Salle du parc' })]
  const remote = [site({ kind: 'remote', name: 'À distance' })]
  const sessions = [
    aSession({ place: 'Salle 3', sites: [two[0]!] }),
    aSession({ sites: two, ...online }),
    aSession({ sites: remote, ...online }),
    aSession({ place: 'Café du coin' }),
    aSession({}),
  ]
  const told = (showsOnlineLinks: boolean) =>
    readCalendar(write(sessions, showsOnlineLinks)).events.map(({ location, description }) => [location, description])

  const text = 'Saison de printemps\nhttps://essor.test/saisons/printemps'
  const withLink =
    'Saison de printemps\nPour nous rejoindre en ligne : https://visio.example.org/salle?a=1,2;b\nhttps://essor.test/saisons/printemps'
  expect(told(false)).toEqual([
    ['Salle 3, Mairie, 1 place du Bourg, Amiens', text],
    ['Mairie, 1 place du Bourg, Amiens / Salle du parc', text],
    ['En ligne', text],
    ['Café du coin', text],
    [null, text],
  ])
  expect(told(true)).toEqual([
    ['Salle 3, Mairie, 1 place du Bourg, Amiens', text],
    ['Mairie, 1 place du Bourg, Amiens / Salle du parc', withLink],
    [online.onlineUrl, withLink],
    ['Café du coin', text],
    [null, text],
  ])
})

it('writes a calendar without any session', () => {
  const text = write([])

  expectWellWritten(text)
  expect(readCalendar(text)).toEqual({ name: 'Agenda', method: 'PUBLISH', refresh: 'PT1H', zones: [], events: [] })
})

it('gives the same text for the same sessions', () => {
  const sessions = zones.map((timeZone, position) => aSession({ id: `s${position}`, sites: [site({ timeZone })] }))

  expect(write(sessions)).toBe(write(sessions))
})

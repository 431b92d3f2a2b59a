import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'
import { expect, it } from 'vitest'
import { timeZoneComponent } from './time-zone.rules.ts'

const day = 24 * 60 * 60 * 1000

/** Moments that the component gives other than the zone does, told by another program. */
function misread(zone: string, first: Date, last: Date): string[] {
  const component = new ICAL.Component(ICAL.parse(timeZoneComponent(zone, first, last)))
  const read = new ICAL.Timezone({ component, tzid: zone })
  const wrong: string[] = []
  for (let at = first.getTime(); at <= last.getTime(); at += 6.4 * day) {
    const moment = Temporal.Instant.fromEpochMilliseconds(Math.floor(at))
    const { year, month, day: date, hour, minute, second } = moment.toZonedDateTimeISO(zone)
    const local = new ICAL.Time({ year, month, day: date, hour, minute, second, isDate: false }, read)
    if (local.toUnixTime() !== Math.floor(moment.epochMilliseconds / 1000)) wrong.push(`${zone} ${moment.toString()}`)
  }
  return wrong
}

it('tells the changes of clock of metropolitan France as two rules', () => {
  const component = timeZoneComponent(
    'Europe/Paris',
    new Date('2026-10-20T10:00:00Z'),
    new Date('2027-04-01T10:00:00Z'),
  )

  expect(component.split('\r\n')).toEqual([
    'BEGIN:VTIMEZONE',
    'TZID:Europe/Paris',
    'BEGIN:STANDARD',
    'DTSTART:20250101T000000',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0100',
    'END:STANDARD',
    'BEGIN:DAYLIGHT',
    'DTSTART:20250330T020000',
    'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'END:DAYLIGHT',
    'BEGIN:STANDARD',
    'DTSTART:20251026T030000',
    'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'END:STANDARD',
    'END:VTIMEZONE',
  ])
})

it('gives a zone without changes one offset, under the name that was asked for', () => {
  const at = new Date('2026-10-25T10:00:00Z')

  expect([timeZoneComponent('Indian/Reunion', at, at), timeZoneComponent('America/Guadeloupe', at, at)]).toEqual(
    [
      ['Indian/Reunion', '+0400'],
      ['America/Guadeloupe', '-0400'],
    ].map(([zone, offset]) =>
      [
        'BEGIN:VTIMEZONE',
        `TZID:${zone}`,
        'BEGIN:STANDARD',
        'DTSTART:20250101T000000',
        `TZOFFSETFROM:${offset}`,
        `TZOFFSETTO:${offset}`,
        'END:STANDARD',
        'END:VTIMEZONE',
      ].join('\r\n'),
    ),
  )
})

it('is right in every zone there is, also where the rules were changed', () => {
  const zones = [...Intl.supportedValuesOf('timeZone'), 'America/Guadeloupe', 'America/Miquelon', 'Pacific/Noumea']

  expect(zones.length).toBeGreaterThan(400)
  expect(
    zones.flatMap((zone) => misread(zone, new Date('2026-01-01T00:00:00Z'), new Date('2028-12-31T00:00:00Z'))),
  ).toEqual([])
  expect(
    ['Europe/Istanbul', 'Africa/Casablanca', 'America/Mexico_City', 'Asia/Pyongyang', 'Africa/Cairo'].flatMap((zone) =>
      misread(zone, new Date('2015-01-01T00:00:00Z'), new Date('2025-12-31T00:00:00Z')),
    ),
  ).toEqual([])
})

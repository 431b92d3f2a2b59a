import ICAL from 'ical.js'
import { expect } from 'vitest'

/** What a calendar program that is not ours reads in a feed. Zones are those that the feed itself describes. */
export function readCalendar(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const zones = new Map(
    calendar.getAllSubcomponents('vtimezone').map((component) => {
      const zone = new ICAL.Timezone({ component, tzid: String(component.getFirstPropertyValue('tzid')) })
      return [zone.tzid, zone]
    }),
  )
  const words = (component: ICAL.Component, name: string) => {
    const value = component.getFirstPropertyValue(name)
    return value === null ? null : String(value)
  }
  const moment = (event: ICAL.Component, name: string) => {
    const property = event.getFirstProperty(name)!
    const zone = String(property.getFirstParameter('tzid'))
    const time = property.getFirstValue() as ICAL.Time
    const known = zones.get(zone)
    if (!known) throw new Error(`The feed does not describe the zone ${zone}.`)
    return { local: time.toString(), zone, instant: instantOf(new ICAL.Time(fieldsOf(time), known)) }
  }
  return {
    name: words(calendar, 'x-wr-calname'),
    method: words(calendar, 'method'),
    refresh: words(calendar, 'refresh-interval'),
    zones: [...zones.keys()],
    events: calendar.getAllSubcomponents('vevent').map((event) => ({
      uid: words(event, 'uid'),
      sequence: Number(words(event, 'sequence')),
      start: moment(event, 'dtstart'),
      end: moment(event, 'dtend'),
      stamp: instantOf(event.getFirstPropertyValue('dtstamp') as ICAL.Time),
      changed: instantOf(event.getFirstPropertyValue('last-modified') as ICAL.Time),
      summary: words(event, 'summary'),
      location: words(event, 'location'),
      description: words(event, 'description'),
      url: words(event, 'url'),
      status: words(event, 'status'),
    })),
  }
}

const fieldsOf = ({ year, month, day, hour, minute, second }: ICAL.Time) => ({
  year,
  month,
  day,
  hour,
  minute,
  second,
  isDate: false,
})
const instantOf = (time: ICAL.Time) => new Date(time.toUnixTime() * 1000).toISOString()

/** What RFC 5545 says of the lines of a feed, apart from what they mean. */
export function expectWellWritten(text: string): void {
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  const lines = text.split('\r\n')
  expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([])
  expect(lines.filter((line) => line === '').length).toBeLessThanOrEqual(1)
  expect(text).not.toContain('\ufffd')
  const properties = text.slice(0, text.search(/^BEGIN:V(?:TIMEZONE|EVENT)/m))
  for (const name of ['VERSION', 'PRODID', 'METHOD', 'REFRESH-INTERVAL', 'X-WR-CALNAME'])
    expect(properties).toMatch(new RegExp(`^${name}[:;]`, 'm'))
  expect([lines[0], lines.findLast((line) => line !== '')]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR'])
}

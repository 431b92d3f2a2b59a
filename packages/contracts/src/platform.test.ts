import { expect, it } from 'vitest'
import { TimeZone } from './platform.ts'

it.each(['Europe/Paris', 'Indian/Reunion', 'America/Guadeloupe', 'UTC', 'Etc/GMT+3'])('knows the zone %s', (zone) => {
  expect(TimeZone.safeParse(zone).success).toBe(true)
})

it.each(['+02:00', '-03:00', '+02', 'Europe/Amiens', ''])('takes %j for no zone', (zone) => {
  expect(TimeZone.safeParse(zone).success).toBe(false)
})

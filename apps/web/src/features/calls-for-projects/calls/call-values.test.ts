import { Temporal } from 'temporal-polyfill'
import { expect, it } from 'vitest'
import { newCallValues, valuesOf } from './call-values.ts'
import { aPublicCall } from '../test-data.ts'

it('proposes a month in the zone of the season, where it is another day already', () => {
  const values = newCallValues('Pacific/Noumea', Temporal.Instant.from('2026-01-30T20:00:00Z'), [])

  expect([values.opens, values.closes]).toEqual([
    { day: '2026-01-31', hour: '09:00' },
    { day: '2026-02-28', hour: '23:59' },
  ])
})

it('reads instants back as the wall clock of the call', () => {
  const { opens, closes } = valuesOf(aPublicCall)

  expect([opens, closes]).toEqual([
    { day: '2026-10-01', hour: '09:00' },
    { day: '2026-11-13', hour: '23:59' },
  ])
})

import { expect, it } from 'vitest'
import { frenchSpan } from './french-moment.ts'

const span = (startsAt: string, endsAt: string) => ({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) })

it.each([
  ['Europe/Paris', 'mercredi 1er avril 2026, de 18 h 00 à 21 h 05 (heure de Paris)'],
  ['Indian/Reunion', 'mercredi 1er avril 2026, de 20 h 00 à 23 h 05 (heure de La Réunion)'],
  ['America/Guadeloupe', 'mercredi 1er avril 2026, de 12 h 00 à 15 h 05 (heure de la Guadeloupe)'],
])('says day, hours and the clock of %s', (zone, said) => {
  expect(frenchSpan(span('2026-04-01T16:00:00Z', '2026-04-01T19:05:00Z'), zone)).toBe(said)
})

it('says both days where it lasts over midnight, and follows the change of clock', () => {
  expect(frenchSpan(span('2026-03-28T22:00:00Z', '2026-03-29T04:00:00Z'), 'Europe/Paris')).toBe(
    'du samedi 28 mars 2026 à 23 h 00 au dimanche 29 mars 2026 à 6 h 00 (heure de Paris)',
  )
})

it('calls the clock of other zones as the machine does', () => {
  expect(frenchSpan(span('2026-04-01T16:00:00Z', '2026-04-01T19:00:00Z'), 'Europe/London')).toMatch(
    /^mercredi 1er avril 2026, de 17 h 00 à 20 h 00 \(heure .+\)$/,
  )
})

import { expect, it } from 'vitest'
import { longestTurnOf } from '../../../test/longest-turn.ts'
import { frenchMoment, frenchSpan } from './french-moment.ts'

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

it.each([
  ['2026-03-05T09:00:00Z', 'Europe/Paris', 'jeudi 5 mars 2026 à 10 h 00, heure de Paris'],
  ['2026-07-31T22:05:00Z', 'Europe/Paris', 'samedi 1er août 2026 à 0 h 05, heure de Paris'],
  ['2026-03-29T00:59:00Z', 'Europe/Paris', 'dimanche 29 mars 2026 à 1 h 59, heure de Paris'],
  ['2026-03-29T01:00:00Z', 'Europe/Paris', 'dimanche 29 mars 2026 à 3 h 00, heure de Paris'],
  ['2026-03-29T01:00:00Z', 'Indian/Reunion', 'dimanche 29 mars 2026 à 5 h 00, heure de La Réunion'],
  ['2026-03-29T01:00:00Z', 'America/Guadeloupe', 'samedi 28 mars 2026 à 21 h 00, heure de la Guadeloupe'],
  ['2026-03-29T01:00:00Z', 'America/New_York', 'samedi 28 mars 2026 à 21 h 00, heure de l’Est nord-américain'],
])('says %s in %s', (at, zone, words) => {
  expect(frenchMoment(new Date(at), zone)).toBe(words)
})

it('takes a moment, for as many mails as a call has holders', async () => {
  const moments = Array.from({ length: 2_000 }, (_, n) => new Date(n * 60_000))
  const { answer, longestMs } = await longestTurnOf(() => moments.map((at) => frenchMoment(at, 'Indian/Reunion')))

  expect(new Set(answer).size).toBe(2_000)
  expect(longestMs).toBeLessThan(400)
})

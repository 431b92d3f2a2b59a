import { expect, it } from 'vitest'
import { newSession, reminders, sessionFormSchema, sessionValues } from './session-form.ts'

const zoneOf = (siteIds: readonly string[]) => (siteIds.length > 0 ? 'Indian/Reunion' : 'Europe/Paris')
const schema = sessionFormSchema(zoneOf)
const siteId = '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7'
const filled = { ...newSession('Salle 2'), title: 'Atelier', startsAt: '2026-10-25T18:00', endsAt: '2026-10-25T20:00' }

const problems = (typed: object) =>
  schema
    .safeParse({ ...filled, ...typed })
    .error?.issues.map(({ path, code, message }) => [path.join('.'), code === 'custom' ? message : code])

it('sends the instants of the clock of where it is held', () => {
  const { startsAt, endsAt } = schema.parse(filled)
  const there = schema.parse({ ...filled, siteIds: [siteId] })

  expect([startsAt, endsAt]).toEqual(['2026-10-25T17:00:00Z', '2026-10-25T19:00:00Z'])
  expect([there.startsAt, there.endsAt]).toEqual(['2026-10-25T14:00:00Z', '2026-10-25T16:00:00Z'])
})

it('counts places only where people register', () => {
  const without = schema.parse({ ...filled, places: 12 })
  const counted = schema.parse({ ...filled, needsRegistration: true, places: 12 })

  expect([without.places, counted.places]).toEqual([null, 12])
})

it('says what is missing or wrong', () => {
  expect(problems({ endsAt: '2026-10-25T18:00' })).toEqual([['endsAt', 'order']])
  expect(problems({ title: ' ', startsAt: '' })).toEqual([
    ['title', 'too_small'],
    ['startsAt', 'invalid_format'],
  ])
  expect(problems({ onlineUrl: 'visio.example.org' })).toEqual([['onlineUrl', 'https']])
  expect(problems({ needsRegistration: true, places: 0 })).toEqual([['places', 'too_small']])
  expect(schema.parse({ ...filled, onlineUrl: ' ' }).onlineUrl).toBeNull()
})

it('begins with what a session is, at its own clock', () => {
  const session = {
    id: 'se1',
    kind: 'workshop' as const,
    title: 'Atelier',
    place: 'Salle 2',
    startsAt: '2026-10-25T14:00:00.000Z',
    endsAt: '2026-10-25T16:00:00.000Z',
    timeZone: 'Indian/Reunion',
    siteIds: [siteId],
    online: false,
    onlineUrl: null,
    needsRegistration: true,
    places: 12,
    placesLeft: 2,
    registered: 10,
    waiting: 0,
    remindHours: 24,
    registration: null,
    ahead: null,
    cancelledAt: null,
    version: 1,
  }

  expect(sessionValues(session)).toEqual({
    ...filled,
    siteIds: [siteId],
    onlineUrl: '',
    needsRegistration: true,
    places: 12,
    remindHours: 24,
  })
})

it('offers the usual reminders, and the one that was chosen', () => {
  expect(reminders(null)).toEqual([2, 24, 48, 168])
  expect(reminders(36)).toEqual([2, 24, 36, 48, 168])
})

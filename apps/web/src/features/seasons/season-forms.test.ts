import { describe, expect, it } from 'vitest'
import { numberOrNull, slugOf, spanSchema } from './season-forms.ts'

it.each([
  ['Été à Étouvie : l’œuvre', 'ete-a-etouvie-l-oeuvre'],
  ['  Printemps 2027 !', 'printemps-2027'],
  ['!!!', ''],
])('makes an address of %s', (name, slug) => {
  expect(slugOf(name)).toBe(slug)
})

it('takes an empty number for none', () => {
  expect([numberOrNull(''), numberOrNull(undefined), numberOrNull('24'), numberOrNull(3)]).toEqual([null, null, 24, 3])
})

describe('a moment', () => {
  it('is sent as instants of the zone of the season', () => {
    expect(spanSchema('Indian/Reunion').parse({ startsAt: '2026-10-25T18:00', endsAt: '2026-10-25T20:00' })).toEqual({
      startsAt: '2026-10-25T14:00:00Z',
      endsAt: '2026-10-25T16:00:00Z',
    })
  })

  it('ends after it begins', () => {
    const backwards = spanSchema('Europe/Paris').safeParse({ startsAt: '2026-10-25T18:00', endsAt: '2026-10-25T18:00' })

    expect(backwards.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([['endsAt', 'order']])
  })
})

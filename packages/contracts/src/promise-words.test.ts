import { expect, it } from 'vitest'
import { durationPhrase, promisePhrase, tellPromise, type PromiseTerms } from './promise-words.ts'

const twoEvenings: PromiseTerms = {
  unit: 'evening',
  amount: 2,
  rhythm: 'per_week',
  startsOn: '2026-04-01',
  endsOn: '2026-05-31',
}

const said = (over: Partial<PromiseTerms>, language: 'fr' | 'en') =>
  promisePhrase({ ...twoEvenings, ...over }, language).replaceAll('\u00a0', ' ')

it('adds up a weekly rhythm over the days it runs', () => {
  expect(tellPromise(twoEvenings)).toEqual({ ...twoEvenings, days: 61, total: 17, exact: false, minutes: 17 * 180 })
})

it('adds up days of seven hours, evenings of three, and hours', () => {
  const minutesOf = (unit: PromiseTerms['unit']) =>
    tellPromise({ ...twoEvenings, unit, amount: 20, rhythm: 'total' }).minutes

  expect([minutesOf('day'), minutesOf('evening'), minutesOf('hour')]).toEqual([8_400, 3_600, 1_200])
})

it.each([
  ['2026-03-23', '2026-04-05'],
  ['2026-10-19', '2026-11-01'],
])('counts fourteen days from %s to %s, across a change of clock', (startsOn, endsOn) => {
  expect(tellPromise({ ...twoEvenings, startsOn, endsOn })).toMatchObject({ days: 14, total: 4, exact: true })
})

it.each<[Partial<PromiseTerms>, string, string]>([
  [
    {},
    '2 soirées par semaine, du 1er avril au 31 mai, soit environ 17 soirées',
    '2 evenings a week, from 1 April to 31 May, about 17 evenings in all',
  ],
  [
    { amount: 1, endsOn: '2026-04-28' },
    '1 soirée par semaine, du 1er au 28 avril, soit 4 soirées',
    '1 evening a week, from 1 to 28 April, 4 evenings in all',
  ],
  [
    { amount: 1, endsOn: '2026-04-07' },
    '1 soirée par semaine, du 1er au 7 avril, soit 1 soirée',
    '1 evening a week, from 1 to 7 April, 1 evening in all',
  ],
  [
    { unit: 'day', amount: 20, rhythm: 'total' },
    '20 journées, du 1er avril au 31 mai',
    '20 days, from 1 April to 31 May',
  ],
  [{ unit: 'hour', amount: 1, rhythm: 'total', endsOn: '2026-04-01' }, '1 heure, le 1er avril', '1 hour, on 1 April'],
  [
    { unit: 'day', amount: 3, rhythm: 'total', startsOn: '2026-12-15', endsOn: '2027-01-01' },
    '3 journées, du 15 décembre 2026 au 1er janvier 2027',
    '3 days, from 15 December 2026 to 1 January 2027',
  ],
])('says %j in one sentence', (over, french, english) => {
  expect([said(over, 'fr'), said(over, 'en')]).toEqual([french, english])
})

it.each([
  [0, '0 heure', '0 hours'],
  [1, '1 minute', '1 minute'],
  [45, '45 minutes', '45 minutes'],
  [60, '1 heure', '1 hour'],
  [90, '1 h 30', '1 h 30'],
  [125, '2 h 05', '2 h 05'],
  [2040, '34 heures', '34 hours'],
])('says %i minutes', (minutes, french, english) => {
  expect(
    [durationPhrase(minutes, 'fr'), durationPhrase(minutes, 'en')].map((text) => text.replaceAll('\u00a0', ' ')),
  ).toEqual([french, english])
})

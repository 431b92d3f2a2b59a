import { expect, it } from 'vitest'
import { attentionIn } from './season-news.rules.ts'

const now = new Date('2026-04-10T12:00:00Z')
const season = {
  status: 'published' as const,
  capacity: 24,
  applied: 3,
  confirmed: 5,
  placesHeld: 7,
  lapsedLately: 0,
  overlooked: 0,
  phases: [{ kind: 'kick_off', endsAt: new Date('2026-04-20T19:00:00Z') }],
}
const over = (kind: string) => ({ phases: [{ kind, endsAt: now }] })

it('asks to publish a draft, and nothing else of it', () => {
  expect(attentionIn({ ...season, status: 'draft' }, now)).toEqual([{ code: 'seasons.to_publish', count: 1 }])
})

it('leaves a closed season in peace', () => {
  expect(attentionIn({ ...season, status: 'closed' }, now)).toEqual([])
})

it('counts those who wait for an answer', () => {
  expect(attentionIn(season, now)).toEqual([{ code: 'seasons.enrolments_to_confirm', count: 3 }])
  expect(attentionIn({ ...season, applied: 0 }, now)).toEqual([])
})

it('says where no place is left for them', () => {
  expect(attentionIn({ ...season, capacity: 7 }, now)).toEqual([{ code: 'seasons.waiting_without_place', count: 3 }])
})

it('tells of offers that nobody answered, and of people who wait although places are free', () => {
  expect(attentionIn({ ...season, applied: 0, lapsedLately: 2, overlooked: 1 }, now)).toEqual([
    { code: 'seasons.waiting_while_free', count: 1 },
    { code: 'seasons.offers_lapsed', count: 2 },
  ])
})

it('asks who came once the kick-off is over, and to close once the follow-up is', () => {
  expect(attentionIn({ ...season, applied: 0, ...over('kick_off') }, now)).toEqual([
    { code: 'seasons.presence_to_note', count: 5 },
  ])
  expect(attentionIn({ ...season, applied: 0, ...over('follow_up') }, now)).toEqual([
    { code: 'seasons.to_close', count: 1 },
  ])
})

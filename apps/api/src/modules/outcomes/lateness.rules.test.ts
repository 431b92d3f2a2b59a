import { expect, it } from 'vitest'
import { tellLateness } from './lateness.rules.ts'

const closed = new Date('2026-03-20T22:59:00Z')
const plan = {
  endsOn: '2026-05-31',
  timeZone: 'Europe/Paris',
  phases: [{ kind: 'recruitment' as const, endsAt: closed }],
}
const one = (code: string) => ({ code, count: 1 })

it('tells a decision from what is late, the late first, once the phase it belongs to is over', () => {
  const found = [one('seasons.budget_in_deficit'), one('seasons.enrolments_to_confirm')]

  expect(tellLateness(found, plan, new Date('2026-03-20T22:58:59Z'))).toEqual([
    { code: 'seasons.budget_in_deficit', count: 1, late: false, lateSince: null },
    { code: 'seasons.enrolments_to_confirm', count: 1, late: false, lateSince: null },
  ])
  expect(tellLateness(found, plan, closed)).toEqual([
    { code: 'seasons.enrolments_to_confirm', count: 1, late: true, lateSince: closed },
    { code: 'seasons.budget_in_deficit', count: 1, late: false, lateSince: null },
  ])
})

it('is not late where the season has no such phase, or nobody knows the code', () => {
  expect(tellLateness([one('judging.no_jury'), one('later.something_new')], plan, new Date('2030-01-01'))).toEqual([
    { code: 'judging.no_jury', count: 1, late: false, lateSince: null },
    { code: 'later.something_new', count: 1, late: false, lateSince: null },
  ])
})

it('counts the last day of a season by its own clock, and takes at once what only waits where it is late', () => {
  const found = [one('seasons.promises_to_end'), one('mentoring.questions_unanswered')]
  const late = (iso: string) => tellLateness(found, plan, new Date(iso)).map((thing) => [thing.code, thing.late])

  expect(late('2026-05-31T21:59:00Z')).toEqual([
    ['mentoring.questions_unanswered', true],
    ['seasons.promises_to_end', false],
  ])
  expect(late('2026-05-31T22:00:00Z')).toEqual([
    ['seasons.promises_to_end', true],
    ['mentoring.questions_unanswered', true],
  ])
})

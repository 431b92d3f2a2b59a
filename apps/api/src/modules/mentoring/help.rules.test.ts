import { HelpMove, HelpStatus } from '@essor/contracts'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../platform/errors.ts'
import { afterMove, assertOutsideTeam, overdueAt, possibleMoves, waitingOf } from './help.rules.ts'

const after = (status: HelpStatus, move: HelpMove): string => {
  try {
    return afterMove(status, move)
  } catch (error) {
    return error instanceof AppError ? error.code : 'fault'
  }
}

it('knows every move from every state', () => {
  const table = Object.fromEntries(
    HelpStatus.options.map((status) => [
      status,
      Object.fromEntries(
        HelpMove.options
          .map((move) => [move, after(status, move)])
          .filter(([, outcome]) => outcome !== 'help_request_transition'),
      ),
    ]),
  )

  expect(table).toEqual({
    open: { claim: 'claimed', cancel: 'cancelled', write: 'open' },
    claimed: { release: 'open', answer: 'answered', cancel: 'cancelled', write: 'claimed' },
    answered: { close: 'closed', reopen: 'open', write: 'answered' },
    closed: { reopen: 'open' },
    cancelled: {},
  })
})

it('offers only what is both granted and possible', () => {
  expect(possibleMoves('open', ['claim', 'answer', 'write'])).toEqual(['claim', 'write'])
  expect(possibleMoves('cancelled', ['claim', 'reopen', 'write'])).toEqual([])
})

it('lets nobody answer their own team', () => {
  expect(() => assertOutsideTeam(true)).toThrow('own team')
  expect(() => assertOutsideTeam(false)).not.toThrow()
})

describe('waiting', () => {
  const waitingSince = new Date('2026-03-02T09:00:00Z')
  const at = (iso: string, status: HelpStatus = 'open') =>
    waitingOf({ status, waitingSince }, 'sprint_48h', new Date(iso))

  it('grows with time, to the minute', () => {
    expect([
      at('2026-03-02T09:59:59.999Z'),
      at('2026-03-02T10:00:00Z'),
      at('2026-03-02T11:59:59.999Z'),
      at('2026-03-02T12:00:00Z'),
    ]).toEqual(['fresh', 'late', 'late', 'overdue'])
    expect(overdueAt('sprint_48h', waitingSince)).toEqual(new Date('2026-03-02T12:00:00Z'))
  })

  it('ends with the answer', () => {
    expect(HelpStatus.options.map((status) => at('2026-03-09T09:00:00Z', status))).toEqual([
      'overdue',
      'overdue',
      null,
      null,
      null,
    ])
  })

  it('is counted in days over a season of two months', () => {
    const now = new Date('2026-03-02T21:00:00Z')
    expect(waitingOf({ status: 'open', waitingSince }, 'season_2_months', now)).toBe('fresh')
  })
})

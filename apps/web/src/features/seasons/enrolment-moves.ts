import type { EnrolmentStatus } from './seasons.queries.ts'

export type Move = { to: EnrolmentStatus; icon: string; main?: boolean; key?: 'back'; onTheDay?: boolean }

/** What an organiser is offered to do with someone, in each state. */
export const organiserMoves: Record<EnrolmentStatus, Move[]> = {
  applied: [
    { to: 'confirmed', icon: 'i-lucide-check', main: true },
    { to: 'waiting', icon: 'i-lucide-hourglass' },
    { to: 'withdrawn', icon: 'i-lucide-user-minus' },
  ],
  waiting: [
    { to: 'confirmed', icon: 'i-lucide-check' },
    { to: 'withdrawn', icon: 'i-lucide-user-minus' },
  ],
  offered: [
    { to: 'confirmed', icon: 'i-lucide-check', main: true },
    { to: 'withdrawn', icon: 'i-lucide-user-minus' },
  ],
  confirmed: [
    { to: 'checked_in', icon: 'i-lucide-map-pin-check', main: true, onTheDay: true },
    { to: 'no_show', icon: 'i-lucide-user-x', onTheDay: true },
    { to: 'withdrawn', icon: 'i-lucide-user-minus' },
  ],
  checked_in: [{ to: 'confirmed', icon: 'i-lucide-undo-2', key: 'back' }],
  no_show: [{ to: 'checked_in', icon: 'i-lucide-map-pin-check' }],
  withdrawn: [{ to: 'applied', icon: 'i-lucide-undo-2' }],
  lapsed: [{ to: 'applied', icon: 'i-lucide-undo-2' }],
}

const undone: Partial<Record<EnrolmentStatus, readonly EnrolmentStatus[]>> = {
  applied: ['confirmed', 'waiting', 'withdrawn'],
  confirmed: ['checked_in', 'no_show'],
  checked_in: ['confirmed'],
}

/** A wrong tap is taken back; but a place that was given up has gone to the next, and an offer cannot be made twice. */
export const canUndo = (from: EnrolmentStatus, to: EnrolmentStatus): boolean => undone[from]?.includes(to) ?? false

/** Those an organiser still has to answer: they can be confirmed many at a time. */
export const toDecide = (status: EnrolmentStatus): boolean => ['applied', 'waiting', 'offered'].includes(status)

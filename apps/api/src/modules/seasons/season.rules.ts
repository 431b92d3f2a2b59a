import { AppError } from '../../platform/errors.ts'

export type SeasonStatus = 'draft' | 'published' | 'closed'

const moves: Record<SeasonStatus, readonly SeasonStatus[]> = {
  draft: ['published'],
  published: ['closed'],
  closed: ['published'],
}

export function assertSeasonMove(from: SeasonStatus, to: SeasonStatus): void {
  if (!moves[from].includes(to))
    throw new AppError('season_transition', `This season is ${from}: it cannot become ${to}.`)
}

/** Those who were told that they come keep their place. */
export function assertRoomFor(confirmed: number, capacity: number | null): void {
  if (capacity === null || confirmed <= capacity) return
  throw new AppError('capacity_below_confirmed', `${confirmed} people are confirmed: choose at least ${confirmed}.`, [
    { path: 'capacity', message: `At least ${confirmed}: so many people are confirmed.`, code: 'below_confirmed' },
  ])
}

export const addressTaken = (): AppError =>
  new AppError('already_exists', 'Another season has this address.', [
    { path: 'slug', message: 'This address is taken. Choose another.', code: 'taken' },
  ])

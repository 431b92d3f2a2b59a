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

export const addressTaken = (): AppError =>
  new AppError('already_exists', 'Another season has this address.', [
    { path: 'slug', message: 'This address is taken. Choose another.', code: 'taken' },
  ])

import { AppError, type FieldError } from '../../platform/errors.ts'

export interface Place {
  teamId: string
  rank: number
}

/** Teams of equal rank may stand in either order: the jury then changed nothing. */
export function followsRanking(order: readonly string[], computed: readonly Place[]): boolean {
  const ranks = new Map(computed.map(({ teamId, rank }) => [teamId, rank]))
  return order.every((teamId, index) => index === 0 || ranks.get(order[index - 1]!)! <= ranks.get(teamId)!)
}

/** Places as they are published: those computed, ties shared, or those that the jury decided on. */
export function finalPlaces(order: readonly string[] | null, computed: readonly Place[]): Place[] {
  if (!order) return [...computed]
  if (!followsRanking(order, computed)) return order.map((teamId, index) => ({ teamId, rank: index + 1 }))
  const ranks = new Map(computed.map(({ teamId, rank }) => [teamId, rank]))
  return order.map((teamId) => ({ teamId, rank: ranks.get(teamId)! }))
}

export function assertOrder(order: readonly string[], computed: readonly Place[], reason: string): void {
  const known = new Set(computed.map(({ teamId }) => teamId))
  if (order.length !== known.size || order.some((teamId) => !known.has(teamId))) {
    throw new AppError('invalid_input', 'The order should hold every ranked team, once.', [
      { path: 'order', message: 'Put every ranked team in the order, once.', code: 'incomplete' },
    ])
  }
  if (reason === '' && !followsRanking(order, computed)) {
    throw new AppError('invalid_input', 'This order is not the computed one: say why.', [
      { path: 'reason', message: 'Say why the jury changes the computed order.', code: 'required' },
    ])
  }
}

/** Marks may have changed since the jury decided. */
export function stillFits(order: readonly string[], computed: readonly Place[], reason: string): boolean {
  const known = new Set(computed.map(({ teamId }) => teamId))
  const complete = order.length === known.size && order.every((teamId) => known.has(teamId))
  return complete && (reason !== '' || followsRanking(order, computed))
}

interface BeforePublishing {
  openSessions: number
  onTheWay: number
  ranked: number
  unscored: number
  awardsWithoutTeam: number
  orderOutdated: boolean
}

/** Each line is something that the organisers can do before they publish. */
export function assertPublishable(facts: BeforePublishing): void {
  const missing = [
    facts.openSessions > 0 && ['open_sessions', 'close the scoring of every pitch session'],
    facts.onTheWay > 0 && ['on_the_way', 'let every team of the running order pitch, or skip it'],
    facts.ranked === 0 && ['nothing_ranked', 'have at least one team scored'],
    facts.unscored > 0 && ['unscored', 'have every team that pitched scored'],
    facts.awardsWithoutTeam > 0 && ['awards_without_team', 'give every award to a team'],
    facts.orderOutdated && ['order_outdated', 'deliberate again: the scores changed since the order was decided'],
  ].flatMap((line): FieldError[] => (line ? [{ path: 'results', code: line[0]!, message: line[1]! }] : []))
  if (missing.length === 0) return
  const detail = `Before publishing: ${missing.map(({ message }) => message).join('; ')}.`
  throw new AppError('results_incomplete', detail, missing)
}

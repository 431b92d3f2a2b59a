import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../errors.ts'

interface Line {
  inside: number
  waiting: (() => void)[]
}

interface TurnOptions {
  /** How many of one kind are let through at once. */
  atOnce?: number
  /** How long one waits here before being told to come back, in milliseconds. */
  patience?: number
}

/**
 * For an address that a crowd asks at the same second, such as the opening of enrolments: a few requests for one thing are
 * let through at a time, in the order in which they came. The others wait here, where waiting costs nothing, and not on the
 * database connections that everybody needs.
 */
export function inTurn<Params extends object>(
  thing: (params: Params, request: FastifyRequest) => string,
  { atOnce = 4, patience = 50_000 }: TurnOptions = {},
) {
  const lines = new Map<string, Line>()

  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const key = thing(request.params as Params, request)
    const line = lines.get(key) ?? { inside: 0, waiting: [] }
    lines.set(key, line)
    if (line.inside < atOnce) line.inside += 1
    else await turnOf(line, patience)

    let left = false
    const leave = () => {
      if (left) return
      left = true
      const next = line.waiting.shift()
      // The place of who leaves goes to the next, so that nobody slips in between.
      if (next) return next()
      line.inside -= 1
      if (line.inside === 0) lines.delete(key)
    }
    if (reply.raw.closed) return leave()
    reply.raw.once('finish', leave)
    reply.raw.once('close', leave)
  }
}

function turnOf(line: Line, patience: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const enter = () => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(() => {
      line.waiting.splice(line.waiting.indexOf(enter), 1)
      reject(new AppError('unavailable', 'Very many people ask for this at the moment. Try again in a moment.'))
    }, patience)
    line.waiting.push(enter)
  })
}

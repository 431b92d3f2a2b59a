import { defineStore } from 'pinia'
import { reactive } from 'vue'
import { api } from '../../../platform/api.ts'
import { forget, keep, kept } from '../../../platform/kept.ts'
import { ProblemError } from '../../../platform/problem.ts'
import { useSession } from '../../../platform/session.ts'

/** Someone who came while there was no network. Ids, codes and times only: a lost phone tells no names. */
export interface Waiting {
  enrolmentId?: string
  code?: string
  at: string
  /** Why the server did not take it. */
  refused?: string
}

const TRY_AGAIN = 5_000

/** Check-ins on their way. They outlive the page and a reload, and each is sent until the server has answered it. */
export const useDoorQueue = defineStore('door-queue', () => {
  const session = useSession()
  const queues = reactive(new Map<string, Waiting[]>())
  const underWay = new Set<string>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const listeners = new Map<string, () => void>()
  const keyOf = (seasonId: string) => `essor.check-in.${session.me?.id ?? ''}.${seasonId}`

  /** What this device still has to send for a season; `sent` is called when some of it has been. */
  function open(seasonId: string, sent: () => void): Waiting[] {
    if (!queues.has(seasonId)) queues.set(seasonId, kept<Waiting[]>(keyOf(seasonId)) ?? [])
    listeners.set(seasonId, sent)
    void flush(seasonId)
    return queues.get(seasonId)!
  }

  /** False where this device could not keep it: it is lost if the page is closed. */
  function add(seasonId: string, waiting: Waiting): boolean {
    queues.get(seasonId)!.push(waiting)
    later(seasonId)
    return hold(seasonId)
  }

  function remove(seasonId: string, waiting: Waiting): void {
    const queue = queues.get(seasonId)!
    const at = queue.findIndex((one) => one.at === waiting.at && sameTicket(one, waiting))
    if (at >= 0) queue.splice(at, 1)
    hold(seasonId)
  }

  async function flush(seasonId: string): Promise<void> {
    if (underWay.has(seasonId)) return
    clearTimeout(timers.get(seasonId))
    underWay.add(seasonId)
    let answered = 0
    try {
      for (let next = toSend(seasonId); next; next = toSend(seasonId)) {
        await sendOne(seasonId, next)
        answered += 1
      }
    } catch {
      later(seasonId)
    } finally {
      underWay.delete(seasonId)
      if (answered > 0) listeners.get(seasonId)?.()
    }
  }

  async function sendOne(seasonId: string, waiting: Waiting): Promise<void> {
    const { enrolmentId, code = '', at } = waiting
    try {
      await api.post('/api/v1/seasons/{seasonId}/check-ins', enrolmentId ? { enrolmentId, at } : { code, at }, {
        path: { seasonId },
      })
      remove(seasonId, waiting)
    } catch (error) {
      if (!isAnswer(error)) throw error
      waiting.refused = error.problem.code
      hold(seasonId)
    }
  }

  const toSend = (seasonId: string) => queues.get(seasonId)?.find(({ refused }) => refused === undefined)

  function hold(seasonId: string): boolean {
    const queue = queues.get(seasonId)!
    if (queue.length > 0) return keep(keyOf(seasonId), queue)
    forget(keyOf(seasonId))
    return true
  }

  function later(seasonId: string): void {
    clearTimeout(timers.get(seasonId))
    timers.set(
      seasonId,
      setTimeout(() => void flush(seasonId), TRY_AGAIN),
    )
  }

  window.addEventListener('online', () => {
    for (const seasonId of queues.keys()) void flush(seasonId)
  })

  return { queues, open, add, remove, flush }
})

/** A refusal for good; a server that is busy, or away, has not answered yet. */
export const isAnswer = (error: unknown): error is ProblemError =>
  error instanceof ProblemError && error.problem.status < 500 && ![401, 429].includes(error.problem.status)

const sameTicket = (one: Waiting, other: Waiting) => one.enrolmentId === other.enrolmentId && one.code === other.code

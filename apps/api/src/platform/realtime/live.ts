import pg from 'pg'
import type { Db } from '../db/connection.ts'
import { notify } from '../db/statements.ts'

/** `<kind>:<id>`, such as `season:5b0…`. An event carries ids only; whoever hears it reads again what they may see. */
export type Topic = `${string}:${string}`

export interface LiveEvent {
  topic: string
  type: string
  id: string
}

const channel = 'essor_live'

/** Tells every process, once the caller's transaction commits. */
export const tell = (db: Db, topic: Topic, type: string, id: string): Promise<void> => tellAll(db, [topic], type, id)

/** The same to several, in one statement. */
export async function tellAll(db: Db, topics: readonly Topic[], type: string, id: string): Promise<void> {
  await tellEach(
    db,
    topics.map((topic) => ({ topic, type, id })),
  )
}

/** Several events, each to whom it concerns, in one statement. */
export async function tellEach(db: Db, events: readonly (LiveEvent & { topic: Topic })[]): Promise<void> {
  await notify(
    db,
    channel,
    events.map((event) => JSON.stringify(event)),
  )
}

type Listener = (event: LiveEvent) => void

export interface LiveFeed {
  subscribe(topics: readonly string[], listener: Listener): () => void
  /** Called when events may have been missed, because the connection was lost for a while. */
  onGap(listener: () => void): () => void
  stop(): Promise<void>
}

/** Listens on one connection of its own for all the screens of this process, and comes back when the database does. */
export function startLiveFeed(databaseUrl: string): LiveFeed {
  const listeners = new Map<string, Set<Listener>>()
  const gapListeners = new Set<() => void>()
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  let stopped = false

  const listen = async (isReturn: boolean) => {
    const candidate = new pg.Client({
      connectionString: databaseUrl,
      application_name: 'essor-live',
      // A server that vanished without a word is noticed within a minute, not after the two hours of the system.
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: 8_000,
    })
    const again = () => {
      if (stopped || client !== candidate) return
      client = undefined
      retry = setTimeout(() => void listen(true), 1_000)
    }
    client = candidate
    candidate.on('error', again)
    candidate.on('end', again)
    candidate.on('notification', ({ payload }) => {
      const event = JSON.parse(payload ?? '') as LiveEvent
      for (const listener of listeners.get(event.topic) ?? []) listener(event)
    })
    try {
      await candidate.connect()
      await candidate.query(`listen ${channel}`)
      if (isReturn) for (const listener of gapListeners) listener()
    } catch {
      again()
    }
  }
  void listen(false)

  return {
    subscribe(topics, listener) {
      for (const topic of topics) {
        const ofTopic = listeners.get(topic) ?? new Set()
        listeners.set(topic, ofTopic.add(listener))
      }
      return () => {
        for (const topic of topics) {
          const ofTopic = listeners.get(topic)
          ofTopic?.delete(listener)
          if (ofTopic?.size === 0) listeners.delete(topic)
        }
      }
    },
    onGap(listener) {
      gapListeners.add(listener)
      return () => gapListeners.delete(listener)
    },
    async stop() {
      stopped = true
      clearTimeout(retry)
      await client?.end()
    },
  }
}

import { randomUUID } from 'node:crypto'
import type { Caller, TestApp } from './harness.ts'

type Verb = keyof Caller

/** A request that would succeed, were it made by the right person. */
export type GuardedRequest = readonly [verb: Verb, path: string, body?: object]

interface Callers {
  /** Signed in, without any role that matters here; absent where being signed in is enough. */
  stranger?: Caller
  /** May do all of this. */
  owner: Caller
}

/**
 * Each of these should be refused to nobody and to strangers, for things that do not exist, and with a malformed id or cursor.
 * Tells those that were answered otherwise.
 */
export async function unguarded(t: TestApp, requests: readonly GuardedRequest[], { stranger, owner }: Callers) {
  const found: string[] = []
  for (const [verb, path, body] of requests) {
    const expected = async (who: Caller, to: string, code: string) => {
      const answer = await who[verb](to).set('if-match', '"1"').send(body)
      if (answer.body.code !== code) found.push(`${verb} ${to}: ${answer.status} ${answer.body.code} is not ${code}`)
    }
    const id = /[0-9a-f-]{36}/

    await expected(t.anonymous, path, 'unauthenticated')
    if (stranger) await expected(stranger, path, 'forbidden')
    if (id.test(path)) {
      await expected(owner, path.replace(id, randomUUID()), 'not_found')
      await expected(owner, path.replace(id, 'wrong'), 'invalid_input')
    }
    if (path.includes('limit=')) {
      await expected(owner, path.replace(/limit=\d+/, 'limit=0'), 'invalid_input')
      await expected(owner, `${path}&cursor=wrong`, 'cursor_invalid')
    }
  }
  return found
}

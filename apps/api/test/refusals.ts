import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
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

/** Each of these is refused to nobody and to strangers, for things that do not exist, and with a malformed id or cursor. */
export async function expectGuarded(t: TestApp, requests: readonly GuardedRequest[], { stranger, owner }: Callers) {
  for (const [verb, path, body] of requests) {
    const send = (who: Caller, to: string) => who[verb](to).set('if-match', '"1"').send(body)
    const id = /[0-9a-f-]{36}/
    const expected = async (who: Caller, to: string, status: number, code: string) =>
      expect((await send(who, to)).body, `${verb} ${to}`).toMatchObject({ status, code })

    await expected(t.anonymous, path, 401, 'unauthenticated')
    if (stranger) await expected(stranger, path, 403, 'forbidden')
    if (id.test(path)) {
      await expected(owner, path.replace(id, randomUUID()), 404, 'not_found')
      await expected(owner, path.replace(id, 'wrong'), 400, 'invalid_input')
    }
    if (path.includes('limit=')) {
      await expected(owner, path.replace(/limit=\d+/, 'limit=0'), 400, 'invalid_input')
      await expected(owner, `${path}&cursor=wrong`, 400, 'cursor_invalid')
    }
  }
}

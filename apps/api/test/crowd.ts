import { randomUUID } from 'node:crypto'
import { makeSignature } from 'better-auth/crypto'
import { people, signIns } from '../src/modules/identity/people.table.ts'
import { secret, type TestApp } from './harness.ts'

export interface OneOfMany {
  id: string
  email: string
  /** A request as this person; the client is the platform's own, for hundreds at once. */
  send(method: string, path: string, body?: object): Promise<{ status: number; body: Record<string, unknown> }>
}

/** Many people, signed in, made in two statements. */
export async function insertCrowd(t: Pick<TestApp, 'db' | 'url'>, size: number): Promise<OneOfMany[]> {
  const mark = randomUUID().slice(0, 8)
  const numbers = Array.from({ length: size }, (_, index) => String(index).padStart(5, '0'))
  const rows = await t.db
    .insert(people)
    .values(numbers.map((n) => ({ name: `Foule ${n}`, email: `foule-${mark}-${n}@example.org`, emailVerified: true })))
    .returning({ id: people.id, email: people.email })
  const expiresAt = new Date(Date.now() + 3_600_000)
  const sessions = rows.map(({ id }) => ({ userId: id, token: randomUUID(), expiresAt }))
  await t.db.insert(signIns).values(sessions)
  return Promise.all(
    rows.map(async ({ id, email }, index): Promise<OneOfMany> => {
      const { token } = sessions[index]!
      const cookie = `essor.session_token=${encodeURIComponent(`${token}.${await makeSignature(token, secret)}`)}`
      return {
        id,
        email,
        async send(method, path, body) {
          const answer = await fetch(`${t.url}${path}`, {
            method,
            headers: { cookie, ...(body && { 'content-type': 'application/json' }) },
            ...(body && { body: JSON.stringify(body) }),
          })
          return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
        },
      }
    }),
  )
}

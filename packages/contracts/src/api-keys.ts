import { z } from 'zod'
import { Id, Instant, LocalDay, text } from './platform.ts'

/** What a key opens: `read` every GET of its person; `write` all else too; `team_problems` solving team problems, nothing more. */
export const KeyScope = z.enum(['read', 'write', 'team_problems']).meta({ id: 'KeyScope' })
export type KeyScope = z.output<typeof KeyScope>

const KeyScopes = z
  .array(KeyScope)
  .min(1)
  .max(KeyScope.options.length)
  .refine((scopes) => new Set(scopes).size === scopes.length, 'Each scope once.')

/** A key as its person finds it again: the key itself was shown once, and nobody can show it any more. */
export const ApiKey = z
  .object({
    id: Id,
    name: z.string(),
    /** How the key begins, to recognise it. */
    beginning: z.string(),
    scopes: z.array(KeyScope),
    createdAt: Instant,
    expiresAt: Instant,
    expired: z.boolean(),
    /** The day, in universal time. */
    lastUsedOn: LocalDay.nullable(),
  })
  .meta({
    id: 'ApiKey',
    examples: [
      {
        id: '0199f3a0-7d2c-7c51-9a43-3f6c1b2d4e5f',
        name: 'Site de la mairie',
        beginning: 'essor_q7Xk2a',
        scopes: ['read'],
        createdAt: '2026-03-02T09:00:00.000Z',
        expiresAt: '2026-05-31T09:00:00.000Z',
        expired: false,
        lastUsedOn: '2026-03-05',
      },
    ],
  })

export const NewApiKey = z
  .object({
    name: text(60),
    scopes: KeyScopes,
    /** For how many days the key is good. */
    days: z.int().min(1).max(365),
  })
  .meta({ id: 'NewApiKey', examples: [{ name: 'Site de la mairie', scopes: ['read'], days: 90 }] })
export type NewApiKey = z.output<typeof NewApiKey>

/** `key` is told this once. */
export const MadeApiKey = ApiKey.extend({ key: z.string() }).meta({
  id: 'MadeApiKey',
  examples: [
    {
      id: '0199f3a0-7d2c-7c51-9a43-3f6c1b2d4e5f',
      name: 'Site de la mairie',
      beginning: 'essor_q7Xk2a',
      scopes: ['read'],
      createdAt: '2026-03-02T09:00:00.000Z',
      expiresAt: '2026-05-31T09:00:00.000Z',
      expired: false,
      lastUsedOn: null,
      key: 'essor_q7Xk2aP0mJ4tYv8LrN1cB6wEzHsUdGfKiQoA3xT9VbM',
    },
  ],
})

import { z } from 'zod'
import { Id, Instant, text } from './platform.ts'
import { Role, ScopeKind } from './roles.ts'

export const Email = z.email().max(254).toLowerCase()
export const Password = z.string().min(10).max(128)
export const Locale = z.enum(['fr', 'en'])

export const SignInLinkRequest = z.object({ email: Email }).meta({ id: 'SignInLinkRequest' })
export const SignInLinkToken = z.object({ token: z.string().min(1).max(200) }).meta({ id: 'SignInLinkToken' })
export const PasswordSignIn = z
  .object({ email: Email, password: z.string().min(1).max(128) })
  .meta({ id: 'PasswordSignIn' })

export const Grant = z
  .object({ id: Id, role: Role, scopeKind: ScopeKind, scopeId: Id.nullable() })
  .meta({ id: 'Grant' })
export type Grant = z.output<typeof Grant>

/** The person signed in, with the roles they were given. */
export const Me = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    locale: Locale,
    hasPassword: z.boolean(),
    grants: z.array(Grant),
  })
  .meta({ id: 'Me' })

export const MeUpdate = z
  .object({ name: text(120), locale: Locale })
  .partial()
  .meta({ id: 'MeUpdate' })

/** `currentPassword` is asked only of someone who already has one. */
export const PasswordChange = z
  .object({ currentPassword: z.string().min(1).max(128).optional(), newPassword: Password })
  .meta({ id: 'PasswordChange' })

/** The accounts that anyone may try, on an instance that runs the demo. */
export const Demo = z
  .object({
    enabled: z.literal(true),
    accounts: z.array(z.object({ email: z.string(), password: z.string(), name: z.string(), role: z.string() })),
  })
  .meta({ id: 'Demo' })

/** What would have been sent, on an instance without SMTP (demo and development only). */
export const KeptMail = z
  .object({ id: Id, toAddress: z.string(), subject: z.string(), text: z.string(), createdAt: Instant })
  .meta({ id: 'KeptMail' })

import { z } from 'zod'
import { Id, Instant, text } from './platform.ts'
import { Role, ScopeKind } from './roles.ts'

export const Email = z.email().max(254).toLowerCase()
export const Password = z.string().min(10).max(128)
export const Locale = z.enum(['fr', 'en'])

export const SignInLinkRequest = z
  .object({ email: Email })
  .meta({ id: 'SignInLinkRequest', examples: [{ email: 'amelie.martin@example.org' }] })
export const SignInLinkToken = z
  .object({ token: z.string().min(1).max(200) })
  .meta({ id: 'SignInLinkToken', examples: [{ token: 'kVbYtQwXcRzAoLpEdMsHnJgUiFyTbCxQ' }] })
export const PasswordSignIn = z.object({ email: Email, password: z.string().min(1).max(128) }).meta({
  id: 'PasswordSignIn',
  examples: [{ email: 'amelie.martin@example.org', password: 'un-long-mot-de-passe' }],
})

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
  .meta({
    id: 'Me',
    examples: [
      {
        id: '0199f3a0-7d2c-7c51-9a43-3f6c1b2d4e5f',
        name: 'Amélie Martin',
        email: 'amelie.martin@example.org',
        locale: 'fr',
        hasPassword: false,
        grants: [
          {
            id: '0199f3a0-8e11-7b0a-8c22-5d4e3f2a1b0c',
            role: 'organiser',
            scopeKind: 'delegation',
            scopeId: '0199f3a0-9f00-7a1b-8d33-6e5f4a3b2c1d',
          },
        ],
      },
    ],
  })

export const MeUpdate = z
  .object({ name: text(120), locale: Locale })
  .partial()
  .meta({ id: 'MeUpdate', examples: [{ name: 'Amélie Martin', locale: 'fr' }] })

/** `currentPassword` is asked only of someone who already has one. */
export const PasswordChange = z
  .object({ currentPassword: z.string().min(1).max(128).optional(), newPassword: Password })
  .meta({
    id: 'PasswordChange',
    examples: [{ currentPassword: 'un-long-mot-de-passe', newPassword: 'un-autre-mot-de-passe' }],
  })

/** What a demo account lets one try. */
export const DemoRole = z
  .enum(['organiser', 'participant', 'holder', 'reviewer', 'mentor', 'juror', 'network_admin'])
  .meta({ id: 'DemoRole' })

/** The accounts that anyone may try, on an instance that runs the demo. */
export const Demo = z
  .object({
    enabled: z.literal(true),
    /** Mails are not sent: anyone may read them in the mailbox. */
    keepsMails: z.boolean(),
    accounts: z.array(z.object({ email: z.string(), password: z.string(), name: z.string(), role: DemoRole })),
  })
  .meta({
    id: 'Demo',
    examples: [
      {
        enabled: true,
        keepsMails: true,
        accounts: [
          { email: 'claire@demo.example', password: 'un-mot-de-passe', name: 'Claire (inventée)', role: 'organiser' },
        ],
      },
    ],
  })

/** What would have been sent, on an instance without SMTP (demo and development only). */
export const KeptMail = z
  .object({ id: Id, toAddress: z.string(), subject: z.string(), text: z.string(), createdAt: Instant })
  .meta({
    id: 'KeptMail',
    examples: [
      {
        id: '0199f3a1-0b2c-7d3e-8f40-112233445566',
        toAddress: 'amelie.martin@example.org',
        subject: 'Votre lien pour entrer dans Essor',
        text: 'Bonjour,\n\nPour entrer dans Essor, ouvrez ce lien.',
        createdAt: '2026-03-02T09:00:00.000Z',
      },
    ],
  })

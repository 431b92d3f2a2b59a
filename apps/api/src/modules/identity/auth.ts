import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { magicLink } from 'better-auth/plugins'
import { hashLinkToken } from './link-token.ts'
import type { Db } from '../../platform/db/connection.ts'
import { credentials, people, signIns, verifications } from './people.table.ts'

export interface AuthSettings {
  db: Db
  secret: string
  publicUrl: string
  sendSignInLink: (mail: { email: string; token: string }) => Promise<void>
}

export const signInLinkMinutes = 30
const day = 24 * 60 * 60

/** Its own HTTP face is not mounted: our routes call `auth.api`, so that every answer is documented and none says who has an account. */
export function createAuth({ db, secret, publicUrl, sendSignInLink }: AuthSettings) {
  return betterAuth({
    baseURL: publicUrl,
    secret,
    database: drizzleAdapter(db, {
      provider: 'pg',
      schema: { user: people, session: signIns, account: credentials, verification: verifications },
    }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    plugins: [
      magicLink({
        expiresIn: signInLinkMinutes * 60,
        storeToken: { type: 'custom-hasher', hash: async (token) => hashLinkToken(token) },
        sendMagicLink: async ({ email, token, metadata }) => {
          const keep: unknown = metadata?.['keep']
          if (typeof keep === 'function') keep(token)
          else await sendSignInLink({ email, token })
        },
      }),
    ],
    user: { additionalFields: { locale: { type: 'string', required: false, input: false } } },
    // Not prolonged on reading: a GET never writes, and the cookie and the row end together.
    session: { expiresIn: 60 * day, disableSessionRefresh: true, freshAge: 0 },
    advanced: {
      // The database makes the ids; what better-auth derives itself (a lock it takes) is a uuid then too.
      database: { generateId: 'uuid' },
      cookiePrefix: 'essor',
      useSecureCookies: publicUrl.startsWith('https:'),
      ipAddress: { disableIpTracking: true },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
}

export type Auth = ReturnType<typeof createAuth>

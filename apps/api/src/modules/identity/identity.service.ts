import { hashPassword, verifyPassword } from 'better-auth/crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { audit } from '../../platform/audit/audit.repository.ts'
import { personOf, type Actor, type Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import type { Auth } from './auth.ts'
import {
  addressOfLink,
  endOtherSignIns,
  findPerson,
  hasPassword,
  listGrants,
  makeProvenPerson,
  passwordHash,
  setPassword,
  updatePerson,
} from './identity.repository.ts'
import { linkIdentifier } from './link-token.ts'

const headersOf = (request: FastifyRequest): Headers => new Headers({ cookie: request.headers.cookie ?? '' })

/** Who the session cookie speaks for. */
export async function identify(auth: Auth, db: Deps['db'], request: FastifyRequest): Promise<Actor> {
  const session = await readSession(auth, request)
  if (!session) return { personId: null, grants: [] }
  return { personId: session.user.id, grants: await listGrants(db, session.user.id) }
}

/** better-auth hides why reading failed; a database that is away must be told as such. */
async function readSession(auth: Auth, request: FastifyRequest) {
  try {
    return await auth.api.getSession({ headers: headersOf(request) })
  } catch (error) {
    throw error instanceof Error && error.cause instanceof Error ? error.cause : error
  }
}

/** The same answer and the same work for every address: nobody learns who has an account. */
export async function requestSignInLink(auth: Auth, email: string): Promise<void> {
  await auth.api.signInMagicLink({ body: { email }, headers: new Headers() })
}

/** The account is made first, where the database decides: two links of a new address opened at once make one. */
export async function signInWithLink(auth: Auth, db: Deps['db'], reply: FastifyReply, token: string): Promise<void> {
  const email = await addressOfLink(db, linkIdentifier(token))
  if (email) await makeProvenPerson(db, email)
  await startSession(reply, () =>
    auth.api.magicLinkVerify({ query: { token }, headers: new Headers(), asResponse: true }),
  )
}

export async function signInWithPassword(
  auth: Auth,
  reply: FastifyReply,
  body: { email: string; password: string },
): Promise<void> {
  await startSession(reply, () => auth.api.signInEmail({ body, headers: new Headers(), asResponse: true }))
}

/** For someone who has just proved by other means that they read the mail of this address. */
export async function signInAs(auth: Auth, db: Deps['db'], reply: FastifyReply, email: string): Promise<void> {
  let token = ''
  const keep = (made: string) => {
    token = made
  }
  await auth.api.signInMagicLink({ body: { email, metadata: { keep } }, headers: new Headers() })
  await signInWithLink(auth, db, reply, token)
}

async function startSession(reply: FastifyReply, signIn: () => Promise<Response>): Promise<void> {
  const response = await signIn()
  if (response.status >= 500)
    throw new AppError('unavailable', 'Signing in does not work right now. Try again in a moment.')
  const cookies = response.headers.getSetCookie()
  if (response.status !== 200 || cookies.length === 0) {
    throw new AppError('sign_in_failed', 'This does not let you in: it is wrong, was used before, or has expired.')
  }
  void reply.header('set-cookie', cookies)
}

export async function signOut(auth: Auth, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const response = await auth.api.signOut({ headers: headersOf(request), asResponse: true })
  void reply.header('set-cookie', response.headers.getSetCookie())
}

export async function readMe(deps: Pick<Deps, 'db' | 'actor'>) {
  const id = personOf(deps)
  const person = await findPerson(deps.db, id)
  if (!person) throw new AppError('unauthenticated', 'Sign in first.')
  return { ...person, hasPassword: await hasPassword(deps.db, id), grants: await listGrants(deps.db, id) }
}

export async function updateMe(
  deps: Pick<Deps, 'db' | 'actor' | 'now'>,
  { name, locale }: { name?: string | undefined; locale?: 'fr' | 'en' | undefined },
) {
  const change = { ...(name !== undefined && { name }), ...(locale && { locale }) }
  if (Object.keys(change).length === 0) return readMe(deps)
  const id = personOf(deps)
  return deps.db.transaction(async (db) => {
    await updatePerson(db, id, change, deps.now())
    await audit({ db, actor: deps.actor }, { action: 'person.changed', subject: ['person', id] })
    return readMe({ db, actor: deps.actor })
  })
}

export async function changePassword(
  auth: Auth,
  request: FastifyRequest,
  { currentPassword, newPassword }: { currentPassword?: string | undefined; newPassword: string },
): Promise<void> {
  const deps = request.deps
  const personId = personOf(deps)
  const session = await readSession(auth, request)
  const before = await passwordHash(deps.db, personId)
  if (before && !(currentPassword && (await verifyPassword({ hash: before, password: currentPassword })))) {
    throw new AppError('sign_in_failed', 'The current password is not right.', [
      { path: 'currentPassword', message: 'The current password is not right.', code: 'mismatch' },
    ])
  }
  const hash = await hashPassword(newPassword)
  await deps.db.transaction(async (db) => {
    await setPassword(db, personId, hash)
    await endOtherSignIns(db, personId, session?.session.token ?? '')
    await audit({ db, actor: deps.actor }, { action: 'password.changed', subject: ['person', personId] })
  })
}

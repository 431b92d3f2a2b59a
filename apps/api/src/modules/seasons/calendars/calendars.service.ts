import { createHash, randomBytes } from 'node:crypto'
import { audit } from '../../../platform/audit/audit.repository.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { findPublicSeason } from '../seasons.repository.ts'
import { calendarSince, calendarText } from './calendar.rules.ts'
import {
  deleteFeed,
  findFeed,
  findSessionsOfPerson,
  findSessionsOfSeason,
  keepFeed,
  personOfFeed,
} from './calendars.repository.ts'

type Reading = Pick<Deps, 'db' | 'now' | 'publicUrl'>

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

export async function seasonCalendar({ db, now, publicUrl }: Reading, slug: string): Promise<string> {
  const found = await findPublicSeason(db, slug)
  if (!found) throw new AppError('not_found', 'There is no such season.')
  const sessions = await findSessionsOfSeason(db, found.season.id, calendarSince(now()))
  return calendarText({ name: found.season.name, publicUrl, showsOnlineLinks: false }, sessions)
}

export async function personCalendar({ db, now, publicUrl }: Reading, token: string): Promise<string> {
  const personId = await personOfFeed(db, hashOf(token))
  if (!personId) throw new AppError('not_found', 'There is no calendar at this address, or no longer.')
  const sessions = await findSessionsOfPerson(db, personId, calendarSince(now()))
  return calendarText({ name: 'Mon agenda Essor', publicUrl, showsOnlineLinks: true }, sessions)
}

export async function readOwnCalendar(deps: Pick<Deps, 'db' | 'actor'>): Promise<{ createdAt: Date | null }> {
  const feed = await findFeed(deps.db, personOf(deps))
  return { createdAt: feed?.createdAt ?? null }
}

/** A new address each time; the one before stops answering. */
export async function renewOwnCalendar(
  deps: Pick<Deps, 'db' | 'actor' | 'now' | 'publicUrl'>,
): Promise<{ address: string; createdAt: Date }> {
  const personId = personOf(deps)
  const token = randomBytes(32).toString('base64url')
  const createdAt = deps.now()
  await deps.db.transaction(async (tx) => {
    await keepFeed(tx, { personId, tokenHash: hashOf(token), createdAt })
    await audit({ db: tx, actor: deps.actor }, { action: 'calendar.address_made', subject: ['person', personId] })
  })
  return { address: `${deps.publicUrl}/api/v1/calendars/${token}.ics`, createdAt }
}

export async function revokeOwnCalendar(deps: Pick<Deps, 'db' | 'actor'>): Promise<void> {
  const personId = personOf(deps)
  await deps.db.transaction(async (tx) => {
    if (!(await deleteFeed(tx, personId))) return
    await audit({ db: tx, actor: deps.actor }, { action: 'calendar.address_revoked', subject: ['person', personId] })
  })
}

import type { AccessCodeDraft, ExtensionDraft, LocalMoment } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { PageOf } from '../../../platform/db/pages.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { sendMail } from '../../../platform/mail/mail.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { findSeason, holdSeason, type Season } from '../../seasons/index.ts'
import {
  countUse,
  deleteExtension,
  endCode,
  findCode,
  giveByCode,
  giveExtension,
  insertCode,
  listCodes,
  listExtensions,
} from './access-codes.repository.ts'
import { newCode, readCode } from './access-codes.ts'
import { listHoldersOf } from './call-holders.repository.ts'
import { tellHoldersOf, tellWithWhom } from './call-holders.service.ts'
import { endOf } from './call.rules.ts'
import { findCall, lockCall, shareCall, type Call } from './calls.repository.ts'
import { findRights } from './late-rights.repository.ts'
import { extensionMail } from './opening.mail.ts'
import { assertSeasonOpen, callAccess } from './writing.rules.ts'

type Writing = Pick<Deps, 'db' | 'actor' | 'now'>

const notFound = (what: string) => new AppError('not_found', `There is no such ${what}.`)

export async function makeCode(deps: Writing, callId: string, { uses, expires, note }: AccessCodeDraft) {
  return changeRights(deps, callId, 'call.code_made', async (db, call, now) => {
    const expiresAt = laterMoment(call, expires, 'expires', now)
    return insertCode(db, { callId, code: newCode(), uses, expiresAt, note, createdAt: now })
  })
}

export const readCodes = ({ db }: Pick<Deps, 'db'>, callId: string, page: PageOf) => listCodes(db, callId, page)

export async function stopCode(deps: Writing, callId: string, codeId: string) {
  return changeRights(deps, callId, 'call.code_ended', async (db, _call, now) => {
    const code = await endCode(db, callId, codeId, now)
    if (!code) throw notFound('code')
    await tellHoldersOf(db, callId, await listHoldersOf(db, callId))
    return code
  })
}

export async function extend(
  deps: Writing & Pick<Deps, 'jobs' | 'publicUrl'>,
  callId: string,
  { email, until, note }: ExtensionDraft,
) {
  return changeRights(deps, callId, 'call.extension_given', async (db, call, now, season) => {
    const last = laterMoment(call, until, 'until', now)
    const extension = await giveExtension(db, { callId, email, until: last, note, createdAt: now })
    await sendMail({ db, jobs: deps.jobs }, extensionMail(email, season, call, last, deps.publicUrl))
    await tellHoldersOf(db, callId, await listHoldersOf(db, callId))
    return extension
  })
}

export const readExtensions = ({ db }: Pick<Deps, 'db'>, callId: string, page: PageOf) =>
  listExtensions(db, callId, page)

export async function takeBackExtension(deps: Writing, callId: string, extensionId: string): Promise<void> {
  await changeRights(deps, callId, 'call.extension_taken_back', async (db) => {
    if (!(await deleteExtension(db, callId, extensionId))) throw notFound('extension')
    await tellHoldersOf(db, callId, await listHoldersOf(db, callId))
  })
}

/** While the call is held, so that no file comes in by a right that is being taken away. */
async function changeRights<Answer>(
  { db, actor, now }: Writing,
  callId: string,
  action: string,
  change: (db: Deps['db'], call: Call, now: Date, season: Season) => Promise<Answer>,
): Promise<Answer> {
  return db.transaction(async (tx) => {
    const call = await lockCall(tx, callId)
    const season = call && (await findSeason(tx, call.seasonId))
    if (!call || !season) throw notFound('call')
    if (call.status === 'decided')
      throw new AppError('decisions_published', 'The decisions of this call are published: no file comes in any more.')
    const answer = await change(tx, call, now(), season)
    await audit({ db: tx, actor }, { action, subject: ['call', callId], delegationId: season.delegationId })
    await tell(tx, `season:${season.id}`, 'call.changed', callId)
    return answer
  })
}

/** More time than others have, and time that is still to come. */
function laterMoment(call: Call, moment: LocalMoment, field: string, now: Date): Date {
  const until = endOf(moment, call.timeZone)
  if (until > now && until > call.closesAt) return until
  throw new AppError('invalid_input', 'This moment gives no more time than the deadline of the call.', [
    { path: `${field}.day`, message: 'Choose a moment to come, after the deadline.', code: 'after_deadline' },
  ])
}

export async function readAccess({ db, actor, now }: Writing, callId: string) {
  const call = await findCall(db, callId)
  const season = call && (await findSeason(db, call.seasonId))
  if (!call || !season || call.status === 'draft') throw notFound('call')
  return callAccess(call, season, await findRights(db, callId, personOf({ actor })), now())
}

/** A code counts once for a person, however often they type it. */
export async function redeemCode({ db, actor, now }: Writing, callId: string, typed: string) {
  const personId = personOf({ actor })
  return db.transaction(async (tx) => {
    const call = await shareCall(tx, callId)
    const season = call && (await holdSeason(tx, call.seasonId))
    if (!call || !season || call.status === 'draft') throw notFound('call')
    assertSeasonOpen(season)
    if (call.status === 'decided')
      throw new AppError('decisions_published', 'The decisions of this call are published: no file comes in any more.')
    const code = await findCode(tx, callId, readCode(typed))
    if (!code) throw new AppError('access_code_unknown', 'This call has no such code. Read it again, letter by letter.')
    const at = now()
    if (code.endedAt || code.expiresAt < at) throw new AppError('access_code_expired', 'This code has expired.')
    const given = await giveByCode(tx, { callId, personId, codeId: code.id, until: code.expiresAt, createdAt: at })
    if (given) {
      if (!(await countUse(tx, code.id)))
        throw new AppError('access_code_used_up', 'This code was used by as many people as it is for.')
      await audit(
        { db: tx, actor },
        { action: 'call.code_used', subject: ['call', callId], delegationId: season.delegationId },
      )
      await tell(tx, `season:${season.id}`, 'call.changed', callId)
      await tellWithWhom(tx, callId, personId)
    }
    return callAccess(call, season, await findRights(tx, callId, personId), at)
  })
}

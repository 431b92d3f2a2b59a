import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { sendMails } from '../../../platform/mail/mail.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { findSeason } from '../../seasons/index.ts'
import { findCall, lockCall, type Call } from '../calls/calls.repository.ts'
import { referenceOf } from './confidentiality.rules.ts'
import { bySubmission, listHolders } from './holders.repository.ts'
import { tellHolders } from './holders.service.ts'
import { readersNamedMail } from './people.mail.ts'
import {
  countRestricted,
  listCallReaders,
  listCandidates,
  listRestrictedIds,
  replaceCallReaders,
} from './readers.repository.ts'

type Asking = Pick<Deps, 'db' | 'actor'>
type Writing = Asking & Pick<Deps, 'jobs' | 'publicUrl'>

async function placeOf(db: Deps['db'], call: Call | undefined) {
  const season = call && (await findSeason(db, call.seasonId))
  if (!call || !season) throw new AppError('not_found', 'There is no such call.')
  return { call, season, place: { delegationId: season.delegationId, seasonId: season.id } }
}

export async function readCallConfidentiality({ db, actor }: Asking, callId: string) {
  const { place } = await placeOf(db, await findCall(db, callId))
  const readers = await listCallReaders(db, callId, place)
  return {
    readers,
    candidates: await listCandidates(db, place),
    ...(await countRestricted(db, callId, actor.personId)),
    mayChange: mayChange(readers, (await listRestrictedIds(db, callId)).length, actor.personId),
  }
}

interface Reader {
  personId: string
  mayDecide: boolean
}

/** Once there is something to protect, only those who watch over it let others in; where nobody does, any organiser names them. */
const mayChange = (readers: readonly Reader[], restricted: number, personId: string | null): boolean =>
  restricted === 0 ||
  !readers.some(({ mayDecide }) => mayDecide) ||
  readers.some((reader) => reader.personId === personId)

export async function changeCallReaders(deps: Writing, callId: string, personIds: readonly string[]) {
  await deps.db.transaction(async (tx) => {
    const { call, season, place } = await placeOf(tx, await lockCall(tx, callId))
    const restricted = await listRestrictedIds(tx, callId)
    const before = await listCallReaders(tx, callId, place)
    if (!mayChange(before, restricted.length, deps.actor.personId))
      throw new AppError('forbidden', 'There are confidential files: only those who are named let others in.')
    const candidates = new Map((await listCandidates(tx, place)).map((one) => [one.personId, one]))
    const chosen = personIds.map((id) => candidates.get(id))
    if (chosen.some((one) => !one)) throw new AppError('not_found', 'There is no such organiser or reviewer here.')
    const decides = chosen.some((one) => one?.mayDecide)
    if (!decides && (chosen.length > 0 || restricted.length > 0))
      throw new AppError('confidential_readers_needed', 'Name at least one person who may decide.')
    await replaceCallReaders(tx, callId, personIds)
    const added = chosen.some((one) => !before.some(({ personId }) => personId === one?.personId))
    if (added)
      await mailAllHolders(
        { ...deps, db: tx },
        restricted,
        chosen.map((one) => one?.name ?? ''),
        season,
      )
    await audit(
      { ...deps, db: tx },
      { action: 'confidential_readers.changed', subject: ['call', callId], delegationId: season.delegationId },
    )
    await tellHolders(tx, restricted)
    await tell(tx, `season:${season.id}`, 'call.changed', call.id)
  })
  return readCallConfidentiality(deps, callId)
}

type MailSeason = Parameters<typeof readersNamedMail>[1]

async function mailAllHolders(
  { db, jobs, publicUrl }: Writing,
  submissionIds: readonly string[],
  names: readonly string[],
  season: MailSeason,
): Promise<void> {
  const holdersOf = bySubmission(await listHolders(db, submissionIds))
  await sendMails(
    { db, jobs },
    submissionIds.flatMap((id) =>
      holdersOf(id).map(({ email }) =>
        readersNamedMail(email, season, {
          reference: referenceOf({ id }),
          names,
          page: `${publicUrl}/mon-espace/projets/${id}/confidentialite`,
        }),
      ),
    ),
  )
}

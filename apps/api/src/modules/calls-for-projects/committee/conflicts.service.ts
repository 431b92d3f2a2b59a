import type { Db } from '../../../platform/db/connection.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { findCall, type Call } from '../calls/calls.repository.ts'
import { listMembers, type MemberStanding } from './committee.repository.ts'
import { conflictsBetween, isInForce, isOpenTo, type Conflict } from './conflict.rules.ts'
import { listFiles, listReviewerTies, listSaid, type CommitteeFile } from './conflicts.repository.ts'

/** The projects that people coached in other seasons: teams are known further on. */
export type CoachedElsewhere = (
  db: Db,
  personIds: readonly string[],
  seasonId: string,
) => Promise<{ personId: string; structure: string; holderIds: string[] }[]>

export interface Knowing {
  coachedElsewhere: CoachedElsewhere
}

export interface CommitteeAtWork {
  files: CommitteeFile[]
  members: MemberStanding[]
  conflicts: Conflict[]
}

/** The files of a call, who reviews there, and who is tied to what; of one file or one reviewer where those are named. */
export async function readAtWork(
  { db, coachedElsewhere }: Pick<Deps, 'db'> & Knowing,
  call: Pick<Call, 'id' | 'seasonId'>,
  { submissionId, reviewerId }: { submissionId?: string; reviewerId?: string | undefined } = {},
): Promise<CommitteeAtWork> {
  const files = await listFiles(db, call.id, submissionId)
  const members = await listMembers(db, call, reviewerId)
  const ids = members.map(({ personId }) => personId)
  const ties = await listReviewerTies(db, call.id, ids)
  const coached = Map.groupBy(await coachedElsewhere(db, ids, call.seasonId), ({ personId }) => personId)
  const said = await listSaid(db, call.id, submissionId)
  const conflicts = conflictsBetween(
    files,
    ties.map((one) => ({ ...one, coached: coached.get(one.id) ?? [] })),
    said,
  )
  return { files, members, conflicts }
}

/** Whose review this person may have a hand in: not their own file, and no restricted one that they are not named for. */
export const isInHandsOf = (file: CommitteeFile, personId: string | null): boolean =>
  !file.holders.some((holder) => holder.personId === personId) &&
  (personId ? isOpenTo(file, personId) : !file.restricted)

interface Filter {
  cursor?: string | undefined
  limit: number
  assigned?: 'true' | 'false' | undefined
  reviewerId?: string | undefined
}

/** Every tie in the order of the files, of those that the one asking may have a hand in. */
export async function readConflicts(
  deps: Pick<Deps, 'db' | 'actor'> & Knowing,
  callId: string,
  { cursor, limit, assigned, reviewerId }: Filter,
) {
  const call = await findCall(deps.db, callId)
  if (!call) throw new AppError('not_found', 'There is no such call.')
  const { files, members, conflicts } = await readAtWork(deps, call, { reviewerId })
  const fileAt = new Map(files.map(({ id }, index) => [id, index]))
  const memberAt = new Map(members.map(({ personId }, index) => [personId, index]))
  const rows = conflicts.flatMap(({ submissionId, reviewerId: person, sources, dismissed }) => {
    const place = [fileAt.get(submissionId)!, memberAt.get(person)!] as const
    const file = files[place[0]]!
    if (!isInHandsOf(file, deps.actor.personId)) return []
    const reviewStatus = file.reviews.find((review) => review.reviewerId === person)?.status ?? null
    const isAssigned = reviewStatus !== null && reviewStatus !== 'recused'
    if (assigned !== undefined && isAssigned !== (assigned === 'true')) return []
    const { title, structure, restricted } = file
    const names = { submissionId, title, structure, restricted }
    const reviewerName = members[place[1]]!.name
    return [{ ...names, place, reviewerId: person, reviewerName, sources, dismissed, reviewStatus }]
  })
  const after = cursor ? placeOf(cursor, files, members) : undefined
  const rest = after ? rows.filter(({ place: [f, m] }) => f > after[0] || (f === after[0] && m > after[1])) : rows
  const items = rest.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: last && rest.length > limit ? cursorOf(last) : null }
}

const cursorOf = (row: { submissionId: string; reviewerId: string }): string =>
  Buffer.from(`${row.submissionId} ${row.reviewerId}`).toString('base64url')

function placeOf(
  cursor: string,
  files: readonly CommitteeFile[],
  members: readonly MemberStanding[],
): [number, number] {
  const [submissionId, reviewerId] = Buffer.from(cursor, 'base64url').toString().split(' ')
  const place: [number, number] = [
    files.findIndex(({ id }) => id === submissionId),
    members.findIndex(({ personId }) => personId === reviewerId),
  ]
  if (place.includes(-1))
    throw new AppError('cursor_invalid', 'This cursor is not one that the list gave. Start without it.')
  return place
}

/** The tie of one reviewer with one file; undefined where there is none. */
export async function findConflict(
  deps: Pick<Deps, 'db'> & Knowing,
  call: Pick<Call, 'id' | 'seasonId'>,
  submissionId: string,
  reviewerId: string,
): Promise<Conflict | undefined> {
  return (await readAtWork(deps, call, { submissionId, reviewerId })).conflicts[0]
}

/** Refuses, naming why, as long as an organiser has not put the detection aside. */
export function assertNoConflict(conflict: Conflict | undefined): void {
  if (!conflict || !isInForce(conflict)) return
  const sources = conflict.sources.map(({ source }) => source)
  throw new AppError(
    'review_conflict_of_interest',
    `This person is tied to the submission (${sources.join(', ')}). Give it to somebody else.`,
    sources.map((source) => ({ path: 'personId', message: 'A conflict of interest.', code: source })),
  )
}

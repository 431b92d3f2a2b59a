import type { ProjectDraft } from '@essor/contracts'
import type { z } from 'zod'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { sendMails } from '../../../platform/mail/mail.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { lockSeason, type Season } from '../../seasons/index.ts'
import { hold } from '../committee/assignments.service.ts'
import { assertNoTie } from '../committee/known-ties.repository.ts'
import { removedMail } from '../decisions/decision.mail.ts'
import { listHolders } from '../people/holders.repository.ts'
import { tellHolders } from '../people/holders.service.ts'
import { listRestrictedAmong } from '../people/visibility.repository.ts'
import { assertReason, leaveSeason, withdrawn } from '../decisions/holder-answers.service.ts'
import { moveUp, type TeamsPublished } from '../decisions/waiting-list.service.ts'
import { assertMove } from '../submissions/submission.rules.ts'
import { findSubmission, updateSubmission } from '../submissions/submissions.repository.ts'
import { deleteProject, findProject, insertProject, updateProject, type Project } from './projects.repository.ts'

type Writing = Pick<Deps, 'db' | 'jobs' | 'actor' | 'now' | 'publicUrl'>
type Draft = z.output<typeof ProjectDraft>

const notFound = () => new AppError('not_found', 'There is no such project.')

/** Without a call: a structure that came by another way. */
export async function addProject(
  deps: Pick<Deps, 'db' | 'actor'>,
  seasonId: string,
  draft: Draft,
  teamsPublished: TeamsPublished,
): Promise<Project> {
  return deps.db.transaction(async (tx) => {
    const season = await freeSeason(tx, seasonId, teamsPublished)
    const project = await insertProject(tx, { seasonId, ...draft })
    await record({ db: tx, actor: deps.actor }, season, 'project.added', project.id)
    return project
  })
}

export async function changeProject(
  deps: Pick<Deps, 'db' | 'actor'>,
  projectId: string,
  version: number,
  draft: Draft,
  teamsPublished: TeamsPublished,
): Promise<Project> {
  return deps.db.transaction(async (tx) => {
    const seasonId = (await findProject(tx, projectId))?.seasonId
    if (!seasonId) throw notFound()
    const season = await freeSeason(tx, seasonId, teamsPublished)
    const before = await findProject(tx, projectId)
    if (!before) throw notFound()
    await assertWordsFree(tx, before, draft)
    const project = await updateProject(tx, projectId, version, draft)
    if (!project)
      throw new AppError('version_conflict', 'Somebody changed this project in the meantime. Read it again.')
    await record({ db: tx, actor: deps.actor }, season, 'project.changed', projectId)
    return project
  })
}

/** The words under which a restricted file is shown are those that its holders chose: nobody else puts any of it there. */
async function assertWordsFree(db: Deps['db'], before: Project, draft: Draft): Promise<void> {
  const submission = before.submissionId ? await findSubmission(db, before.submissionId) : undefined
  if (submission?.confidentiality !== 'restricted') return
  if ((['title', 'structure', 'summary'] as const).every((word) => draft[word] === before[word])) return
  throw new AppError('forbidden', 'This file is confidential: its holders choose the public words of its project.')
}

/** Its submission, where it has one, counts as withdrawn: its holders read why, and the next of the waiting list moves up. */
export async function removeProject(
  deps: Writing,
  projectId: string,
  reason: string,
  teamsPublished: TeamsPublished,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const project = await findProject(tx, projectId)
    if (!project) throw notFound()
    if (project.submissionId)
      return removeSubmitted({ ...deps, db: tx }, projectId, project.submissionId, reason, teamsPublished)
    const season = await freeSeason(tx, project.seasonId, teamsPublished)
    await deleteProject(tx, projectId)
    await record({ db: tx, actor: deps.actor }, season, 'project.removed', projectId)
  })
}

async function removeSubmitted(
  deps: Writing,
  projectId: string,
  submissionId: string,
  reason: string,
  teamsPublished: TeamsPublished,
): Promise<void> {
  assertReason(reason)
  const { db, jobs, actor, publicUrl } = deps
  const { call, submission, season } = await hold(db, submissionId)
  // Its holder may have withdrawn it while this waited.
  if (submission.status === 'withdrawn') throw notFound()
  if ((await listRestrictedAmong(db, [submissionId], actor.personId)).length > 0)
    throw new AppError('forbidden', 'This file is confidential: only those named for it take its project out.')
  assertMove(submission.status, 'withdrawn', 'organiser')
  await assertNoTie(db, submission, actor.personId)
  await leaveSeason(db, submission, season, teamsPublished)
  await updateSubmission(db, submissionId, { ...withdrawn, reason })
  const holders = await listHolders(db, [submissionId])
  await sendMails(
    { db, jobs },
    holders.map(({ email }) => removedMail(email, season, submission, reason, publicUrl)),
  )
  await tellHolders(db, [submissionId])
  await moveUp(deps, { call, season }, 1, teamsPublished)
  await record({ db, actor }, season, 'project.removed', projectId)
}

/** Held while its projects change, as it is while teams are published. */
async function freeSeason(db: Deps['db'], seasonId: string, teamsPublished: TeamsPublished): Promise<Season> {
  const season = await lockSeason(db, seasonId)
  if (!season) throw new AppError('not_found', 'There is no such season.')
  if (await teamsPublished(db, seasonId))
    throw new AppError('teams_published', 'The teams of this season are published: its projects stay as they are.')
  return season
}

async function record(
  { db, actor }: Pick<Deps, 'db' | 'actor'>,
  season: Season,
  action: string,
  projectId: string,
): Promise<void> {
  await audit({ db, actor }, { action, subject: ['project', projectId], delegationId: season.delegationId })
  await tell(db, `season:${season.id}`, action, projectId)
}

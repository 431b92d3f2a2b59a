import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { sendMails } from '../../../platform/mail/mail.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { lockSeason, type Season } from '../../seasons/index.ts'
import type { Call } from '../calls/calls.repository.ts'
import { hold } from '../committee/assignments.service.ts'
import { endCorrections } from '../corrections/corrections.service.ts'
import { freeInterview } from '../interviews/bookings.service.ts'
import { projectWords } from '../people/confidentiality.rules.ts'
import { listHolders, type Holder } from '../people/holders.repository.ts'
import { tellHolders } from '../people/holders.service.ts'
import { deleteProjectOf, insertProject } from '../projects/projects.repository.ts'
import { assertMove } from '../submissions/submission.rules.ts'
import { updateSubmission, type Submission } from '../submissions/submissions.repository.ts'
import { confirmedMail, turnedDownMail } from './decision.mail.ts'
import { assertInTime, assertSeasonGoesOn } from './decision.rules.ts'
import { moveUp, type TeamsPublished } from './waiting-list.service.ts'

type Answering = Pick<Deps, 'db' | 'jobs' | 'actor' | 'now' | 'publicUrl'>

/** The holder says yes: the submission becomes a project of the season, as long as its teams are not there. */
export async function confirmSubmission(
  deps: Answering,
  submissionId: string,
  teamsPublished: TeamsPublished,
): Promise<Submission> {
  return answer(deps, submissionId, async ({ db, submission, season, holders, now }) => {
    assertMove(submission.status, 'confirmed', 'holder')
    assertInTime(submission, now)
    assertSeasonGoesOn((await lockSeason(db, season.id))!)
    if (await teamsPublished(db, season.id))
      throw new AppError(
        'teams_published',
        'The teams are published: no project can join them. Talk to the organisers.',
      )
    const project = await insertProject(db, {
      seasonId: season.id,
      submissionId,
      ...projectWords(submission),
      wantedSkills: submission.wantedSkills,
    })
    await tell(db, `season:${season.id}`, 'project.added', project.id)
    await sendMails(
      { db, jobs: deps.jobs },
      holders.map(({ email }) => confirmedMail(email, season, submission, deps.publicUrl)),
    )
    return { action: 'submission.confirmed', to: { status: 'confirmed', confirmRemindAt: null } }
  })
}

/** The holder says no, and the next of the waiting list gets the place. */
export async function turnDown(
  deps: Answering,
  submissionId: string,
  words: string,
  teamsPublished: TeamsPublished,
): Promise<Submission> {
  return answer(deps, submissionId, async ({ db, call, submission, season, holders }) => {
    assertMove(submission.status, 'turned_down', 'holder')
    await sendMails(
      { db, jobs: deps.jobs },
      holders.map(({ email }) => turnedDownMail(email, season, submission, deps.publicUrl)),
    )
    await moveUp({ ...deps, db }, { call, season }, 1, teamsPublished)
    return {
      action: 'submission.turned_down',
      to: { status: 'turned_down', holderWords: words, confirmRemindAt: null },
    }
  })
}

/**
 * A private decision that was not told is forgotten with it. A place that was given goes to the next one; a project leaves the
 * season, as long as nobody was put in a team for it.
 */
export async function withdraw(
  deps: Answering,
  submissionId: string,
  reason: string,
  teamsPublished: TeamsPublished,
): Promise<Submission> {
  return answer(deps, submissionId, async ({ db, call, submission, season }) => {
    assertMove(submission.status, 'withdrawn', 'holder')
    await endCorrections(db, [submissionId])
    await freeInterview({ ...deps, db }, submission, season)
    if (submission.status === 'confirmed') {
      assertReason(reason)
      await leaveSeason(db, submission, season, teamsPublished)
    }
    if (submission.status === 'accepted' || submission.status === 'confirmed')
      await moveUp({ ...deps, db }, { call, season }, 1, teamsPublished)
    return { action: 'submission.withdrawn', to: { ...withdrawn, holderWords: reason } }
  })
}

export const withdrawn = {
  status: 'withdrawn',
  pendingOutcome: null,
  pendingReason: '',
  waitingRank: null,
  confirmBy: null,
  confirmRemindAt: null,
} as const satisfies Partial<Submission>

export function assertReason(reason: string): void {
  if (reason !== '') return
  throw new AppError('invalid_input', 'Say why: the place was counted on.', [
    { path: 'reason', message: 'Say why, in a few words.', code: 'required' },
  ])
}

/** The season is held, as it is while teams are published: one of the two comes first. */
export async function leaveSeason(
  db: Deps['db'],
  { id }: Pick<Submission, 'id'>,
  season: Season,
  teamsPublished: TeamsPublished,
): Promise<void> {
  await lockSeason(db, season.id)
  if (await teamsPublished(db, season.id))
    throw new AppError(
      'teams_published',
      'The teams are published: people count on this project. Talk to the organisers.',
    )
  const projectId = await deleteProjectOf(db, id)
  if (projectId) await tell(db, `season:${season.id}`, 'project.removed', projectId)
}

interface Found {
  db: Deps['db']
  call: Call
  submission: Submission
  season: Season
  holders: Holder[]
  /** Read once the rows are held, so that whoever waited past the limit is late. */
  now: Date
}

/** The call is held, so that places are given back and taken one after the other. */
async function answer(
  { db, actor, now }: Answering,
  submissionId: string,
  decide: (found: Found) => Promise<{ action: string; to: Partial<Submission> }>,
): Promise<Submission> {
  return db.transaction(async (tx) => {
    const { call, submission, season } = await hold(tx, submissionId)
    const holders = await listHolders(tx, [submissionId])
    const { action, to } = await decide({ db: tx, call, submission, season, holders, now: now() })
    const changed = await updateSubmission(tx, submissionId, to)
    await audit({ db: tx, actor }, { action, subject: ['submission', submissionId], delegationId: season.delegationId })
    await tellHolders(tx, [submissionId])
    if (changed.submittedAt) await tell(tx, `season:${season.id}`, 'call.changed', call.id)
    return changed
  })
}

import { questionsOf } from '@essor/contracts'
import { allows } from '../../../platform/access/policy.rules.ts'
import type { Deps } from '../../../platform/deps.ts'
import { findSeason } from '../../seasons/index.ts'
import { findCall } from '../calls/calls.repository.ts'
import { findAskedCorrection } from '../corrections/corrections.repository.ts'
import { sectionsOf } from '../forms/answers.service.ts'
import { isHolder } from '../people/holders.repository.ts'
import type { Submission } from '../submissions/submissions.repository.ts'
import { blindPhaseLasts, withoutIdentity } from './blind.rules.ts'
import { findSettings } from './review-settings.repository.ts'

type Asking = Pick<Deps, 'db' | 'actor'>
type Following = Pick<Submission, 'id' | 'callId' | 'holderId' | 'formVersion'>

/**
 * Questions whose answers and files reviewers of this submission may not see now, by id; undefined where the call has no blind
 * phase, or no longer.
 */
async function hiddenFromReviewers(
  db: Deps['db'],
  submission: Pick<Following, 'callId' | 'formVersion'>,
): Promise<ReadonlySet<string> | undefined> {
  if (!blindPhaseLasts(await findSettings(db, submission.callId))) return undefined
  const questions = questionsOf(await sectionsOf(db, submission))
  return new Set(questions.flatMap(({ id, identifying }) => (identifying ? id : [])))
}

/** The same for whoever asks: undefined for those who are no mere reviewers of it. */
export async function hiddenQuestions(
  { db, actor }: Asking,
  submission: Following,
): Promise<ReadonlySet<string> | undefined> {
  return (await readsAsReviewer({ db, actor }, submission)) ? hiddenFromReviewers(db, submission) : undefined
}

/** As its reviewers read a file: as it was while its holder mends it, and in the blind phase without what says whose it is. */
export async function asReviewersRead(
  { db }: Pick<Deps, 'db'>,
  submission: Submission,
): Promise<{ submission: Submission; blind: boolean }> {
  const asked = submission.status === 'correction_asked' ? await findAskedCorrection(db, submission.id) : undefined
  const steady = { ...submission, ...asked?.before }
  const hidden = await hiddenFromReviewers(db, steady)
  return { submission: hidden ? withoutIdentity(steady, hidden) : steady, blind: hidden !== undefined }
}

/** Reads the file only as one of its reviewers: neither holds it nor organises the call. */
export async function readsAsReviewer(
  { db, actor }: Asking,
  submission: Pick<Submission, 'id' | 'callId' | 'holderId'>,
): Promise<boolean> {
  if (await isHolder(db, submission, actor.personId)) return false
  const call = await findCall(db, submission.callId)
  const season = call && (await findSeason(db, call.seasonId))
  return !season || !allows(actor.grants, 'review.manage', { delegationId: season.delegationId, seasonId: season.id })
}
